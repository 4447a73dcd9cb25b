"""The tables as files, laid out as in the folder of a run: CSV, JSON lines, Parquet, and one database file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.exports.base import ExportOptions, exporter
from extractor.exports.files import add_bom
from extractor.records import tables
from extractor.tables.schema import text_literal
from extractor.tables.views import FLAT_NAME, flat_view
from extractor.writers.base import writers
from extractor.writers.csv import write_tables
from extractor.writers.database import FILE_NAME
from extractor.writers.datapackage import write_datapackage

if TYPE_CHECKING:
    import duckdb


@exporter(
    "csv",
    title="tables as CSV files, with their description for programs (Data Package)",
    target="folder",
    file_name="csv",
    options=("include_rejected", "excel_safe", "csv_bom"),
)
def export_csv(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return ``tables/*.csv`` and ``datapackage.json``."""
    folder = Path(target)
    write_tables(connection, folder, excel_safe=options.excel_safe)
    write_datapackage(connection, folder, [writers()["csv"]])
    if options.csv_bom:
        for path in (folder / "tables").glob("*.csv"):
            add_bom(path)
    return ()


@exporter(
    "jsonl", title="tables as JSON lines, lists as arrays", target="folder", file_name="jsonl", options=("include_rejected",)
)
def export_jsonl(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return ``tables/*.jsonl``."""
    folder = Path(target) / "tables"
    folder.mkdir()
    for name in (*(table.name for table in tables()), FLAT_NAME):
        connection.execute(f"COPY (SELECT * FROM {name}) TO ? (FORMAT json)", [str(folder / f"{name}.jsonl")])
    return ()


@exporter(
    "parquet",
    title="tables as Parquet files, for pandas, R, Spark and the like",
    target="folder",
    file_name="parquet",
    options=("include_rejected",),
)
def export_parquet(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return ``tables/*.parquet``, the view with names instead of ids among them."""
    writers()["parquet"].write(connection, Path(target))
    path = Path(target) / "tables" / f"{FLAT_NAME}.parquet"
    connection.execute(f"COPY (SELECT * FROM {FLAT_NAME}) TO ? (FORMAT parquet, COMPRESSION zstd)", [str(path)])
    return ()


@exporter("sqlite", title="database for SQLite, with full-text search", file_name=FILE_NAME, options=("include_rejected",))
def export_sqlite(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return the same file that a run writes."""
    folder = Path(target).parent
    writers()["sqlite"].write(connection, folder)
    (folder / FILE_NAME).rename(target)
    return ()


@exporter(
    "duckdb",
    title="database for DuckDB, with keys and the descriptions of all columns",
    file_name="extractor.duckdb",
    options=("include_rejected",),
)
def export_duckdb(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return the tables with primary keys and comments, and the view with names instead of ids."""
    (own,) = connection.execute("SELECT current_database()").fetchall()[0]
    connection.execute(f"ATTACH {text_literal(target)} AS exported")
    for table in tables():
        connection.execute(f"CREATE TABLE exported.{table.name} AS SELECT * FROM {table.name}")
        connection.execute(f"ALTER TABLE exported.{table.name} ADD PRIMARY KEY ({table.written_key})")
        connection.execute(f"COMMENT ON TABLE exported.{table.name} IS {text_literal(table.summary)}")
        for name, info in table.row.model_fields.items():
            if info.description:
                connection.execute(f'COMMENT ON COLUMN exported.{table.name}."{name}" IS {text_literal(info.description)}')
    connection.execute("USE exported")
    connection.execute(f"CREATE VIEW {FLAT_NAME} AS {flat_view()}")
    connection.execute(f"USE {own}")
    connection.execute("DETACH exported")
    return ()
