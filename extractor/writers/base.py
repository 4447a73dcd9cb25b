"""What a writer is, the registry of writers, and how files appear: whole or not at all."""

import importlib
import os
import pkgutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError, OutputError

if TYPE_CHECKING:
    import duckdb

WriteFunction = Callable[["duckdb.DuckDBPyConnection", Path], None]


# What DuckDB and SQLite say about a full disk.
_FULL = ("No space left", "disk is full")


@dataclass(frozen=True, slots=True)
class Writer:
    """A format of the tables: its name, the function that writes into a folder, and the files (patterns) that it makes there."""

    name: str
    write: WriteFunction
    files: tuple[str, ...]


def writer(name: str, *, files: tuple[str, ...]) -> Callable[[WriteFunction], Writer]:
    """Decorator that makes a writer of a function; a module of this folder with one is found without being listed anywhere."""

    def mark(function: WriteFunction) -> Writer:
        return Writer(name, function, files)

    return mark


@cache
def writers() -> dict[str, Writer]:
    """All writers by name."""
    folder = importlib.import_module("extractor.writers")
    found: dict[str, Writer] = {}
    for module in pkgutil.iter_modules(folder.__path__, "extractor.writers."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Writer):
                found[value.name] = value
    return found


def sync_file(path: Path) -> None:
    """Bring what was written to a file to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def errors_of_stores(out: Path) -> Iterator[None]:
    """What the databases say about disk and memory while they write to a folder, as our errors.

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
