"""Parquet: real arrays, compressed, typed."""

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.records import tables
from extractor.writers.base import writer

if TYPE_CHECKING:
    import duckdb


@writer("parquet", files=("tables/*.parquet",))
def write_parquet(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """One file for each table."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for table in tables():
        connection.execute(
            f"COPY {table.name} TO ? (FORMAT parquet, COMPRESSION zstd)", [str(folder / "tables" / f"{table.name}.parquet")]
        )
