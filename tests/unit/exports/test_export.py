"""Exports as such: formats by name, filters, targets that appear whole or not at all."""

import csv
import io
import json
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import extras
from extractor.cli import main
from extractor.errors import ExportError, InputError, ModelError, OutputError
from extractor.exports import base
from extractor.exports.base import Exporter, ExportOptions, exporter, exporters, find_exporter
from extractor.exports.export import export
from extractor.exports.files import replacing_file, replacing_folder
from extractor.exports.filters import matching_statements
from extractor.exports.selection import selected
from extractor.records import tables as all_tables


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


@exporter("names", title="names only", file_name="names.txt", packages=("no-such-package",))
def write_names(connection: duckdb.DuckDBPyConnection, target: str, options: ExportOptions) -> Sequence[str]:
    """For the tests of the registry."""
    return ()


@exporter("broken", title="fails halfway", file_name="broken.txt")
def write_half(connection: duckdb.DuckDBPyConnection, target: str, options: ExportOptions) -> Sequence[str]:
    """For the tests of broken writing."""
    Path(target).write_text("half")
    raise OSError(28, "No space left on device", target)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exports above, as if another package had them."""
    points = [EntryPoint(name, f"{__name__}:{name}", "extractor.exports") for name in ("names", "broken")]
    loaded: dict[str, Exporter] = {"names": write_names, "broken": write_half}
    monkeypatch.setattr(EntryPoint, "load", lambda point: loaded[point.name])
    monkeypatch.setattr(base, "entry_points", lambda group: points if group == "extractor.exports" else [])
    exporters.cache_clear()
    monkeypatch.setattr(extras, "_requirements", lambda: {"no-such-package": "no-such-package>=2,<3"})
    yield None
    exporters.cache_clear()


@pytest.fixture(scope="session")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Parquet file with one statement."""
    path = tmp_path_factory.mktemp("filter") / "flat.parquet"
    with duckdb.connect() as connection:
        connection.execute("COPY (SELECT 's_1' AS statement_id, 'no' AS content, true AS is_negated) TO ?", [str(path)])
    return path


def test_an_unknown_format_names_the_like(folder: Path) -> None:
    with pytest.raises(ExportError, match=r"^'exel' is no format; did you mean xlsx\? Formats are .*csv, .*xlsx"):
        export(folder, "exel")


@pytest.mark.usefixtures("offered")
def test_other_packages_add_formats() -> None:
    assert find_exporter("names").title == "names only"


@pytest.mark.usefixtures("offered")
def test_a_missing_package_comes_with_the_command(folder: Path) -> None:
    with pytest.raises(ModelError, match=r'needs no-such-package: python -m pip install "no-such-package>=2,<3"$'):
        export(folder, "names")
    assert CliRunner().invoke(main, ["export", str(folder), "--as", "names"]).exit_code == 5


@pytest.mark.usefixtures("offered")
def test_writing_that_breaks_off_leaves_what_was_there(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_text("whole")
    with pytest.raises(OutputError, match="No space left on device"):
        export(folder, "broken", out=str(path))
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("broken.txt", "whole")]


def test_options_are_not_swallowed(folder: Path) -> None:
    with pytest.raises(ExportError, match="the format jsonl has no option --csv-bom"):
        export(folder, "jsonl", options=ExportOptions(csv_bom=True))


def test_exports_lie_in_the_folder_of_the_run(folder: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(folder), "--as", "jsonl"])
    assert result.output == f"{folder}/exports/jsonl\n"
    assert (folder / "exports" / "jsonl" / "tables" / "people.jsonl").stat().st_size


def test_a_run_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Parquet or CSV tables there"):
        export(tmp_path, "csv")


@pytest.mark.parametrize(
    ("where", "contents"),
    [
        ("speaker = 'Bo Lund'", ["=1+1 is two"]),
        ("act = 'accuse' AND target = 'Ana Ruiz'", ["Ruiz of hiding the report"]),
        (
            "date BETWEEN '2026-03-01' AND '2026-03-31' AND type = 'direct'",
            ["The dam 🏞 is safe, ... Nobody\nhas to leave."],
        ),
        ("regexp_matches(content, '(?i)NEVER') -- why not", ["no | never"]),
        ("content ILIKE '%dam%' OR speaker_status = 'anonymous'", ["The dam 🏞 is safe, ... Nobody\nhas to leave.", "no | never"]),
        ("is_negated", []),
    ],
)
def test_filters_take_statements(folder: Path, where: str, contents: list[str]) -> None:
    with selected(folder, where) as connection:
        assert [row[0] for row in connection.execute("SELECT content FROM statements_flat").fetchall()] == contents


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("speaker_name = 'x'", 'there is no column "speaker_name"; did you mean speaker'),
        ('speaker = "Ruiz"', 'there is no column "Ruiz".*Words stand in single quotes'),
        ("speaker", "speaker is no condition"),
        ("sentence_index = 1; DROP TABLE x", "syntax error"),
        ("sentence_index = 1) OR (true", "syntax error"),
        ("sentence_index = 1 LIMIT 1", "syntax error"),
        ("EXISTS (SELECT * FROM read_text('/etc/hostname'))", "disabled"),
        ("EXISTS (SELECT * FROM read_csv('https://example.org/x.csv'))", "disabled|extension"),
        ("EXISTS (SELECT * FROM path)", "path does not exist"),
        ("no_such_function(content)", "no_such_function does not exist"),
        ("", None),
    ],
)
def test_filters_reach_nothing_else(folder: Path, where: str, message: str | None) -> None:
    path = folder  # a Python variable that the database must not see
    if message is None:
        with selected(path, where) as connection:
            assert _count(connection, "statements") == 4
        return
    with pytest.raises(ExportError, match=message), selected(folder, where):
        pass


@settings(max_examples=40)
@given(where=st.text(max_size=30))
def test_any_filter_gives_rows_or_one_clear_error(flat: Path, where: str) -> None:
    try:
        found = matching_statements(flat, where)
    except ExportError as error:
        found = [str(error)]
    assert found in ([], ["s_1"]) or found[0].startswith("--where: ")


def test_a_selection_keeps_its_keys(folder: Path) -> None:
    with selected(folder, "act = 'accuse'") as connection:
        assert _count(connection, "documents") == 1
        assert _count(connection, "statement_spans") == 4
        assert {row[0] for row in connection.execute("SELECT name FROM people").fetchall()} == {"Ana Ruiz"}
        for table in all_tables():
            for column, target in table.foreign_keys:
                key = next(each.primary_key[0] for each in all_tables() if each.name == target)
                dangling = f"SELECT count(*) FROM {table.name} WHERE {column} NOT IN (SELECT {key} FROM {target})"
                assert connection.execute(dangling).fetchall() == [(0,)], (table.name, column)


def test_tables_without_parquet_are_read_from_csv(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    for path in (folder / "tables").glob("*.csv"):
        (tmp_path / "tables" / path.name).write_bytes(path.read_bytes())
    with selected(folder) as one, selected(tmp_path) as other:
        for table in all_tables():
            query = f"SELECT * FROM {table.name}"
            assert one.execute(query).fetchall() == other.execute(query).fetchall()


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_tables_of_an_older_version_get_its_missing_columns(folder: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "tables").mkdir()
    for path in (folder / "tables").glob(f"*.{form}"):
        (tmp_path / "tables" / path.name).write_bytes(path.read_bytes())
    path = tmp_path / "tables" / f"documents.{form}"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE old AS SELECT * EXCLUDE (review_complete, warnings, duplicate_of) FROM '{path}'")
        connection.execute(f"COPY old TO '{path}' (FORMAT {form})")
    with selected(tmp_path) as connection:
        rows = connection.execute("SELECT source_path, review_complete, warnings, duplicate_of FROM documents").fetchall()
    assert rows[0] == ("news/dam.txt", False, [], None)


def test_a_folder_of_the_users_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds files of yours"), replacing_folder(tmp_path / "mine"):
        pass
    assert (tmp_path / "mine" / "notes.txt").read_text() == "mine"


def test_an_export_replaces_an_export(tmp_path: Path) -> None:
    for name in ("old", "new"):
        with replacing_folder(tmp_path / "made") as made:
            (made / name).touch()
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == [".extractor-export", "new"]
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_files_and_folders_are_not_mixed_up(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="is a file"), replacing_folder(tmp_path / "file"):
        pass
    with pytest.raises(OutputError, match="is a folder"), replacing_file(tmp_path):
        pass
    with pytest.raises(OutputError, match="cannot be written"), replacing_file(tmp_path / "file" / "below"):
        pass


def test_the_statements_go_to_standard_output(folder: Path) -> None:
    said = CliRunner().invoke(main, ["export", str(folder), "--as", "csv", "--where", "act = 'accuse'", "--out", "-"])
    assert [row["speaker"] for row in csv.DictReader(io.StringIO(said.stdout))] == ["Harbour Board"]
    said = CliRunner().invoke(main, ["export", str(folder), "--as", "jsonl", "--out", "-"])
    rows = [json.loads(line) for line in said.stdout.splitlines()]
    assert [row["speaker"] for row in rows] == ["Ana Ruiz", "Harbour Board", None, "Bo Lund"]


def test_the_command(folder: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(folder), "--as", "jsonl", "--where", "is_negated"])
    assert (result.exit_code, result.stderr) == (0, "extractor: the filter takes 0 of 4 statements\n")
    assert CliRunner().invoke(main, ["export", str(folder), "--as", "jsonl", "--where", "x = 1"]).exit_code == 2
    assert CliRunner().invoke(main, ["export", str(folder), "--as", "brat", "--out", "-"]).exit_code == 2
    listed = CliRunner().invoke(main, ["export", "--list"]).output.splitlines()
    assert [line.split()[0] for line in listed] == list(exporters())
