"""Which content leads another, as it was decided before: only what a change may touch is decided again.

The leader of a content follows from those with which it is paired, from their leaders, and from the contents that are equal to
it. Where all of these are what they were, so is the leader.
"""

import duckdb
import numpy as np
from numpy.typing import NDArray

from extractor.kept import Kept
from extractor.tables.steps import drop

_Integers = NDArray[np.int64]
# What is kept of each content with pairs: hashes of what it is and of what it is paired with, and what its leader is.
_KEPT = "leaders", "identity UBIGINT, paired UBIGINT, leader UBIGINT"


def settle(connection: duckdb.DuckDBPyConnection, kept: Kept) -> dict[int, int]:
    """Take the pairs of contents that have the leaders that they had out of ``said_pairs``; return these by number.

    Takes the tables ``said`` (number, identity, key) and ``said_pairs`` (number, other). Leaves ``said_asked`` for
    :func:`keep_leaders`.
    """
    name, spec = _KEPT
    kept.load(connection, name, spec)
    connection.execute(
        """
        CREATE TABLE said_asked AS
        WITH equals AS (
            SELECT key, min(number) AS first, hash(list(identity ORDER BY number)) AS value
            FROM said GROUP BY key HAVING count(*) > 1
        ), paired AS (
            SELECT p.number, hash(list(o.identity ORDER BY other)) AS value
            FROM said_pairs p LEFT JOIN said o ON o.number = p.other GROUP BY 1
        )
        SELECT s.number, s.identity, hash(p.value, e.value) AS paired, coalesce(e.first, s.number) AS first
        FROM paired p JOIN said s USING (number) LEFT JOIN equals e USING (key)
        """
    )
    found = connection.execute(
        """
        SELECT a.number, a.first, coalesce(l.number, 0) AS leader FROM said_asked a
        LEFT JOIN kept_leaders k USING (identity, paired) LEFT JOIN said l ON l.identity = k.leader
        """
    ).fetchnumpy()
    number, first, leader = (np.asarray(found[column], np.int64) for column in ("number", "first", "leader"))
    pairs = connection.execute("SELECT number, other FROM said_pairs WHERE other IS NOT NULL").fetchnumpy()
    ((most,),) = connection.execute("SELECT coalesce(max(number), 0) FROM said").fetchall()
    is_open = np.zeros(most + 1, bool)
    is_open[number[leader == 0]] = True
    _spread(is_open, number, first, np.asarray(pairs["number"], np.int64), np.asarray(pairs["other"], np.int64))
    connection.register("settled", {"number": number[~is_open[number]]})
    connection.execute("CREATE TABLE open_pairs AS FROM said_pairs ANTI JOIN settled USING (number) ORDER BY number, other")
    connection.unregister("settled")
    drop(connection, "said_pairs", "kept_leaders")
    connection.execute("ALTER TABLE open_pairs RENAME TO said_pairs")
    is_led = ~is_open[number] & (leader != number)
    return dict(zip(number[is_led].tolist(), leader[is_led].tolist(), strict=True))


def keep_leaders(connection: duckdb.DuckDBPyConnection, kept: Kept) -> None:
    """Keep the leaders of the table ``led`` (number, leader); contents that are not in it lead themselves."""
    kept.keep(
        connection,
        _KEPT[0],
        """
        SELECT a.identity, a.paired, coalesce(l.identity, a.identity) AS leader
        FROM said_asked a LEFT JOIN led USING (number) LEFT JOIN said l ON l.number = led.leader
        """,
    )
    drop(connection, "said_asked")


def _spread(is_open: NDArray[np.bool_], number: _Integers, first: _Integers, one: _Integers, other: _Integers) -> None:
    """Open what is paired with something open, and what is equal to something open, until nothing more is."""
    before = -1
    while (count := int(is_open.sum())) != before:
        before = count
        is_open[one[is_open[other]]] = True
        group = np.zeros_like(is_open)
        group[first[is_open[number]]] = True
        is_open[number[group[first]]] = True
