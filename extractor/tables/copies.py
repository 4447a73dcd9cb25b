"""Copies among the documents: the same text again, and texts that are nearly the same, such as wire copy cut or touched up.

The first by date of publication is the original, and a copy always points to an original, never to another copy. The result is a
function of the set of documents. Texts are read one after the other, and only those that share a band of signatures are compared.
What follows from one text or two, signatures and shares, is taken from earlier runs where it is known.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Self

import duckdb
import numpy as np

from extractor.tables.minhash import Hashes, WordHashes, bands, containment, shingles

# The columns of documents that are looked at.
COMPARED = ("document_id", "source_path", "record", "published_at", "text", "text_sha256")
# A near copy shares so much of the smaller text; texts of fewer stretches are not judged.
_SHARED, _FEWEST = 0.75, 40
# Originals before it with which a document is compared, in a band and altogether.
_MOST = 50
_PORTION = 2_048
# What is kept: the signature of each text, empty for one that is not judged, and the share that two have in common.
KEPT = {"signatures": "text UBIGINT, bands UBIGINT[]", "shares": "text UBIGINT, other UBIGINT, share DOUBLE"}


def find_copies(connection: duckdb.DuckDBPyConnection, folder: Path, keep: Callable[[str], None] = lambda _: None) -> None:
    """Make ``copies`` (document_id, original, kind) of the staged documents; the folder is for what does not fit into memory.

    Takes what is known from the tables ``kept_signatures`` and ``kept_shares``, if they are there. ``keep`` is called with the
    names ``signatures`` and ``shares`` while these tables have what is known now.
    """
    for name, spec in KEPT.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS kept_{name} ({spec})")
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
        ) AS rank, hash(text_sha256) AS text
        FROM staged_documents WHERE text <> '' AND document_id NOT IN (SELECT document_id FROM copies)
        """
    )
    with _Texts(connection, folder / "stretches") as texts:
        near = np.array(list(_near(_alike(connection, texts), texts).items()), np.int64).reshape(-1, 2)
        texts.leave_shares()
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
    for name in KEPT:
        keep(name)
    for table in ("near", "originals", *KEPT, *(f"kept_{name}" for name in KEPT)):
        connection.execute(f"DROP TABLE {table}")


def _alike(connection: duckdb.DuckDBPyConnection, texts: "_Texts") -> Iterator[tuple[int, list[int]]]:
    """Yield the ranks of documents that share bands with others, in their order, each with the numbers of these bands."""
    connection.execute("CREATE TABLE signatures AS FROM kept_signatures SEMI JOIN originals USING (text)")
    for known, values in texts.portions():
        lengths = np.array([len(signature) for signature in values])
        connection.register("portion", {"text": np.repeat(known, lengths), "value": np.concatenate(values)})
        connection.register("portion_texts", {"text": known})
        connection.execute(
            """
            INSERT INTO signatures SELECT text, coalesce(bands, []) FROM portion_texts
            LEFT JOIN (SELECT text, list(value ORDER BY place) AS bands FROM (
                SELECT text, value, row_number() OVER () AS place FROM portion) GROUP BY 1) USING (text)
            """
        )
        for name in ("portion", "portion_texts"):
            connection.unregister(name)
    connection.execute(
        """
        CREATE TABLE bands AS
        SELECT rank, unnest(range(len(bands))) AS band, unnest(bands) AS value FROM originals JOIN signatures USING (text)
        """
    )
    cursor = connection.cursor()
    cursor.execute(
        """
        WITH shared AS MATERIALIZED (
            SELECT band, value, row_number() OVER () - 1 AS number FROM bands GROUP BY ALL HAVING count(*) > 1
        )
        SELECT rank, list(number) FROM bands JOIN shared USING (band, value) GROUP BY rank ORDER BY rank
        """
    )
    while rows := cursor.fetchmany(1_000):
        yield from rows
    connection.execute("DROP TABLE bands")


def _near(alike: Iterable[tuple[int, list[int]]], texts: "_Texts") -> dict[int, int]:
    """Return rank of each near copy -> rank of its original; memory grows with the bands that documents share."""
    found: dict[int, int] = {}
    originals: dict[int, tuple[int, ...]] = {}
    for rank, shared in alike:
        times = Counter(chain.from_iterable(originals[number] for number in shared if number in originals))
        possible = [original for original, _ in sorted(times.items(), key=lambda item: (-item[1], item[0]))[:_MOST]]
        parts = texts.shares(rank, possible)
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
    """Stretches of the documents, as far as they are needed, and shares of two; the files with them are gone with the block."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        found = connection.execute("SELECT text FROM originals ORDER BY rank").fetchnumpy()
        # The hash of each text by rank; ranks begin with 1.
        self._texts = np.concatenate([np.zeros(1, np.uint64), np.asarray(found["text"], np.uint64)])
        rows = connection.execute("FROM kept_shares").fetchall()
        self._shares = {(text, other): share for text, other, share in rows}
        self._used: dict[tuple[int, int], float] = {}
        self._hashes = WordHashes()
        self._path = path
        self._stretches = _Pieces(path, len(self._texts))
        # The texts themselves, once stretches of some are needed that were signed in an earlier run.
        self._words: _Pieces | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pieces in (self._stretches, self._words):
            if pieces is not None:
                pieces.close()

    def portions(self) -> Iterator[tuple[Hashes, list[Hashes]]]:
        """Go through the texts without a signature, some at a time: their hashes and signatures, empty for short ones."""
        self._cursor.execute(
            """
            SELECT rank, d.text FROM staged_documents d JOIN originals o USING (document_id)
            WHERE o.text NOT IN (SELECT text FROM kept_signatures)
            """
        )
        while rows := self._cursor.fetchmany(_PORTION):
            signatures = []
            for rank, text in rows:
                stretches = shingles(text, self._hashes)
                judged = len(stretches) >= _FEWEST
                signatures.append(bands(stretches) if judged else stretches[:0])
                if judged:
                    self._write(rank, stretches)
            yield self._texts[[rank for rank, _ in rows]], signatures

    def shares(self, rank: int, others: Sequence[int]) -> dict[int, float]:
        """Return for each of some documents the part of its text or of that of one document that both have."""
        text = int(self._texts[rank])
        pairs = {other: (text, int(self._texts[other])) for other in others}
        missing = [other for other, pair in pairs.items() if pair not in self._shares]
        if missing:
            self._need([rank, *missing])
            stretches = self._read(rank)
            self._shares |= {pairs[other]: containment(stretches, self._read(other)) for other in missing}
        found = {other: self._shares[pair] for other, pair in pairs.items()}
        self._used |= {pairs[other]: share for other, share in found.items()}
        return found

    def leave_shares(self) -> None:
        """Make the table ``shares`` of those that were asked for."""
        self._connection.execute(f"CREATE TABLE shares ({KEPT['shares']})")
        pairs = np.array(list(self._used), np.uint64).reshape(-1, 2)
        values = np.array(list(self._used.values()), np.float64)
        self._connection.register("used", {"text": pairs[:, 0].copy(), "other": pairs[:, 1].copy(), "share": values})
        self._connection.execute("INSERT INTO shares FROM used")
        self._connection.unregister("used")

    def _need(self, ranks: Sequence[int]) -> None:
        """Write the stretches of documents that were signed in an earlier run."""
        missing = [rank for rank in ranks if rank not in self._stretches]
        if missing and self._words is None:  # once through all is faster than to look up each
            self._words = _Pieces(self._path.with_suffix(".texts"), len(self._texts))
            self._cursor.execute("SELECT rank, d.text FROM staged_documents d JOIN originals o USING (document_id)")
            while rows := self._cursor.fetchmany(_PORTION):
                for rank, text in rows:
                    self._words.write(rank, text.encode("utf-8", "surrogatepass"))
        for rank in missing:
            assert self._words is not None
            self._write(rank, shingles(self._words.read(rank).decode("utf-8", "surrogatepass"), self._hashes))

    def _write(self, rank: int, stretches: Hashes) -> None:
        self._stretches.write(rank, stretches.tobytes())

    def _read(self, rank: int) -> Hashes:
        return np.frombuffer(self._stretches.read(rank), np.uint64)


class _Pieces:
    """Bytes by number in a file, which is gone when it is closed."""

    def __init__(self, path: Path, most: int) -> None:
        self._path = path
        self._file = path.open("w+b")
        self._bounds = np.zeros((most, 2), np.int64)
        self._end = 0

    def __contains__(self, number: int) -> bool:
        return bool(self._bounds[number, 1])

    def write(self, number: int, piece: bytes) -> None:
        """Add a piece."""
        self._file.seek(0, os.SEEK_END)
        self._file.write(piece)
        self._bounds[number] = self._end, self._end + len(piece)
        self._end += len(piece)

    def read(self, number: int) -> bytes:
        """Return a piece."""
        begin, end = self._bounds[number].tolist()
        self._file.seek(begin)
        return self._file.read(end - begin)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
        self._path.unlink()
