"""The source audit: who is quoted in each outlet, how often, in which role, and how many sources have no name."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.exports.base import ExportOptions, exporter
from extractor.exports.files import add_bom

if TYPE_CHECKING:
    import duckdb

_SOURCES = """
WITH said AS (
    SELECT r.*, left(d.published_at, 10) AS day, s.speaker_role,
        CASE split_part(r.speaker_key, ':', 1) WHEN 'open' THEN 'open' WHEN 'words' THEN 'unnamed' ELSE 'named' END AS status
    FROM report_said r JOIN statements s USING (statement_id) JOIN documents d ON d.document_id = r.document_id
), counted AS (
    SELECT outlet, speaker_key, status, min(speaker_name) AS words, min(speaker_kind) AS speaker_kind, count(*) AS statements,
        count(*) FILTER (type = 'direct') AS direct, count(*) FILTER (type = 'mixed') AS mixed,
        count(*) FILTER (type = 'indirect') AS indirect, count(DISTINCT document_id) AS articles,
        coalesce(min(nullif(day, '')), '') AS first_published, coalesce(max(nullif(day, '')), '') AS last_published
    FROM said GROUP BY ALL
), roles AS (
    SELECT outlet, speaker_key, first(speaker_role ORDER BY times DESC, speaker_role) AS role FROM (
        SELECT outlet, speaker_key, speaker_role, count(*) AS times FROM said WHERE speaker_role <> '' GROUP BY ALL
    ) GROUP BY ALL
)
SELECT c.outlet, CASE WHEN status = 'open' THEN '' ELSE coalesce(n.name, words, '') END AS source, status,
    CASE WHEN status = 'open' THEN speaker_key[6:] ELSE coalesce(n.kind, speaker_kind) END AS kind,
    CASE WHEN status = 'unnamed' THEN source_class(words) ELSE '' END AS class,
    CASE WHEN status = 'open' THEN '' ELSE coalesce(roles.role, n.role, '') END AS role,
    statements, round(100 * statements / sum(statements) OVER (PARTITION BY c.outlet), 1) AS percent_of_outlet,
    direct, mixed, indirect, articles, first_published, last_published
FROM counted c LEFT JOIN roles USING (outlet, speaker_key) LEFT JOIN report_names n ON n.id = c.speaker_key
ORDER BY c.outlet, statements DESC, source, kind, c.speaker_key
"""


@exporter(
    "sources",
    title="source audit: who is quoted by whom, how often, in which role, how many without a name (CSV)",
    file_name="sources.csv",
    options=("excel_safe", "csv_bom"),
)
def export_sources(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return one line for each source of each outlet; copies of articles and rejected statements are not counted."""
    from extractor.report.data import prepare
    from extractor.report.sources import Classifier
    from extractor.resources import find_models
    from extractor.speakers.anonymous import load_source_classes
    from extractor.writers.csv import write_query

    prepare(connection)
    classifier = Classifier(load_source_classes(find_models()))
    connection.create_function("source_class", classifier.class_of, ["VARCHAR"], "VARCHAR")
    try:
        write_query(connection, _SOURCES, Path(target), excel_safe=options.excel_safe)
    finally:
        connection.remove_function("source_class")
    if options.csv_bom:
        add_bom(Path(target))
    return ()
