"""CSV, JSON lines, Parquet, SQLite and DuckDB, read by readers of these formats."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.exports.base import ExportOptions
from extractor.exports.export import Exported, export
from extractor.records import tables
from extractor.tables.dataframes import read_dataframes
from extractor.writers.csv import guarded

Export = Callable[..., Exported]


def _rows(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_csv_is_that_of_the_run(folder: Path, write: Export) -> None:
    write("csv")
    made = Path(write("csv").target)
    assert {path.name for path in (made / "tables").iterdir()} == {path.name for path in (folder / "tables").glob("*.csv")}
    for path in (made / "tables").iterdir():
        assert path.read_bytes() == (folder / "tables" / path.name).read_bytes()


def test_formulas_are_made_harmless(write: Export) -> None:
    made = Path(write("csv", options=ExportOptions(excel_safe=True)).target) / "tables"
    assert [row["content"] for row in _rows(made / "statements_flat.csv")][-1] == "'=1+1 is two"
    assert [row["content"] for row in _rows(made / "statements.csv")][2:] == ["no | never", "'=1+1 is two"]
    assert _rows(made / "places.csv")[0]["latitude"] == "59.9"


def test_the_byte_order_mark_comes_once(write: Export) -> None:
    made = Path(write("csv", options=ExportOptions(csv_bom=True)).target) / "tables"
    for path in made.iterdir():
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\xef\xbb\xbf") == 1
    assert _rows(made / "people.csv", "utf-8-sig")[0]["name"] == "Ana Ruiz"


@pytest.mark.filterwarnings("ignore")  # of the validator's own dependencies
@pytest.mark.parametrize("options", [ExportOptions(), ExportOptions(excel_safe=True, csv_bom=True)], ids=["plain", "spreadsheet"])
def test_frictionless_accepts_a_selection(write: Export, options: ExportOptions) -> None:
    from frictionless import Package

    made = Path(write("csv", where="act = 'accuse'", options=options).target)
    report = Package(str(made / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []


def test_json_lines_have_real_arrays(write: Export) -> None:
    made = Path(write("jsonl").target) / "tables"
    rows = {path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in made.iterdir()}
    assert rows["people"][0]["roles"] == ["Mayor"]
    assert rows["statements"][0]["content"] == "The dam 🏞 is safe, ... Nobody\nhas to leave."
    assert rows["statements"][0]["target_id"] is None
    said = [(row["speaker"], row["speaker_description"]) for row in rows["statements_flat"]]
    assert said == [("Ana Ruiz", None), ("Harbour Board", None), (None, "Residents"), ("Bo Lund", None)]


def test_parquet_is_read_by_pyarrow_and_as_a_run(write: Export) -> None:
    made = Path(write("parquet", where="speaker = 'Bo Lund'").target)
    table = pyarrow.parquet.read_table(made / "tables" / "statements_flat.parquet")
    assert table.column("content").to_pylist() == ["=1+1 is two"]
    assert read_dataframes(made)["people"]["name"].tolist() == ["Bo Lund"]


def test_sqlite_is_that_of_the_run(folder: Path, write: Export) -> None:
    assert Path(write("sqlite").target).read_bytes() == (folder / "extractor.sqlite").read_bytes()
    made = write("sqlite", where="speaker = 'Bo Lund'").target
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("SELECT count(*) FROM statements").fetchone() == (1,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_duckdb_has_keys_comments_and_the_view(write: Export) -> None:
    made = write("duckdb").target
    with duckdb.connect(made, read_only=True) as connection:
        rows = connection.execute("SELECT speaker, target FROM statements_flat WHERE act = 'accuse'").fetchall()
        assert rows == [("Harbour Board", "Ana Ruiz")]
        assert connection.execute("SELECT roles[1] FROM people WHERE name = 'Ana Ruiz'").fetchall() == [("Mayor",)]
        keys = connection.execute("SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'").fetchall()
        assert {name for (name,) in keys} == {table.name for table in tables()}
        comment = "SELECT comment FROM duckdb_columns() WHERE table_name = 'places' AND column_name = 'latitude'"
        assert connection.execute(comment).fetchall() == [("Degrees north",)]


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet", "sqlite", "duckdb", "xlsx"])
def test_tables_may_be_empty(empty: Path, tmp_path: Path, name: str) -> None:
    assert export(empty, name, out=str(tmp_path / "made")).notes == ()
    assert (tmp_path / "made").exists()


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8)


def test_what_a_spreadsheet_runs_has_an_apostrophe() -> None:
    with duckdb.connect() as connection:

        @settings(max_examples=60)
        @given(_TEXT)
        def check(text: str) -> None:
            (cell,) = connection.execute(f"SELECT {guarded('x')} FROM (SELECT ? AS x)", [text]).fetchall()[0]
            assert cell in (text, f"'{text}")
            assert cell[0] not in "=+-@\t\r"
            assert cell.lstrip()[:1] not in ("=", "+", "-", "@")

        check()
