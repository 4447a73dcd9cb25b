"""The shards of a run on a Dask cluster: one that exists, or one started on this machine for the run."""

import contextlib
import gc
import logging
import queue
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Self

from distributed import Client, Future, KilledWorker, LocalCluster
from distributed.comm.core import CommClosedError

from extractor.errors import ExtractorError
from extractor.running.node import KNOWN, PLUGIN, Handed, Job, Node, run_shard, stop_node
from extractor.running.store import open_store, take
from extractor.running.tasks import Outcome, Task

# Shards given to the scheduler at a time, seconds between two looks, seconds for documents in hand at a stop.
_IN_FLIGHT, _LOOK, _GRACE = 1000, 0.5, 10.0
# How often a shard is given out again when its nodes died; Dask itself tries four nodes each time.
_MOST_TRIES = 3


class Cluster:
    """Hands shards to the nodes of a Dask cluster and takes their part files; a context manager."""

    def __init__(
        self,
        job: Job,
        *,
        scheduler: str,
        workers: int,
        parts: Path,
        known: Path,
        report: Callable[[Outcome], None],
        stopping: Callable[[], bool],
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        self._job = job
        self._scheduler = scheduler
        self._workers = workers
        self._parts = parts
        self._known = known
        self._report = report
        self._stopping = stopping
        self._idle = idle
        self._store = open_store(job.store)
        self._done: queue.SimpleQueue[Future[Handed]] = queue.SimpleQueue()
        self._open: dict[str, tuple[Future[Handed], Task, int]] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._stack.enter_context(_quiet())
        try:
            if self._scheduler:
                self._client = self._stack.enter_context(Client(self._scheduler, set_as_default=False))
            else:
                self._client = self._stack.enter_context(self._local())
            self._store.put(self._known, KNOWN)
            self._stack.callback(self._store.remove, KNOWN)
            self._client.register_plugin(Node(self._job), name=PLUGIN)
            self._stack.callback(self._leave)
        except OSError as error:
            self._stack.close()
            raise ExtractorError(f"no Dask scheduler answers at {self._scheduler} ({error})") from error
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def run(self, tasks: Iterable[Task]) -> bool:
        """Work off all shards; False when it was stopped before the end.

        Raises:
            ExtractorError: the scheduler is gone, nodes die again and again, or a node has another version or model.
        """
        try:
            return self._work_off(iter(tasks))
        except (CommClosedError, CancelledError) as error:
            raise ExtractorError("the Dask scheduler is gone; the same command goes on") from error

    def _work_off(self, waiting: Iterator[Task]) -> bool:
        stopped = 0.0
        self._submit(islice(waiting, _IN_FLIGHT))
        while self._open:
            if self._stopping() and not stopped:
                stopped = monotonic()
                self._stop()
            if stopped and monotonic() > stopped + _GRACE:
                break
            with contextlib.suppress(queue.Empty):
                self._take(self._done.get(timeout=_LOOK), again=not stopped)
                if not stopped:
                    self._submit(islice(waiting, 1))
            self._idle()
        return not stopped

    @contextlib.contextmanager
    def _local(self) -> Iterator[Client]:
        """Yield a scheduler and nodes on this machine, which listen to nobody else and end with the run."""
        with (
            tempfile.TemporaryDirectory(prefix="extractor-") as folder,
            LocalCluster(
                n_workers=self._workers,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
                local_directory=folder,
                memory_limit=0,  # the workers below the nodes have a limit of their own
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            yield client

    def _submit(self, tasks: Iterable[Task], tries: int = 1) -> None:
        for task in tasks:
            future: Future[Handed] = self._client.submit(run_shard, task.to_json(), pure=False)
            self._open[str(future.key)] = (future, task, tries)
            future.add_done_callback(self._done.put)

    def _take(self, future: "Future[Handed]", *, again: bool) -> None:
        """Take the result of a shard: its part file, then word of its documents."""
        _, task, tries = self._open.pop(str(future.key))
        if future.status == "error":
            error = future.exception()
            if not isinstance(error, KilledWorker):
                raise error if isinstance(error, ExtractorError) else ExtractorError(f"on a node: {error!r}")
            if tries >= _MOST_TRIES:
                raise ExtractorError(f"nodes die again and again at {task.sources[0].source_path}; the same command goes on")
            if again:
                self._submit([task], tries + 1)
            return
        try:
            handed = future.result(timeout=_LOOK)
        except TimeoutError:  # the node died with what it had to say; Dask lets another do the shard again
            self._open[str(future.key)] = (future, task, tries)
            self._done.put(future)
            return
        if handed.part:
            take(self._store, handed.part, self._parts)
        for fields in handed.outcomes:
            self._report(Outcome(*fields))

    def _stop(self) -> None:
        """Begin no further shard; those that run end after the documents in hand."""
        with contextlib.suppress(OSError, TimeoutError):
            self._client.run(stop_node, on_error="ignore")

    def _leave(self) -> None:
        """Leave no process of this run on the nodes of a cluster that goes on."""
        with contextlib.suppress(OSError, TimeoutError, ValueError):
            self._client.unregister_worker_plugin(PLUGIN)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Hide what Dask logs about nodes that come and go, and asyncio about its connections: no message to users; what
    matters is raised."""
    # Its loggers have levels of their own, which hide that of their parent.
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed.")]
    logs = [logging.getLogger(name) for name in ("distributed", "asyncio", *names)]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        gc.collect()  # a task whose connection broke complains when it goes
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)
