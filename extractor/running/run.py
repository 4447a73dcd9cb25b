"""One run: from inputs to published tables, resumable at any moment."""

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Self

from extractor.articles import Failure
from extractor.decisions.model import Event
from extractor.errors import ExtractorError, InputError
from extractor.fact_checks.read import NO_FACT_CHECKS, FactChecks
from extractor.linking.names import load_knowledge
from extractor.linking.review import Review
from extractor.resources import find_models
from extractor.running.counts import Counts, Kind, Reason
from extractor.running.executors import MAIN_PART, start_engine
from extractor.running.failures import store_failures
from extractor.running.fingerprint import Provenance, find_provenance
from extractor.running.launch import Launched
from extractor.running.lock import locked
from extractor.running.manifest import FILE_NAME as MANIFEST
from extractor.running.manifest import input_hash, origin, run_row, unchanged_counts, write_manifest
from extractor.running.output import STAGING, check_memory_limit, checked_output
from extractor.running.parts import Key, LineKeys, compact, read_index
from extractor.running.plan import Plan, Preview, make_plan
from extractor.running.pool import Pool, Work
from extractor.running.relink import find_events, find_fact_checks, find_review, review_hash
from extractor.running.sharding import FILE_NAME as SHARD_FILE
from extractor.running.sharding import Shard, ShardFile
from extractor.running.signals import Stop, watched
from extractor.running.store import open_store, take
from extractor.running.tasks import Outcome, content_hash, failure_result, outcome_of
from extractor.settings import KEPT, PARTS, RunSettings, usable_cores
from extractor.writers.base import find_writers

_HANDED_OVER = "handed-over"
# A task for a node of a cluster is so many times as large as one for a worker here.
_CLUSTER_GRAIN = 8


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
    ``formats`` are the forms of the tables, ``notes`` decisions that could not be carried out, how many fact-checks are repeated
    and which could not be read, ``reasons`` tell why inputs were not, ``kinds`` what was, ``doubts`` where articles of a file may
    be missing."""

    out: Path
    ok: int
    skipped: int
    failed: int
    reused: int
    rows: dict[str, int]
    seconds: float
    first: str = ""
    notes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    kinds: tuple[Kind, ...] = ()
    doubts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    @classmethod
    def of(cls, counts: Counts, *, out: Path, formats: tuple[str, ...], seconds: float, reused: int = 0, first: str = "") -> Self:
        """Return the summary of a run whose tables have these counts."""
        return cls(
            out=out,
            ok=counts.documents["ok"],
            skipped=counts.documents["skipped"],
            failed=counts.documents["error"],
            reused=reused,
            rows=counts.tables,
            seconds=seconds,
            first=first,
            notes=counts.notes,
            reasons=counts.reasons,
            kinds=counts.kinds,
            doubts=counts.doubts,
            formats=formats,
        )

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
    fact_checks: FactChecks = NO_FACT_CHECKS
    command: tuple[str, ...] = ()
    ahead: Launched | None = None
    keys: LineKeys = field(default_factory=LineKeys)
    index: dict[str, Key] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    state: Progress = field(default_factory=Progress)

    @property
    def parts(self) -> Path:
        return self.out / PARTS

    @property
    def store(self) -> str:
        """Where nodes of a cluster hand over part files."""
        return self.settings.store or os.fspath(self.parts / _HANDED_OVER)

    def step(self, name: str) -> None:
        self.state.step = name
        self.progress(self.state)

    def idle(self) -> None:
        """Show that the run is alive."""
        self.progress(self.state)

    def report(self, outcome: Outcome) -> None:
        """Take note of a document whose result is stored; a worker that takes over a task may name it once more."""
        new = outcome.document_id not in self.contents
        self.contents[outcome.document_id] = outcome.content
        if new:
            stored = self.index.get(outcome.document_id) if outcome.reused else None
            status = stored.status if stored else outcome.status
            self.state.done += 1
            self.state.reused += outcome.reused
            self.state.failed += status == "error"
            self.state.skipped += status == "skipped"
            self.state.statements += outcome.statements
        self.progress(self.state)


def run(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    out: str | os.PathLike[str],
    settings: RunSettings | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    worker_command: tuple[str, ...] = (),
    ahead: Launched | None = None,
) -> RunSummary:
    """Analyse the inputs and publish the tables in the folder ``out``.

    Results of earlier runs that still hold are used; the tables are those of a fresh run over the inputs as they are.
    ``ahead`` is a worker that was started already; it is only used where nothing is stored.

    Raises:
        InputError: nothing to read was found.
        ModelError: the model is missing.
        OutputError: the folder cannot be written, or the disk is full.
        BusyError: another run is using the folder.
        ExportError: a form of the tables is unknown.
        ExtractorError: too little memory may be used.
        StoppedError: a signal came; the same call goes on.
    """
    settings = settings or RunSettings()
    folder = Path(out).resolve()
    check_memory_limit()
    find_writers(settings.formats)
    started, begin = datetime.now(UTC), time.monotonic()
    shard = Shard.parse(settings.shard)
    with checked_output(folder), locked(folder), watched() as stop:
        models = find_models()
        provenance = find_provenance(settings, models)
        review = find_review(folder, entities=settings.entities, registry=settings.registry)
        events = find_events(folder, decisions=settings.decisions)
        fact_checks = find_fact_checks(settings.fact_checks)
        current = _Run(folder, settings, provenance, progress, stop, review, events, fact_checks, worker_command, ahead)
        _mark_shard(current, shard)
        plan = _analyse(current, [os.fspath(path) for path in inputs], shard)
        if settings.shard:
            counts = _finish_shard(current, plan, shard)
        else:
            counts = _publish(current, started)
            if not settings.keep_parts:
                _remove_parts(current.parts)
    _check_sum(counts, len(current.contents))
    seconds = time.monotonic() - begin
    return RunSummary.of(
        counts, out=folder, formats=settings.formats, seconds=seconds, reused=current.state.reused, first=plan.first
    )


def preview(
    inputs: Sequence[str | os.PathLike[str]], *, out: str | os.PathLike[str], settings: RunSettings | None = None
) -> Preview:
    """Return what :func:`run` would do; nothing is written and no model is loaded. Standard input cannot be looked at.

    Raises:
        InputError: nothing to read was found.
        ModelError: the model is missing.
    """
    settings = settings or RunSettings()
    folder = Path(out).resolve()
    fingerprint = find_provenance(settings, find_models()).fingerprint
    index = read_index(folder / PARTS, fingerprint, repair=False) if settings.resume else {}
    plan = make_plan([os.fspath(path) for path in inputs], out=folder, spool=None, settings=settings, index=index, workers=1)
    return Preview(plan.sources, len(plan.reused), tuple(plan.failures))


def _mark_shard(run: _Run, shard: Shard) -> None:
    """Say in the folder which shard it holds; a whole run takes the mark away and uses what is stored."""
    path = run.out / SHARD_FILE
    if not run.settings.shard:
        path.unlink(missing_ok=True)
        return
    if (run.out / MANIFEST).exists():
        raise InputError(f"{run.out}: holds the tables of a whole run; give another --out to a shard")
    if path.exists() and (there := ShardFile.read(run.out).shard) != shard:
        raise InputError(f"{run.out}: holds shard {there}; give each shard a folder of its own")
    if run.settings.limit:
        raise InputError("a limit counts documents over all inputs and cannot be combined with shards")
    ShardFile(shard, run.provenance, run.settings).write(run.out)


def _finish_shard(run: _Run, plan: Plan, shard: Shard) -> Counts:
    """Report that the results of a shard are complete:"""
    _compact(run)
    ShardFile(
        shard,
        run.provenance,
        run.settings,
        finished=True,
        listing_sha256=plan.listing,
        found=plan.found,
        documents=len(run.contents),
        input_sha256=input_hash(run.contents),
    ).write(run.out)
    failed, skipped = run.state.failed, run.state.skipped
    documents = {"ok": len(run.contents) - failed - skipped, "skipped": skipped, "error": failed}
    return Counts(documents, {})


def _analyse(run: _Run, inputs: list[str], shard: Shard) -> Plan:
    """Bring the stored results up to date with the inputs."""
    run.step("looking for articles")
    run.parts.mkdir(exist_ok=True)
    fingerprint = run.provenance.fingerprint
    _take_handed_over(run)
    index = run.index = read_index(run.parts, fingerprint, run.keys) if run.settings.resume else {}
    spool, known = run.parts / "stdin.input", run.parts / "known.json"
    workers = run.settings.workers or usable_cores()
    work = Work(run.settings, run.parts, fingerprint, known, run.command)
    with ExitStack() as stack:
        engine = start_engine(work, workers, run.store, report=run.report, stopping=run.stop, idle=run.idle)
        if isinstance(engine, Pool):
            stack.enter_context(engine)
            if not index:
                engine.prepare(run.ahead)
        plan = make_plan(
            inputs,
            out=run.out,
            spool=spool,
            settings=run.settings,
            index=index,
            workers=workers,
            grain=1 if isinstance(engine, Pool) else _CLUSTER_GRAIN,
            shard=shard,
            stopping=run.stop,
        )
        if run.stop():
            raise run.stop.error()
        run.state.sources = plan.sources + len(plan.failures)
        for document, content in plan.reused.items():
            run.report(Outcome(document, content, reused=True))
        _store_failures(run, plan.failures, index)
        known.write_text(json.dumps({document: key.content for document, key in index.items() if document not in plan.reused}))
        if not isinstance(engine, Pool):
            run.step("waiting for the cluster")
            stack.enter_context(engine)
        run.step("analysing")
        if plan.tasks and not run.settings.shard:
            Thread(target=_prepare_tables, daemon=True).start()
        finished = engine.run(plan.tasks)
    known.unlink(missing_ok=True)
    spool.unlink(missing_ok=True)
    if not finished:
        raise run.stop.error()
    return plan


def _prepare_tables() -> None:
    """Import what makes the tables, while the workers load their models."""
    from extractor.running.corpus import prepare

    prepare()


def _take_handed_over(run: _Run) -> None:
    """Part files that nodes left while nobody was there to take them."""
    store = open_store(run.store)
    for name in store.names():
        take(store, name, run.parts)


def _store_failures(run: _Run, failures: list[Failure], index: dict[str, Key]) -> None:
    """Store the rows of inputs that are no articles like the others."""
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
        for outcome in store_failures(run.parts / MAIN_PART, run.provenance.fingerprint, new):
            run.report(outcome)


def _compact(run: _Run) -> None:
    run.step("checking the stored results")
    _take_handed_over(run)
    kept = compact(run.parts, run.contents, run.provenance.fingerprint, run.keys)
    if kept != len(run.contents):
        raise ExtractorError(f"{len(run.contents) - kept} stored results in {run.parts} are damaged; run the same command again")


def _publish(run: _Run, started: datetime) -> Counts:
    """Return the tables of all stored results, unless those that are there are just these."""
    _compact(run)
    made_of = origin(run.provenance, run.settings, input_hash(run.contents), review_hash(run.review, run.events, run.fact_checks))
    if run.settings.resume and (counts := unchanged_counts(run.out, made_of, documents=len(run.contents))):
        shutil.rmtree(run.out / STAGING, ignore_errors=True)  # of a run that was killed before
        return counts
    from extractor.running.corpus import publish

    def make_manifest(counts: Counts, folder: Path) -> None:
        write_manifest(folder, made_of, settings=run.settings, counts=counts, started=started)

    return publish(
        run.parts,
        run.out,
        knowledge=load_knowledge(find_models()),
        run=lambda counts: run_row(run.provenance, run.contents, counts),
        manifest=make_manifest,
        formats=run.settings.formats,
        review=run.review,
        events=run.events,
        fact_checks=run.fact_checks,
        threads=run.settings.workers,
        keep=run.settings.keep_parts,
        step=run.stop.watching(run.step),
    )


def _check_sum(counts: Counts, found: int) -> None:
    if sum(counts.documents.values()) != found:
        raise ExtractorError(f"{found} inputs were read, but {sum(counts.documents.values())} documents are in the tables")


def _remove_parts(parts: Path) -> None:
    for path in [*parts.glob("*.jsonl"), *parts.glob("worker-*.log")]:
        path.unlink()
    shutil.rmtree(parts / KEPT, ignore_errors=True)
    if not any(parts.iterdir()):
        parts.rmdir()
