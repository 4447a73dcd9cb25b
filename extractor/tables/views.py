"""The statements as one wide sheet for people, in SQL that DuckDB and SQLite both understand.

Joins of many rows do not keep their order; both databases number the rows of a table in the order in which they were written.
"""

FLAT_NAME = "statements_flat"

_NAMES = """(SELECT person_id AS id, name FROM people UNION ALL SELECT organization_id, name FROM organizations
    UNION ALL SELECT place_id, name FROM places)"""

# The rows in any order, in SQL that PostgreSQL understands as well.
FLAT_ROWS = f"""
SELECT s.statement_id, d.source_path, d.record, d.title AS document_title, d.outlet, d.published_at, d.url,
    s.speaker_name, s.speaker_kind, s.speaker_status, s.speaker_role, s.source_text, s.cue_text, s.cue_lemma, s.type, s.act,
    s.content, addressee.name AS addressee_name, target.name AS target_name, via.name AS via_name,
    s.is_negated, s.is_hedged, s.is_conditional, s.time_text, s.time_start, s.sentence_index, s.paragraph_index, s.in_title,
    s.confidence, s.rule_id, s.review_status
FROM statements s
JOIN documents d ON d.document_id = s.document_id
LEFT JOIN {_NAMES} addressee ON addressee.id = s.addressee_id
LEFT JOIN {_NAMES} target ON target.id = s.target_id
LEFT JOIN {_NAMES} via ON via.id = s.via_id
"""
STATEMENTS_FLAT = f"{FLAT_ROWS}ORDER BY s.rowid"
