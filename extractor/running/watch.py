"""A run that goes on: what comes into the inputs is read and the tables follow, until a signal ends it.

The inputs are listed now and then. Notices of the file system would come sooner, but there are none of what other machines write
to a network drive, and some are lost when thousands of files come at once.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractor.errors import BusyError, InputError
from extractor.fact_checks.read import files_of_fact_checks
from extractor.kept import file_mark
from extractor.readers.base import Source
from extractor.readers.find import find_inputs
from extractor.running.launch import Launched
from extractor.running.relink import decisions_file, log_file
from extractor.running.run import Progress, RunSummary, run
from extractor.running.signals import Stop, StoppedError, watched
from extractor.settings import RunSettings

# Seconds between two listings, at least, and the share of the time that listing may take.
PAUSE, _SHARE = 2.0, 0.05
_State = dict[str, list[int]]


def watch(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    out: Path,
    settings: RunSettings,
    every: float,
    pause: float = PAUSE,
    progress: Callable[[Progress], None] = lambda _: None,
    worker_command: tuple[str, ...] = (),
    ahead: Launched | None = None,
) -> Iterator[RunSummary | str]:
    """Run at once, and again when inputs, decisions of users or fact-checks have changed; yield what each run made, or why
    it made nothing.

    Runs begin at least ``every`` so many seconds after each other. What changes is given time to come to rest: a file that is
    still being written is read once it stands still from one listing to the next, or after ``every`` seconds, and then again when
    it is finished. Ends when SIGINT or SIGTERM comes in between.

    Raises:
        StoppedError: a signal came during a run.
        ModelError, OutputError, ExtractorError: as :func:`extractor.running.run.run`.
    """
    done: _State | None = None  # what the tables were made of
    before: _State | None = None
    changed: float | None = None  # since when there is something else
    begun = -every
    with watched() as stop:
        while not stop():
            listed = time.monotonic()
            state = _state([os.fspath(path) for path in inputs], out, settings)
            now = time.monotonic()
            changed = None if state == done else now if changed is None else changed
            due = changed is not None and now - begun >= every
            rested = done is None or state == before or (changed is not None and now - changed >= every)
            if due and rested and not stop():
                begun = now
                try:
                    yield run(inputs, out=out, settings=settings, progress=progress, worker_command=worker_command, ahead=ahead)
                    done = state
                except InputError as error:  # told once; what changes may mend it
                    done = state
                    yield str(error)
                except BusyError as error:  # another command has the folder, which will be free again
                    yield str(error)
                settings, ahead = settings.model_copy(update={"resume": True}), None
            before = state
            _sleep(stop, max(pause, (now - listed) / _SHARE))


def _state(inputs: list[str], out: Path, settings: RunSettings) -> _State:
    """Return size and time of change of each file that would be read, of the decisions of users, and of fact-checks."""
    found = find_inputs(inputs, options=settings.reading, exclude=[out])
    paths = [source.path for source in found if isinstance(source, Source)]
    paths += map(str, (decisions_file(out, settings.entities), log_file(out, settings.decisions)))
    if settings.fact_checks:
        paths += map(str, files_of_fact_checks(Path(settings.fact_checks)))
    return {path: file_mark(Path(path)) for path in paths}


def _sleep(stop: Stop, seconds: float) -> None:
    """Sleep; a signal ends it."""
    stop.at_once = True
    try:
        if not stop():
            time.sleep(seconds)
    except StoppedError:
        pass
    finally:
        stop.at_once = False
