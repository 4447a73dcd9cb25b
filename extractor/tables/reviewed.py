"""What reviewers decided about statements, where it needs the entities of the corpus: speakers, and the log with its outcome."""

import duckdb

from extractor.records import DecisionRow
from extractor.tables.schema import columns
from extractor.tables.steps import drop


def choose_speakers(connection: duckdb.DuckDBPyConnection) -> None:
    """Give ``statements`` the speakers that reviewers chose, and make ``reviewed_speakers``, whom the rules had found.

    An entity is found by its id, else as the local entity that is meant, else by its name, in the document before elsewhere;
    without any, the words themselves are the speaker. A choice that only confirms a speaker counts if that entity still exists.
    ``reviewed_mentions`` has the mention of the speaker that is nearest to the content.
    """
    connection.execute(
        """
        CREATE TEMP TABLE named_alike AS
        WITH wanted AS (SELECT DISTINCT kind, lower(name) AS name FROM speaker_choices WHERE is_required),
        named AS (
            SELECT local.id, kind, wanted.name, count(*) AS n
            FROM local JOIN wanted USING (kind) WHERE lower(local.name) = wanted.name GROUP BY ALL
        ), placed AS (
            SELECT named.id, named.kind, named.name, links.document_id, named.n * count(*) AS n
            FROM named JOIN links ON links.entity_id = named.id
            GROUP BY named.id, named.kind, named.name, named.n, links.document_id
        )
        SELECT c.statement_id, c.part, first(l.id ORDER BY l.document_id IS DISTINCT FROM c.document_id, l.n DESC, l.id) AS id
        FROM speaker_choices c JOIN placed l ON l.kind = c.kind AND l.name = lower(c.name)
        WHERE c.is_required GROUP BY 1, 2
        """
    )
    connection.execute(
        """
        CREATE TEMP TABLE reviewed_speakers AS
        SELECT s.statement_id, s.document_id, s.speaker_id AS old_id, s.speaker_name AS old_name, n.id AS new_id,
            coalesce(n.name, c.name) AS new_name, coalesce(n.kind, c.kind) AS new_kind,
            CASE WHEN coalesce(n.name, c.name) = '' THEN 'none' WHEN n.id IS NULL AND c.kind = 'anonymous' THEN 'anonymous'
                ELSE 'named' END AS new_status
        FROM (FROM speaker_choices WHERE part = 'speaker') c JOIN statements s USING (statement_id)
        LEFT JOIN chosen known ON known.id = c.entity_id
        LEFT JOIN links l ON c.is_required AND l.document_id = c.document_id AND l.local_id = c.local_id
        LEFT JOIN named_alike a ON a.statement_id = c.statement_id AND a.part = 'speaker'
        LEFT JOIN chosen n ON n.id = coalesce(known.id, l.entity_id, a.id)
        WHERE (c.is_required OR n.id IS NOT NULL)
            AND (s.speaker_id IS DISTINCT FROM n.id OR n.id IS NULL AND lower(s.speaker_name) <> lower(c.name))
        """
    )
    connection.execute(
        """
        UPDATE statements SET speaker_id = r.new_id, speaker_name = r.new_name, speaker_kind = r.new_kind,
            speaker_status = r.new_status,
            review_status = CASE WHEN review_status = 'accepted' AND rule_id NOT LIKE 'review/%' THEN 'corrected'
                ELSE review_status END
        FROM reviewed_speakers r WHERE r.statement_id = statements.statement_id
        """
    )
    _choose_others(connection)
    drop(connection, "named_alike")
    _reviewed_mentions(connection)


def _choose_others(connection: duckdb.DuckDBPyConnection) -> None:
    """Give ``statements`` the targets and addressees that reviewers chose, and make ``reviewed_others`` of them."""
    connection.execute(
        """
        CREATE TEMP TABLE reviewed_others AS
        SELECT c.statement_id, c.document_id, c.part, n.id AS new_id, coalesce(n.name, c.name) AS new_name
        FROM (FROM speaker_choices WHERE part <> 'speaker') c
        LEFT JOIN chosen known ON known.id = c.entity_id
        LEFT JOIN links l ON l.document_id = c.document_id AND l.local_id = c.local_id
        LEFT JOIN named_alike a ON a.statement_id = c.statement_id AND a.part = c.part
        LEFT JOIN chosen n ON n.id = coalesce(known.id, l.entity_id, a.id)
        """
    )
    for part in ("target", "addressee"):
        connection.execute(
            f"""
            UPDATE statements SET {part}_id = r.new_id, {part}_text = r.new_name
            FROM reviewed_others r WHERE r.statement_id = statements.statement_id AND r.part = '{part}'
            """
        )


def _reviewed_mentions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``reviewed_mentions``, rows of ``statement_entities`` for all that were chosen."""
    connection.execute(
        """
        CREATE TEMP TABLE reviewed_mentions AS
        SELECT r.statement_id, r.new_id AS entity_id,
            first(m.mention_id ORDER BY abs(m.start - p.start), m.mention_id) AS mention_id, r.relation
        FROM (
            SELECT statement_id, document_id, new_id, 'speaker' AS relation FROM reviewed_speakers
            UNION ALL SELECT statement_id, document_id, new_id, part FROM reviewed_others
        ) r JOIN mentions m ON m.document_id = r.document_id AND m.entity_id = r.new_id
        JOIN (
            SELECT statement_id, min(start) AS start FROM staged_statement_spans
            WHERE part = 'content' AND statement_id IN (SELECT statement_id FROM speaker_choices) GROUP BY 1
        ) p ON p.statement_id = r.statement_id
        GROUP BY r.statement_id, r.new_id, r.relation
        """
    )


def build_decisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``decisions``: the log with what became of each; a statement is right only if its speaker is the reviewer's, too."""
    replaced = {
        "extracted_speaker_id": "r.old_id",
        "extracted_speaker_name": "coalesce(r.old_name, '')",
        "is_right": "CASE WHEN d.holds AND r.statement_id IS NOT NULL AND d.is_right THEN false ELSE d.is_right END",
    }
    cells = ", ".join(f'{replaced.get(name, f"d.{name}")} AS "{name}"' for name, _ in columns(DecisionRow))
    connection.execute(
        f"""
        CREATE TABLE decisions AS SELECT {cells}
        FROM staged_decisions d LEFT JOIN reviewed_speakers r ON r.statement_id = d.statement_id
        ORDER BY d.decided_at, d.decision_id
        """
    )
