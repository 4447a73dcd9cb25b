"""The statements as one wide sheet for people, in SQL that DuckDB and SQLite both understand.

Joins of many rows do not keep their order; both databases number the rows of a table in the order in which they were written.
"""

from extractor.records import DocumentRow, StatementRow

FLAT_NAME = "statements_flat"

_NAMES = """(SELECT person_id AS id, name FROM people UNION ALL SELECT organization_id, name FROM organizations
    UNION ALL SELECT place_id, name FROM places)"""

# What somebody reads comes first, what leads back to the text and to the other tables last.
_FLAT = (
    "d.outlet", "d.published_at", "d.title AS document_title", "s.speaker_name", "s.speaker_role", "s.cue_text", "s.act",
    "s.content", "target.name AS target_name", "addressee.name AS addressee_name", "via.name AS via_name", "s.type",
    "s.is_negated", "s.is_hedged", "s.is_conditional", "s.time_text", "s.time_start", "s.speaker_kind", "s.speaker_status",
    "s.source_text", "s.cue_lemma", "s.confidence", "s.confidence_level", "s.rule_id", "s.review_status", "s.sentence_index",
    "s.paragraph_index", "s.in_title", "d.source_path", "d.record", "d.url", "s.statement_id",
)  # fmt: skip
FLAT_COLUMNS = tuple(column.rpartition(" AS ")[2].rpartition(".")[2] for column in _FLAT)
# The rows in any order, in SQL that PostgreSQL understands as well.
FLAT_ROWS = f"""
SELECT {", ".join(_FLAT)}
FROM statements s
JOIN documents d ON d.document_id = s.document_id
LEFT JOIN {_NAMES} addressee ON addressee.id = s.addressee_id
LEFT JOIN {_NAMES} target ON target.id = s.target_id
LEFT JOIN {_NAMES} via ON via.id = s.via_id
"""
STATEMENTS_FLAT = f"{FLAT_ROWS}ORDER BY s.rowid"
# Columns that are called otherwise than in the tables they come from.
_RENAMED = {
    "document_title": "Headline of the article",
    "addressee_name": "Name of the entity to whom it was said",
    "target_name": "Name of the entity that is accused, criticized, praised ...",
    "via_name": "Name of the entity that passed it on",
}


def flat_description(column: str) -> str:
    """Return what a column of ``statements_flat`` means, as the tables say."""
    fields = {**DocumentRow.model_fields, **StatementRow.model_fields}
    return _RENAMED.get(column) or fields[column].description or ""
