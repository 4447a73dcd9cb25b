"""Datasette's metadata for ``extractor.sqlite``: what tables and columns mean, facets, and the questions that analysts ask."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.exports.base import ExportOptions, exporter
from extractor.exports.questions import load_questions
from extractor.records import Table, tables
from extractor.tables.schema import ordered_fields
from extractor.tables.views import FLAT_COLUMNS, FLAT_NAME, flat_description

if TYPE_CHECKING:
    import duckdb

_FACETS: dict[str, Any] = {
    "documents": ["outlet", "language", "status"],
    "people": ["country_code"],
    "organizations": ["kind", "country_code"],
    "places": ["kind", "country_code"],
    "mentions": ["kind", "form", "resolution"],
    "statements": ["act", "type", "speaker_status", "confidence_level", "speaker_name"],
    "statement_entities": ["relation"],
    "errors": ["code"],
    FLAT_NAME: ["act", "type", "speaker", "outlet", "confidence_level"],
}
_LABELS: dict[str, Any] = {
    "documents": "title",
    "people": "name",
    "organizations": "name",
    "places": "name",
    "statements": "content",
}
_SORTED: dict[str, Any] = {"people": "statement_count", "organizations": "mention_count", "places": "mention_count"}


@exporter("datasette", title="metadata for Datasette: columns explained, facets, questions as forms", file_name="datasette.json")
def export_datasette(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return the same for every run of one version: ``datasette DIR/extractor.sqlite --metadata FILE``."""
    described: dict[str, Any] = {table.name: _table(table) for table in tables()}
    described[FLAT_NAME] = {
        "title": FLAT_NAME,
        "description_html": _explained(
            "The statements with names instead of ids, for reading.", {name: flat_description(name) for name in FLAT_COLUMNS}
        ),
        "facets": _FACETS[FLAT_NAME],
    }
    queries = {each.id: {"title": each.title, "description": each.note, "sql": each.sql.strip()} for each in load_questions()}
    metadata = {
        "title": "Who said what",
        "description": "People, organizations, places and attributed statements of news articles",
        "databases": {"extractor": {"tables": described, "queries": queries}},
    }
    Path(target).write_text(json.dumps(metadata, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return ("start it with: datasette DIR/extractor.sqlite --metadata FILE",)


def _explained(summary: str, meanings: Mapping[str, str]) -> str:
    """Return what a table holds, and what its columns mean, folded up: open they would fill two screens before the first row."""
    columns = "".join(f"<dt>{escape(name)}</dt><dd>{escape(meaning)}</dd>" for name, meaning in meanings.items())
    return f"<p>{escape(summary)}</p><details><summary>What the columns mean</summary><dl>{columns}</dl></details>"


def _table(table: Table) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "title": table.name,
        "description_html": _explained(
            table.summary, {name: info.description for name, info in ordered_fields(table.row) if info.description}
        ),
    }
    for setting, values in (("facets", _FACETS), ("label_column", _LABELS), ("sort_desc", _SORTED)):
        if table.name in values:
            entry[setting] = values[table.name]
    return entry
