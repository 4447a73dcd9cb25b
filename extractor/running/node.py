"""What runs on the nodes of a Dask cluster: the same watched workers as on one machine, a shard at a time.

A thread of a Dask worker has one analysing process of its own below it (``Pool``), which holds the limits of time and memory for
each document. The results of a shard are handed over as one part file when the shard is done.
"""

import hashlib
import queue
import shutil
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from extractor.articles import Failure
from extractor.errors import ExtractorError
from extractor.resources import find_models
from extractor.running.failures import store_failures
from extractor.running.fingerprint import find_provenance
from extractor.running.parts import part_files
from extractor.running.pool import Pool, Work
from extractor.running.store import open_store
from extractor.running.tasks import InHand, Outcome, Task
from extractor.settings import RunSettings

KNOWN = "known.json"
PLUGIN = "extractor"


@dataclass(frozen=True, slots=True)
class Job:
    """What all nodes must know of a run: settings as plain values, fingerprint, where part files go, how a worker is started."""

    settings: dict[str, Any]
    fingerprint: str
    store: str
    command: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handed:
    """What came out of a shard: the name of its part file in the store (empty when nothing was new), and what became of its
    documents; of a shard that was stopped, those that were done."""

    part: str
    outcomes: list[list[Any]]


def run_shard(line: str) -> Handed:
    """Return the task that Dask runs: one shard on the node where this is called."""
    node = get_worker().plugins[PLUGIN]
    assert isinstance(node, Node)
    return node.run(Task.from_json(line))


def stop_node(dask_worker: Worker) -> None:
    """Let the shards of a node end after the documents in hand."""
    node = dask_worker.plugins.get(PLUGIN)
    if isinstance(node, Node):
        node.stop()


class Node(WorkerPlugin):
    """The analysing processes of one Dask worker, kept from shard to shard so that the model is loaded once."""

    name = PLUGIN

    def __init__(self, job: Job) -> None:
        self._job = job

    def setup(self, worker: Worker) -> None:
        """Prepare a worker: Dask calls it on each that there is or comes later."""
        self._folder = Path(tempfile.mkdtemp(prefix="extractor-", dir=worker.local_directory))
        self._free: queue.LifoQueue[_Seat] = queue.LifoQueue()
        self._stopping = threading.Event()
        self._preparing = threading.Lock()
        self._error: ExtractorError | None = None
        self._prepared = False
        self._seats: list[_Seat] = []

    def teardown(self, worker: Worker) -> None:
        """Clean up, so that no process and no file stays: Dask calls it at the end."""
        self._stopping.set()
        for seat in self._seats:
            seat.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop(self) -> None:
        """End all shards after the documents in hand."""
        self._stopping.set()

    def run(self, task: Task) -> Handed:
        """Work off a shard in a process that is free, and hand over its part file.

        Raises:
            ExtractorError: another version of the program or the model is installed here, or a worker failed.
        """
        seat = self._take_seat()
        try:
            return seat.run(task)
        finally:
            self._free.put(seat)

    def _take_seat(self) -> "_Seat":
        with self._preparing:
            if not self._prepared:
                _check_installation(self._job)
                open_store(self._job.store).fetch(KNOWN, self._folder / KNOWN)
                self._prepared = True
            try:
                return self._free.get_nowait()
            except queue.Empty:
                folder = self._folder / f"seat-{len(self._seats)}"
                folder.mkdir()
                self._seats.append(_Seat(self._job, folder, self._folder / KNOWN, self._stopping))
                return self._seats[-1]


class _Seat:
    """One watched analysing process and the folder in which its part files grow."""

    def __init__(self, job: Job, folder: Path, known: Path, stopping: threading.Event) -> None:
        self._folder = folder
        self._fingerprint = job.fingerprint
        self._store = open_store(job.store)
        self._stopping = stopping
        self._outcomes: list[Outcome] = []
        work = Work(RunSettings.model_validate(job.settings), folder, job.fingerprint, known, job.command)
        self._pool = Pool(work, 1, report=self._outcomes.append, give_up=self._give_up, stopping=stopping.is_set)

    def run(self, task: Task) -> Handed:
        self._outcomes.clear()
        for left in part_files(self._folder):  # of a shard that broke off here
            left.unlink()
        self._pool.run([task])
        return Handed(self._hand_over(), [list(astuple(outcome)) for outcome in self._outcomes])

    def close(self) -> None:
        self._pool.__exit__()

    def _give_up(self, failure: Failure, hand: InHand) -> None:
        part = self._folder / "part-main.jsonl"
        self._outcomes.extend(store_failures(part, self._fingerprint, [(failure, hand.content, hand.file)]))

    def _hand_over(self) -> str:
        parts = [part for part in part_files(self._folder) if part.stat().st_size]
        if not parts:
            return ""
        whole = self._joined(parts)
        with whole.open("rb") as file:
            name = f"shard-{hashlib.file_digest(file, 'sha256').hexdigest()[:32]}.jsonl"
        self._store.put(whole, name)
        return name

    def _joined(self, parts: Sequence[Path]) -> Path:
        first = parts[0]
        with first.open("ab") as target:
            for part in parts[1:]:
                with part.open("rb") as source:
                    shutil.copyfileobj(source, target)
        return first


def _check_installation(job: Job) -> None:
    here = find_provenance(RunSettings.model_validate(job.settings), find_models()).fingerprint
    if here != job.fingerprint:
        raise ExtractorError("another version of the program, the model or their libraries is installed on the node")
