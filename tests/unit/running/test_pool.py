"""Documents that hang, crash, raise or eat memory cost themselves alone."""

import csv
import sys
import zipfile
from pathlib import Path

import pytest
from line_runs import Runner

from extractor.errors import ExtractorError
from extractor.running import pool
from extractor.running.faults import VARIABLE
from extractor.running.launch import Launched, launch
from extractor.running.run import run
from extractor.settings import RunSettings


def _errors(out: Path) -> dict[str, str]:
    with (out / "tables" / "errors.csv").open(encoding="utf-8", newline="") as file:
        return {row["source_path"] + row["record"]: row["code"] for row in csv.DictReader(file) if row["code"] != "unsupported"}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("exit", "worker_died"),
        ("raise", "internal"),
        pytest.param("crash", "worker_died", marks=pytest.mark.faults),
        pytest.param("memory", "worker_died", marks=pytest.mark.faults),
        pytest.param("hang", "timeout", marks=pytest.mark.faults),
    ],
)
def test_one_document_harms_no_other(
    fault: str, code: str, articles: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = articles.parent
    monkeypatch.setenv(VARIABLE, f"{fault}=a3.txt")
    limits = {"timeout": 6.0 if fault == "hang" else 200.0, "memory_mb": 512}
    summary = runner([articles], tmp_path / "out", formats=["csv"], **limits)
    assert (summary.ok, summary.skipped, summary.failed) == (11, 2, 1)
    assert _errors(tmp_path / "out") == {"in/a3.txt": code, "in/empty.txt": "empty"}
    monkeypatch.delenv(VARIABLE)
    assert runner([articles], tmp_path / "out", formats=["csv"]).failed == 1  # not met again unless asked
    if fault == "exit":
        assert runner([articles], tmp_path / "out", formats=["csv"], resume=False).failed == 0


def test_a_record_of_a_file_of_many(tmp_path: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text("\n".join(f'{{"id": "r{n}", "text": "Ana Kova said: {n}"}}' for n in range(70)), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, "exit=dump.jsonl#r40")
    summary = runner([path], tmp_path / "out", formats=["csv"], workers=2)
    assert (summary.ok, summary.failed) == (69, 1)
    assert _errors(tmp_path / "out") == {"dump.jsonlr40": "worker_died"}


@pytest.mark.parametrize("fault", ["exit", pytest.param("hang", marks=pytest.mark.faults)])
def test_a_member_of_an_archive_that_cannot_be_parsed(
    fault: str, tmp_path: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40):
            archive.writestr(f"{number}.txt", f"Ana Kova said: {number}")
    monkeypatch.setenv(VARIABLE, f"{fault}=a.zip#7.txt")
    summary = runner([path], tmp_path / "out", formats=["csv"], timeout=6.0 if fault == "hang" else 200.0)
    assert (summary.ok, summary.failed) == (39, 1)
    assert list(_errors(tmp_path / "out")) == ["a.zip7.txt"]
    monkeypatch.delenv(VARIABLE)
    again = runner([path], tmp_path / "out", formats=["csv"])
    assert (again.failed, again.reused) == (1, 40)


@pytest.mark.parametrize(("asked", "started"), [((0, 200_000), 1), ((0, 20), 2), ((2, 200_000), 2)], ids=str)
def test_another_worker_starts_where_asked_for_or_worth_while(
    asked: tuple[int, int], started: int, articles: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers, worth = asked
    launched = []

    def launch_and_count(command: tuple[str, ...]) -> Launched:
        launched.append(launch(command))
        return launched[-1]

    monkeypatch.setattr(pool, "launch", launch_and_count)
    monkeypatch.setattr(pool, "_WORTH_A_WORKER", worth)
    monkeypatch.setattr("extractor.running.run.usable_cores", lambda: 2)
    assert runner([articles], articles.parent / "out", formats=["csv"], workers=workers).ok == 12
    assert len(launched) == started


def test_workers_that_never_start_end_the_run(articles: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import sys; sys.exit('no such thing')")
    with pytest.raises(ExtractorError, match="workers die while they start: no such thing"):
        run([articles], out=tmp_path / "out", settings=RunSettings(workers=1), worker_command=command)
