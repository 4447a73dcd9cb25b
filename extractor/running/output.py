"""The output folder: whether it can be written, and what to say when it cannot."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import OutputError

# Folder in which files are made before they are published.
STAGING = ".publishing"


@contextmanager
def checked_output(folder: Path) -> Iterator[None]:
    """Make the folder and try to write into it; in the ``with`` block what goes wrong with files is said in words.

    Raises:
        OutputError: the folder cannot be written, or the disk is full.
    """
    probe = folder / f".write-test-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x")
        probe.unlink()
        yield
    except OSError as error:
        raise _explained(error, folder) from error


def _explained(error: OSError, folder: Path) -> OutputError:
    where = error.filename or folder
    if error.errno == errno.ENOSPC:
        return OutputError(f"{where}: the disk is full; make room and give the same command again")
    return OutputError(f"{where}: cannot be written ({error.strerror or error})")
