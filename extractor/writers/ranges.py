"""Text files of tables that were written before, brought up to date: rows that are what they were are copied as bytes.

A file has a head and then the rows in the order of the table. Where the rows of each group stand is kept with a hash of them.
Groups with another hash are written to a small file, and the new file is put together of ranges of the old and the small one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from extractor.kept import Kept

if TYPE_CHECKING:
    import duckdb

_Integers = NDArray[np.int64]
# What is kept of a file: where the rows of each group stand in it.
_RANGES = '"group" VARCHAR, value UBIGINT, begin BIGINT, bytes BIGINT'
# Bytes of a file that takes longer to write than to put together.
_WORTH_CHANGING = 1 << 20
# Bytes that are read at a time, and those that are copied, few enough to stay in the processor's cache.
_AT_ONCE, _COPIED = 16 << 20, 256 << 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to be written: ``write`` writes all rows, or those of the groups that a table of the name has.

    ``find_groups`` makes the groups of its rows and returns the name of their table.
    """

    path: Path
    write: Callable[[Path, str], None]
    find_groups: Callable[[], str]

    @property
    def kept_name(self) -> str:
        """Under which name its ranges are kept."""
        return f"ranges_{self.path.stem}"


def renew(connection: "duckdb.DuckDBPyConnection", sheet: Sheet, kept: Kept, before: Path | None) -> None:
    """Write a file by way of the one ``before``, or whole where there is none, and keep where its rows stand."""
    if before is None or sheet.kept_name not in kept:
        sheet.write(sheet.path, "")
        if sheet.path.stat().st_size >= _WORTH_CHANGING:
            groups = sheet.find_groups()
            found = _fetch(connection, f"SELECT place, rows FROM {groups} ORDER BY place")
            _keep(connection, sheet, kept, found["place"], _sizes(row_ends(sheet.path), found["rows"]))
        return
    groups = sheet.find_groups()
    kept.load(connection, sheet.kept_name, _RANGES, table="kept_ranges")
    connection.execute(f'CREATE TABLE changed AS SELECT "group" FROM {groups} ANTI JOIN kept_ranges USING ("group", value)')
    small = sheet.path.with_suffix(".changed")
    sheet.write(small, "changed")
    found = _fetch(
        connection,
        f"""
        SELECT place, rows, coalesce(k.begin, -1) AS begin, coalesce(k.bytes, 0) AS bytes
        FROM {groups} LEFT JOIN kept_ranges k USING ("group", value) ORDER BY place
        """,
    )
    is_new, begin, size = found["begin"] < 0, found["begin"], found["bytes"]
    ends = row_ends(small)
    size[is_new] = _sizes(ends, found["rows"][is_new])
    begin[is_new] = ends[0] + np.cumsum(size[is_new]) - size[is_new]
    _put_together(sheet.path, head=int(ends[0]), before=before, small=small, pieces=(is_new, begin, size))
    small.unlink()
    for name in ("kept_ranges", "changed"):
        connection.execute(f"DROP TABLE {name}")
    _keep(connection, sheet, kept, found["place"], size)


def _fetch(connection: "duckdb.DuckDBPyConnection", query: str) -> dict[str, _Integers]:
    return {name: np.array(values, np.int64) for name, values in connection.execute(query).fetchnumpy().items()}


def row_ends(path: Path) -> _Integers:
    """Return where the head of a CSV file and each of its rows end: at a line end that no quotation marks are around."""
    found: list[_Integers] = []
    quotes = begin = 0
    with path.open("rb") as file:
        while read := file.read(_AT_ONCE):
            data = np.frombuffer(read, np.uint8)
            marks, lines = np.flatnonzero(data == ord('"')), np.flatnonzero(data == ord("\n"))
            found.append(begin + 1 + lines[(quotes + np.searchsorted(marks, lines)) % 2 == 0])
            quotes, begin = quotes + len(marks), begin + len(data)
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _sizes(ends: _Integers, rows: _Integers) -> _Integers:
    """Return the bytes of groups of so many rows that follow each other."""
    places = np.concatenate([[0], np.cumsum(rows)])
    assert places[-1] == len(ends) - 1, "a row has one line end outside of quotation marks"
    sizes: _Integers = np.diff(ends[places])
    return sizes


def _keep(connection: "duckdb.DuckDBPyConnection", sheet: Sheet, kept: Kept, places: _Integers, sizes: _Integers) -> None:
    head = sheet.path.stat().st_size - int(sizes.sum())
    connection.register("sized", {"place": places, "begin": head + np.cumsum(sizes) - sizes, "bytes": sizes})
    kept.keep(
        connection,
        sheet.kept_name,
        f'SELECT "group", value, begin, bytes FROM {sheet.find_groups()} JOIN sized USING (place)',
    )
    connection.unregister("sized")


def _put_together(path: Path, *, head: int, before: Path, small: Path, pieces: tuple[Any, _Integers, _Integers]) -> None:
    """Write the head, then ranges of the two files; those that follow each other in one file are read at once."""
    is_new, begin, size = pieces
    follows = (is_new[1:] == is_new[:-1]) & (begin[1:] == begin[:-1] + size[:-1])
    first = np.concatenate([[0], 1 + np.flatnonzero(~follows)]) if len(size) else np.zeros(0, np.int64)
    lengths = np.add.reduceat(size, first) if len(size) else size
    with path.open("wb", 0) as out, before.open("rb", 0) as old, small.open("rb", 0) as new:
        out.write(new.read(head))
        buffer = memoryview(bytearray(_COPIED))
        for from_new, start, length in zip(is_new[first].tolist(), begin[first].tolist(), lengths.tolist(), strict=True):
            source = new if from_new else old
            source.seek(start)
            for left in range(length, 0, -_COPIED):
                out.write(buffer[: source.readinto(buffer[: min(left, _COPIED)])])
