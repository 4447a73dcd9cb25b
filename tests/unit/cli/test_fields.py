"""What a file's fields are taken for."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from extractor.cli import main


def fields(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["fields", *map(str, arguments)])


def test_columns_are_told_with_their_first_value(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Headline,Story Text,Date\nDam leaks,The dam leaks.,2026-03-02\n,The mayor left.,\n", "utf-8")
    lines = fields(path).stdout.splitlines()
    assert lines[0] == "2 read, 0 not, as csv"
    assert lines[1].split(maxsplit=1) == ["text", "Story Text (2): The dam leaks."]
    assert lines[2].split(maxsplit=1) == ["title", "Headline (1): Dam leaks"]
    assert lines[3].split(maxsplit=1) == ["date", "Date (1): 2026-03-02"]
    assert lines[4].split(maxsplit=1) == ["author", "-"]


def test_keys_in_objects_and_named_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"hits": [{"main": {"words": "The dam leaks."}, "site": {"ogSiteName": "The Gazette"}}]}), "utf-8")
    told = fields(path, "--text-field", "main.words").stdout
    assert "main.words (1): The dam leaks." in told


def test_what_was_not_read_is_counted_and_nothing_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,n\nThe dam leaks.,1\n,2\n", "utf-8")
    assert fields(path).stdout.startswith("1 read, 1 not")
    path.write_text("number,place\n1,Marlow\n", "utf-8")
    assert fields(path).exit_code == 4


def test_a_text_of_its_own_has_no_fields(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The dam leaks, the mayor said.", "utf-8")
    assert "text      from the file itself: The dam leaks" in fields(path).stdout
