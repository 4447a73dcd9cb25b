"""Copies among the documents: the same text again, and texts that are nearly the same, such as wire copy cut or touched up.

The first by date of publication is the original, and a copy always points to an original, never to another copy. The result is a
function of the set of documents. Texts are read one after the other, and only those that share a band of signatures are compared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Self

import duckdb
import numpy as np

from extractor.tables.minhash import BANDS, Hashes, WordHashes, bands, containment, shingles

# The columns of documents that are looked at.
COMPARED = ("document_id", "source_path", "record", "published_at", "text", "text_sha256")
# A near copy shares so much of the smaller text; texts of fewer stretches are not judged.
_SHARED, _FEWEST = 0.75, 40
# Originals before it with which a document is compared, in a band and altogether.
_MOST = 50
_PORTION = 2_048
_BYTES = np.dtype(np.uint64).itemsize


def find_copies(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make ``copies`` (document_id, original, kind) of the staged documents; the folder is for what does not fit into memory."""
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
    with _Texts(connection, folder / "stretches") as texts:
        near = np.array(list(_near(_alike(connection, texts), texts).items()), np.int64).reshape(-1, 2)
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
    for table in ("near", "originals"):
        connection.execute(f"DROP TABLE {table}")


def _alike(connection: duckdb.DuckDBPyConnection, texts: "_Texts") -> Iterator[tuple[int, int]]:
    """Yield the ranks of documents that share a band with another, in their order, each with the number of such a band."""
    connection.execute("CREATE TABLE bands (rank BIGINT, band BIGINT, value UBIGINT)")
    for ranks, values in texts.portions():
        places = np.tile(np.arange(BANDS), len(ranks))
        connection.register("portion", {"rank": np.repeat(ranks, BANDS), "band": places, "value": np.concatenate(values)})
        connection.execute("INSERT INTO bands SELECT rank, band, value FROM portion")
        connection.unregister("portion")
    cursor = connection.cursor()
    cursor.execute(
        """
        WITH shared AS MATERIALIZED (
            SELECT band, value, row_number() OVER () - 1 AS number FROM bands GROUP BY ALL HAVING count(*) > 1
        )
        SELECT rank, number FROM bands JOIN shared USING (band, value) ORDER BY rank
        """
    )
    while rows := cursor.fetchmany(10_000):
        yield from rows
    connection.execute("DROP TABLE bands")


def _near(alike: Iterable[tuple[int, int]], texts: "_Texts") -> dict[int, int]:
    """Return rank of each near copy -> rank of its original; memory grows with the bands that documents share."""
    found: dict[int, int] = {}
    originals: dict[int, tuple[int, ...]] = {}
    for rank, rows in groupby(alike, key=itemgetter(0)):
        shared = [number for _, number in rows]
        times = Counter(original for number in shared for original in originals.get(number, ()))
        possible = sorted(times, key=lambda original: (-times[original], original))[:_MOST]
        stretches = texts.read(rank)
        parts = {original: containment(stretches, texts.read(original)) for original in possible}
        best = max(parts, key=lambda original: (parts[original], -original), default=rank)
        if parts.get(best, 0) >= _SHARED:
            found[rank] = best
        original = found.get(rank, rank)
        for number in shared:
            known = originals.get(number, ())
            if len(known) < _MOST and original not in known:
                originals[number] = (*known, original)
    return found


class _Texts:
    """Stretches of the documents in a file, to be read by rank; the file is gone with the block."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._cursor = connection.cursor()
        ((count,),) = self._cursor.execute("SELECT count(*) FROM originals").fetchall()
        # Beginning and end in the file, by rank; ranks begin with 1.
        self._bounds = np.zeros((count + 1, 2), np.int64)
        self._path = path
        self._file = path.open("w+b")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._path.unlink()

    def portions(self) -> Iterator[tuple[list[int], list[Hashes]]]:
        """Go through all texts that are long enough: ranks and signatures, some at a time."""
        end, hashes = 0, WordHashes()
        self._cursor.execute("SELECT rank, text FROM staged_documents JOIN originals USING (document_id)")
        while rows := self._cursor.fetchmany(_PORTION):
            ranks, signatures = [], []
            for rank, text in rows:
                stretches = shingles(text, hashes)
                if len(stretches) < _FEWEST:
                    continue
                ranks.append(rank)
                signatures.append(bands(stretches))
                self._file.write(stretches.tobytes())
                self._bounds[rank] = end, end + len(stretches)
                end += len(stretches)
            if ranks:
                yield ranks, signatures
        self._file.flush()

    def read(self, rank: int) -> Hashes:
        """Return the stretches of a document."""
        begin, end = self._bounds[rank].tolist()
        self._file.seek(begin * _BYTES)
        return np.frombuffer(self._file.read((end - begin) * _BYTES), np.uint64)
