"""The statements as one wide sheet for people, in SQL that DuckDB, SQLite and PostgreSQL understand.

Joins of many rows do not keep their order; DuckDB and SQLite number the rows of a table in the order in which they were written.
"""

from typing import Final

from extractor.kept import mixed_hash
from extractor.records import DocumentRow, StatementRow
from extractor.tables.schema import scalar_type

FLAT_NAME = "statements_flat"

_NAMES = """(SELECT person_id AS id, name FROM people UNION ALL SELECT organization_id, name FROM organizations
    UNION ALL SELECT place_id, name FROM places)"""
# A name is in speaker, other words in speaker_description, and never both. Of several who are named together there is no
# one name.
_HAS_NAME = "(s.speaker_id IS NOT NULL OR (s.speaker_status IN ('named', 'resolved') AND s.speaker_kind <> 'group'))"
# Of these the name is in another table.
_LINKED = ("addressee", "target", "via")
# Names joined in the order of the alphabet: databases differ in how that is said.
_JOINED, _JOINED_SQLITE = "string_agg(name, '; ' ORDER BY name)", "group_concat(name, '; ')"
_ABOUT = """(SELECT {joined} FROM (
    SELECT DISTINCT coalesce(p.name, o.name, l.name) AS name FROM {entities} e
    LEFT JOIN people p ON p.person_id = e.entity_id
    LEFT JOIN organizations o ON o.organization_id = e.entity_id
    LEFT JOIN places l ON l.place_id = e.entity_id
    WHERE e.statement_id = s.statement_id AND e.relation = 'about' ORDER BY 1
) named)"""

# Columns of which the name is not that of the table they come from: what they are made of, and what they mean.
_MADE: Final = {
    "date": ("d.published_at", "Day or time of publication, ISO 8601"),
    "title": ("d.title", "Headline of the article"),
    "speaker": (f"CASE WHEN {_HAS_NAME} THEN s.speaker_name END", "Name of the speaker, if the text gives one"),
    "speaker_description": (
        f"CASE WHEN NOT {_HAS_NAME} THEN s.speaker_name END",
        "Words for a speaker without a name: 'two officials', 'residents'; also for several who are named together",
    ),
    "role": ("s.speaker_role", "Role of the speaker, given next to the source, or else in the document"),
    "target": ("target.name", "Name of the entity that is accused, criticized, praised ..."),
    "target_text": ("s.target_text", "The words for it, as written"),
    "addressee": ("addressee.name", "Name of the entity to whom it was said"),
    "addressee_text": ("s.addressee_text", "The words for it, as written"),
    "about": (_ABOUT, "Names of the people, organizations and places that the content is about, separated by '; '"),
    "via": ("via.name", "Name of the entity that passed it on"),
}
# What somebody reads comes first, what leads back to the text and to the other tables last.
READ_COLUMNS: Final = (
    "date", "outlet", "title", "speaker", "speaker_description", "role", "act", "content_act", "content", "content_resolved",
    "target", "target_text", "addressee", "addressee_text", "about", "via", "confidence",
)  # fmt: skip
FLAT_COLUMNS: Final = (
    *READ_COLUMNS, "source_text", "source_kind", "source_class", "anonymity_reason", "cue_text", "cue_lemma", "type", "attitude",
    "stance", "is_negated", "is_hedged", "is_conditional", "inferred", "time_text", "time_start", "speaker_kind",
    "speaker_status", "confidence_level", "rule_id", "review_status", "sentence_index",
    "paragraph_index", "in_title", "url", "source_path", "record", "document_id", "speaker_id", "target_id", "addressee_id",
    "via_id", "cluster_id", "copy_of", "statement_id",
)  # fmt: skip
_OF_DOCUMENTS = frozenset(("outlet", "url", "source_path", "record"))


def flat_rows(*, sqlite: bool = False, statements: str = "statements", statement_entities: str = "statement_entities") -> str:
    """Return the rows in any order, of tables with other names if given; a text that is missing is NULL, never an empty one."""
    return f"""
SELECT {", ".join(f'{_expression(column)} AS "{column}"' for column in FLAT_COLUMNS)}
FROM {statements} s
JOIN documents d ON d.document_id = s.document_id
{" ".join(f"LEFT JOIN {_NAMES} {name} ON {name}.id = s.{name}_id" for name in _LINKED)}
""".replace("{joined}", _JOINED_SQLITE if sqlite else _JOINED).replace("{entities}", statement_entities)


def flat_view(*, sqlite: bool = False) -> str:
    """Return the rows in the order of the statements, for databases that number their rows."""
    return f"{flat_rows(sqlite=sqlite)}ORDER BY s.rowid"


def flat_rows_of(groups: str) -> str:
    """Return the rows of :func:`flat_view` of the documents that a table has in its column ``group``, without joining others."""
    return f"""
WITH picked AS (SELECT rowid AS place, * FROM statements WHERE document_id IN (SELECT "group" FROM {groups})),
    said AS (SELECT * FROM statement_entities WHERE statement_id IN (SELECT statement_id FROM picked))
{flat_rows(statements="picked", statement_entities="said")} ORDER BY s.place
"""


def flat_names() -> str:
    """Return the query for a hash of all names that the rows of each document have from the tables of entities."""
    linked = ", ".join(f"'{name}'" for name in _LINKED)
    columns = ", ".join(f"{name}_id" for name in _LINKED)
    return f"""
SELECT document_id, bit_xor({mixed_hash("statement_id, relation, name")}) AS value
FROM (
    SELECT document_id, statement_id, unnest([{linked}]) AS relation, unnest([{columns}]) AS id FROM statements
    UNION ALL SELECT DISTINCT s.document_id, e.statement_id, e.relation, e.entity_id
    FROM statement_entities e JOIN statements s USING (statement_id) WHERE e.relation = 'about'
) named JOIN {_NAMES} names USING (id) GROUP BY 1
"""


def flat_description(column: str) -> str:
    """Return what a column of ``statements_flat`` means, as the tables say."""
    fields = {**DocumentRow.model_fields, **StatementRow.model_fields}
    return _MADE[column][1] if column in _MADE else fields[column].description or ""


def _expression(column: str) -> str:
    row = DocumentRow if column in _OF_DOCUMENTS else StatementRow
    made = _MADE[column][0] if column in _MADE else f"{'d' if row is DocumentRow else 's'}.{column}"
    is_text = column in _MADE or scalar_type(row.model_fields[column].annotation)[0] is str
    return f"nullif({made}, '')" if is_text else made
