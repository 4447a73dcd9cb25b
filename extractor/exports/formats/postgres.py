"""PostgreSQL: tables with keys, comments and an index for words, in the schema ``extractor`` of a database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, get_origin

from extractor.errors import OutputError
from extractor.exports.base import ExportOptions, exporter
from extractor.records import Table, tables
from extractor.row import Row
from extractor.tables.schema import ordered_fields, scalar_type, text_literal
from extractor.tables.views import FLAT_NAME, flat_rows

if TYPE_CHECKING:
    import duckdb
    from adbc_driver_manager.dbapi import Connection, Cursor

_SCHEMA = "extractor"
_TYPES = {str: "text", int: "bigint", float: "double precision", bool: "boolean"}
# Columns that queries look up; keys have an index anyway.
_INDEXES = (
    ("mentions", "document_id"), ("mentions", "entity_id"), ("statements", "document_id"), ("statements", "speaker_id"),
    ("statements", "cluster_id"), ("statement_entities", "entity_id"), ("entity_aliases", "alias"),
)  # fmt: skip


@exporter(
    "postgres",
    title="tables in a PostgreSQL database (--out postgresql://...)",
    target="address",
    file_name="postgresql://USER@HOST/DATABASE",
    packages=("adbc-driver-manager", "adbc-driver-postgresql"),
    options=("include_rejected",),
)
def export_postgres(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Replace the tables of this name in the schema ``extractor``, all in one transaction: all appear or nothing changes."""
    with _connected(target) as database, database.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}")
        cursor.execute(f"DROP VIEW IF EXISTS {_SCHEMA}.{FLAT_NAME}")
        for table in reversed(tables()):
            cursor.execute(f"DROP TABLE IF EXISTS {_SCHEMA}.{table.name}")
        for table in tables():
            _add(connection, cursor, table)
        for name, column in _INDEXES:
            cursor.execute(f"CREATE INDEX {name}_{column} ON {_SCHEMA}.{name} ({column})")
        cursor.execute(f"CREATE INDEX statements_words ON {_SCHEMA}.statements USING gin (to_tsvector('english', content))")
        cursor.execute(f"SET LOCAL search_path = {_SCHEMA}")
        cursor.execute(f"CREATE VIEW {_SCHEMA}.{FLAT_NAME} AS {flat_rows()}")
        database.commit()
    return [f"tables and the view {FLAT_NAME} are in the schema {_SCHEMA}"]


@contextmanager
def _connected(address: str) -> "Iterator[Connection]":
    """Yield a connection; what the server or the client says is an OutputError."""
    from adbc_driver_manager import Error
    from adbc_driver_postgresql import dbapi

    try:
        with dbapi.connect(address) as database:
            yield database
    except Error as error:
        raise OutputError(f"PostgreSQL: {' '.join(str(error).split())}") from error


def _add(source: "duckdb.DuckDBPyConnection", cursor: "Cursor", table: Table) -> None:
    """Add the table with its rows, keys and comments."""
    name = f"{_SCHEMA}.{table.name}"
    cursor.execute(f"CREATE TABLE {name} ({', '.join(_columns(table.row))})")
    cursor.adbc_ingest(
        table.name, source.sql(f"SELECT {', '.join(_cells(table.row))} FROM {table.name}"), "append", db_schema_name=_SCHEMA
    )
    cursor.execute(f"ALTER TABLE {name} ADD PRIMARY KEY ({table.written_key})")
    for column, target in table.foreign_keys:
        cursor.execute(f'ALTER TABLE {name} ADD FOREIGN KEY ("{column}") REFERENCES {_SCHEMA}.{target}')
    cursor.execute(f"COMMENT ON TABLE {name} IS {text_literal(table.summary)}")
    for column, info in table.row.model_fields.items():
        if info.description:
            cursor.execute(f'COMMENT ON COLUMN {name}."{column}" IS {text_literal(info.description)}')


def _columns(row: type[Row]) -> Iterator[str]:
    for name, info in ordered_fields(row):
        kind, optional = scalar_type(info.annotation)
        sort = "text[]" if get_origin(kind) is list else _TYPES[kind]
        yield f'"{name}" {sort}{"" if optional else " NOT NULL"}'


def _cells(row: type[Row]) -> Iterator[str]:
    """Yield the columns without the character U+0000, which PostgreSQL cannot hold."""
    for name, info in ordered_fields(row):
        kind, _ = scalar_type(info.annotation)
        yield f"""replace("{name}", chr(0), '') AS "{name}\"""" if kind is str else f'"{name}"'
