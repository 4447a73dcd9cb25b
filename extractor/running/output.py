"""The output folder: whether it can be written, and what to say when it cannot."""

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ExtractorError, OutputError

# With less than this the libraries that make the tables end the process without a word.
_LEAST_MEMORY = 1100

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
        reason = error.strerror or str(error)
        raise OutputError.of(error.filename or folder, reason, is_full=error.errno == errno.ENOSPC) from error


def check_memory_limit() -> None:
    """Check whether the limit that the caller's shell sets (``ulimit -v``) leaves memory enough to end well.

    Raises:
        ExtractorError: it does not.
    """
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY and limit < _LEAST_MEMORY << 20:
        raise ExtractorError(
            f"memory is limited to {limit >> 20:,} MB here (ulimit -v); at least {_LEAST_MEMORY:,} MB are needed"
        )
