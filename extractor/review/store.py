"""The database of a finished run, opened for reading only."""

import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import numpy.typing as npt

from extractor.errors import ExtractorError, InputError
from extractor.writers.sqlite import FILE_NAME

# Seconds that a query may take, and the number of steps of SQLite's machine between two looks at the clock.
_PATIENCE, _STEPS = 5.0, 20_000


class TooSlowError(ExtractorError):
    """A query took longer than a reader waits for a page."""


class Store:
    """``extractor.sqlite`` for several threads, one query at a time. User text reaches it as bound values alone."""

    def __init__(self, folder: Path) -> None:
        path = (folder / FILE_NAME).absolute()
        if not path.is_file():
            raise InputError(f"{folder}: no {FILE_NAME} there; run 'extractor run' with --format sqlite, csv and parquet")
        self._lock = threading.Lock()
        self._until = 0.0
        self._connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.set_progress_handler(lambda: time.monotonic() > self._until, _STEPS)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows of a query.

        Raises:
            TooSlowError: the query was stopped.
        """
        with self._lock:
            self._until = time.monotonic() + _PATIENCE
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.OperationalError as error:
                if "interrupted" in str(error):
                    raise TooSlowError("the search took too long; give more words") from error
                raise

    def numbers(self, query: str, values: Sequence[object] = ()) -> npt.NDArray[np.int64]:
        """Return the one column ``n`` of a query, whole numbers, in no order; they come as one text, since a search for one
        letter may find every statement and as many Python objects would take ten times as long.

        Raises:
            TooSlowError: the query was stopped.
        """
        (row,) = self.rows(f"SELECT group_concat(n) FROM ({query})", values)
        return np.fromstring(row[0] or "", np.int64, sep=",")

    def all_rows(self, query: str) -> list[Any]:
        """Return all rows of a query of ours that may take its time, such as reading a whole table."""
        with self._lock:
            self._until = float("inf")
            return self._connection.execute(query).fetchall()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def search_expression(words: str) -> str:
    """Return what a user typed as a query of FTS5: all words must be there, the last may be a beginning; empty without words."""
    found = ["".join(character if character.isalnum() else " " for character in word) for word in words.split()[:20]]
    terms = [part for word in found for part in word.split()]
    if not terms:
        return ""
    return " ".join(f'"{term}"' for term in terms) + "*"
