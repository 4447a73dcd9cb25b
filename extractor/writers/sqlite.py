"""One SQLite file: strict tables with keys, full-text search over statements and documents, and the flat view."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, get_origin

from extractor.kept import Kept
from extractor.records import Table, tables
from extractor.tables.build import ORDER
from extractor.tables.schema import ordered_fields, scalar_type
from extractor.tables.views import FLAT_NAME, flat_view
from extractor.writers.base import writer
from extractor.writers.database import FILE_NAME
from extractor.writers.groups import NUMBERED, NUMBERS, compare_groups, in_groups, number_groups, placed

if TYPE_CHECKING:
    import duckdb

_Cells = tuple[object, ...]

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
# Rows that one statement inserts: a tenth is faster than row by row.
_ROWS = 200
# Rows that are fetched at a time: few enough to stay in the processor's cache.
_FETCHED = 5 * _ROWS
# Columns that queries and the review pages look up; keys have an index anyway.
_INDEXES = (
    ("mentions", "document_id"), ("mentions", "entity_id"), ("statements", "document_id"), ("statements", "speaker_id"),
    ("statements", "cluster_id"), ("statement_entities", "entity_id"), ("statement_entities", "mention_id"),
    ("entity_aliases", "alias"), ("people", "affiliation_id"), ("person_facts", "document_id"),
)  # fmt: skip
_BY_KEY = ("statement_spans",)
_SEARCH = {"statements": ("content", "cue_text", "source_text", "speaker_name"), "documents": ("title", "text")}


# What programs that were killed left next to an older file: SQLite would play it back into the new one.
_LEFT = tuple(f"{FILE_NAME}-{kind}" for kind in ("journal", "wal", "shm"))


@writer("sqlite", files=(FILE_NAME, *_LEFT), summary=(f"{FILE_NAME}   all tables in one database, with search",))
def write_sqlite(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Write ``extractor.sqlite``; lists are JSON arrays, truth values 0 and 1."""
    write_in_turn(connection, folder, ORDER)


def write_in_turn(
    connection: "duckdb.DuckDBPyConnection",
    folder: Path,
    names: Iterable[str],
    keep: Callable[[str], None] = lambda _: None,
) -> None:
    """Write the tables, or views of them, as their names come; the order of the names tells in the file.

    ``keep`` is called with the name of each table while its ``groups`` are there, by which :func:`change_file` can bring the file
    up to date.

    Raises:
        sqlite3.OperationalError: the disk is full, or the file cannot be written.
    """
    path = folder / FILE_NAME
    path.unlink(missing_ok=True)
    with _open(path, "PRAGMA page_size = 8192") as target:
        by_name = {table.name: table for table in tables()}
        for table in by_name.values():
            target.execute(create_statement(table))
        for name in names:
            number_groups(connection, by_name[name])
            _fill(target, by_name[name], _rows(connection, by_name[name]))
            keep(name)
            connection.execute("DROP TABLE groups")
        for table_name, column in _INDEXES:
            target.execute(f"CREATE INDEX {table_name}_{column} ON {table_name} ({column})")
        target.execute(f"CREATE VIEW {FLAT_NAME} AS {flat_view(sqlite=True)}")
        for table_name, columns in _SEARCH.items():
            listed = ", ".join(columns)
            search = f"{table_name}_search"
            # With these quotes Datasette and sqlite-utils see what the index is for.
            target.execute(f"CREATE VIRTUAL TABLE {search} USING fts5({listed}, content=\"{table_name}\", tokenize='unicode61')")
            target.execute(f"INSERT INTO {search}({search}) VALUES ('rebuild')")


def change_file(connection: "duckdb.DuckDBPyConnection", before: Path, folder: Path, kept: Kept) -> bool:
    """Write the file as a copy of an earlier one in which the groups of rows that differ are replaced, and keep the new groups.

    False where there is no room for the rows between others: then the file has to be written anew.

    Raises:
        sqlite3.OperationalError: the disk is full, or the file cannot be written.
    """
    path = folder / FILE_NAME
    shutil.copyfile(before / FILE_NAME, path)
    with _open(path) as target:
        for table in reversed(tables()):  # parts of statements are found by way of the statements that they had
            kept.load(connection, f"groups_{table.name}", NUMBERED, table="kept_groups")
            fits = compare_groups(connection, table, numbered=table.name not in _BY_KEY)
            if fits:
                _replace(connection, target, table)
                _correct(connection, target, table)
                kept.keep(connection, f"groups_{table.name}", NUMBERS)
            for name in ("kept_groups", "groups", "old", "new", "changed"):
                connection.execute(f"DROP TABLE {name}")
            if not fits:
                return False
    return True


def _replace(connection: "duckdb.DuckDBPyConnection", target: sqlite3.Connection, table: Table) -> None:
    """Replace the groups ``old`` by the groups ``new``, in the index for searching as well."""
    name, one = table.name, in_groups(table, "= ?")
    old, new = (connection.execute(f'SELECT "group" FROM {groups}').fetchall() for groups in ("old", "new"))
    listed = ", ".join(_SEARCH.get(name, ()))
    if listed:
        forget = f"INSERT INTO {name}_search({name}_search, rowid, {listed}) SELECT 'delete', rowid, {listed}"
        target.executemany(f"{forget} FROM {name} WHERE {one}", old)
    target.executemany(f"DELETE FROM {name} WHERE {one}", old)
    _fill(target, table, _rows(connection, table, groups="new"))
    if listed:
        target.executemany(f"INSERT INTO {name}_search(rowid, {listed}) SELECT rowid, {listed} FROM {name} WHERE {one}", new)


def _correct(connection: "duckdb.DuckDBPyConnection", target: sqlite3.Connection, table: Table) -> None:
    """Write those rows of the groups ``changed`` that differ: of a document that is a copy now, or with a claim, most stay."""
    listed = ", ".join(f'"{name}"' for name, _ in ordered_fields(table.row))
    select = f"SELECT rowid, {listed} FROM {table.name} WHERE rowid >= ? AND rowid < ? ORDER BY rowid"
    groups = connection.execute("SELECT number, number + rows, rows FROM changed ORDER BY place").fetchall()
    rows = chain.from_iterable(_rows(connection, table, groups="changed"))
    differing: list[tuple[_Cells, _Cells]] = []
    for *within, count in groups:
        pairs = zip(target.execute(select, within), islice(rows, count), strict=True)
        differing += [(old, new) for old, new in pairs if old != new]
        if len(differing) >= _FETCHED:
            _exchange(target, table, differing)
            differing = []
    _exchange(target, table, differing)


def _exchange(target: sqlite3.Connection, table: Table, rows: list[tuple[_Cells, _Cells]]) -> None:
    """Put rows in the place of others with their numbers."""
    if not rows:
        return
    searched = _SEARCH.get(table.name, ())
    places = [0, *(1 + [name for name, _ in ordered_fields(table.row)].index(column) for column in searched)]
    texts = [[tuple(row[place] for place in places) for row in pair] for pair in rows if searched]
    texts = [[old, new] for old, new in texts if old != new]
    into, marks = f"{table.name}_search", ", ".join("?" for _ in places)
    if texts:
        forget = f"INSERT INTO {into}({into}, rowid, {', '.join(searched)}) VALUES ('delete', {marks})"
        target.executemany(forget, [old for old, _ in texts])
    target.executemany(f"DELETE FROM {table.name} WHERE rowid = ?", [old[:1] for old, _ in rows])
    _fill(target, table, [[new for _, new in rows]])
    if texts:
        target.executemany(f"INSERT INTO {into}(rowid, {', '.join(searched)}) VALUES ({marks})", [new for _, new in texts])


@contextmanager
def _open(path: Path, *pragmas: str) -> Iterator[sqlite3.Connection]:
    """Open a file that is thrown away if writing breaks off: no journal is needed, and none is left in its header."""
    target = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in (*pragmas, "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -262144"):
            target.execute(pragma)
        target.execute("BEGIN")
        yield target
        target.execute("COMMIT")
    finally:
        target.close()


def create_statement(table: Table) -> str:
    """Return the CREATE TABLE statement of a table."""
    lines = []
    for name, info in ordered_fields(table.row):
        kind, optional = scalar_type(info.annotation)
        checked = f' CHECK (json_valid("{name}"))' if get_origin(kind) is list else ""
        null = "" if optional else " NOT NULL"
        lines.append(f'"{name}" {_TYPES.get(kind, "TEXT")}{null}{checked}')
    lines.append(f"PRIMARY KEY ({table.written_key})")
    # The column is the key anyway, but Datasette does not find it unless it is named.
    keys = {each.name: each.primary_key[0] for each in tables()}
    lines += [f'FOREIGN KEY ("{column}") REFERENCES {target} ("{keys[target]}")' for column, target in table.foreign_keys]
    # Parts of rows, of which there are most, are in the order of their keys: one tree in place of two, and looked up as fast.
    sorted_by_key = ", WITHOUT ROWID" if table.name in _BY_KEY else ""
    return f"CREATE TABLE {table.name} ({', '.join(lines)}) STRICT{sorted_by_key}"


def _fill(target: sqlite3.Connection, table: Table, portions: Iterable[list[_Cells]]) -> None:
    """Insert rows, each with its number first but for tables in the order of their keys."""
    names = [name for name, _ in ordered_fields(table.row)]
    names = names if table.name in _BY_KEY else ["rowid", *names]
    marks = f"({', '.join('?' for _ in names)})"
    listed = ", ".join(f'"{name}"' for name in names)
    insert = f"INSERT INTO {table.name} ({listed}) VALUES "
    many = insert + ", ".join([marks] * _ROWS)
    for rows in portions:
        whole = len(rows) - len(rows) % _ROWS
        for start in range(0, whole, _ROWS):
            target.execute(many, list(chain.from_iterable(rows[start : start + _ROWS])))
        target.executemany(insert + marks, rows[whole:])


def _rows(source: "duckdb.DuckDBPyConnection", table: Table, groups: str = "groups") -> Iterator[list[_Cells]]:
    """Yield the rows of all groups or of some in their order, with their numbers, some at a time; lists as JSON."""
    cells = [
        f'to_json("{name}")::VARCHAR' if get_origin(scalar_type(info.annotation)[0]) is list else f'"{name}"'
        for name, info in ordered_fields(table.row)
    ]
    by_key = table.name in _BY_KEY
    wanted = f'IN (SELECT "group" FROM {groups})'
    some = f"WHERE {in_groups(table, wanted)}" if groups != "groups" else ""
    order = f"ORDER BY {', '.join(table.primary_key)}" if by_key else "ORDER BY place" if some else ""
    numbered = source.execute(f"SELECT number, rows FROM {groups} ORDER BY place").fetchall()
    numbers = chain.from_iterable(range(number, number + rows) for number, rows in numbered)
    cursor = source.cursor()
    cursor.execute(f"SELECT {', '.join(cells)} FROM {placed(source, table)} {some} {order}")
    while rows := cursor.fetchmany(_FETCHED):
        # The rows come first: of the longer one zip would take an item that it has no partner for.
        yield rows if by_key else [(number, *row) for row, number in zip(rows, numbers, strict=False)]
