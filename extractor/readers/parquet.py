"""Parquet (DuckDB): one article a row; a row group at a time is unpacked."""

from collections.abc import Iterator
from typing import Any

from extractor.articles import Failure, RawDocument, Status
from extractor.readers.base import ReadError, Source, Stream, parsing, reader
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records, text_column, used_columns
from extractor.readers.packed import seekable
from extractor.settings import ReadOptions

_ROWS = 32
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "2GB", "threads": "1", "temp_directory": "", "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}  # fmt: skip


@reader("parquet", suffixes=(".parquet", ".pq"), binary=True)
def read_parquet(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """An article or a failure for each row; only the columns that are used are read.

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
            if not text_column(kinds, options):
                status: Status = "error" if source.named else "skipped"
                raise ReadError(
                    "columns", f"no column for the text among: {', '.join(kinds)[:300]}; name it with --text-field", status=status
                )
            names = used_columns(kinds, options)
            selected = ", ".join(_expression(name, kinds[name], options.max_bytes) for name in names)
            rows = connection.execute(f"SELECT {selected} FROM read_parquet(?)", [path])
        records, number = Records(source, options), 0
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


def _expression(name: str, kind: str, limit: int) -> str:
    """The column as a text, list or object; dates and numbers as text. Of a text that is longer than allowed there is just so
    much that this can be seen.
    """
    column = '"' + name.replace('"', '""') + '"'
    if kind == "VARCHAR":
        return f"left({column}, {limit + 1})"
    return column if kind.startswith("STRUCT") or kind.endswith("[]") else f"CAST({column} AS VARCHAR)"
