"""How one content became another, worked out once for each two and kept."""

import hashlib

import duckdb
import numpy as np

from extractor.kept import Kept
from extractor.tables.rewording import Meanings
from extractor.tables.steps import drop
from extractor.tables.wording import change

_KEPT = "changes", "pair UBIGINT, how VARCHAR"
# Pairs that are kept at most: one speaker may have thousands of contents that are alike.
_MOST = 500_000


class Changes:
    """What :func:`extractor.tables.wording.change` returns of two contents; those that are kept are not compared again."""

    def __init__(self, meanings: Meanings, kept: Kept) -> None:
        self.meanings, self._kept = meanings, kept
        self._known: dict[int, str] = {}
        self._used: dict[int, str] = {}

    def load(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take up what is kept."""
        name, spec = _KEPT
        self._kept.load(connection, name, spec)
        self._known = dict(connection.execute(f"FROM kept_{name}").fetchall())
        drop(connection, f"kept_{name}")

    def how(self, before: str, after: str) -> str:
        """Return how a content became another."""
        if before == after:
            return "same"
        pair = int.from_bytes(hashlib.blake2b(f"{before}\n{after}".encode(), digest_size=8).digest())
        found = self._used.get(pair, self._known.get(pair))
        if found is None:
            found = change(before, after, self.meanings)
        if len(self._used) < _MOST:
            self._used[pair] = found
        return found

    def keep(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Keep what was asked for, and forget it."""
        pairs = {"pair": np.array(list(self._used), np.uint64), "how": np.array(list(self._used.values()), object)}
        connection.register("used", pairs)
        self._kept.keep(connection, _KEPT[0], "SELECT pair, how::VARCHAR AS how FROM used")
        connection.unregister("used")
        self._known, self._used = {}, {}
