"""One SQLite file: strict tables with keys, full-text search over statements and documents, and the flat view.

Here is also how it is opened and searched.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, get_origin
from urllib.parse import quote

from extractor.errors import InputError
from extractor.records import Table, tables
from extractor.tables.build import ORDER
from extractor.tables.schema import ordered_fields, scalar_type
from extractor.tables.views import FLAT_NAME, flat_view
from extractor.writers.base import writer

if TYPE_CHECKING:
    import duckdb

FILE_NAME = "extractor.sqlite"
_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
# Rows that one statement inserts: a tenth is faster than row by row.
_ROWS = 200
# Rows that are fetched at a time: few enough to stay in the processor's cache.
_FETCHED = 5 * _ROWS
# Columns that queries and the review pages look up; keys have an index anyway.
_INDEXES = (
    ("mentions", "document_id"), ("mentions", "entity_id"), ("statements", "document_id"), ("statements", "speaker_id"),
    ("statements", "cluster_id"), ("statement_entities", "entity_id"), ("statement_entities", "mention_id"),
    ("entity_aliases", "alias"), ("people", "affiliation_id"),
)  # fmt: skip
_BY_KEY = ("statement_spans",)
_SEARCH = {"statements": ("content", "source_text", "speaker_name"), "documents": ("title", "text")}


# What programs that were killed left beside an older file: SQLite would play it back into the new one.
_LEFT = tuple(f"{FILE_NAME}-{kind}" for kind in ("journal", "wal", "shm"))


@writer("sqlite", files=(FILE_NAME, *_LEFT), summary=(f"{FILE_NAME}   all tables in one database, with search",))
def write_sqlite(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Write ``extractor.sqlite``; lists are JSON arrays, truth values 0 and 1."""
    write_in_turn(connection, folder, ORDER)


def write_in_turn(connection: "duckdb.DuckDBPyConnection", folder: Path, names: Iterable[str]) -> None:
    """Write the tables, or views of them, as their names come; the order of the names tells in the file.

    Raises:
        sqlite3.OperationalError: the disk is full, or the file cannot be written.
    """
    path = folder / FILE_NAME
    path.unlink(missing_ok=True)
    target = sqlite3.connect(path, isolation_level=None)
    try:
        target.execute("PRAGMA page_size = 8192")
        # The file is thrown away if writing breaks off: no journal is needed, and none is left in its header.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        target.execute("PRAGMA cache_size = -262144")
        target.execute("BEGIN")
        by_name = {table.name: table for table in tables()}
        for table in by_name.values():
            target.execute(create_statement(table))
        for name in names:
            _fill(target, by_name[name], _rows(connection, by_name[name]))
        for table_name, column in _INDEXES:
            target.execute(f"CREATE INDEX {table_name}_{column} ON {table_name} ({column})")
        target.execute(f"CREATE VIEW {FLAT_NAME} AS {flat_view(sqlite=True)}")
        for table_name, columns in _SEARCH.items():
            listed = ", ".join(columns)
            search = f"{table_name}_search"
            # With these quotes Datasette and sqlite-utils see what the index is for.
            target.execute(f"CREATE VIRTUAL TABLE {search} USING fts5({listed}, content=\"{table_name}\", tokenize='unicode61')")
            target.execute(f"INSERT INTO {search}({search}) VALUES ('rebuild')")
        target.execute("COMMIT")
    finally:
        target.close()


def open_database(folder: Path, *, check_same_thread: bool = True) -> sqlite3.Connection:
    """Open the database of a finished run for reading only.

    Raises:
        InputError: there is none.
    """
    path = (folder / FILE_NAME).absolute()
    if not path.is_file():
        raise InputError(f"{folder}: no {FILE_NAME} there; run 'extractor run' with --format sqlite, csv and parquet")
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=check_same_thread)


def search_expression(words: str) -> str:
    """Return what a user typed as a query of FTS5: all words must be there, the last may be a beginning; empty without words."""
    found = ["".join(character if character.isalnum() else " " for character in word) for word in words.split()[:20]]
    terms = [part for word in found for part in word.split()]
    if not terms:
        return ""
    return " ".join(f'"{term}"' for term in terms) + "*"


def create_statement(table: Table) -> str:
    """Return the CREATE TABLE statement of a table."""
    lines = []
    for name, info in ordered_fields(table.row):
        kind, optional = scalar_type(info.annotation)
        checked = f' CHECK (json_valid("{name}"))' if get_origin(kind) is list else ""
        null = "" if optional else " NOT NULL"
        lines.append(f'"{name}" {_TYPES.get(kind, "TEXT")}{null}{checked}')
    key = ", ".join(f'"{name}"' for name in table.primary_key)
    lines.append(f"PRIMARY KEY ({key})")
    # The column is the key anyway, but Datasette does not find it unless it is named.
    keys = {each.name: each.primary_key[0] for each in tables()}
    lines += [f'FOREIGN KEY ("{column}") REFERENCES {target} ("{keys[target]}")' for column, target in table.foreign_keys]
    # Parts of rows, of which there are most, stand in the order of their keys: one tree in place of two, and looked up as fast.
    sorted_by_key = ", WITHOUT ROWID" if table.name in _BY_KEY else ""
    return f"CREATE TABLE {table.name} ({', '.join(lines)}) STRICT{sorted_by_key}"


def _fill(target: sqlite3.Connection, table: Table, portions: Iterable[list[tuple[object, ...]]]) -> None:
    marks = f"({', '.join('?' for _ in table.row.model_fields)})"
    insert = f"INSERT INTO {table.name} VALUES "
    many = insert + ", ".join([marks] * _ROWS)
    for rows in portions:
        whole = len(rows) - len(rows) % _ROWS
        for start in range(0, whole, _ROWS):
            target.execute(many, list(chain.from_iterable(rows[start : start + _ROWS])))
        target.executemany(insert + marks, rows[whole:])


def _rows(source: "duckdb.DuckDBPyConnection", table: Table) -> Iterator[list[tuple[object, ...]]]:
    """Yield the rows of a table in their order, some at a time; lists as JSON."""
    cells = [
        f'to_json("{name}")::VARCHAR' if get_origin(scalar_type(info.annotation)[0]) is list else f'"{name}"'
        for name, info in ordered_fields(table.row)
    ]
    order = f"ORDER BY {', '.join(table.primary_key)}" if table.name in _BY_KEY else ""
    cursor = source.cursor()
    cursor.execute(f"SELECT {', '.join(cells)} FROM {table.name} {order}")
    while rows := cursor.fetchmany(_FETCHED):
        yield rows
