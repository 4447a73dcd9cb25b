"""Looking things up in a finished run: filters, questions, forms of the rows."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import make_result
from published import publish_tables
from sample_articles import Annotator, dam, formula

from extractor.cli import main
from extractor.errors import ExportError, InputError
from extractor.exports.questions import load_questions
from extractor.exports.search import Filters, ask, search
from extractor.fact_checks.read import FactChecks
from extractor.tables.views import FLAT_COLUMNS
from extractor.told import FactCheck

SAFE = "The dam 🏞 is safe, ... Nobody\nhas to leave."
HIDING = "Ruiz of hiding the report"


def _contents(folder: Path, **filters: object) -> list[str]:
    found = search(folder, "statements", Filters(**filters))  # type: ignore[arg-type]
    assert tuple(found.columns) == FLAT_COLUMNS
    return [row[found.columns.index("content")] for row in found.rows]


@pytest.mark.parametrize(
    ("filters", "contents"),
    [
        ({}, [SAFE, HIDING, "no | never", "=1+1 is two"]),
        ({"words": ("DAM", "safe")}, [SAFE]),
        ({"words": ("dam", "report")}, []),
        ({"words": ("res",)}, ["no | never"]),
        ({"words": ('"', "*", "AND")}, []),
        ({"words": ("--",)}, [SAFE, HIDING, "no | never", "=1+1 is two"]),
        ({"speaker": "ruiz"}, [SAFE]),
        ({"speaker": "Ána RUIZ"}, [SAFE]),
        ({"speaker": "residents"}, ["no | never"]),
        ({"speaker": "rui"}, []),
        ({"target": "ana ruiz"}, [HIDING]),
        ({"about": "Ruiz"}, [HIDING]),
        ({"acts": ("accuse", "deny")}, [HIDING]),
        ({"outlet": "gazette"}, [SAFE, HIDING, "no | never"]),
        ({"since": "2026-03-04", "until": "2026-03-04"}, [SAFE, HIDING, "no | never", "=1+1 is two"]),
        ({"since": "2026-03-05"}, []),
        ({"until": "2026"}, [SAFE, HIDING, "no | never", "=1+1 is two"]),
        ({"until": "2026-02"}, []),
        ({"min_confidence": 0.9}, [SAFE]),
        ({"speaker": "ruiz", "words": ("leave",), "outlet": "gazette", "since": "2026"}, [SAFE]),
    ],
    ids=str,
)
def test_statements_fit_all_filters(folder: Path, filters: dict[str, object], contents: list[str]) -> None:
    assert _contents(folder, **filters) == contents


def test_rejected_statements_are_left_out(tmp_path: Path) -> None:
    result = dam()
    rows = [row.model_copy(update={"review_status": "rejected"}) if row.act == "accuse" else row for row in result.statements]
    publish_tables([result.model_copy(update={"statements": rows})], tmp_path / "out", parts=tmp_path / "parts")
    assert _contents(tmp_path / "out") == [SAFE, "no | never"]


def test_names_are_found_by_any_of_them(folder: Path) -> None:
    found = search(folder, "names", Filters(words=("ruiz",)))
    assert [dict(zip(found.columns, row, strict=True))["name"] for row in found.rows] == ["Ana Ruiz"]
    kinds = [row[1] for row in search(folder, "names", Filters()).rows]
    assert sorted(kinds) == ["organization", "organization", "person", "person", "place"]
    with pytest.raises(ExportError, match="names have no filter outlet"):
        search(folder, "names", Filters(outlet="x"))


def test_claims_are_what_several_articles_say(tmp_path: Path) -> None:
    results = []
    for number, outlet in enumerate(("Gazette", "Courier")):
        made = Annotator(
            f"{number}.txt",
            "Ana Ruiz said the old dam will hold for years.",
            outlet=outlet,
            published_at=f"2026-03-0{number + 1}",
        )
        ruiz = made.entity("person", "Ana Ruiz", given_name="Ana", family_name="Ruiz")
        parts = {"content": ["the old dam will hold for years"], "cue": ["said"], "source": ["Ana Ruiz"]}
        speaker = {"speaker_status": "named", "speaker_id": ruiz, "speaker_name": "Ana Ruiz", "speaker_kind": "person"}
        made.statement("clause", parts, content_key="the old dam will hold for years", cue_lemma="say", **speaker)
        results.append(made.result)
    check = FactCheck(
        claim_reviewed="The old dam will hold for years.", rating="False", publisher="Dam Check", review_url="https://c.example/1"
    )
    publish_tables(results, tmp_path / "out", parts=tmp_path / "parts", fact_checks=FactChecks((check,)))
    for filters, count in (
        (Filters(words=("dam",), outlet="courier", speaker="ruiz", acts=("say",)), 1),
        (Filters(since="2026-03-02"), 1),
        (Filters(since="2026-03-03"), 0),
        (Filters(words=("bridge",)), 0),
        (Filters(fact_checked=True), 1),
    ):
        assert len(search(tmp_path / "out", "claims", filters).rows) == count
    found = search(tmp_path / "out", "claims", Filters())
    assert dict(zip(found.columns, found.rows[0], strict=True))["fact_checks"] == [
        'False (Dam Check) "The old dam will hold for years." https://c.example/1'
    ]


def test_statements_that_repeat_what_was_checked(tmp_path: Path) -> None:
    result = make_result("Ana Kova said: the old dam will hold for years\nBo Lund said: the bridge is closed for the winter")
    check = FactCheck(
        claim_reviewed="The old dam will hold for years.", rating="False", publisher="Dam Check", review_url="https://c.example/1"
    )
    publish_tables([result], tmp_path / "out", parts=tmp_path / "parts", fact_checks=FactChecks((check,)))
    found = search(tmp_path / "out", "statements", Filters(fact_checked=True))
    assert found.columns[0] == "fact_checks"
    assert [row[0] for row in found.rows] == [['False (Dam Check) "The old dam will hold for years." https://c.example/1']]
    assert ask(tmp_path / "out", "fact_checked", {}).rows[0][:5] == ("Ana Kova", "False", "Dam Check", 1, 1)
    assert search(tmp_path / "out", "claims", Filters(fact_checked=True)).rows == []
    with pytest.raises(ExportError, match="names have no filter fact_checked"):
        search(tmp_path / "out", "names", Filters(fact_checked=True))


def test_what_is_worth_checking_comes_first(tmp_path: Path) -> None:
    said = (
        "the old dam is a beautiful place",
        "crime has doubled since the flood",
        "3,000 people died because the dam was built",
    )
    result = make_result("\n".join(f"Bo Lund said: {each}" for each in said))
    publish_tables([result], tmp_path / "out", parts=tmp_path / "parts")
    found = search(tmp_path / "out", "statements", Filters(check_worthy=True))
    assert found.columns[:2] == ["check_worth", "check_evidence"]
    assert [row[found.columns.index("content")] for row in found.rows] == [said[2], said[1]]
    assert found.rows[1][:2] == (0.92, ["a figure +1.6", "a change +1.0", "public life +0.5", "a named person +0.3"])
    assert search(tmp_path / "out", "statements", Filters(check_worthy=True, words=("beautiful",))).rows == []


@pytest.mark.parametrize("question", [question.id for question in load_questions()])
def test_every_question_is_answered_by_name(folder: Path, question: str) -> None:
    assert ask(folder, question, {}).columns


def test_parameters_of_a_question(folder: Path) -> None:
    assert ask(folder, "quoted_on", {"words": "dam"}).rows == [("Ana Ruiz", 1, 1)]
    assert ask(folder, "quoted_on", {"words": "bridge"}).rows == []
    with pytest.raises(ExportError, match="no parameter word; it has words"):
        ask(folder, "quoted_on", {"word": "dam"})
    with pytest.raises(ExportError, match="cannot be asked so"):
        ask(folder, "quoted_on", {"words": '"'})
    with pytest.raises(ExportError, match="there is no question 'x'; questions are quoted_on"):
        ask(folder, "x", {})


def _run(folder: Path, *arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["search", str(folder), *arguments])
    assert result.exit_code == code, result.output
    return result


def test_rows_for_programs(folder: Path) -> None:
    rows = [json.loads(line) for line in _run(folder, "--as", "jsonl").stdout.splitlines()]
    assert [(row["speaker"], row["speaker_description"]) for row in rows][2:] == [(None, "Residents"), ("Bo Lund", None)]
    assert rows[0]["is_negated"] is False
    names = [json.loads(line) for line in _run(folder, "--of", "names", "--as", "jsonl", "ruiz").stdout.splitlines()]
    assert names[0]["aliases"] == ["Ruiz"]
    table = list(csv.DictReader(io.StringIO(_run(folder, "--as", "csv").stdout)))
    assert table[0]["content"] == SAFE
    assert (table[0]["is_negated"], table[0]["target"]) == ("false", "")


def test_rows_for_people(folder: Path) -> None:
    shown = _run(folder, "--act", "accuse", "--target", "ruiz")
    header, row = (line.split("  ") for line in shown.stdout.splitlines())
    assert [cell.strip() for cell in row if cell.strip()] == [
        "2026-03-04",
        "The Gazette",
        "Harbour Board",
        "accuse",
        "Ana Ruiz",
        HIDING,
    ]
    assert "speaker description" not in header
    assert shown.stderr == "1 row\n"
    assert "anonymous_share" in _run(folder, "--list").stdout
    assert _run(folder, "--limit", "2").stderr == "2 rows\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--act", "shout"), "there is no act shout; acts are say"),
        (("--since", "March"), "2026-03-04, 2026-03 or 2026"),
        (("--question", "accusations", "dam"), "a question has no words and filters"),
        (("--set", "words=dam"), "parameters of a --question"),
        (("--question", "quoted_on", "--set", "dam"), "a name and a value"),
        (("--of", "claims", "--about", "x"), "claims have no filter about"),
    ],
)
def test_wrong_use_is_told(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    assert message in _run(folder, *arguments, code=2).stderr


def test_a_folder_without_database(tmp_path: Path) -> None:
    publish_tables([formula()], tmp_path / "out", parts=tmp_path / "parts", formats=["csv"])
    with pytest.raises(InputError, match=r"no extractor\.sqlite there"):
        search(tmp_path / "out", "statements", Filters())
