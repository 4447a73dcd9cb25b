"""Parquet (DuckDB): one article a row; a row group at a time is unpacked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, parsing, reader
from extractor.readers.columns import check_columns, used_columns
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records
from extractor.readers.order import date_column, day_first
from extractor.readers.packed import seekable
from extractor.settings import ReadOptions

if TYPE_CHECKING:
    import duckdb

_ROWS = 32
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "2GB", "threads": "1", "temp_directory": "", "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}  # fmt: skip


@reader("parquet", suffixes=(".parquet", ".pq"), binary=True)
def read_parquet(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield an article or a failure for each row; only the columns that are used are read.

    Raises:
        ReadError: ``parse``; ``columns`` when no column holds the text.
    """
    import duckdb

    with seekable(stream, options.max_bytes) as file, duckdb.connect(":memory:", config=_SETTINGS) as connection:
        # By its descriptor: the name may stand for another file by now, and may have characters that DuckDB takes for a pattern.
        path = f"/dev/fd/{file.fileno()}"
        with parsing("Parquet file"):
            described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
            kinds = {str(name): str(kind) for name, kind, *_ in described}
            check_columns(kinds, options, source)
            names = used_columns(kinds, options)
            selected = ", ".join(_expression(name, kinds[name], options.max_bytes) for name in names)
            order = _order(connection, path, date_column(kinds, options))
            rows = connection.execute(f"SELECT {selected} FROM read_parquet(?)", [path])
        records, number = Records(source, options, day_first=order), 0
        while True:
            with parsing("Parquet file"):
                portion = rows.fetchmany(_ROWS)
            if not portion:
                return
            for row in portion:
                number += 1
                record: dict[str, Any] = dict(zip(names, row, strict=True))
                name = records.name(number, record)
                try:
                    if any(isinstance(value, str) and len(value) > options.max_bytes for value in row):
                        raise ReadError("too_large", f"a text of over {options.max_bytes:,} characters (option max_bytes)")
                    yield records.document(record, name, Decoded("", ""))
                except ReadError as error:
                    yield source.failure(error, name)


def _order(connection: "duckdb.DuckDBPyConnection", path: str, column: str) -> bool | None:
    """Return whether the dates of a column have the day first."""
    if not column:
        return None
    written = f"left(CAST({_quoted(column)} AS VARCHAR), 40)"
    dates = connection.execute(f"SELECT DISTINCT {written} FROM read_parquet(?) LIMIT 100000", [path]).fetchall()
    return day_first(date for (date,) in dates if date)


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _expression(name: str, kind: str, limit: int) -> str:
    """Return the column as a text, list or object; dates and numbers as text. Of a text that is longer than allowed there is
    just so much that this can be seen.
    """
    column = _quoted(name)
    if kind == "VARCHAR":
        return f"left({column}, {limit + 1})"
    return column if kind.startswith("STRUCT") or kind.endswith("[]") else f"CAST({column} AS VARCHAR)"
