"""A run that goes on: new, changed and removed articles are read, and a signal ends it."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from line_runs import LINE_WORKER, Runner

from extractor.running.lock import locked
from extractor.running.run import RunSummary
from extractor.running.watch import watch
from extractor.settings import RunSettings

Tables = Callable[[Path], dict[str, bytes]]


def watched(folder: Path, out: Path, every: float = 0) -> Iterator[RunSummary | str]:
    settings = RunSettings(workers=1, formats=("csv",))
    return watch([folder], out=out, settings=settings, every=every, pause=0.05, worker_command=LINE_WORKER)


@pytest.fixture(autouse=True)
def same_provenance(runner: Runner) -> None:
    """The runs of a watch and those that they are compared with have the same."""


def test_what_comes_and_goes_is_in_the_tables(articles: Path, tmp_path: Path, runner: Runner, tables: Tables) -> None:
    batches = watched(articles, tmp_path / "out")
    first = next(batches)
    assert isinstance(first, RunSummary)
    assert first.reused == 0
    (articles / "new.txt").write_text("Ana Kova said: new", encoding="utf-8")
    (articles / "a1.txt").write_text("Di Novak said: changed", encoding="utf-8")
    (articles / "a2.txt").unlink()
    second = next(batches)
    assert isinstance(second, RunSummary)
    assert (second.found, second.found - second.reused) == (first.found, 2)
    runner([articles], tmp_path / "fresh", formats=["csv"])
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")
    decision = "action,kind,entity,value,note\nrename,person,Ana Kova,Ana Kova-Lund,\n"
    (tmp_path / "out" / "entities.csv").write_text(decision, encoding="utf-8")
    next(batches)
    assert "Kova-Lund" in (tmp_path / "out" / "tables" / "people.csv").read_text("utf-8")
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
    assert list(batches) == []


def test_an_empty_folder_and_a_busy_one_are_waited_for(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "later"
    folder.mkdir()
    batches = watched(folder, tmp_path / "out")
    assert "no article found" in str(next(batches))
    (folder / "a.txt").write_text("Ana Kova said: yes", encoding="utf-8")
    with locked(tmp_path / "out"):
        assert "another run is using" in str(next(batches))
    assert isinstance(next(batches), RunSummary)
    batches.close()


def test_a_run_waits_for_its_time(articles: Path, tmp_path: Path) -> None:
    batches = watched(articles, tmp_path / "out", every=3600)
    next(batches)
    (articles / "new.txt").write_text("Ana Kova said: new", encoding="utf-8")
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    assert list(batches) == []


def test_changed_fact_checks_are_taken_up(articles: Path, tmp_path: Path) -> None:
    checks = tmp_path / "checks.json"
    checks.write_text("[]", encoding="utf-8")
    settings = RunSettings(workers=1, formats=("csv",), fact_checks=str(checks))
    batches = watch([articles], out=tmp_path / "out", settings=settings, every=0, pause=0.05, worker_command=LINE_WORKER)
    assert isinstance(next(batches), RunSummary)
    checks.write_text("[{}]", encoding="utf-8")
    assert isinstance(next(batches), RunSummary)
    batches.close()
