"""One SQLite file: strict tables with keys, full-text search over statements and documents, and the flat view."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, get_origin

from extractor.records import Table, tables
from extractor.row import Row
from extractor.tables.schema import ordered_fields, scalar_type
from extractor.tables.views import FLAT_NAME, STATEMENTS_FLAT
from extractor.writers.base import writer

if TYPE_CHECKING:
    import duckdb

FILE_NAME = "extractor.sqlite"
_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
# Rows that one statement inserts: a tenth is faster than row by row, and other threads can work in the meantime.
_ROWS = 200
# Rows that are fetched at a time: few enough to stay in the processor's cache.
_FETCHED = 5 * _ROWS
_JSON = json.JSONEncoder(ensure_ascii=False)
# Columns that queries and the review pages look up; keys have an index anyway.
_INDEXES = (
    ("mentions", "document_id"), ("mentions", "entity_id"), ("statements", "document_id"), ("statements", "speaker_id"),
    ("statements", "cluster_id"), ("statement_entities", "entity_id"), ("statement_entities", "mention_id"),
    ("entity_aliases", "alias"), ("people", "affiliation_id"),
)  # fmt: skip
_SEARCH = {"statements": ("content", "source_text", "speaker_name"), "documents": ("title", "text")}


# What programs that were killed left beside an older file: SQLite would play it back into the new one.
_LEFT = tuple(f"{FILE_NAME}-{kind}" for kind in ("journal", "wal", "shm"))


@writer("sqlite", files=(FILE_NAME, *_LEFT))
def write_sqlite(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """``extractor.sqlite``; lists are JSON arrays, truth values 0 and 1."""
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
        for table in tables():
            target.execute(create_statement(table))
            _fill(connection, target, table)
        for table_name, column in _INDEXES:
            target.execute(f"CREATE INDEX {table_name}_{column} ON {table_name} ({column})")
        target.execute(f"CREATE VIEW {FLAT_NAME} AS {STATEMENTS_FLAT}")
        for table_name, names in _SEARCH.items():
            listed = ", ".join(names)
            search = f"{table_name}_search"
            # With these quotes Datasette and sqlite-utils see what the index is for.
            target.execute(f"CREATE VIRTUAL TABLE {search} USING fts5({listed}, content=\"{table_name}\", tokenize='unicode61')")
            target.execute(f"INSERT INTO {search}({search}) VALUES ('rebuild')")
        target.execute("COMMIT")
    finally:
        target.close()


def create_statement(table: Table) -> str:
    """The CREATE TABLE statement of a table."""
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
    return f"CREATE TABLE {table.name} ({', '.join(lines)}) STRICT"


def _fill(source: "duckdb.DuckDBPyConnection", target: sqlite3.Connection, table: Table) -> None:
    lists = _list_columns(table.row)
    cursor = source.cursor()
    cursor.execute(f"SELECT * FROM {table.name}")
    marks = f"({', '.join('?' for _ in table.row.model_fields)})"
    insert = f"INSERT INTO {table.name} VALUES "
    many = insert + ", ".join([marks] * _ROWS)
    while rows := cursor.fetchmany(_FETCHED):
        cells: Sequence[Sequence[object]] = [_encoded(row, lists) for row in rows] if lists else rows
        whole = len(cells) - len(cells) % _ROWS
        for start in range(0, whole, _ROWS):
            target.execute(many, list(chain.from_iterable(cells[start : start + _ROWS])))
        target.executemany(insert + marks, cells[whole:])


def _list_columns(row: type[Row]) -> list[int]:
    return [number for number, (_, info) in enumerate(ordered_fields(row)) if get_origin(scalar_type(info.annotation)[0]) is list]


def _encoded(row: Sequence[object], lists: Iterable[int]) -> list[object]:
    cells = list(row)
    for number in lists:
        cells[number] = _JSON.encode(cells[number]) if cells[number] else "[]"
    return cells
