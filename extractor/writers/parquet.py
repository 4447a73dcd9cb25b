"""Parquet: real arrays, compressed, typed."""

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.records import tables
from extractor.writers.base import writer

if TYPE_CHECKING:
    import duckdb

# Values of a column up to which they are numbered: more take time and no less room.
_DIFFERENT = 4_000


@writer(
    "parquet",
    files=("tables/*.parquet",),
    summary=("tables/statements.parquet, people.parquet and more   for pandas, R, DuckDB and the like",),
    table="tables/{name}.parquet",
    mediatype="application/vnd.apache.parquet",
)
def write_parquet(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Write one file for each table."""
    for table in tables():
        write_table(connection, table.name, folder / "tables")


def write_table(connection: "duckdb.DuckDBPyConnection", name: str, folder: Path) -> None:
    """Write one table to the file of its name in a folder, which may have to be made."""
    folder.mkdir(parents=True, exist_ok=True)
    options = f"FORMAT parquet, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT {_DIFFERENT}"
    connection.execute(f"COPY {name} TO ? ({options})", [str(folder / f"{name}.parquet")])
