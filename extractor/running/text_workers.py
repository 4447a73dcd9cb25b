"""Several processes that analyse texts as they come; one that dies or hangs costs no other text its result."""

import contextlib
import json
import os
import queue
import selectors
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Self

from extractor.articles import Failure
from extractor.errors import ExtractorError, error_of
from extractor.readers.given import Handed, read_given
from extractor.running.launch import command_of, launch
from extractor.running.tasks import failure_result
from extractor.settings import RunSettings

# Seconds for loading a model, and compiling on the first run.
_LOADING = 300.0
# Characters for which the time limit is meant; for more there is proportionally more time.
_LIMIT_CHARACTERS = 100_000
# Texts that a worker analyses together, and batches that wait for each worker.
_BATCH, _WAITING = 16, 2
# Texts after which a worker is replaced, so that memory that libraries keep does not pile up.
_TEXTS_A_WORKER = 50_000
_PIECE = 1 << 16


class _GoneError(Exception):
    """A worker died, or had to."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class _TextWorker:
    """One process, which a single thread talks to at a time."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings
        self._launched = launch(command_of("extractor.running.text_worker"))
        self._launched.send(settings.model_dump_json())
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._launched.outbox, selectors.EVENT_READ)
        self._buffer = b""
        self._is_ready = False
        self.done = 0

    def start(self) -> None:
        """Wait until it has loaded the model.

        Raises:
            ExtractorError: it cannot.
        """
        if self._is_ready:
            return
        try:
            said = json.loads(self._line(time.monotonic() + _LOADING, "the model was not loaded in time"))
        except _GoneError as error:
            raise ExtractorError(f"workers die while they start: {self.end() or error}") from error
        if said["event"] == "failed":
            raise error_of(said["kind"], said["text"])
        self._is_ready = True

    def answers(self, given: Sequence[Handed]) -> list[bytes]:
        """Return a result as JSON for each text or record.

        Raises:
            _GoneError: it died, or took too long and was killed.
            ExtractorError: it cannot start.
        """
        self.start()
        self._launched.send(json.dumps(given))
        limit = self._settings.timeout * max(1.0, sum(len(each.value) for each in given) / _LIMIT_CHARACTERS)
        deadline = time.monotonic() + limit
        found = [self._line(deadline, f"no result within the time limit of {limit:g} s") for _ in given]
        self.done += len(given)
        return found

    def end(self) -> str:
        """End the process; return its last words."""
        self._selector.close()
        return self._launched.end(kill=True)

    def _line(self, deadline: float, too_late: str) -> bytes:
        """Return the next line that it writes."""
        while b"\n" not in self._buffer:
            if not self._selector.select(max(0.0, deadline - time.monotonic())):
                raise _GoneError("timeout", too_late)
            piece = os.read(self._launched.outbox, _PIECE)
            if not piece:
                raise _GoneError("worker_died", "the process that analysed it died; memory may have been short")
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line


class TextWorkers:
    """Processes that analyse; used as a context manager, they end with the block. Any thread may ask."""

    def __init__(self, settings: RunSettings, number: int) -> None:
        """Start ``number`` processes; they load the model meanwhile."""
        self._settings, self._number = settings, number
        self._free: queue.SimpleQueue[_TextWorker] = queue.SimpleQueue()
        self._all: set[_TextWorker] = set()
        self._lock = threading.Lock()
        for _ in range(number):
            self._free.put(self._new())

    def __enter__(self) -> Self:
        """Return the workers."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        with self._lock:
            for worker in self._all:
                worker.end()
            self._all.clear()

    def wait(self) -> None:
        """Wait until all processes have loaded the model.

        Raises:
            ExtractorError: they cannot.
        """
        taken = [self._free.get() for _ in range(self._number)]
        for worker in taken:
            worker.start()
            self._free.put(worker)

    def results(self, given: Sequence[Handed]) -> list[bytes]:
        """Return a result as JSON for each text or record, in order, as soon as a process is free.

        A batch that loses its process is tried again one by one; a text that loses its own has ``timeout`` or ``worker_died``.

        Raises:
            ExtractorError: the processes cannot start.
        """
        try:
            return self._asked(given)
        except _GoneError as error:
            if len(given) > 1:
                return [self.results([each])[0] for each in given]
            item = read_given(given[0])
            failure = Failure(item.source_path, error.code, str(error), item.record, "extract", input_format=item.input_format)
            return [failure_result(failure).model_dump_json().encode()]

    def stream(self, given: Iterable[Handed]) -> Iterator[bytes]:
        """Yield a result as JSON for each text or record, in order; no more is taken in than keeps the processes busy."""
        remaining = iter(given)
        waiting: deque[Future[list[bytes]]] = deque()
        with ThreadPoolExecutor(self._number) as threads, contextlib.ExitStack() as stack:
            stack.callback(threads.shutdown, wait=False, cancel_futures=True)
            while True:
                while len(waiting) < self._number * _WAITING and (batch := list(islice(remaining, _BATCH))):
                    waiting.append(threads.submit(self.results, batch))
                if not waiting:
                    return
                yield from waiting.popleft().result()

    def _asked(self, given: Sequence[Handed]) -> list[bytes]:
        worker = self._free.get()
        is_spent = True
        try:
            found = worker.answers(given)
            is_spent = worker.done >= _TEXTS_A_WORKER
            return found
        finally:
            self._free.put(self._instead_of(worker) if is_spent else worker)

    def _instead_of(self, worker: _TextWorker) -> _TextWorker:
        worker.end()
        with self._lock:
            self._all.discard(worker)
        return self._new()

    def _new(self) -> _TextWorker:
        worker = _TextWorker(self._settings)
        with self._lock:
            self._all.add(worker)
        return worker
