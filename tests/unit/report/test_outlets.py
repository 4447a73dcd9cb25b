"""Whose voices each outlet carries, on the page."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import make_result

from extractor.cli import main
from extractor.records import DocumentResult
from extractor.report.data import prepare
from extractor.report.database import opened
from extractor.report.outlets import known_outlets, one_names, read_outlets
from extractor.report.page import rewrite_report
from extractor.resources import find_models

Publish = Callable[..., object]


def _of(result: DocumentResult, outlet: str, **changes: object) -> DocumentResult:
    """The result as an outlet's, the last of its statements changed."""
    document = result.document.model_copy(update={"outlet": outlet})
    *rest, last = result.statements
    return result.model_copy(update={"document": document, "statements": [*rest, last.model_copy(update=changes)]})


def test_named_unnamed_and_open_by_outlet(tmp_path: Path, publish_results: Publish) -> None:
    nobody = {"speaker_id": None, "speaker_name": "A port official", "speaker_status": "anonymous", "type": "direct"}
    lines = "Ana Kova said: one\nBo Lund said: two\nAna Kova said: three\nBo Lund said: four"
    results = [
        _of(make_result(lines, "in/a.txt"), "Post", **nobody),
        _of(make_result("Bo Lund said: five times", "in/b.txt"), "<b>Times</b>", speaker_id=None, speaker_status="ambiguous"),
        make_result("Bo Lund said: in no outlet", "in/c.txt"),
    ]
    publish_results(results, tmp_path / "out", ["parquet"])
    with opened(tmp_path / "out") as connection:
        prepare(connection)
        post, times = read_outlets(connection)
    assert (post["outlet"], post["articles"], post["statements"], post["speakers"]) == ("Post", 1, 4, ["Ana Kova", "Bo Lund"])
    assert [post[name] for name in ("named", "unnamed", "open", "quoted")] == [0.75, 0.25, 0, 0.25]
    assert [times[name] for name in ("named", "unnamed", "open", "speakers")] == [0, 0, 1, []]
    told = json.loads(CliRunner().invoke(main, ["report", str(tmp_path / "out"), "--json"]).stdout)
    assert told["outlets"] == [post, times]
    assert (told["totals"]["report_said"], len(told["speakers"])) == (6, 4)
    page = rewrite_report(tmp_path / "out").read_text("utf-8")
    section = page.partition('id="outlets"')[2].partition("</table>")[0]
    assert "&lt;b&gt;Times&lt;/b&gt;" in section
    assert '<td class="number">75%</td><td class="number">25%</td>' in section


def test_without_outlets_there_is_no_table(tmp_path: Path, publish_results: Publish) -> None:
    publish_results([make_result("Bo Lund said: in no outlet")], tmp_path / "out", ["parquet"])
    assert "Whose voices" not in rewrite_report(tmp_path / "out").read_text("utf-8").partition("<script")[0]


@pytest.mark.parametrize(
    ("spelled", "shown"),
    [
        ({"AP News": 1, "Associated Press": 1, "The Associated Press": 3}, "Associated Press"),
        ({"nytimes.com": 1, "The New York Times": 1}, "New York Times"),
        ({"Vellmar Post": 3, "The Vellmar Post": 1, "VELLMAR POST": 1}, "Vellmar Post"),
    ],
)
def test_spellings_of_one_outlet_have_one_name(spelled: dict[str, int], shown: str) -> None:
    assert set(one_names(spelled, known_outlets(find_models())).values()) == {shown}


def test_outlets_of_other_names_stay_apart() -> None:
    counts = {"Orlen Times": 2, "Vellmar Times": 1, "新聞": 1, "Новости": 1}
    assert one_names(counts, known_outlets(find_models())) == {name: name for name in counts}
