"""What a writer is, the registry of writers, and how files appear: whole or not at all."""

import importlib
import os
import pkgutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ExportError, ExtractorError, OutputError
from extractor.kept import Kept

if TYPE_CHECKING:
    import duckdb

WriteFunction = Callable[["duckdb.DuckDBPyConnection", Path], None]
# Takes the folder of the last run, the one to write to, and what was kept.
RenewFunction = Callable[["duckdb.DuckDBPyConnection", Path, Path, Kept], None]

# What DuckDB and SQLite say about a full disk.
_FULL = ("No space left", "disk is full")


@dataclass(frozen=True, slots=True)
class Writer:
    """A format of the tables: its name, the function that writes into a folder, and the files (patterns) that it makes there.

    ``summary`` are lines for the user, what lies where. ``table`` is the path of the file of a table, with ``{name}``, and
    ``mediatype`` what that file is, for the data package; both are empty for a format that has all tables in one file. ``flat``
    tells that the view ``statements_flat`` is among the files. ``renew`` writes what ``write`` does, with what it can use of the
    last files.
    """

    name: str
    write: WriteFunction
    files: tuple[str, ...]
    summary: tuple[str, ...]
    table: str = ""
    mediatype: str = ""
    flat: bool = False
    renew: RenewFunction | None = None


def writer(
    name: str,
    *,
    files: tuple[str, ...],
    summary: tuple[str, ...],
    table: str = "",
    mediatype: str = "",
    flat: bool = False,
    renew: RenewFunction | None = None,
) -> Callable[[WriteFunction], Writer]:
    """Make a writer of a function, as its decorator; a module of this folder with one is found without being listed anywhere.

    See :class:`Writer` for the arguments.
    """

    def mark(function: WriteFunction) -> Writer:
        return Writer(name, function, files, summary, table, mediatype, flat, renew)

    return mark


@cache
def writers() -> dict[str, Writer]:
    """Return all writers by name."""
    folder = importlib.import_module("extractor.writers")
    found: dict[str, Writer] = {}
    for module in pkgutil.iter_modules(folder.__path__, "extractor.writers."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Writer):
                found[value.name] = value
    return found


def find_writers(names: Sequence[str]) -> list[Writer]:
    """Return the writers of these names, each once.

    Raises:
        ExportError: there is none of a name; the message has all names.
    """
    known = writers()
    for name in names:
        if name not in known:
            raise ExportError(f"'{name}' is no form of the tables; forms are {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names)]


def sync_file(path: Path) -> None:
    """Bring what was written to a file to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def errors_of_stores(out: Path) -> Iterator[None]:
    """Raise what the databases say about disk and memory while they write to a folder, as our errors.

    Raises:
        OutputError: the disk is full, or the folder cannot be written.
        ExtractorError: there is not memory enough.
    """
    import duckdb

    try:
        yield
    except (duckdb.IOException, sqlite3.OperationalError) as error:
        said = str(error).splitlines()[0]
        raise OutputError.of(out, said, is_full=any(sign in said for sign in _FULL)) from error
    except duckdb.OutOfMemoryException as error:
        raise ExtractorError("the tables need more memory than there is; close other programs, or run in shards") from error
