"""One run at a time on an output folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import BusyError, OutputError

LOCK_NAME = ".extractor.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for the length of the ``with`` block; the system drops the lock when the process ends in any way.

    The lock file stays: deleting it would let two later runs lock two different files of the same name.

    Raises:
        BusyError: another run holds it.
        OutputError: the lock file cannot be made.
    """
    path = folder / LOCK_NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise BusyError(f"{folder}: another run is using this folder; wait for it to end or choose another --out") from error
    try:
        yield
    finally:
        os.close(descriptor)
