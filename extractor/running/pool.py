"""Watched worker processes: one that dies, hangs or takes too much memory costs no other document.

A document in the hands of such a worker is tried once more alone and then stored as ``worker_died`` or ``timeout``.
"""

import json
import os
import resource
import selectors
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from extractor import ids
from extractor.articles import Failure
from extractor.errors import ExtractorError, error_of
from extractor.running.launch import Launched, launch
from extractor.running.tasks import InHand, Outcome, Task
from extractor.settings import RunSettings

# Seconds: for loading a model (and compiling on the first run); between two looks at the workers, at least, and at most where
# they say nothing; for documents in hand at stop.
_LOADING, _GLANCE, _LOOK, _GRACE = 300.0, 0.1, 0.5, 10.0
# Characters of a document, and bytes of a file, for which the time limit is meant; larger ones get proportionally more.
_LIMIT_CHARACTERS, _LIMIT_BYTES = 100_000, 50_000_000
# Bytes of files that take a worker as long as its start.
_WORTH_A_WORKER = 200_000
# Workers in a row that may die before they are ready.
_MOST_START_FAILURES = 3
# How often a document alone may lose its worker to a SIGKILL that is not ours.
_MOST_KILLS = 3
# Documents after which a worker is replaced, so that memory that libraries keep does not pile up.
_DOCUMENTS_A_WORKER = 50_000


@dataclass(frozen=True, slots=True)
class Work:
    """What all workers of a run share: settings, part folder, fingerprint, a JSON file of results stored before (document id ->
    content hash), which has to be there with the first task, and the command line that starts a worker."""

    settings: RunSettings
    parts: Path
    fingerprint: str
    known: Path
    command: tuple[str, ...] = ()


@dataclass(slots=True)
class _Worker:
    number: int
    launched: Launched
    deadline: float
    ready: bool = False
    task: Task | None = None
    reading: int = 0
    in_hand: list[InHand] = field(default_factory=list)
    buffer: bytes = b""
    done: int = 0
    stored: dict[str, str] = field(default_factory=dict)

    def send(self, line: str) -> None:
        if not self.launched.send(line):
            self.deadline = 0.0


class Pool:
    """Hands tasks to workers and reports every outcome exactly once; used as a context manager, it leaves no worker behind."""

    def __init__(
        self,
        work: Work,
        count: int,
        *,
        report: Callable[[Outcome], None],
        give_up: Callable[[Failure, InHand], None],
        stopping: Callable[[], bool],
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        self._work = work
        self._count = count
        self._report = report
        self._give_up = give_up
        self._stopping = stopping
        self._idle = idle
        self._tasks: deque[Task] = deque()
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._start_failures = 0
        self._stop_since = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers):
            self._end(worker, kill=worker.task is not None or not worker.ready)
        self._selector.close()

    def prepare(self, launched: Launched | None = None) -> None:
        """Let a worker load its model until :meth:`run` has tasks for it: the one that was launched, or a new one."""
        self._start(launched)

    def run(self, tasks: Iterable[Task]) -> bool:
        """Work off all tasks; False when it was stopped before the end. Idle workers wait for the next call.

        Raises:
            ModelError: a worker cannot load the model.
            OutputError: a worker cannot write its part file.
            ExtractorError: workers die before they are ready.
        """
        self._tasks.extend(tasks)
        looked = 0.0
        while self._tasks or any(worker.task for worker in self._workers):
            if self._stopping() and self._stop():
                return False
            self._hand_out()
            for key, _ in self._selector.select(_LOOK):
                self._receive(key.data)
            if (now := time.monotonic()) > looked + _GLANCE:  # workers speak several hundred times a second
                looked = now
                self._watch()
                self._idle()
        return not self._stopping()

    def _stop(self) -> bool:
        """Ask busy workers to stop after the batch in hand; True when all have, or took too long."""
        now = time.monotonic()
        if not self._stop_since:
            self._stop_since = now
            self._tasks.clear()
            for worker in self._workers:
                worker.send("stop")
        return now > self._stop_since + _GRACE or not any(worker.task for worker in self._workers)

    def _hand_out(self) -> None:
        busy = sum(1 for worker in self._workers if worker.task)
        while self._tasks and len(self._workers) < min(self._count, busy + len(self._tasks)) and self._is_worth_a_worker():
            self._start()
        for worker in self._workers:
            if worker.ready and not worker.task and self._tasks:
                worker.task = self._tasks.popleft()
                worker.reading, worker.in_hand, worker.stored = 0, [], {}
                worker.deadline = time.monotonic() + self._work.settings.timeout
                worker.send(worker.task.to_json())

    def _is_worth_a_worker(self) -> bool:
        """Return whether one more would have enough to do; how many workers the user asked for there are in any case."""
        if not self._workers or self._work.settings.workers:
            return True
        waiting = sum(source.size for task in self._tasks for source in task.sources)
        return waiting >= _WORTH_A_WORKER * (len(self._workers) + 1)

    def _start(self, launched: Launched | None = None) -> None:
        taken = {worker.number for worker in self._workers}
        number = next(number for number in range(self._count + 1) if number not in taken)
        worker = _Worker(number, launched or launch(self._work.command), time.monotonic() + _LOADING)
        self._workers.append(worker)
        os.set_blocking(worker.launched.outbox, False)
        self._selector.register(worker.launched.outbox, selectors.EVENT_READ, worker)
        start = {
            "settings": self._work.settings.model_dump(mode="json"),
            "part": str(self._work.parts / f"part-{number:03}.jsonl"),
            "fingerprint": self._work.fingerprint,
            "known": str(self._work.known),
        }
        worker.send(json.dumps(start))

    def _receive(self, worker: _Worker) -> None:
        """Read what a worker said; an end of its output means that it is gone."""
        try:
            data = os.read(worker.launched.outbox, 1 << 20)
        except BlockingIOError:
            return
        lines = (worker.buffer + data).split(b"\n")
        worker.buffer = lines.pop()
        for line in lines:
            self._handle(worker, json.loads(line))
        if not data and worker in self._workers:
            self._lost(worker, "worker_died", "the worker process died on it")

    def _handle(self, worker: _Worker, said: dict[str, object]) -> None:
        allowed = self._work.settings.timeout
        now = time.monotonic()
        match said["event"]:
            case "ready":
                worker.ready, self._start_failures = True, 0
            case "reading":
                worker.reading = _number(said["number"])
                size = worker.task.sources[worker.reading].size if worker.task else 0
                worker.deadline = now + allowed * max(1.0, size / _LIMIT_BYTES)
            case "begin":
                worker.in_hand = [InHand(*fields) for fields in _list(said["documents"])]
                size = sum(document.size for document in worker.in_hand)
                worker.deadline = now + allowed * max(1.0, size / _LIMIT_CHARACTERS)
            case "stored":
                worker.in_hand = []
                worker.deadline = now + allowed
                for fields in _list(said["outcomes"]):
                    outcome = Outcome(*fields)
                    worker.stored[outcome.document_id] = outcome.content
                    worker.done += 1
                    self._report(outcome)
            case "end":
                worker.task = None
                if worker.done >= _DOCUMENTS_A_WORKER:
                    self._end(worker, kill=False)
            case "failed":
                raise error_of(str(said["kind"]), str(said["text"]))

    def _watch(self) -> None:
        """Kill what takes too long or too much memory."""
        now = time.monotonic()
        limit = self._work.settings.memory_mb
        for worker in list(self._workers):
            if (worker.task or not worker.ready) and now > worker.deadline:
                self._lost(worker, "timeout", f"no result within the time limit of {self._work.settings.timeout:g} s")
            elif worker.task and _resident_mb(worker.launched.process.pid) > limit:
                self._lost(worker, "worker_died", f"needed more than {limit} MB of memory")

    def _lost(self, worker: _Worker, code: str, text: str) -> None:
        """See to the documents in the hands of a worker that is gone or has to go, and give the rest of its task to another."""
        died_of = worker.launched.process.poll()
        last_words = self._end(worker, kill=True)
        task = worker.task
        if not worker.ready:
            self._start_failures += 1
            if self._start_failures >= _MOST_START_FAILURES:
                raise ExtractorError(f"workers die while they start: {last_words or 'no message'}")
        if task is None:
            return
        if task.alone and died_of == -signal.SIGKILL and task.kills < _MOST_KILLS:
            # Somebody else killed it (the system short of memory, an operator): no fault of the document.
            self._tasks.append(replace(task, kills=task.kills + 1))
        elif worker.in_hand:
            self._retry_documents(task, worker, code, text)
        else:
            self._retry_source(task, worker, code, text)

    def _retry_documents(self, task: Task, worker: _Worker, code: str, text: str) -> None:
        suspects = [document for document in worker.in_hand if document.document_id not in worker.stored]
        skip = task.skip | {document.document_id for document in suspects}
        if task.only:
            for document in suspects:
                failure = Failure(document.source_path, code, text, record=document.record, stage="extract")
                self._give_up(failure, document)
        else:
            source = {source.source_path: number for number, source in enumerate(task.sources)}
            for document in suspects:
                number = source[document.source_path]
                alone = replace(_only(task, number), only=document.document_id, record=document.record, alone=True)
                self._tasks.appendleft(alone)
            self._tasks.append(replace(task, known={**task.known, **worker.stored}, skip=skip))

    def _retry_source(self, task: Task, worker: _Worker, code: str, text: str) -> None:
        """Try again after it went while reading a file: that file once more alone, the other files apart from it."""
        source = task.sources[worker.reading]
        known = {**task.known, **worker.stored}
        if task.alone:
            failure = Failure(source.source_path, code, text, record=task.record, stage="read", input_format=source.format)
            document = ids.document_id(source.source_path, task.record)
            # The file's hash vouches for the failure only where nothing else came out of the file.
            file = "" if worker.stored or task.only else task.hashes[worker.reading]
            self._give_up(failure, InHand(document, source.source_path, task.record, "", file, 0))
            return
        self._tasks.append(replace(_only(task, worker.reading), known=known, alone=True))
        others = [number for number in range(len(task.sources)) if number != worker.reading]
        if others:
            sources, hashes = tuple(task.sources[n] for n in others), tuple(task.hashes[n] for n in others)
            self._tasks.append(replace(task, sources=sources, hashes=hashes, known=known))

    def _end(self, worker: _Worker, *, kill: bool) -> str:
        """End a worker and take its last words."""
        self._workers.remove(worker)
        self._selector.unregister(worker.launched.outbox)
        return worker.launched.end(kill=kill, log=self._work.parts / f"worker-{worker.number}.log")


def _only(task: Task, number: int) -> Task:
    return replace(task, sources=(task.sources[number],), hashes=(task.hashes[number],))


def _resident_mb(pid: int) -> float:
    """Return the megabytes of memory that a process holds; 0 where the system has no /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except (OSError, IndexError, ValueError):
        return 0.0


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _list(value: object) -> list[list[Any]]:
    assert isinstance(value, list)
    return value
