"""The tables of the corpus from staged results and links; every table is sorted by a total order before it is written."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from extractor.records import DocumentRow, MentionRow, RunRow, StatementRow
from extractor.row import Row
from extractor.tables.claims import build_claims, find_clusters
from extractor.tables.copies import find_copies
from extractor.tables.entities import build_entities, choose_names
from extractor.tables.reviewed import build_decisions, choose_speakers
from extractor.tables.schema import columns
from extractor.tables.views import FLAT_NAME, STATEMENTS_FLAT

# The tables in the order in which they are ready.
ORDER = (
    "mentions", "documents", "statements", "people", "organizations", "places", "entity_aliases", "statement_spans",
    "statement_entities", "claims", "answers", "errors", "decisions", "runs",
)  # fmt: skip


def build_tables(
    connection: duckdb.DuckDBPyConnection,
    units: Path,
    candidates: Path,
    facts: Path,
    *,
    copies: Callable[[duckdb.DuckDBPyConnection, Path], None] = find_copies,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Fill the tables of the contract but ``runs`` from the staging tables and the links.

    The links are the table ``members`` (document_id, local_id, unit) and CSV files without header: ``units`` (unit, entity_id),
    ``candidates`` (entity_id, candidate_id) and ``facts`` (entity_id, field, value), what users know of entities. ``copies`` does
    what :func:`find_copies` does. ``ready`` is called with the name of each table of :data:`ORDER` in this order, as soon as
    nothing will change in it.
    """
    _load(connection, "units", units, "unit", "entity_id")
    _load(connection, "candidates", candidates, "entity_id", "candidate_id")
    _load(connection, "facts", facts, "entity_id", "field", "value", quote='"')
    connection.execute(
        "CREATE TABLE links AS SELECT document_id, local_id, entity_id FROM members m JOIN units u ON m.unit = u.unit::BIGINT"
    )
    _drop(connection, "members", "units")
    _rank_documents(connection)
    _mentions(connection)
    ready("mentions")
    _drop(connection, "staged_mentions")
    choose_names(connection)
    _drop(connection, "staged_entities")
    find_clusters(connection)
    copies(connection, units.parent)
    _documents(connection)
    ready("documents")
    _drop(connection, "staged_documents")
    _statements(connection)
    _drop(connection, "staged_statements", "considered", "copied", "copies", "clusters", "places_of_content", "ranks")
    choose_speakers(connection)
    ready("statements")
    build_entities(connection)
    _drop(connection, "local", "aliases", "counted")
    for name in ("people", "organizations", "places", "entity_aliases"):
        ready(name)
    _statement_parts(connection)
    for name in ("statement_spans", "statement_entities"):
        ready(name)
    _drop(connection, "staged_statement_spans", "staged_statement_entities", "links", "statement_ranks")
    build_claims(connection)
    connection.execute(
        "CREATE TABLE errors AS SELECT * FROM staged_errors ORDER BY source_path, try_cast(record AS BIGINT), record, stage, code"
    )
    build_decisions(connection)
    for name in ("claims", "answers", "errors", "decisions"):
        ready(name)
    spec = ", ".join(f'"{column}" {kind}' for column, kind in columns(RunRow))
    connection.execute(f"CREATE TABLE runs ({spec})")
    connection.execute(f"CREATE VIEW {FLAT_NAME} AS {STATEMENTS_FLAT}")


def _drop(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Remove tables that nothing needs any more, which gives their memory to the next ones."""
    for name in names:
        connection.execute(f"DROP TABLE {name}")


def add_run(connection: duckdb.DuckDBPyConnection, run: RunRow) -> None:
    """Write the one row of ``runs``."""
    names = [name for name, _ in columns(RunRow)]
    marks = ", ".join("?" for _ in names)
    connection.execute(f"INSERT INTO runs VALUES ({marks})", [getattr(run, name) for name in names])


def _load(connection: duckdb.DuckDBPyConnection, table: str, path: Path, *names: str, quote: str = "") -> None:
    spec = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    options = f"auto_detect = false, delim = ',', quote = '{quote}', escape = '{quote}', header = false, columns = {{{spec}}}"
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, {options})", [str(path)])


def _select(row: type[Row], alias: str, **replaced: str) -> str:
    """The columns of a record, some of them replaced by expressions."""
    expressions = {name: f'{alias}."{name}"' for name, _ in columns(row)} | replaced
    return ", ".join(f'{expression} AS "{name}"' for name, expression in expressions.items())


def _rank_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """The order of the documents in all tables: that of their paths."""
    connection.execute(
        """
        CREATE TEMP TABLE ranks AS
        SELECT document_id, row_number() OVER (ORDER BY source_path, try_cast(record AS BIGINT), record, document_id) AS rank
        FROM staged_documents
        """
    )


def _documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Documents in the order of their paths, with the original of those that are copies and the number of statements."""
    selected = _select(
        DocumentRow,
        "d",
        statement_count="coalesce(said.n, 0)",
        review_complete="document_id IN (SELECT document_id FROM complete_documents)",
        duplicate_of="copies.original",
        duplicate_kind="coalesce(copies.kind, '')",
    )
    connection.execute(
        f"""
        CREATE TABLE documents AS
        WITH said AS (SELECT document_id, count(*) AS n FROM staged_statements WHERE review_status <> 'rejected' GROUP BY 1)
        SELECT {selected}
        FROM staged_documents d LEFT JOIN said USING (document_id) LEFT JOIN copies USING (document_id)
        JOIN ranks USING (document_id) ORDER BY ranks.rank
        """
    )


def _mentions(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        f"""
        CREATE TABLE mentions AS
        SELECT {_select(MentionRow, "m", entity_id="l.entity_id")}
        FROM staged_mentions m JOIN ranks USING (document_id)
        LEFT JOIN links l ON l.document_id = m.document_id AND l.local_id = m.entity_id
        ORDER BY ranks.rank, m.start, m."end", m.mention_id
        """
    )


def _statements(connection: duckdb.DuckDBPyConnection) -> None:
    """Statements in text order with entities of the corpus and their names in place of local ones."""
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
    replaced |= {"speaker_name": "coalesce(chosen.name, s.speaker_name)"}
    connection.execute(
        f"""
        CREATE TABLE statements AS
        SELECT {_select(StatementRow, "s", **replaced)}
        FROM staged_statements s JOIN ranks ON ranks.document_id = s.document_id
        {joins}
        LEFT JOIN chosen ON chosen.id = speaker.entity_id
        LEFT JOIN considered c ON c.statement_id = s.statement_id
        LEFT JOIN copied ON copied.statement_id = s.statement_id
        LEFT JOIN clusters ON clusters.statement_id = s.statement_id
        LEFT JOIN places_of_content p ON p.statement_id = s.statement_id
        ORDER BY ranks.rank, p.start, s.sentence_index, s.statement_id
        """
    )


def _statement_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """Spans and entities of statements, in the order of the statements."""
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
            WHERE e.relation <> 'speaker' OR e.statement_id NOT IN (SELECT statement_id FROM reviewed_speakers)
            UNION ALL
            SELECT statement_id, entity_id, mention_id, relation FROM reviewed_mentions
        ) e JOIN statement_ranks r USING (statement_id)
        ORDER BY r.rank, e.relation, e.mention_id
        """
    )
