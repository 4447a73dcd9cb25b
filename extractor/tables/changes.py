"""How one content became another, worked out once for each two and kept."""

import hashlib

import duckdb
import numpy as np

from extractor.kept import Kept
from extractor.tables.rewording import Meanings
from extractor.tables.wording import change

_KEPT = "changes", "pair UBIGINT, how VARCHAR"
# Pairs that are kept at most: one speaker may have thousands of contents that are alike.
_MOST = 500_000


class Changes:
    """What :func:`extractor.tables.wording.change` returns of two contents; those that are kept are not compared again."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, meanings: Meanings, kept: Kept) -> None:
        self._connection, self._meanings, self._kept = connection, meanings, kept
        name, spec = _KEPT
        kept.load(connection, name, spec)
        self._known = dict(connection.execute(f"FROM kept_{name}").fetchall())
        connection.execute(f"DROP TABLE kept_{name}")
        self._used: dict[int, str] = {}

    def how(self, before: str, after: str) -> str:
        """Return how a content became another."""
        if before == after:
            return "same"
        pair = int.from_bytes(hashlib.blake2b(f"{before}\n{after}".encode(), digest_size=8).digest())
        found = self._known.get(pair)
        if found is None:
            found = change(before, after, self._meanings)
        if len(self._used) < _MOST:
            self._used[pair] = found
        return found

    def keep(self) -> None:
        """Keep what was asked for."""
        pairs = {"pair": np.array(list(self._used), np.uint64), "how": np.array(list(self._used.values()), object)}
        self._connection.register("used", pairs)
        self._kept.keep(self._connection, _KEPT[0], "SELECT pair, how::VARCHAR AS how FROM used")
        self._connection.unregister("used")
