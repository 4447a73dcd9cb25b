"""Statements that reviewers rejected: out of every export, and back with a mark when they are asked for."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from deciding import event
from published import publish_tables
from sample_articles import dam, formula
from spacy.tokens import DocBin

from extractor.cli import main
from extractor.errors import ExportError
from extractor.exports.base import ExportOptions, exporters
from extractor.exports.export import Exported, export
from extractor.exports.selection import selected

REJECTED = "Ruiz of hiding the report"
KEPT = "=1+1 is two"
# Formats that have no place for a mark or hold no single statements.
WITHOUT = {"datasette", "geojson", "gexf", "graphml", "gold"}
# The text of an article holds all its statements: formats with texts are looked at for the parts of statements.
WITH_TEXT = {"brat", "conll", "csv", "docbin", "duckdb", "ftm", "jsonl", "labelstudio", "parquet", "prodigy", "sqlite", "xlsx"}
Write = Callable[..., Exported]


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run in which a reviewer rejected the accusation."""
    root = tmp_path_factory.mktemp("reviewed")
    article = dam()
    publish_tables([article, formula()], root / "out", parts=root / "parts", events=[event(article, "reject", 1)])
    return root / "out"


@pytest.fixture
def write(reviewed: Path, tmp_path: Path) -> Write:
    def run(name: str, *, included: bool = False, where: str = "") -> Exported:
        options = ExportOptions(include_rejected=included)
        return export(reviewed, name, out=str(tmp_path / f"{name}-{included}"), where=where, options=options)

    return run


def _written(exported: Exported) -> str:
    target = Path(exported.target)
    files = sorted(path for path in target.rglob("*") if path.is_file()) if target.is_dir() else [target]
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)


def test_every_format_leaves_them_out_or_marks_them() -> None:
    assert {name for name, known in exporters().items() if "include_rejected" not in known.options} == WITHOUT


@pytest.mark.parametrize("name", sorted(exporters().keys() - WITH_TEXT - WITHOUT - {"postgres"}))
def test_they_are_left_out_and_come_back_marked(write: Write, name: str) -> None:
    left_out, included = _written(write(name)), _written(write(name, included=True))
    assert REJECTED not in left_out
    assert KEPT in left_out
    assert REJECTED in included
    assert re.search('"?rejected"?', included, re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(WITHOUT - {"geojson", "datasette"}))
def test_formats_without_a_mark_never_have_them(write: Write, name: str) -> None:
    assert REJECTED not in _written(write(name)).replace("accused Ruiz of hiding the report", "")
    with pytest.raises(ExportError, match="no option --include-rejected"):
        write(name, included=True)


def test_tables_lack_their_parts_too(reviewed: Path) -> None:
    with selected(reviewed) as tables, selected(reviewed, include_rejected=True) as whole:
        for name, column in (("statements", "content"), ("statement_spans", "text"), ("statements_flat", "content")):
            query = f"SELECT count(*) FROM {name} WHERE {column} = ?"
            assert tables.execute(query, [REJECTED]).fetchall() == [(0,)]
            assert whole.execute(query, [REJECTED]).fetchall() == [(1,)]
        for name, fewer in (("statement_entities", True), ("decisions", True), ("mentions", False), ("people", False)):
            query = f"SELECT count(*) FROM {name}"
            assert (tables.execute(query).fetchall() < whole.execute(query).fetchall()) == fewer, name
        assert whole.execute("SELECT review_status FROM statements WHERE content = ?", [REJECTED]).fetchall() == [("rejected",)]


def test_a_filter_does_not_bring_them_back(write: Write) -> None:
    exported = write("csv", where="act = 'accuse'")
    assert exported.notes[0] == "the filter takes 0 of 4 statements"
    exported = write("csv", where="act = 'accuse'", included=True)
    assert exported.notes[0] == "the filter takes 1 of 4 statements"
    with (Path(exported.target) / "tables/statements.csv").open(encoding="utf-8", newline="") as file:
        assert [row["review_status"] for row in csv.DictReader(file)] == ["rejected"]


def test_annotation_files_lack_them_and_mark_them(write: Write) -> None:
    for included in (False, True):
        (path,) = Path(write("brat", included=included).target).glob("dam*.ann")
        lines = path.read_text("utf-8").splitlines()
        assert sum(line.startswith("E") for line in lines) == 2 + included
        assert [line.split("\t")[1] for line in lines if "Rejected" in line] == (["Rejected E2"] if included else [])
        tasks = json.loads((Path(write("labelstudio", included=included).target) / "tasks.json").read_text("utf-8"))
        marks = [item["value"]["text"] for item in tasks[0]["predictions"][0]["result"] if item.get("from_name") == "review"]
        assert marks == ([REJECTED] if included else [])
        task = json.loads(Path(write("prodigy", included=included).target).read_text("utf-8").splitlines()[0])
        marked = [span for span in task["spans"] if span.get("review_status") == "rejected"]
        assert {span["label"] for span in marked} == ({"CONTENT", "CUE", "SOURCE", "TARGET"} if included else set())
        assert _written(write("conll", included=included)).count(" rejected\n") == included


def test_spacy_has_them_in_groups_of_their_own(write: Write) -> None:
    for included in (False, True):
        doc = next(DocBin().from_disk(write("docbin", included=included).target).get_docs(spacy.blank("en").vocab))
        assert REJECTED not in [span.text for span in doc.spans["statements"]]
        rejected = [span.text for span in doc.spans["rejected_statements"]] if "rejected_statements" in doc.spans else []
        assert rejected == ([REJECTED] if included else [])


def test_followthemoney_marks_the_note(write: Write) -> None:
    for included in (False, True):
        lines = map(json.loads, Path(write("ftm", included=included).target).read_text("utf-8").splitlines())
        notes = [line["properties"] for line in lines if line["schema"] == "Note"]
        assert [note["keywords"] for note in notes if note["description"] == [REJECTED]] == (
            [["accuse", "indirect", "rejected"]] if included else []
        )


def test_the_command_has_the_option(reviewed: Path, tmp_path: Path) -> None:
    for option in ([], ["--include-rejected"]):
        asked = ["export", str(reviewed), "--as", "claimreview", "--out", str(tmp_path / "x"), *option]
        assert CliRunner().invoke(main, asked).exit_code == 0
        drafts = json.loads((tmp_path / "x").read_text("utf-8"))["@graph"]
        assert [draft["creativeWorkStatus"] for draft in drafts if draft["claimReviewed"] == REJECTED] == (
            ["Rejected"] if option else []
        )
