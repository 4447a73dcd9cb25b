"""The page as text: what stands on it, nothing of inputs as markup, the same bytes for the same tables."""

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from factories import with_fields

from extractor.cli import main
from extractor.decisions.trust import Share, Trust, wilson
from extractor.errors import InputError
from extractor.records import DocumentResult, ErrorRow, StatementSpanRow
from extractor.report.data import collect, prepare
from extractor.report.database import opened, safe_link
from extractor.report.dial import Expected
from extractor.report.page import render, rewrite_report
from extractor.report.statements import embedded

Publish = Callable[..., object]
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- \"'`"


def _failed(path: str, message: str) -> DocumentResult:
    result = with_fields("", path, status="error")
    return result.model_copy(update={"errors": [ErrorRow(source_path=path, stage="read", code="broken", message=message)]})


RESULTS = [
    with_fields(
        "Ana Kova, mayor, said: the dam holds\nBo Lund said: no", "in/a.txt", published_at="2024-03-02", outlet="Courier"
    ),
    with_fields(
        "Ana Kova said: yes", "in/b.txt", published_at="2024-05-04", title="News", outlet="Echo", url="https://example.org/b"
    ),
    with_fields("Ana Kova said: maybe", "in/c.txt", url="javascript:alert(3)"),
    _failed("in/d.txt", "no text in it"),
]
HOSTILE = [
    with_fields(f"Ana Kova said: {ATTACK}", f"in/{ATTACK}.txt", title=ATTACK, outlet=ATTACK, url=f"https://x/{ATTACK}"),
    _failed("in/<b>.txt", ATTACK),
]


class Page(HTMLParser):
    """Tags with attributes, texts by tag."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append((self.tags[-1][0] if self.tags else "", data))

    def script(self, name: str) -> Any:
        number = [tag for tag in self.tags if tag[0] == "script"].index(("script", {"type": "application/json", "id": name}))
        return json.loads([text for tag, text in self.texts if tag == "script" and text.strip()][number])

    @property
    def data(self) -> Any:
        return self.script("data")

    @property
    def pieces(self) -> Any:
        return self.script("texts-0")


@pytest.fixture
def publish(tmp_path: Path, publish_results: Publish) -> Callable[[list[DocumentResult]], Path]:
    def run(results: list[DocumentResult]) -> Path:
        publish_results(results, tmp_path / "out", ["parquet"])
        return tmp_path / "out" / "report.html"

    return run


@pytest.fixture(scope="module")
def report(publish_once: Callable[..., Path]) -> Path:
    """The page of the results, to be read."""
    return publish_once(RESULTS, ["parquet"]) / "report.html"


def test_what_stands_on_the_page(report: Path) -> None:
    page = Page(report.read_text("utf-8"))
    texts = [text.strip() for _, text in page.texts]
    assert {"Ana Kova", "mayor", "in/d.txt", "no text in it", "failed"} <= set(texts)
    data = page.data
    assert [(name, count) for name, _, _, count, *_ in data["speakers"]] == [("Ana Kova", 3), ("Bo Lund", 1)]
    assert [row["name"] for row in data["entities"]] == ["Ana Kova", "Bo Lund"]
    statements = data["statements"]
    assert [data["documents"][number][2] for number in statements["document"]] == ["2024-05-04", "2024-03-02", "", "2024-03-02"]
    assert page.pieces[1] == ["", "Ana Kova, mayor, said: ", "c", "the dam holds"]
    assert {len(column) for column in statements.values()} == {4}


def test_inputs_never_become_markup(publish: Callable[[list[DocumentResult]], Path]) -> None:
    source = publish(HOSTILE).read_text("utf-8")
    assert "alert(1)" in source
    assert "<script>alert" not in source
    assert "<img" not in source
    page = Page(source)
    assert [tag for tag, _ in page.tags].count("script") == 3
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes)
    assert page.data["documents"][0][0] == ATTACK


def test_the_policy_allows_this_script_and_style_alone(report: Path) -> None:
    source = report.read_text("utf-8")
    policy = next(a["content"] for _, a in Page(source).tags if a.get("http-equiv") == "Content-Security-Policy") or ""
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        inside = re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside[-1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"""(?:src|href)=["'](?!#)""", source)


@pytest.mark.parametrize("url", ["javascript:alert(1)", " https://a", "data:text/html,x", "//host/x", "file:///etc/passwd", ""])
def test_addresses_of_no_page_are_no_links(url: str) -> None:
    assert safe_link(url) == ""


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "HTTP://example.org"])
def test_addresses_of_pages_stay(url: str) -> None:
    assert safe_link(url) == url


def test_the_same_tables_give_the_same_bytes(report: Path, tmp_path: Path, publish_results: Publish) -> None:
    publish_results(RESULTS, tmp_path / "one", ["csv"])
    publish_results(RESULTS[::-1], tmp_path / "two", ["parquet"])
    page = report.read_bytes()
    assert (tmp_path / "two" / "report.html").read_bytes() == page
    for name in ("one", "two"):
        (tmp_path / name / "report.html").unlink()
        assert rewrite_report(tmp_path / name).read_bytes() == page
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == ["datapackage.json", "report.html", "tables"]


def test_speakers_take_turns_when_the_page_is_full(tmp_path: Path, publish_results: Publish) -> None:
    text = "\n".join(["Ana Kova said: one", "Ana Kova said: two", "Ana Kova said: three", "Bo Lund said: four"])
    publish_results([with_fields(text, "in/a.txt")], tmp_path / "out", ["parquet"])
    source = rewrite_report(tmp_path / "out", limit=2).read_text("utf-8")
    data = Page(source).data
    assert [pieces[-1] for pieces in Page(source).pieces] == ["one", "four"]
    assert data["speakers"][0][3] == 3
    assert "This page carries 2 of 4 statements" in source


def test_an_empty_run_has_a_page(publish: Callable[[list[DocumentResult]], Path]) -> None:
    source = publish([_failed("in/d.txt", "no text in it")]).read_text("utf-8")
    assert "0 statements from 0 articles" in source
    assert Page(source).data["statements"] == {}


def test_the_command_writes_the_page(report: Path, tmp_path: Path) -> None:
    path = Path(shutil.copytree(report.parent, tmp_path / "out")) / report.name
    path.unlink()
    result = CliRunner().invoke(main, ["report", str(path.parent)])
    assert result.exit_code == 0
    assert result.output.strip() == str(path)
    assert path.is_file()


@pytest.mark.parametrize(("start", "letter"), [(15, "u"), (0, "t")], ids=["inside the content", "outside"])
def test_a_target_inside_a_content_is_told_from_others(
    start: int, letter: str, publish: Callable[[list[DocumentResult]], Path]
) -> None:
    result = with_fields("Ana Kova said: Bo Lund hid it", "in/a.txt")
    end = start + 8 - bool(start)
    (statement,) = result.statements
    target = StatementSpanRow(
        statement_id=statement.statement_id, part="target", position=0, start=start, end=end, text=result.document.text[start:end]
    )
    accused = result.model_copy(update={"statement_spans": [*result.statement_spans, target]})
    (pieces,) = Page(publish([accused]).read_text("utf-8")).pieces
    assert pieces[pieces.index(letter) + 1] == result.document.text[start:end]


def test_what_a_least_confidence_leaves(report: Path) -> None:
    with opened(report.parent) as connection:
        prepare(connection)
        figures = collect(connection)
        statements = embedded(connection, figures.speakers)
    page = Page(render(replace(figures, dial=[Expected(0.2, 0.75, 1.0), Expected(0.8, 0.91, 0.62)]), statements))
    assert page.data["dial"] == [[0.2, 0.75, 1.0], [0.8, 0.91, 0.62]]
    assert {"What a least confidence leaves", "80%", "91%", "62%"} <= {text.strip() for _, text in page.texts}
    without = Page(render(replace(figures, dial=[]), statements))
    assert without.data["dial"] == []
    assert "What a least confidence leaves" not in {text.strip() for _, text in without.texts}


def test_what_statements_are_expected_to_be_right(publish: Callable[[list[DocumentResult]], Path]) -> None:
    likely = [
        result.model_copy(update={"statements": [each.model_copy(update={"confidence": 0.75}) for each in result.statements]})
        for result in RESULTS
    ]
    page = Page(publish(likely).read_text("utf-8"))
    assert {"test/line", "75%", "medium"} <= {text.strip() for _, text in page.texts}
    assert set(page.data["statements"]["likely"]) == {75}


def test_what_reviewers_measured_and_what_it_is_worth(report: Path) -> None:
    with opened(report.parent) as connection:
        prepare(connection)
        figures = collect(connection)
        statements = embedded(connection, figures.speakers)
    assert "nobody has measured yet" in render(figures, statements)
    groups: dict[str, list[tuple[str, Share]]] = {name: [("x", wilson(3, 4))] for name in ("rule_id", "act", "type")}
    for drawn, is_warned in ((10, True), (4, False)):
        trust = Trust(basis="sample", drawn=drawn, precision=wilson(3, 4), groups=groups)
        page = render(replace(figures, trust=trust), statements)
        assert f"Of {drawn} statements drawn at random, reviewers judged 4. <strong>75%</strong>" in page
        assert "with 95% certainty, 30% to 95% are." in page
        assert ("only if chance decided" in page) is is_warned
        assert "nobody has measured yet" not in page


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Parquet or CSV tables there"):
        rewrite_report(tmp_path)
    assert list(tmp_path.iterdir()) == []
