"""Files and folders that appear whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import OutputError
from extractor.writers.base import sync_file

# Stands in each folder that an export made, so that a later export may replace that folder and no other.
MARKER = ".extractor-export"
_BOM = b"\xef\xbb\xbf"
_COPIED = 1 << 20


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to; renamed to ``path`` when the block ends well, removed when it does not.

    Raises:
        OutputError: the path is a folder, or cannot be written.
    """
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; this format is one file")
    with _beside(path) as folder:
        made = folder / path.name
        yield made
        sync_file(made)
        made.replace(path)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """Yield a folder to write into; it takes the place of ``path`` when the block ends well, and is removed when it does not.

    Raises:
        OutputError: the path is a file, holds files that no export made, or cannot be written.
    """
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path}: is a file; this format is a folder of files")
    if path.is_dir() and any(path.iterdir()) and not (path / MARKER).is_file():
        raise OutputError(f"{path}: holds files of yours; give the name of a new folder with --out")
    with _beside(path) as folder:
        made = folder / path.name
        made.mkdir()
        (made / MARKER).touch()
        yield made
        for file in sorted(made.rglob("*")):
            if file.is_file():
                sync_file(file)
        if path.exists():
            path.rename(folder / "old")
        made.rename(path)


def add_bom(path: Path) -> None:
    """Put a byte order mark before a file."""
    marked = path.with_suffix(".bom")
    with path.open("rb") as file, marked.open("wb") as out:
        out.write(_BOM)
        while piece := file.read(_COPIED):
            out.write(piece)
    marked.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a new folder on the same disk, gone with the block; what the system says of it is an OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}){_named(error)}") from error


def _named(error: OSError) -> str:
    return f" at {os.fspath(error.filename)}" if isinstance(error.filename, str | os.PathLike) else ""
