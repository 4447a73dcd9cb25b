"""What a run has to do: which inputs there are, which results of earlier runs hold, and the tasks for the rest."""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from extractor import ids
from extractor.articles import Failure
from extractor.errors import InputError
from extractor.readers.base import Source, readers
from extractor.readers.find import STDIN, find_inputs
from extractor.readers.packed import compression_of
from extractor.readers.read import holds_many, read_items
from extractor.running.parts import Key
from extractor.running.sharding import EVERYTHING, Shard
from extractor.running.tasks import Task, source_hash
from extractor.settings import RunSettings

# A task holds so many small files; a large file is cut into slices of about so many bytes, at most four for each worker.
_TASK_FILES, _TASK_BYTES, _SLICE_BYTES = 64, 1 << 20, 4 << 20
_TASKS_A_WORKER = 4
# The bytes that are left are shared out so many times for each worker; a task of small files takes one such share.
_SHARES_A_WORKER = 2


@dataclass(slots=True)
class Plan:
    """The work of a run: documents whose results hold (id -> content hash), inputs that are no articles, tasks for workers,
    the number of files and the path of the first article; ``found`` and ``listing`` are the number of all inputs that were seen
    and a hash of their names and sizes, also those of other shards."""

    reused: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    sources: int = 0
    first: str = ""
    found: int = 0
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would do: files to read, how many of them are stored, how many are open, and what is no article."""

    sources: int
    stored: int
    failures: tuple[Failure, ...]

    @property
    def open(self) -> int:
        """Files that would be read; of a file with many records perhaps only some."""
        return self.sources - self.stored


def make_plan(
    inputs: Sequence[str],
    *,
    out: Path,
    spool: Path | None,
    settings: RunSettings,
    index: Mapping[str, Key],
    workers: int,
    grain: int = 1,
    shard: Shard = EVERYTHING,
    stopping: Callable[[], bool] = lambda: False,
) -> Plan:
    """Return the plan of a run; a function of the inputs, the settings and what is stored.

    ``spool`` is the file that takes standard input, so that workers can read it; None leaves it unread. ``grain`` makes tasks so
    many times as large. Of small files a shard has some, of large ones some of the records.

    Raises:
        InputError: nothing to read was found; the message says what was found instead.
    """
    plan = Plan()
    sources: list[Source] = []
    listing = hashlib.sha256()
    anything = False
    for found in find_inputs(inputs, options=settings.reading, exclude=[out]):
        plan.found += 1
        if isinstance(found, Failure):
            listing.update(f"{found.source_path}\0{found.code}\n".encode("utf-8", "surrogatepass"))
            if shard.owns(found.source_path):
                plan.failures.append(found)
            continue
        anything = True
        listing.update(f"{found.source_path}\0{found.size}\n".encode("utf-8", "surrogatepass"))
        if shard.owns(found.source_path) or _is_sliced(found):
            sources.append(_spooled(found, spool) if spool and found.path == STDIN else found)
    if not anything:
        raise InputError(_nothing(inputs, plan.failures))
    plan.listing = listing.hexdigest()
    plan.sources = len(sources)
    plan.first = next(
        (source.path for source in sources if source.format and readers()[source.format].single),
        sources[0].path if sources else "",
    )
    open_tasks = []
    for source, take in _limited(sources, settings):
        if stopping():
            break
        # A hash spares the reading of files that are one document; larger ones hold many, or are refused unread.
        digest = source_hash(source) if source.size <= settings.reading.max_bytes else ""
        document = ids.document_id(source.source_path, "")
        key = index.get(document)
        if key is not None and digest and key.file == digest:
            plan.reused[document] = key.content
        else:
            open_tasks.append(Task((source,), (digest,), take=take))
    plan.tasks = list(_packed(_copies_together(open_tasks), workers, grain, shard))
    return plan


def _limited(sources: list[Source], settings: RunSettings) -> Iterator[tuple[Source, int | None]]:
    """Yield the sources with the number of records to take from each; all of them without a limit."""
    left = settings.limit
    for source in sources:
        if left is None:
            yield source, None
        elif left > 0:
            count = sum(1 for _ in islice(read_items(source, settings.reading), left))
            yield source, count
            left -= count


def _copies_together(tasks: list[Task]) -> list[Task]:
    """Return the tasks of one file each, copies of a file behind it, so that one worker has them and analyses their text once."""
    places: dict[str, int] = {}
    for number, task in enumerate(tasks):
        places.setdefault(task.hashes[0] or task.sources[0].source_path, number)
    return sorted(tasks, key=lambda task: places[task.hashes[0] or task.sources[0].source_path])


def _is_sliced(source: Source) -> bool:
    """Return whether the records of a file are shared out; a file that is one article, however large, is not."""
    return source.size >= _SLICE_BYTES and holds_many(source)


def _packed(tasks: list[Task], workers: int, grain: int, shard: Shard) -> Iterator[Task]:
    """Pack large files in slices; small files many to a task."""
    small: list[Task] = []
    for task in tasks:
        source = task.sources[0]
        if _is_sliced(source) and task.take is None:
            count = min(source.size // _SLICE_BYTES + 1, workers * _TASKS_A_WORKER)
            yield from (replace(task, part=part, parts=parts) for part, parts in shard.slices(count))
        elif task.take is not None:
            yield task
        else:
            small.append(task)
    yield from _bundled(small, workers, grain)


def _bundled(tasks: list[Task], workers: int, grain: int) -> Iterator[Task]:
    """Bundle small files, many to a task and fewer towards the end, so that no worker waits long for the last one.

    A task takes a share of what is left (Polychronopoulos and Kuck, Guided self-scheduling, 1987).
    """
    left = sum(task.sources[0].size for task in tasks)
    bundle: list[Task] = []
    size = 0
    for task in tasks:
        bundle.append(task)
        size += task.sources[0].size
        enough = len(bundle) >= grain and size * workers * _SHARES_A_WORKER >= left
        if enough or len(bundle) >= _TASK_FILES * grain or size >= _TASK_BYTES * grain:
            yield _joined(bundle)
            left -= size
            bundle, size = [], 0
    if bundle:
        yield _joined(bundle)


def _joined(tasks: list[Task]) -> Task:
    return Task(tuple(task.sources[0] for task in tasks), tuple(task.hashes[0] for task in tasks))


def _spooled(source: Source, spool: Path) -> Source:
    """Copy standard input to a file."""
    spool.parent.mkdir(parents=True, exist_ok=True)
    with spool.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    with spool.open("rb") as file:
        packed = compression_of(file.read(6)) is not None
    return replace(source, path=os.fspath(spool), packed=packed, size=spool.stat().st_size)


def _nothing(inputs: Sequence[str], failures: Sequence[Failure]) -> str:
    shown = ", ".join(inputs)
    if not failures:
        return f"no article found in {shown}: nothing is there"
    first = failures[0]
    more = f" and {len(failures) - 1} more" if len(failures) > 1 else ""
    return f"no article found in {shown}; {first.source_path}: {first.message}{more}"
