"""The database of a finished run, opened for reading only."""

import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.errors import ExtractorError
from extractor.writers.database import open_database

# Seconds that a query may take, and the number of steps of SQLite's machine between two looks at the clock.
_PATIENCE, _STEPS = 5.0, 20_000


class TooSlowError(ExtractorError):
    """A query took longer than a reader waits for a page."""


class Store:
    """``extractor.sqlite`` for several threads, one query at a time. User text reaches it as bound values alone."""

    def __init__(self, folder: Path) -> None:
        self._connection = open_database(folder, check_same_thread=False)
        self._lock = threading.Lock()
        self._until = 0.0
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
