"""Statements by, about or naming those on a watch list."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.errors import InputError
from extractor.exports.search import Filters, search
from extractor.exports.watch_list import read_watch_list

SAFE = "The dam 🏞 is safe, ... Nobody\nhas to leave."
HIDING = "Ruiz of hiding the report"


def _written(folder: Path, text: str) -> Path:
    path = folder / "watched.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_are_lines_but_notes(tmp_path: Path) -> None:
    path = _written(tmp_path, "\ufeff# ours\nAna  Ruiz\n\n---\nboard | council\nAna Ruiz\n")
    assert read_watch_list(path) == ["Ana Ruiz", "board | council"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "|\n"])
def test_a_list_without_entries(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="no entry there"):
        read_watch_list(_written(tmp_path, text))


def test_a_list_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "watched.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        read_watch_list(path)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["ana ruiz"], [(["ana ruiz"], SAFE), (["ana ruiz"], HIDING)]),  # says one, is accused in the other
        (["the report"], [(["the report"], HIDING)]),  # words of a content
        (["report the"], []),
        (["repor"], []),
        (["residents"], [(["residents"], "no | never")]),  # a source without a name
        (["council | Harbour Board"], [(["council | Harbour Board"], HIDING)]),
        (["dam", "Ruiz"], [(["Ruiz", "dam"], SAFE), (["Ruiz"], HIDING)]),
        (["Vellmar"], []),
    ],
    ids=str,
)
def test_statements_by_about_and_naming(folder: Path, entries: list[str], expected: list[tuple[list[str], str]]) -> None:
    found = search(folder, "statements", Filters(watch_list=entries))
    content = found.columns.index("content")
    assert found.columns[0] == "watched"
    assert [(row[0], row[content]) for row in found.rows] == expected


def test_other_filters_must_fit_too(folder: Path) -> None:
    assert len(search(folder, "statements", Filters(watch_list=["ruiz"], acts=["accuse"])).rows) == 1
    assert search(folder, "statements", Filters()).columns[0] != "watched"


def test_from_the_command_line(folder: Path, tmp_path: Path) -> None:
    path = _written(tmp_path, "Bo Lund\n")
    arguments = ["search", str(folder), "--watch-list", str(path)]
    rows = [json.loads(line) for line in CliRunner().invoke(main, [*arguments, "--as", "jsonl"]).stdout.splitlines()]
    assert [(row["watched"], row["content"]) for row in rows] == [(["Bo Lund"], "=1+1 is two")]
    refused = CliRunner().invoke(main, [*arguments, "--of", "names"])
    assert refused.exit_code == 2
    assert "names have no filter watch_list" in refused.output
