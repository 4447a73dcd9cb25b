"""SQL that makes statements with their spans and entities, in text order, of the staged ones."""

import duckdb

from extractor.records import StatementRow
from extractor.tables.schema import select_columns
from extractor.tables.steps import drop
from extractor.told import ContentReferenceRow


def build_statements(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``statements``, in text order, with entities of the corpus and their names in place of local ones."""
    connection.execute(
        """
        CREATE TEMP TABLE considered AS
        SELECT statement_id, list(DISTINCT l.entity_id ORDER BY l.entity_id) AS ids
        FROM (SELECT statement_id, document_id, unnest(speaker_candidates) AS local_id FROM staged_statements) c
        JOIN links l USING (document_id, local_id) GROUP BY 1
        """
    )
    connection.execute(
        "CREATE TEMP TABLE places_of_content AS SELECT statement_id, min(start) AS start FROM staged_statement_spans "
        "WHERE part = 'content' GROUP BY 1"
    )
    connection.execute(
        """
        CREATE TEMP TABLE copied AS
        WITH said AS (
            SELECT document_id, content_key, lower(cue_text) AS cue,
                first(statement_id ORDER BY sentence_index, statement_id) AS statement_id
            FROM staged_statements
            WHERE content_key <> '' AND document_id IN (SELECT original FROM copies) GROUP BY ALL
        )
        SELECT s.statement_id, said.statement_id AS copy_of
        FROM copies c JOIN staged_statements s USING (document_id)
        JOIN said ON said.document_id = c.original AND said.content_key = s.content_key AND said.cue = lower(s.cue_text)
        """
    )
    linked = ("speaker", "addressee", "target", "via")
    joins = "\n".join(f"LEFT JOIN links {x} ON {x}.document_id = s.document_id AND {x}.local_id = s.{x}_id" for x in linked)
    replaced = {f"{x}_id": f"{x}.entity_id" for x in linked}
    replaced |= {"speaker_candidates": "coalesce(c.ids, [])", "cluster_id": "clusters.cluster_id", "copy_of": "copied.copy_of"}
    replaced |= {"speaker_name": "coalesce(chosen.name, s.speaker_name)", "speaker_kind": "coalesce(said.value, s.speaker_kind)"}
    replaced["source_kind"] = (
        "CASE WHEN s.source_kind = s.speaker_kind THEN coalesce(said.value, s.source_kind) ELSE s.source_kind END"
    )
    connection.execute(
        f"""
        CREATE TABLE statements AS
        SELECT {select_columns(StatementRow, "s", **replaced)}
        FROM staged_statements s JOIN ranks ON ranks.document_id = s.document_id
        {joins}
        LEFT JOIN chosen ON chosen.id = speaker.entity_id
        LEFT JOIN facts said ON said.entity_id = speaker.entity_id AND said.field = 'kind'
        LEFT JOIN considered c ON c.statement_id = s.statement_id
        LEFT JOIN copied ON copied.statement_id = s.statement_id
        LEFT JOIN clusters ON clusters.statement_id = s.statement_id
        LEFT JOIN places_of_content p ON p.statement_id = s.statement_id
        ORDER BY ranks.rank, p.start, s.sentence_index, s.statement_id
        """
    )
    drop(connection, "considered", "places_of_content", "copied")


def build_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``statement_spans``, ``statement_entities`` and ``content_references``, in the order of the statements."""
    connection.execute("CREATE TEMP TABLE statement_ranks AS SELECT statement_id, document_id, rowid AS rank FROM statements")
    connection.execute(
        """
        CREATE TABLE statement_spans AS SELECT s.* FROM staged_statement_spans s JOIN statement_ranks r USING (statement_id)
        ORDER BY r.rank, s.part, s.position
        """
    )
    connection.execute(
        """
        CREATE TABLE statement_entities AS
        SELECT e.statement_id, e.entity_id, e.mention_id, e.relation
        FROM (
            SELECT e.statement_id, l.entity_id, e.mention_id, e.relation
            FROM staged_statement_entities e JOIN statement_ranks r USING (statement_id)
            JOIN links l ON l.document_id = r.document_id AND l.local_id = e.entity_id
            WHERE (e.statement_id, e.relation) NOT IN (
                SELECT (statement_id, 'speaker') FROM reviewed_speakers UNION ALL SELECT (statement_id, part) FROM reviewed_others
            )
            UNION ALL
            SELECT statement_id, entity_id, mention_id, relation FROM reviewed_mentions
        ) e JOIN statement_ranks r USING (statement_id)
        ORDER BY r.rank, e.relation, e.mention_id
        """
    )
    connection.execute(
        f"""
        CREATE TABLE content_references AS SELECT {select_columns(ContentReferenceRow, "s", entity_id="l.entity_id")}
        FROM staged_content_references s JOIN statement_ranks r USING (statement_id)
        LEFT JOIN links l ON l.document_id = r.document_id AND l.local_id = s.entity_id
        ORDER BY r.rank, s.start, s."end", s.kind
        """
    )
    drop(connection, "statement_ranks")
