"""The corpus stage: any number of processors gives the same files, and what breaks leaves nothing half made."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import duckdb
import pytest
from factories import make_result
from published import publish_tables

from extractor.errors import OutputError
from extractor.records import DocumentResult, tables
from extractor.running import corpus
from extractor.running.signals import StoppedError
from extractor.tables.build import ORDER, build_tables
from extractor.tables.schema import columns
from extractor.writers.sqlite import write_in_turn


def _results() -> list[DocumentResult]:
    texts = [f"Ana Kova said: the harbour has {number} cranes\nBo{number % 5} Lund said: it leaks" for number in range(40)]
    return [make_result(text, f"in/{number}.txt") for number, text in enumerate(texts)]


def _files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_any_number_of_threads_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for threads in (1, 2, 5):
        out = tmp_path / f"out-{threads}"
        publish_tables(_results(), out, parts=tmp_path / f"parts-{threads}", threads=threads)
        made.append(_files(out))
    assert made[0] == made[1] == made[2]
    assert {"extractor.sqlite", "report.html", "tables/people.csv", "tables/people.parquet"} <= set(made[0])


def test_what_fails_beside_the_slowest_leaves_the_old_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    publish_tables(_results(), out, parts=tmp_path / "parts", threads=2)
    before = _files(out)

    def write_nothing(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(corpus, "write_report", write_nothing)
    with pytest.raises(ZeroDivisionError):
        publish_tables(_results()[:1], out, parts=tmp_path / "fewer", threads=2)
    assert _files(out) == before


def test_a_signal_does_not_wait_for_the_other_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes while the tables are written, which here takes the other thread for ever."""
    started = Event()

    def write_for_ever(connection: duckdb.DuckDBPyConnection, _folder: Path, _names: object, *, stopped: object) -> None:
        assert callable(stopped)
        started.set()
        connection.execute("SELECT sum(a.range * b.range % 7) FROM range(10000000) a, range(10000000) b").fetchall()

    def stop(*_: object) -> None:
        started.wait()
        raise StoppedError(2, "stopped")

    monkeypatch.setattr(corpus, "write_report", stop)
    monkeypatch.setattr(corpus, "write_in_turn", write_for_ever)
    with pytest.raises(StoppedError):
        publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts", threads=2)
    assert not any((tmp_path / "out").iterdir())


def test_the_other_thread_stops_between_and_inside_its_steps(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        for table in tables():
            spec = ", ".join(f'"{name}" {kind}' for name, kind in columns(table.row))
            connection.execute(f"CREATE TABLE {table.name} ({spec})")
        connection.execute("INSERT INTO mentions (mention_id, document_id, start) SELECT range, range, 1 FROM range(200000)")
        with pytest.raises(sqlite3.Error):
            write_in_turn(connection, tmp_path, ORDER, stopped=lambda: True)


@pytest.mark.parametrize("threads", [1, 2])
def test_a_database_that_cannot_be_written_ends_the_run(threads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("extractor.writers.sqlite._fill", fill)
    with pytest.raises(OutputError, match="disk is full"):
        publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts", threads=threads)
    assert not any((tmp_path / "out").iterdir())


def test_tables_are_ready_in_the_order_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def build(*arguments: Any, ready: Callable[[str], None]) -> None:
        build_tables(*arguments, ready=lambda name: (seen.append(name), ready(name))[1])

    monkeypatch.setattr(corpus, "build_tables", build)
    publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts", threads=2)
    assert (*seen, "runs") == ORDER
    assert sorted(ORDER) == sorted(table.name for table in tables())
