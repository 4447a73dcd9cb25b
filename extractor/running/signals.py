"""Stopping a run by a signal: the first one asks, the second one ends the process at once."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from extractor.errors import ExtractorError

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# The last step: files are renamed into place, which takes a moment and must not break off halfway.
PUBLISHING = "publishing"


class StoppedError(ExtractorError):
    """A signal stopped the run; what was done is stored, and the same command goes on."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.exit_code = 128 + number


class Stop:
    """Whether a signal came. ``at_once`` tells that nothing has to be finished first: then the signal raises by itself."""

    def __init__(self) -> None:
        self.number = 0
        self.at_once = False

    def __call__(self) -> bool:
        """Return whether a signal came."""
        return bool(self.number)

    def error(self) -> StoppedError:
        """Return the exception that ends the run."""
        return StoppedError(self.number, "stopped; what was done is stored, and the same command goes on from there")

    def watching(self, step: Callable[[str], None]) -> Callable[[str], None]:
        """Return ``step``, which also says that what follows can be left at once, unless it is the last one.

        A signal that came before, when it could not be left, ends the run then.
        """

        def watched_step(name: str) -> None:
            self.at_once = name != PUBLISHING
            if self.number and self.at_once:
                raise self.error()
            step(name)

        return watched_step

    def handle(self, number: int, _frame: FrameType | None) -> None:
        """Handle the signal."""
        if self.number:
            os._exit(128 + number)
        self.number = number
        if self.at_once:
            raise self.error()


@contextmanager
def watched() -> Iterator[Stop]:
    """Watch for SIGINT and SIGTERM in the ``with`` block; not outside the main thread, where Python allows no handler."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.handle) for number in _SIGNALS}
    try:
        yield stop
    except StoppedError:
        raise
    except Exception as error:
        if stop():  # a library that was interrupted says so in its own way
            raise stop.error() from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
