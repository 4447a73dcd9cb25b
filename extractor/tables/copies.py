"""Copies among the documents: the same text again, and texts that are nearly the same, such as wire copy cut or touched up.

The first by date of publication is the original, and a copy always points to an original, never to another copy. The result is a
function of the set of documents. Texts are read one after the other, and only those that share a band of signatures are compared.
"""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter

import duckdb
import numpy as np

from extractor.tables.minhash import BANDS, Hashes, bands, containment, shingles

# A near copy shares so much of the smaller text; texts of fewer stretches are not judged.
_SHARED, _FEWEST = 0.75, 40
# Documents before it with which one is compared, in a band and altogether.
_MOST = 50
_PORTION = 256


def find_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table ``copies`` (document_id, original, kind) for the staged documents."""
    connection.execute(
        """
        CREATE TEMP TABLE copies AS
        SELECT document_id, first AS original, 'exact' AS kind FROM (
            SELECT document_id, first_value(document_id) OVER (
                PARTITION BY text_sha256
                ORDER BY nullif(published_at, '') NULLS LAST, source_path, try_cast(record AS BIGINT), record
            ) AS first FROM staged_documents WHERE text <> ''
        ) WHERE first <> document_id
        """
    )
    connection.execute(
        """
        CREATE TABLE originals AS
        SELECT document_id, row_number() OVER (
            ORDER BY nullif(published_at, '') NULLS LAST, source_path, try_cast(record AS BIGINT), record
        ) AS rank
        FROM staged_documents WHERE text <> '' AND document_id NOT IN (SELECT document_id FROM copies)
        """
    )
    connection.execute("CREATE TABLE bands (rank BIGINT, band BIGINT, value UBIGINT)")
    _write_bands(connection)
    near = np.array(sorted(_near(connection).items()), np.int64).reshape(-1, 2)
    connection.register("near_ranks", {"rank": near[:, 0].copy(), "original": near[:, 1].copy()})
    connection.execute(
        """
        CREATE TABLE near AS SELECT c.document_id, o.document_id AS original
        FROM near_ranks n JOIN originals c USING (rank) JOIN originals o ON o.rank = n.original
        """
    )
    connection.unregister("near_ranks")
    # An exact copy of a near copy is a near copy of the same original.
    connection.execute(
        "UPDATE copies SET original = near.original, kind = 'near' FROM near WHERE near.document_id = copies.original"
    )
    connection.execute("INSERT INTO copies SELECT document_id, original, 'near' FROM near")
    for table in ("bands", "near", "originals"):
        connection.execute(f"DROP TABLE {table}")


def _write_bands(connection: duckdb.DuckDBPyConnection) -> None:
    cursor = connection.cursor()
    cursor.execute("SELECT rank, text FROM staged_documents JOIN originals USING (document_id)")
    while rows := cursor.fetchmany(_PORTION):
        known = [(rank, hashes) for rank, hashes in ((rank, shingles(text)) for rank, text in rows) if len(hashes) >= _FEWEST]
        if not known:
            continue
        portion = {
            "rank": np.repeat([rank for rank, _ in known], BANDS),
            "band": np.tile(np.arange(BANDS), len(known)),
            "value": np.concatenate([bands(hashes) for _, hashes in known]),
        }
        connection.register("portion", portion)
        connection.execute("INSERT INTO bands SELECT rank, band, value FROM portion")
        connection.unregister("portion")


def _near(connection: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """Rank of each near copy -> rank of its original."""
    texts = _Texts(connection)
    found: dict[int, int] = {}
    groups = ((rank, [other for _, other in pairs]) for rank, pairs in groupby(_candidates(connection), key=itemgetter(0)))
    while portion := dict(islice(groups, _PORTION)):
        # The original of a candidate that is a copy itself was a candidate too, of this portion or of one before.
        texts.keep({*portion, *(found.get(other, other) for others in portion.values() for other in others)})
        for rank, others in portion.items():
            earlier = dict.fromkeys(found.get(other, other) for other in others)
            shared = {other: containment(texts.hashes[rank], texts.hashes[other]) for other in earlier}
            best = max(shared, key=lambda other: (shared[other], -other))
            if shared[best] >= _SHARED:
                found[rank] = best
    return found


def _candidates(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) that share bands, by the later one; those with the most bands first, 50 at most."""
    cursor = connection.cursor()
    cursor.execute(
        f"""
        WITH placed AS (
            SELECT rank, band, value, row_number() OVER (PARTITION BY band, value ORDER BY rank) AS place,
                count(*) OVER (PARTITION BY band, value) AS n FROM bands
        ), shared AS (SELECT * FROM placed WHERE n > 1),
        pairs AS (
            SELECT later.rank AS later, earlier.rank AS earlier, count(*) AS n FROM shared later
            JOIN shared earlier ON earlier.band = later.band AND earlier.value = later.value AND earlier.rank < later.rank
            WHERE earlier.place <= {_MOST} GROUP BY ALL
        )
        SELECT later, earlier FROM pairs
        QUALIFY row_number() OVER (PARTITION BY later ORDER BY n DESC, earlier) <= {_MOST}
        ORDER BY later, n DESC, earlier
        """
    )
    while rows := cursor.fetchmany(10_000):
        yield from rows


class _Texts:
    """The stretches of the documents that a portion needs, by rank; all of a portion are read at once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._cursor = connection.cursor()
        self.hashes: dict[int, Hashes] = {}

    def keep(self, ranks: set[int]) -> None:
        """Have the stretches of these documents in ``hashes``, and of no others."""
        self.hashes = {rank: hashes for rank, hashes in self.hashes.items() if rank in ranks}
        missing = sorted(ranks - self.hashes.keys())
        self._cursor.execute(
            "SELECT rank, text FROM staged_documents JOIN originals USING (document_id) WHERE rank IN (SELECT unnest(?))",
            [missing],
        )
        while rows := self._cursor.fetchmany(_PORTION):
            self.hashes |= {rank: shingles(text) for rank, text in rows}
