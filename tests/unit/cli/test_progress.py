"""What a run says while it goes on."""

import json

import pytest

from extractor.cli import progress as module
from extractor.cli.progress import Reporter
from extractor.running.run import Progress

STATE = Progress("analysing", sources=100, done=40, reused=20, failed=2, skipped=1, statements=300)

BEGIN = Progress("analysing", sources=100, done=20, reused=20)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that have passed: the first look, then later ones."""
    times = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: times[0])
    return times


def test_a_plain_line_every_minute(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(quiet=False, verbose=False, as_json=False)
    reporter.update(BEGIN)
    for seconds in (10, 59, 61, 100, 122):
        clock[0] = float(seconds)
        reporter.update(STATE)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "analysing: 40 documents, 0.3 a second, 2 failed, 3 min 3 s left",
        "analysing: 40 documents, 0.2 a second, 2 failed, 6 min 6 s left",
    ]


def test_lines_of_json(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(quiet=False, verbose=False, as_json=True)
    reporter.update(BEGIN)
    clock[0] = 20.0
    reporter.update(STATE)
    said = json.loads(capsys.readouterr().err)
    assert said == {
        "event": "progress", "step": "analysing", "done": 40, "failed": 2, "skipped": 1, "reused": 20, "statements": 300,
        "per_second": 1.0, "seconds_left": 60,
    }  # fmt: skip


def test_no_time_is_promised_for_records_that_nobody_counted(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(quiet=False, verbose=False, as_json=False)
    reporter.update(Progress("analysing", sources=1))
    clock[0] = 100.0
    reporter.update(Progress("analysing", sources=1, done=5_000))
    assert capsys.readouterr().err == "analysing: 5,000 documents, 50.0 a second, 0 failed\n"
    Reporter(quiet=True, verbose=False, as_json=False).update(STATE)
    assert capsys.readouterr().err == ""


def test_what_was_listed_before_says_nothing_of_the_pace(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(quiet=False, verbose=False, as_json=False)
    for seconds, state in [
        (0, Progress("looking for articles")),
        (200, Progress("looking for articles", sources=5_100, done=5_000, skipped=5_000)),
        (300, Progress("analysing", sources=5_100, done=5_000, skipped=5_000)),
        (400, Progress("analysing", sources=5_100, done=5_050, skipped=5_000)),
        (500, Progress("building tables", sources=5_100, done=5_100, skipped=5_000)),
    ]:
        clock[0] = float(seconds)
        reporter.update(state)
    assert capsys.readouterr().err.splitlines() == [
        "looking for articles: 5,000 documents, 0 failed",
        "analysing: 5,000 documents, 0 failed",
        "analysing: 5,050 documents, 0.5 a second, 0 failed, 1 min 40 s left",
        "building tables: 5,100 documents, 0 failed",
    ]
