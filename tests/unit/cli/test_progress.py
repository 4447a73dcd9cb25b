"""What a run says while it goes on."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import progress as module
from extractor.cli.progress import Reporter
from extractor.cli.run import exit_code
from extractor.running.counts import Kind, Reason
from extractor.running.run import Progress, RunSummary

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


ROWS = {"people": 1, "organizations": 0, "places": 0, "statements": 3}
READ = RunSummary(Path("out"), ok=2, skipped=2, failed=1, reused=0, rows=ROWS, seconds=1)
REASONS = (Reason("language", 2, "the language is 'fr', not 'en'"), Reason("parse", 1, "not JSON", is_example=True))


def said(summary: RunSummary, capsys: pytest.CaptureFixture[str], *, as_json: bool = False) -> str:
    Reporter(quiet=False, verbose=False, as_json=as_json).summary(summary)
    return capsys.readouterr().err


def test_the_summary_says_why_inputs_were_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(replace(READ, reasons=REASONS), capsys).splitlines()
    assert lines[:4] == [
        "5 documents found: 2 read, 2 skipped, 1 failed",
        "Why some were not read (table errors):",
        "  2 language: the language is 'fr', not 'en'",
        "  1 parse, for example: not JSON",
    ]
    assert any(line.startswith("Tables, in ") for line in lines)


def test_the_summary_counts_the_articles_of_exports(capsys: pytest.CaptureFixture[str]) -> None:
    kinds = (Kind("nexis", 2, 187, 2), Kind("csv", 1, 30, 0), Kind("html", 9, 9, 9))
    doubts = ("a.docx: number of articles: 25 announced, 24 found",)
    lines = said(replace(READ, kinds=kinds, doubts=doubts, skipped=0, failed=0), capsys).splitlines()
    assert lines[1:4] == [
        "  2 files of Nexis: 187 articles, 2 without a date",
        "  1 file of csv: 30 articles",
        "  a.docx: number of articles: 25 announced, 24 found",
    ]


def test_nothing_read_does_not_look_like_success(capsys: pytest.CaptureFixture[str]) -> None:
    nothing = replace(READ, ok=0, reasons=tuple(Reason(f"c{number}", 1, "m") for number in range(12)))
    lines = said(nothing, capsys).splitlines()
    assert lines[:2] == ["3 documents found, none of them an article to be read", "Nothing was read (table errors):"]
    assert lines[-1] == "  4 for other reasons"
    assert not any("Tables:" in line for line in lines)


def test_reasons_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(replace(READ, reasons=REASONS), capsys, as_json=True))["not_read"] == [
        {"code": "language", "count": 2, "message": "the language is 'fr', not 'en'", "is_example": False},
        {"code": "parse", "count": 1, "message": "not JSON", "is_example": True},
    ]


@pytest.mark.parametrize(
    ("change", "strict", "code"),
    [
        ({}, False, 3),
        ({"failed": 0}, False, 0),
        ({"failed": 0}, True, 3),
        ({"ok": 0}, False, 4),
        ({"ok": 0, "failed": 0}, False, 4),
        ({"ok": 0, "rows": {}}, False, 3),
        ({"ok": 0, "failed": 0, "rows": {}}, False, 0),
    ],
)
def test_exit_codes(change: dict[str, Any], strict: bool, code: int) -> None:
    assert exit_code(replace(READ, **change), strict=strict) == code
