"""Reviewed documents as gold annotation that ``extractor evaluate`` reads."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.decisions.gold import gold_lines
from extractor.exports.base import ExportOptions, exporter
from extractor.exports.files import replacing_file

if TYPE_CHECKING:
    import duckdb


@exporter("gold", title="documents that reviewers marked complete, as gold for extractor evaluate", file_name="gold.jsonl")
def write_gold(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """One JSON line a document."""
    written = 0
    with replacing_file(Path(target)) as path, path.open("w", encoding="utf-8") as file:
        for line in gold_lines(connection):
            file.write(line + "\n")
            written += 1
    return [] if written else ["no document was marked complete: extractor review DIR"]
