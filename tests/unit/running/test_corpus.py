"""The corpus stage: any number of processors gives the same files, and what breaks leaves nothing half made."""

import time
from pathlib import Path
from typing import Any

import duckdb
import pytest
from factories import make_result
from published import publish_tables

from extractor.records import DocumentResult
from extractor.running import corpus
from extractor.running.signals import StoppedError


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
    started = []

    def write_for_ever(connection: duckdb.DuckDBPyConnection, _folder: Path) -> None:
        started.append(True)
        connection.execute("SELECT sum(a.range * b.range % 7) FROM range(10000000) a, range(10000000) b").fetchall()

    def stopped(connection: duckdb.DuckDBPyConnection, _folder: Path) -> None:
        while not started:
            time.sleep(0.01)
        raise StoppedError(2, "stopped")

    monkeypatch.setattr(corpus, "write_report", write_for_ever)
    monkeypatch.setitem(corpus.writers(), "sqlite", corpus.writers()["sqlite"].__class__("sqlite", stopped, ()))
    with pytest.raises(StoppedError):
        publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts", threads=2)
    assert not any((tmp_path / "out").iterdir())
