"""CSV, SQLite and the data package."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from factories import make_result
from hypothesis import given, settings
from hypothesis import strategies as st
from published import publish_tables

from extractor.cli import main
from extractor.cli.progress import summary_text
from extractor.errors import ExportError
from extractor.records import tables
from extractor.running.run import RunSummary, run
from extractor.settings import RunSettings
from extractor.tables.schema import columns, split_list
from extractor.writers.base import writers
from extractor.writers.csv import write_table

Publish = Callable[..., object]
RESULTS = [make_result(f'Ana Kova, mayor, said: number {n} is "the | one"\nBo Lund said: no', f"in/{n}.txt") for n in range(4)]


@pytest.fixture(scope="module")
def out(publish_once: Callable[..., Path]) -> Path:
    return publish_once(RESULTS)


@pytest.fixture
def database(out: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(out / "extractor.sqlite")) as connection:
        yield connection


def test_the_writers() -> None:
    assert sorted(writers()) == ["csv", "parquet", "sqlite"]


NAMES = """
from extractor.writers.base import writer

SUMMARY = ("names-documents.txt   paths",)

@writer("names", files=("names-*.txt",), summary=SUMMARY, table="names-{name}.txt", mediatype="text/plain")
def write_names(connection, folder):
    for table, column in (("documents", "source_path"), ("people", "name")):
        rows = connection.execute(f"SELECT {column} FROM {table} ORDER BY 1").fetchall()
        (folder / f"names-{table}.txt").write_text("".join(f"{row[0]}\\n" for row in rows))
"""


@pytest.fixture
def names_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module in the folder of writers, with one more of them."""
    import extractor.writers

    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "names.py").write_text(NAMES)
    monkeypatch.setattr(extractor.writers, "__path__", [*extractor.writers.__path__, str(tmp_path / "more")])
    writers.cache_clear()
    yield
    writers.cache_clear()
    sys.modules.pop("extractor.writers.names")


@pytest.mark.usefixtures("names_writer")
def test_one_module_is_a_form_of_the_tables_for_all_that_ask(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish_tables(RESULTS, out, parts=tmp_path / "parts", formats=["names"])
    assert (out / "names-people.txt").read_text() == "Ana Kova\nBo Lund\n"
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    assert {resource["path"] for resource in package["resources"]} >= {"names-documents.txt", "names-people.txt"}
    assert "[csv|names|parquet|sqlite]" in CliRunner().invoke(main, ["merge", "-h"]).output
    summary = RunSummary(
        out, 4, 1, 0, 0, {"people": 2, "organizations": 0, "places": 0, "statements": 8}, 1.0, formats=("names",)
    )
    assert "  names-documents.txt   paths" in summary_text(summary).splitlines()
    publish_tables(RESULTS, out, parts=tmp_path / "again", formats=["csv"])
    assert not list(out.glob("names-*"))


def test_a_form_that_no_writer_has_is_a_usage_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["merge", str(tmp_path), "--format", "xml"])
    assert (result.exit_code, "'xml' is no form of the tables; forms are csv, parquet, sqlite" in result.output) == (2, True)
    with pytest.raises(ExportError, match="forms are csv, parquet, sqlite"):
        run([tmp_path], out=tmp_path / "out", settings=RunSettings(formats=("xml",)))


@pytest.mark.parametrize(
    ("formats", "paths"),
    [(["csv"], "tables/{}.csv"), (["parquet", "csv"], "tables/{}.csv"), (["parquet"], "tables/{}.parquet"), (["sqlite"], "")],
)
def test_the_data_package_names_only_files_that_are_there(out: Path, tmp_path: Path, formats: list[str], paths: str) -> None:
    out = Path(shutil.copytree(out, tmp_path / "out"))
    publish_tables(RESULTS, out, parts=tmp_path / "parts", formats=formats)
    if not paths:
        assert not (out / "datapackage.json").exists()
        return
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    named = [resource["path"] for resource in package["resources"]]
    assert paths.format("statements") in named
    assert all((out / path).is_file() for path in named)


def test_a_python_without_docstrings_has_no_summaries() -> None:
    code = "from extractor.records import tables; print({table.summary for table in tables()})"
    assert subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=True).stdout == "{''}\n"


def test_a_journal_of_an_older_database_is_not_played_back_into_the_new_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for kind in ("journal", "wal", "shm"):
        (out / f"extractor.sqlite-{kind}").write_bytes(b"left by a program that was killed")
    publish_tables(RESULTS, out, parts=tmp_path / "parts")
    assert [path.name for path in out.glob("extractor.sqlite*")] == ["extractor.sqlite"]


def test_csv_is_rfc_4180_with_quoted_text(out: Path) -> None:
    data = (out / "tables" / "statement_spans.csv").read_bytes()
    lines = data.split(b"\r\n")
    assert lines[0] == b'"statement_id","part",position,start,end,"text"'
    assert lines[-1] == b""
    assert lines[1].endswith(b'"number 0 is ""the | one"""')


def test_any_text_survives_csv(tmp_path: Path) -> None:
    table = next(table for table in tables() if table.name == "people")
    path = tmp_path / "people.csv"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE people ({', '.join(f'{column} {kind}' for column, kind in columns(table.row))})")

        @settings(max_examples=60)
        @given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=4))
        def check(items: list[str]) -> None:
            connection.execute("DELETE FROM people")
            insert = "INSERT INTO people (person_id, name, aliases, roles) VALUES ('p', ?, ?, [])"
            connection.execute(insert, [items[0], items])
            write_table(connection, table, path)
            with path.open(encoding="utf-8", newline="") as file:
                row = next(csv.DictReader(file))
            assert row["name"] == items[0]
            assert split_list(row["aliases"]) == items or items == [""]

        check()


def test_sqlite_is_strict_and_its_keys_hold(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    assert {table.name for table in tables()} <= {name for name, strict in rows if strict}
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_sqlite_finds_words(database: sqlite3.Connection) -> None:
    query = "SELECT s.content FROM statements_search JOIN statements s ON s.rowid = statements_search.rowid"
    found = database.execute(f"{query} WHERE statements_search MATCH 'number'").fetchall()
    assert found == [(f'number {n} is "the | one"',) for n in range(4)]


def test_the_flat_view_has_names(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT source_path, speaker, content FROM statements_flat WHERE content = 'no'").fetchall()
    assert rows == [(f"in/{n}.txt", "Bo Lund", "no") for n in range(4)]


def test_lists_are_json_in_sqlite(database: sqlite3.Connection) -> None:
    assert json.loads(database.execute("SELECT roles FROM people WHERE name = 'Ana Kova'").fetchone()[0]) == ["mayor"]


@pytest.mark.filterwarnings("ignore")  # of the validator's own dependencies
def test_frictionless_accepts_the_data_package(out: Path) -> None:
    from frictionless import Package

    report = Package(str(out / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []


def test_every_column_is_described(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    fields = [field for resource in package["resources"][:-1] for field in resource["schema"]["fields"]]
    assert len(fields) > 100
    assert all("type" in field for field in fields)
