"""Progress and summary of a run on standard error: a bar on a terminal, one plain line a minute elsewhere, or JSON lines."""

import json
import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.terminal import counted, entities_counted, safe

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from extractor.records import ErrorRow
    from extractor.running.plan import Preview
    from extractor.running.run import Progress, RunSummary

_PLAIN_EVERY = 60.0
_ANALYSING = "analysing"  # the step of a run that takes long and has a pace
_JSON_EVERY = 10.0
_LISTED = 20
# Reasons that are told, and how long.
_REASONS, _LONGEST_MESSAGE = 8, 160


class Reporter:
    """Says what a run does; data never goes to standard error, and nothing but messages does."""

    def __init__(self, *, quiet: bool, verbose: bool, as_json: bool) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._as_json = as_json
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._said = time.monotonic()
        # The pace is that of the analysis: inputs that are no articles are counted, by the thousand, before the first is read.
        self._step, self._begin, self._before = "", self._said, 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Show a bar during the block if standard error is a terminal."""
        if self._quiet or self._as_json or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            TimeElapsedColumn(),
        )
        with Bar(*columns, console=Console(stderr=True), transient=True) as self._bar:
            self._task = self._bar.add_task("starting", total=None, pace="")
            yield
        self._bar = None

    def update(self, progress: "Progress") -> None:
        """Show where the run stands."""
        if self._quiet:
            return
        if progress.step != self._step or progress.step != _ANALYSING:
            self._step, self._begin, self._before = progress.step, time.monotonic(), progress.done - progress.reused
        if self._bar is not None and self._task is not None:
            # A file of many records counts as one until it is read; then there is no telling how many there will be.
            total = progress.sources if progress.done <= progress.sources else None
            pace = self._pace(progress)
            self._bar.update(self._task, description=progress.step, completed=progress.done, total=total, pace=pace)
            return
        now = time.monotonic()
        if now < self._said + (_JSON_EVERY if self._as_json else _PLAIN_EVERY):
            return
        self._said = now
        if self._as_json:
            rate, left = self._rate(progress)
            counts = {name: getattr(progress, name) for name in ("done", "failed", "skipped", "reused", "statements")}
            seconds_left = None if left is None else round(left)
            self._json("progress", step=progress.step, **counts, per_second=round(rate, 2), seconds_left=seconds_left)
        else:
            click.echo(f"{progress.step}: {progress.done:,} documents, {self._pace(progress)}", err=True)

    def _rate(self, progress: "Progress") -> tuple[float, float | None]:
        """Return new documents a second in the analysis, and the seconds that are left; None where there is no telling."""
        new = progress.done - progress.reused - self._before
        rate = new / max(time.monotonic() - self._begin, 0.001)
        if not new or progress.done > progress.sources:
            return rate, None
        return rate, (progress.sources - progress.done) / rate

    def _pace(self, progress: "Progress") -> str:
        """Return the rate, time left and failures in words."""
        rate, left = self._rate(progress)
        parts = [f"{rate:.1f} a second"] if rate else []
        parts += [f"{progress.failed:,} failed"] if progress.done else []
        return ", ".join([*parts, *([f"{_duration(left)} left"] if left else [])])

    def plan(self, preview: "Preview") -> None:
        """Print what a run would do, on standard output."""
        if self._as_json:
            click.echo(json.dumps({"sources": preview.sources, "stored": preview.stored, "open": preview.open}))
            return
        click.echo(
            f"{preview.sources:,} files to read: {preview.stored:,} are stored already, {preview.open:,} would be analysed"
        )
        for failure in preview.failures[: None if self._verbose else _LISTED]:
            click.echo(safe(f"  {failure.status}: {failure.source_path}: {failure.message}", keep=""))
        if len(preview.failures) > _LISTED and not self._verbose:
            click.echo(f"  and {len(preview.failures) - _LISTED:,} more (-v lists all)")

    def summary(self, summary: "RunSummary") -> None:
        """Print what the run made, in words for somebody who sees it for the first time."""
        if self._as_json:
            self._json(
                "done",
                **_counts(summary),
                notes=list(summary.notes),
                read=[asdict(kind) for kind in summary.kinds],
                not_read=[asdict(reason) for reason in summary.reasons],
                doubts=list(summary.doubts),
                out=str(summary.out),
            )
        elif not self._quiet:
            click.echo(summary_text(summary), err=True)
            for note in summary.notes:
                click.echo(safe(f"Note: {note}", keep=""), err=True)
        if self._verbose:
            _list_problems(summary.out)

    def batch(self, made: "RunSummary | str") -> None:
        """Print one line on a run that another one will follow, or on why it made nothing."""
        if self._as_json:
            self._json("batch", **({"error": made} if isinstance(made, str) else _counts(made)))
        elif not self._quiet:
            text = made if isinstance(made, str) else _batch_text(made)
            click.echo(f"{datetime.now():%Y-%m-%d %H:%M:%S}  {safe(text, keep='')}", err=True)

    def _json(self, event: str, **fields: object) -> None:
        click.echo(json.dumps({"event": event, **fields}, ensure_ascii=False), err=True)


def _counts(summary: "RunSummary") -> dict[str, Any]:
    """Return what a run found and made, as plain values."""
    rows = {name: summary.rows[name] for name in ("people", "organizations", "places", "statements") if summary.rows}
    counts = {"found": summary.found, "ok": summary.ok, "skipped": summary.skipped, "failed": summary.failed}
    return {**counts, "reused": summary.reused, **rows, "seconds": round(summary.seconds, 1)}


def _batch_text(summary: "RunSummary") -> str:
    """Return what a run found and made, in one line."""
    return (
        f"{summary.found - summary.reused:,} new of {counted(summary.found, 'document', 'documents')}, "
        f"{summary.skipped:,} skipped, {summary.failed:,} failed; {entities_counted(summary.rows)}, "
        f"{counted(summary.rows['statements'], 'statement', 'statements')}; {summary.seconds:.1f} s"
    )


def summary_text(summary: "RunSummary") -> str:
    """Return what a run made and where it lies, in lines for the user."""
    from extractor.writers.base import find_writers

    rows = summary.rows
    if not rows:
        return (
            f"{counted(summary.found, 'document', 'documents')} of this shard: "
            f"{summary.ok:,} read, {summary.skipped:,} skipped, {summary.failed:,} failed\n"
            f"They are stored in {safe(str(summary.out))}; 'extractor merge' makes the tables of all shards."
        )
    if not summary.ok:
        found = counted(summary.found, "document", "documents")
        return "\n".join([f"{found} found, none of them an article to be read", *_not_read(summary)])
    shown = os.path.relpath(summary.first) if summary.first else "FILE"
    if shown.startswith(os.pardir):
        shown = os.path.abspath(shown)  # noqa: PTH100  # links stay as they were given
    written = find_writers(summary.formats)
    lines = [
        f"{counted(summary.found, 'document', 'documents')} found: "
        f"{summary.ok:,} read, {summary.skipped:,} skipped, {summary.failed:,} failed"
        + (f" ({summary.reused:,} known from earlier runs)" if summary.reused else ""),
        f"{entities_counted(rows)}, {counted(rows['statements'], 'statement', 'statements')} in {_duration(summary.seconds)}",
        "",
        f"Tables, in {safe(str(summary.out))}:",
        *(f"  {line}" for each in written for line in each.summary),
        f"Report:  {safe(str(summary.out / 'report.html'))}   who said what about whom, to read in a browser",
        f"One article, marked up:  extractor show {safe(shlex.quote(shown))}",
    ]
    lines[1:1] = [*_read(summary), *(_not_read(summary) if summary.failed or summary.skipped else [])]
    return "\n".join(lines)


def _read(summary: "RunSummary") -> Iterator[str]:
    """Yield what was read of exports with many articles, and where articles may be missing."""
    from extractor.readers.collections.base import collections

    labels = {name: known.label for name, known in collections().items()}
    for kind in summary.kinds:
        if kind.format in labels or kind.articles > kind.files:
            files = counted(kind.files, "file", "files")
            undated = f", {kind.undated:,} without a date" if kind.undated else ""
            yield f"  {files} of {labels.get(kind.format, kind.format)}: {counted(kind.articles, 'article', 'articles')}{undated}"
    yield from (f"  {safe(doubt, keep='')[:_LONGEST_MESSAGE]}" for doubt in summary.doubts)


def _not_read(summary: "RunSummary") -> Iterator[str]:
    """Yield how many inputs were not read, by reason, the most frequent first; each in the table ``errors``."""
    yield "Why some were not read (table errors):" if summary.ok else "Nothing was read (table errors):"
    for reason in summary.reasons[:_REASONS]:
        message = safe(reason.message, keep="")[:_LONGEST_MESSAGE]
        yield f"  {reason.count:,} {reason.code}{', for example' if reason.is_example else ''}: {message}"
    if len(summary.reasons) > _REASONS:
        yield f"  {sum(reason.count for reason in summary.reasons[_REASONS:]):,} for other reasons"


def _list_problems(out: Path) -> None:
    for row in _problems(out):
        record = f" record {row.record}" if row.record else ""
        click.echo(safe(f"{row.source_path}{record}: {row.message} [{row.code}]", keep=""), err=True)


def _problems(out: Path) -> "Iterator[ErrorRow]":
    """Return the rows of the table of errors, if it was written to a file of its own."""
    from extractor.exports.annotated import records
    from extractor.records import ErrorRow
    from extractor.report.database import opened

    if any((out / "tables").glob("errors.*")):
        with opened(out, names=("errors",)) as connection:
            yield from records(connection, "errors", ErrorRow)


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.1f} seconds"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
