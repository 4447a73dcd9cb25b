"""Sources of articles, each once, and by outlet and month."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from published import publish_tables
from sample_articles import Annotator

from extractor.cli import main
from extractor.told import FactKind, PersonFactRow

TEXT = (
    "“The dam is safe,” said Mayor Ms. Ana Ruiz. She laughed. Ruiz, of the Greens, denied a leak. "
    "Officials worried, asking not to be named."
)


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over an article with two sources and over one without any."""
    article = Annotator("news/dam.txt", TEXT, outlet="Harbour Post", published_at="2026-03-04", title="Dam")
    ruiz = article.entity("person", "Ana Ruiz", "Ruiz")
    said = {
        "speaker_id": ruiz, "speaker_name": "Ana Ruiz", "speaker_kind": "person", "speaker_status": "named",
        "source_kind": "person", "content_form": "clause",
    }  # fmt: skip
    article.statement(
        "quote/after", {"content": ["The dam is safe"], "cue": ["said"], "source": ["Ana Ruiz"]},
        **said | {"type": "direct", "speaker_role": "Norwegian Mayor", "content_form": "quotation"},
    )  # fmt: skip
    told: list[tuple[FactKind, str, str]] = [("pronouns", "she", "She"), ("party", "Green Party", "Greens")]
    article.result.person_facts.extend(
        PersonFactRow(
            person_id=ruiz, document_id=article.document_id, fact=fact, value=value, start=TEXT.index(text),
            end=TEXT.index(text) + len(text), text=text,
        )
        for fact, value, text in told
    )  # fmt: skip
    article.statement("object", {"content": ["a leak"], "cue": ["denied"], "source": ["Ruiz"]}, **said)
    nobody = {
        "speaker_name": "Officials", "speaker_kind": "group", "speaker_status": "anonymous", "source_kind": "group",
        "source_class": "official", "anonymity_reason": "asking not to be named", "content_form": "phrase", "confidence": 0.3,
    }  # fmt: skip
    article.statement("object", {"content": ["worried"], "cue": ["worried"], "source": ["Officials"]}, **nobody)
    root = tmp_path_factory.mktemp("audited")
    publish_tables([article.result, Annotator("news/none.txt", "Rain.").result], root / "out", parts=root / "parts")
    return root / "out"


def _call(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["sources", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def test_each_source_once_an_article(audited: Path) -> None:
    rows = [json.loads(line) for line in _call(audited, "--as", "json").output.splitlines()]
    shown = [[row[key] for key in ("source", "title", "kind", "status", "statements", "direct", "indirect")] for row in rows]
    assert shown == [
        ["Ana Ruiz", "Norwegian Mayor", "person", "named", 2, 1, 1],
        ["Officials", "", "group", "unnamed", 1, 0, 1],
    ]
    ruiz, officials = rows
    assert (ruiz["party"], ruiz["nationality"], ruiz["pronouns"], ruiz["she"], ruiz["he"]) == (
        "Green Party",
        "Norwegian",
        "she",
        2,
        0,
    )
    assert (ruiz["start"], ruiz["first_words"], ruiz["percent_of_article"]) == (1, "The dam is safe", 66.7)
    assert (officials["class"], officials["reason"], officials["pronouns"]) == ("official", "asking not to be named", "")


def test_the_view_leaves_out_what_is_hardly_said(audited: Path) -> None:
    output = _call(audited, "--as", "csv", "--view", "sourcing").stdout_bytes.decode()
    assert [row["source"] for row in csv.DictReader(io.StringIO(output))] == ["Ana Ruiz"]


def test_over_outlets_and_months(audited: Path) -> None:
    (row,) = [json.loads(line) for line in _call(audited, "--by", "outlet", "--as", "json").output.splitlines()]
    assert [row[key] for key in ("outlet", "month", "articles", "sources", "statements")] == ["Harbour Post", "2026-03", 1, 2, 3]
    assert [row[key] for key in ("unnamed", "unnamed_percent", "unnamed_with_reason", "women", "men")] == [1, 50.0, 1, 1, 0]


def test_a_table_for_reading(audited: Path) -> None:
    output = _call(audited).output
    assert output.startswith("Harbour Post | 2026-03-04 | Dam\n  source")
    assert "The dam is safe" in output


def test_a_workbook_is_a_file(audited: Path, tmp_path: Path) -> None:
    _call(audited, "--as", "xlsx", "--out", tmp_path / "sources.xlsx")
    assert (tmp_path / "sources.xlsx").read_bytes().startswith(b"PK")
    assert "no text" in _call(audited, "--as", "xlsx", code=2).output


def test_a_line_for_each_source_of_an_outlet(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    _call(folder, "--by", "source", "--as", "csv", "--out", path, "--where", "outlet <> ''")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    assert [(row["outlet"], row["source"], row["status"], row["kind"], row["role"]) for row in rows] == [
        ("The Gazette", "Ana Ruiz", "named", "person", "Mayor"),
        ("The Gazette", "Harbour Board", "named", "organization", ""),
        ("The Gazette", "Residents", "unnamed", "group", ""),
    ]
    counts = ("statements", "percent_of_outlet", "direct", "mixed", "indirect", "articles", "first_published")
    assert [rows[0][name] for name in counts] == ["1", "33.3", "1", "0", "0", "1", "2026-03-04"]
