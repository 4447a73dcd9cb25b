"""A worker: a process of its own that analyses documents, stores the results and reports what is stored.

It reads tasks from standard input and writes messages to standard output. When standard input ends, because the main process
closed it or died, the worker ends at once.
"""

import contextlib
import gc
import json
import os
import queue
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from extractor import ids
from extractor.articles import Deferred, Failure, RawDocument
from extractor.errors import ExtractorError, OutputError
from extractor.readers.base import Source
from extractor.running.analysing import Stage, analyse
from extractor.running.launch import take_stdout
from extractor.running.parts import Key, PartWriter, encode
from extractor.running.tasks import InHand, Outcome, Task, content_hash, message, outcome_of, rows, source_hash
from extractor.settings import RunSettings

# Documents analysed together, and the characters at which a batch is full.
_BATCH_DOCUMENTS, _BATCH_CHARACTERS = 32, 100_000
# Records read, or seconds, between two signs of life.
_SIGN_OF_LIFE, _QUIET = 500, 10.0
OUT_OF_MEMORY = 9
# Failures of disk, network or rights, which may be gone the next time.
_PASSING = frozenset({"io", "permission"})


@dataclass(slots=True)
class Shard:
    """Works off one task after the other: the same code under the local supervisor and on a cluster."""

    stage: Stage
    part: Path
    fingerprint: str
    tell: Callable[[bytes], None]
    known: Mapping[str, str] = field(default_factory=dict)
    stopping: Callable[[], bool] = lambda: False
    _batch: list[tuple[InHand, RawDocument | Failure]] = field(default_factory=list)
    _size: int = 0

    def run(self, task: Task) -> bool:
        """Analyse what the task wants and is not stored yet; False when it was stopped between two batches."""
        writer = PartWriter(self.part)
        try:
            for number, (source, planned) in enumerate(zip(task.sources, task.hashes, strict=True)):
                self.tell(message("reading", number=number))
                for hand, item in self._wanted(task, source, planned):
                    self._batch.append((hand, item))
                    self._size += hand.size
                    if len(self._batch) >= _BATCH_DOCUMENTS or self._size >= _BATCH_CHARACTERS:
                        self._flush(writer)
                        if self.stopping():
                            return False
            self._flush(writer)
            return True
        finally:
            self._batch.clear()
            self._size = 0
            writer.close()

    def _wanted(self, task: Task, source: Source, planned: str) -> Iterator[tuple[InHand, RawDocument | Failure]]:
        same: list[Outcome] = []
        said = time.monotonic()
        for index, item in enumerate(self.stage.read(source)):
            if task.take is not None and index >= task.take:
                break
            if (index + 1) % _SIGN_OF_LIFE == 0 or time.monotonic() > said + _QUIET:
                self.tell(message("stored", outcomes=rows(same)))
                same.clear()
                said = time.monotonic()
            document = ids.document_id(item.source_path, item.record)
            if not task.wants(index, document):
                continue
            content = item.content if isinstance(item, Deferred) else content_hash(item)
            if content in (task.known.get(document), self.known.get(document)):
                same.append(Outcome(document, content, reused=True))
                continue
            if isinstance(item, Deferred):
                item = self._loaded(InHand(document, item.source_path, item.record, content, "", item.size), item)  # noqa: PLW2901
            file = planned if _is_vouched_for(item, source, planned) else ""
            size = len(item.text) if isinstance(item, RawDocument) else 0
            yield InHand(document, item.source_path, item.record, content, file, size), item
        if same:
            self.tell(message("stored", outcomes=rows(same)))

    def _loaded(self, hand: InHand, item: Deferred) -> RawDocument | Failure:
        """Return a record that is parsed now; if that hangs or kills the worker, this record alone is to blame."""
        self.tell(message("begin", documents=rows([hand])))
        loaded = item.load()
        self.tell(message("stored", outcomes=[]))
        return loaded

    def _flush(self, writer: PartWriter) -> None:
        """Analyse the batch, bring the results to the disk, then report them."""
        if not self._batch:
            return
        self.tell(message("begin", documents=rows([hand for hand, _ in self._batch])))
        results = analyse(self.stage, [item for _, item in self._batch])
        hands = [hand for hand, _ in self._batch]
        lines = [
            encode(Key(hand.document_id, hand.content, hand.file, self.fingerprint), result)
            for hand, result in zip(hands, results, strict=True)
        ]
        writer.append(lines)
        self.tell(message("stored", outcomes=rows([outcome_of(r, hand.content) for hand, r in zip(hands, results, strict=True)])))
        self._batch.clear()
        self._size = 0


def serve(build: Callable[[RunSettings], Stage]) -> None:
    """Live the life of a worker: settings, then tasks, from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    out, inbox = take_stdout(), sys.stdin.buffer
    first = inbox.readline()
    if not first:  # started ahead of a run that came to nothing
        return
    start = json.loads(first)
    settings = RunSettings.model_validate(start["settings"])

    def tell(line: bytes) -> None:
        out.write(line)
        out.flush()

    tasks: queue.Queue[Task] = queue.Queue()
    stop = threading.Event()
    threading.Thread(target=_listen, args=(inbox, tasks, stop), daemon=True).start()
    try:
        stage = build(settings)
    except ExtractorError as error:
        tell(message("failed", kind=type(error).__name__, text=str(error)))
        return
    limit_memory(settings.memory_mb)
    calm_collector()
    tell(message("ready"))
    task = tasks.get()
    known = json.loads(Path(start["known"]).read_bytes())
    shard = Shard(stage, Path(start["part"]), start["fingerprint"], tell, known, stop.is_set)
    while True:
        try:
            shard.run(task)
        except OutputError as error:
            tell(message("failed", kind="OutputError", text=str(error)))
            return
        except OSError as error:
            tell(message("failed", kind="OutputError", text=f"{shard.part}: cannot be written ({error.strerror})"))
            return
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        tell(message("end"))
        task = tasks.get()


def calm_collector() -> None:
    """Leave the model out of garbage collection and collect less often.

    The rules make many short-lived lists and no cycles; with the default threshold a third of their time goes into collections
    that walk over the model's objects and find nothing.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def _listen(inbox: BinaryIO, tasks: "queue.Queue[Task]", stop: threading.Event) -> None:
    """Take tasks as they come; leave without a word when the main process is gone."""
    for line in inbox:
        if line == b"stop\n":
            stop.set()
        else:
            tasks.put(Task.from_json(line.decode()))
    os._exit(0)


def limit_memory(megabytes: int) -> None:
    """Let an allocation beyond the limit fail; what the loaded model takes is not counted."""
    with contextlib.suppress(OSError, ValueError):
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + megabytes * 2**20,) * 2)


def _is_vouched_for(item: RawDocument | Failure, source: Source, planned: str) -> bool:
    """Return whether the hash of the file stands for the result: it is one document, could be read and is still what was
    planned."""
    passing = isinstance(item, Failure) and item.code in _PASSING
    return not item.record and not passing and bool(planned) and source_hash(source) == planned
