"""The corpus stage: any number of processors gives the same files, and what breaks leaves nothing half made."""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factories import make_result
from published import FORMATS, publish_tables

from extractor.errors import ExtractorError, OutputError
from extractor.records import DocumentResult, tables
from extractor.running import corpus, side_process
from extractor.running.launch import command_of, launch
from extractor.running.signals import StoppedError
from extractor.tables.build import ORDER, build_tables


def _results() -> list[DocumentResult]:
    texts = [f"Ana Kova said: the harbour has {number} cranes\nBo{number % 5} Lund said: it leaks" for number in range(40)]
    copies = [" ".join(f"word{number}" for number in range(first, first + 200)) for first in (0, 5, 5)]
    return [make_result(text, f"in/{number}.txt") for number, text in enumerate([*texts, *copies])]


def _files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def by_one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files that one processor makes."""
    folder = tmp_path_factory.mktemp("one")
    publish_tables(_results(), folder / "out", parts=folder / "parts", threads=1)
    return _files(folder / "out")


def test_any_number_of_threads_gives_the_same_bytes(by_one: dict[str, bytes], tmp_path: Path) -> None:
    for threads in (2, 5):
        out = tmp_path / f"out-{threads}"
        publish_tables(_results(), out, parts=tmp_path / f"parts-{threads}", threads=threads)
        assert _files(out) == by_one
    assert {"extractor.sqlite", "report.html", "tables/people.csv", "tables/people.parquet"} <= set(by_one)


def test_what_fails_beside_the_process_leaves_the_old_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    publish_tables(_results()[:1], out, parts=tmp_path / "parts", formats=["csv"])
    before = _files(out)
    _with_process(monkeypatch)

    def write_nothing(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(corpus, "write_report", write_nothing)
    with pytest.raises(ZeroDivisionError):
        publish_tables(_results(), out, parts=tmp_path / "more", threads=2)
    assert _files(out) == before


def _with_process(monkeypatch: pytest.MonkeyPatch, code: str = "") -> None:
    """Have files written by a process of its own, whatever there is to write; ``code`` is what it runs instead."""
    monkeypatch.setattr(corpus, "_WORTH_A_PROCESS", 0)
    if code:
        monkeypatch.setattr(side_process, "command_of", lambda _: (sys.executable, "-P", "-c", code))


def test_a_process_beside_gives_the_same_bytes(by_one: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_process(monkeypatch)
    made = []
    for formats in (FORMATS, ("sqlite",)):
        out = tmp_path / f"out-{len(formats)}"
        publish_tables(_results(), out, parts=tmp_path / f"parts-{out.name}", threads=2, formats=formats)
        made.append(_files(out))
    assert made[0] == by_one
    assert made[1] == {name: by_one[name] for name in made[1]}
    assert by_one["tables/documents.csv"].count(b',"near",') == 2
    assert not [name for name in made[1] if name.endswith((".csv", ".parquet"))]


def test_a_signal_does_not_wait_for_the_process_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes while the tables are written, which here takes the other process for ever."""
    code = (
        "import time\nfrom extractor.running import side_process as side\n"
        "side.write_in_turn = lambda *_, **__: time.sleep(1000)\nside.main()"
    )
    _with_process(monkeypatch, code)

    def stop(*_: object, **__: object) -> None:
        raise StoppedError(2, "stopped")

    monkeypatch.setattr(corpus, "write_report", stop)
    with pytest.raises(StoppedError):
        publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts", threads=2)
    assert not any((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    "code",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import sys; sys.stdin.readline(); raise SystemExit('no luck')",
        "from extractor.running import side_process as side; side.write_in_turn = lambda *_, **_k: exit('no luck'); side.main()",
    ],
    ids=["at once", "at the beginning", "in between"],
)
def test_a_process_beside_that_dies_ends_the_run(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_process(monkeypatch, code)
    with pytest.raises(ExtractorError, match=r"makes tables died \((exit code -9|(SystemExit: )?no luck)\)"):
        publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts", threads=2)
    assert not any((tmp_path / "out").iterdir())


def test_a_process_beside_says_why_it_cannot_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sqlite3; import extractor.writers.sqlite as writer; from extractor.running.side_process import main\n"
        "def fill(*_):\n    raise sqlite3.OperationalError('database or disk is full')\n"
        "writer._fill = fill; main()"
    )
    _with_process(monkeypatch, code)
    with pytest.raises(OutputError, match=r"out: the disk is full; make room"):
        publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts", threads=2)


def test_a_process_beside_does_not_outlive_the_main_one(tmp_path: Path) -> None:
    process = launch(command_of("extractor.running.side_process"))
    start = {"staging": str(tmp_path), "tables": str(tmp_path), "out": str(tmp_path)}
    process.send(json.dumps(start))
    assert process.process.stdin is not None
    process.process.stdin.close()  # as when the other end is gone
    assert process.process.wait(timeout=20) == 0
    assert os.read(process.outbox, 100) == b""
    process.end(kill=True)


def test_a_database_that_cannot_be_written_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("extractor.writers.sqlite._fill", fill)
    with pytest.raises(OutputError, match="disk is full"):
        publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts")
    assert not any((tmp_path / "out").iterdir())


def test_tables_are_ready_in_the_order_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def build(*arguments: Any, ready: Callable[[str], None], **options: Any) -> None:
        build_tables(*arguments, **options, ready=lambda name: (seen.append(name), ready(name))[1])

    monkeypatch.setattr(corpus, "build_tables", build)
    publish_tables(_results(), tmp_path / "out", parts=tmp_path / "parts", threads=2)
    assert (*seen, "runs") == ORDER
    assert sorted(ORDER) == sorted(table.name for table in tables())
