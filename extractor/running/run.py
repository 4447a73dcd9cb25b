"""One run: from inputs to published tables, resumable at any moment."""

import errno
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from extractor.articles import Failure
from extractor.decisions.model import Event
from extractor.errors import ExtractorError, OutputError
from extractor.linking.names import load_knowledge
from extractor.linking.review import Review
from extractor.records import RunRow
from extractor.resources import find_models
from extractor.running.corpus import PUBLISHING, Counts, publish
from extractor.running.fingerprint import Provenance, find_provenance
from extractor.running.lock import locked
from extractor.running.manifest import run_row, write_manifest
from extractor.running.parts import Key, PartWriter, compact, encode, read_index
from extractor.running.plan import Plan, Preview, make_plan
from extractor.running.pool import Pool, Work
from extractor.running.relink import find_events, find_review, review_hash
from extractor.running.signals import Stop, watched
from extractor.running.tasks import InHand, Outcome, content_hash, failure_result, outcome_of
from extractor.settings import RunSettings

_PARTS = "parts"
_MAIN_PART = "part-main.jsonl"


@dataclass(slots=True)
class Progress:
    """Where a run stands: documents done of those known so far (files count as one until they are read), and the step."""

    step: str = ""
    sources: int = 0
    done: int = 0
    reused: int = 0
    failed: int = 0
    skipped: int = 0
    statements: int = 0


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a finished run made: ``found`` = ``ok`` + ``skipped`` + ``failed``; ``first`` is the path of the first file read;
    ``notes`` are decisions on entities that could not be carried out."""

    out: Path
    ok: int
    skipped: int
    failed: int
    reused: int
    rows: dict[str, int]
    seconds: float
    first: str = ""
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        """All inputs and records."""
        return self.ok + self.skipped + self.failed


@dataclass(slots=True)
class _Run:
    """What a run knows while it goes on."""

    out: Path
    settings: RunSettings
    provenance: Provenance
    progress: Callable[[Progress], None]
    stop: Stop
    review: Review
    events: Sequence[Event] = ()
    command: tuple[str, ...] = ()
    contents: dict[str, str] = field(default_factory=dict)
    state: Progress = field(default_factory=Progress)
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def parts(self) -> Path:
        return self.out / _PARTS

    def step(self, name: str) -> None:
        self.state.step = name
        self.progress(self.state)

    def report(self, outcome: Outcome) -> None:
        """Take note of a document whose result is stored."""
        self.contents[outcome.document_id] = outcome.content
        self.state.done += 1
        self.state.reused += outcome.reused
        self.state.failed += outcome.status == "error"
        self.state.skipped += outcome.status == "skipped"
        self.state.statements += outcome.statements
        self.progress(self.state)


def run(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    out: str | os.PathLike[str],
    settings: RunSettings | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    worker_command: tuple[str, ...] = (),
) -> RunSummary:
    """Analyse the inputs and publish the tables in the folder ``out``.

    Results of earlier runs that still hold are used; the tables are those of a fresh run over the inputs as they are.

    Raises:
        InputError: nothing to read was found.
        ModelError: the model is missing.
        OutputError: the folder cannot be written, or the disk is full.
        BusyError: another run is using the folder.
        StoppedError: a signal came; the same call goes on.
    """
    settings = settings or RunSettings()
    folder = Path(out).resolve()
    started, begin = datetime.now(UTC), time.monotonic()
    _check_writable(folder)
    try:
        with locked(folder), watched() as stop:
            models = find_models()
            provenance = find_provenance(settings, models)
            review = find_review(folder, entities=settings.entities, registry=settings.registry)
            events = find_events(folder, decisions=settings.decisions)
            current = _Run(folder, settings, provenance, progress, stop, review, events, worker_command)
            plan = _analyse(current, [os.fspath(path) for path in inputs])
            counts = _publish(current, started)
            if not settings.keep_parts:
                _remove_parts(current.parts)
    except OSError as error:
        raise _output_error(error, folder) from error
    _check_sum(counts, len(current.contents))
    return RunSummary(
        out=folder,
        ok=counts.documents["ok"],
        skipped=counts.documents["skipped"],
        failed=counts.documents["error"],
        reused=current.state.reused,
        rows=counts.tables,
        seconds=time.monotonic() - begin,
        first=plan.first,
        notes=counts.notes,
    )


def preview(
    inputs: Sequence[str | os.PathLike[str]], *, out: str | os.PathLike[str], settings: RunSettings | None = None
) -> Preview:
    """What :func:`run` would do; nothing is written and no model is loaded. Standard input cannot be looked at.

    Raises:
        InputError: nothing to read was found.
        ModelError: the model is missing.
    """
    settings = settings or RunSettings()
    folder = Path(out).resolve()
    fingerprint = find_provenance(settings, find_models()).fingerprint
    index = read_index(folder / _PARTS, fingerprint, repair=False) if settings.resume else {}
    plan = make_plan([os.fspath(path) for path in inputs], out=folder, spool=None, settings=settings, index=index, workers=1)
    return Preview(plan.sources, len(plan.reused), tuple(plan.failures))


def _analyse(run: _Run, inputs: list[str]) -> Plan:
    """Bring the stored results up to date with the inputs."""
    run.step("looking for articles")
    run.parts.mkdir(exist_ok=True)
    fingerprint = run.provenance.fingerprint
    index = read_index(run.parts, fingerprint) if run.settings.resume else {}
    spool = run.parts / "stdin.input"
    workers = run.settings.workers or _usable_cores()
    plan = make_plan(inputs, out=run.out, spool=spool, settings=run.settings, index=index, workers=workers, stopping=run.stop)
    if run.stop():
        raise run.stop.error()
    run.state.sources = plan.sources + len(plan.failures)
    for document, content in plan.reused.items():
        run.report(Outcome(document, content, reused=True))
    _store_failures(run, plan.failures, index)
    known = run.parts / "known.json"
    known.write_text(json.dumps({document: key.content for document, key in index.items() if document not in plan.reused}))
    work = Work(run.settings, run.parts, fingerprint, known, run.command)
    run.step("analysing")

    def give_up(failure: Failure, hand: InHand) -> None:
        run.report(_store(run, [(failure, hand.content, hand.file)])[0])

    pool = Pool(work, workers, report=run.report, give_up=give_up, stopping=run.stop, idle=lambda: run.progress(run.state))
    finished = pool.run(plan.tasks)
    known.unlink(missing_ok=True)
    spool.unlink(missing_ok=True)
    if not finished:
        raise run.stop.error()
    for log in run.parts.glob("worker-*.log"):
        if not log.stat().st_size:
            log.unlink()
    return plan


def _store_failures(run: _Run, failures: list[Failure], index: dict[str, Key]) -> None:
    """Inputs that are no articles: their rows are stored like the others."""
    new = []
    for failure in failures:
        content = content_hash(failure)
        result = failure_result(failure)
        key = index.get(result.document.document_id)
        if key is not None and key.content == content:
            run.report(replace(outcome_of(result, content), reused=True))
        else:
            new.append((failure, content, ""))
    if new:
        for outcome in _store(run, new):
            run.report(outcome)


def _store(run: _Run, failures: list[tuple[Failure, str, str]]) -> list[Outcome]:
    writer = PartWriter(run.parts / _MAIN_PART)
    try:
        results = [(failure_result(failure), content, file) for failure, content, file in failures]
        fingerprint = run.provenance.fingerprint
        writer.append([encode(Key(r.document.document_id, content, file, fingerprint), r) for r, content, file in results])
    finally:
        writer.close()
    return [outcome_of(result, content) for result, content, _ in results]


def _publish(run: _Run, started: datetime) -> Counts:
    run.step("checking the stored results")
    kept = compact(run.parts, run.contents, run.provenance.fingerprint)
    if kept != len(run.contents):
        raise ExtractorError(f"{len(run.contents) - kept} stored results in {run.parts} are damaged; run the same command again")
    rows: list[RunRow] = []

    def step(name: str) -> None:
        run.stop.at_once = name != PUBLISHING
        run.step(name)

    def make_row(counts: Counts) -> RunRow:
        rows.append(run_row(run.provenance, run.contents, counts))
        return rows[0]

    def make_manifest(counts: Counts, folder: Path) -> None:
        write_manifest(
            folder,
            row=rows[0],
            provenance=run.provenance,
            settings=run.settings,
            counts=counts,
            started=started,
            review_sha256=review_hash(run.review, run.events),
        )

    return publish(
        run.parts,
        run.out,
        knowledge=load_knowledge(find_models()),
        run=make_row,
        manifest=make_manifest,
        formats=run.settings.formats,
        review=run.review,
        events=run.events,
        step=step,
    )


def _check_writable(folder: Path) -> None:
    probe = folder / f".write-test-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        raise _output_error(error, folder) from error


def _output_error(error: OSError, folder: Path) -> OutputError:
    where = error.filename or folder
    if error.errno == errno.ENOSPC:
        return OutputError(f"{where}: the disk is full; make room and give the same command again")
    return OutputError(f"{where}: cannot be written ({error.strerror or error})")


def _check_sum(counts: Counts, found: int) -> None:
    if sum(counts.documents.values()) != found:
        raise ExtractorError(f"{found} inputs were read, but {sum(counts.documents.values())} documents are in the tables")


def _remove_parts(parts: Path) -> None:
    for path in [*parts.glob("*.jsonl"), *parts.glob("worker-*.log")]:
        path.unlink()
    if not any(parts.iterdir()):
        parts.rmdir()


def _usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
