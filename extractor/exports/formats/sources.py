"""The source audit: who is quoted in each outlet, how often, in which role, and how many sources have no name."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.exports.base import ExportOptions, exporter
from extractor.exports.files import add_bom

if TYPE_CHECKING:
    import duckdb


@exporter(
    "sources",
    title="source audit: who is quoted by whom, how often, in which role, how many without a name (CSV)",
    file_name="sources.csv",
    options=("excel_safe", "csv_bom"),
)
def export_sources(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return one line for each source of each outlet; copies of articles and rejected statements are not counted."""
    from extractor.exports.audit import NAMES, count_sources, load_source_words
    from extractor.resources import find_models
    from extractor.writers.csv import write_query

    count_sources(connection, load_source_words(find_models()), "all")
    write_query(connection, f"SELECT * FROM {NAMES}", Path(target), excel_safe=options.excel_safe)
    if options.csv_bom:
        add_bom(Path(target))
    return ()
