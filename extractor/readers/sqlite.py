"""SQLite databases: an article a row of each table that has a column for the text and says what the text is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, BinaryIO

from extractor.articles import Failure, RawDocument, Status
from extractor.readers.base import ReadError, Source, Stream, parsing, reader
from extractor.readers.columns import text_column, used_columns
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records
from extractor.readers.packed import seekable
from extractor.settings import ReadOptions

_MARK = b"SQLite format 3\x00"
_ROWS = 200
# A table of articles has, next to text and id, a title, a date, an address ...
_FEWEST_COLUMNS = 2


@reader("sqlite", suffixes=(".db", ".sqlite", ".sqlite3", ".db3"), binary=True)
def read_sqlite(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield an article or a failure for each row; only columns that are used are read.

    Raises:
        ReadError: ``parse``; ``columns`` when no table has a column for the text; ``unsupported`` for other kinds of file.
    """
    with seekable(stream, options.max_bytes) as file:
        file.seek(0)
        if file.read(len(_MARK)) != _MARK:
            raise ReadError("unsupported", "the name says database, but it is none of SQLite", status="skipped")
        with closing(_connection(file, options, copied=file is not stream)) as connection:
            with parsing("SQLite database"):
                tables = _tables(connection)
            wanted = {name: used for name, columns in tables.items() if (used := _used(columns, options))}
            if not wanted:
                raise _no_text(tables, source)
            records, number, most = Records(source, options), 0, file.seek(0, 2)
            for table, columns in wanted.items():
                selected = ", ".join(map(_quoted, columns))
                with parsing("SQLite database"):
                    rows = connection.execute(f"SELECT {selected} FROM {_quoted(table)}")
                while True:
                    with parsing(f"table {table[:60]!r}"):
                        portion = rows.fetchmany(_ROWS)
                    if not portion:
                        break
                    for row in portion:
                        number += 1
                        if number > most:  # damaged pages may point to each other in a circle
                            raise ReadError("parse", "SQLite database: damaged, it has more rows than bytes")
                        record = dict(zip(columns, map(_value, row), strict=True))
                        name = records.name(number, record)
                        try:
                            yield records.document(record, name, Decoded("", ""))
                        except ReadError as error:
                            yield source.failure(error, name)


def _connection(file: BinaryIO, options: ReadOptions, *, copied: bool) -> sqlite3.Connection:
    """Return the database, read only and without the log that may lie next to it; nothing of it is executed.

    A copy without a name is read from memory.
    """
    with parsing("SQLite database"):
        if copied:
            file.seek(0)
            data = bytearray(file.read())
            data[18:20] = b"\1\1"  # no log
            connection = sqlite3.connect(":memory:")
            connection.deserialize(bytes(data))
        else:
            connection = sqlite3.connect(f"file:/dev/fd/{file.fileno()}?mode=ro&immutable=1", uri=True)
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, options.max_bytes)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of each table; views and virtual tables are none."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    real = [name for name, sql in found if not name.startswith("sqlite_") and "VIRTUAL" not in str(sql)[:40].upper()]
    return {name: [row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(name)})")] for name in real}


def _used(columns: list[str], options: ReadOptions) -> list[str]:
    """Return the columns that are read of a table with articles; none of other tables."""
    text = text_column(columns, options)
    used = used_columns(columns, options)
    about = [name for name in used if name != text and not name.casefold().endswith("id")]
    return used if text and (about or options.text_field) and len(used) >= _FEWEST_COLUMNS else []


def _no_text(tables: dict[str, list[str]], source: Source) -> ReadError:
    status: Status = "error" if source.named else "skipped"
    shown = "; ".join(f"{name}: {', '.join(columns)}" for name, columns in tables.items())[:300] or "none"
    return ReadError("columns", f"no table has a column for the text (tables: {shown}); name it with --text-field", status=status)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _value(cell: Any) -> Any:
    """Return a cell as a field: bytes as the text that they are."""
    return cell.decode("utf-8", "surrogateescape") if isinstance(cell, bytes) else cell
