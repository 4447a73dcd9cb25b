"""The tables of the corpus from staged results and links; every table is sorted by a total order before it is written."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from extractor.kept import Kept
from extractor.records import DocumentRow, MentionRow, RunRow
from extractor.resources import find_models
from extractor.tables.answers import build_answers
from extractor.tables.changes import Changes
from extractor.tables.claims import build_claims, find_clusters
from extractor.tables.copies import find_copies
from extractor.tables.entities import build_entities, choose_names
from extractor.tables.fact_checks import match_fact_checks
from extractor.tables.facts import build_facts
from extractor.tables.reviewed import build_decisions, choose_speakers
from extractor.tables.rewording import load_meanings
from extractor.tables.schema import columns, select_columns
from extractor.tables.statements import build_parts, build_statements
from extractor.tables.steps import Make, Step, run_steps
from extractor.tables.views import FLAT_NAME, flat_view

# The tables in the order in which they are ready.
ORDER = (
    "mentions", "documents", "statements", "person_facts", "people", "organizations", "places", "entity_aliases",
    "statement_spans", "statement_entities", "content_references", "claims", "answers", "fact_check_matches",
    "errors", "decisions", "runs",
)  # fmt: skip


def build_steps(copies: Make, kept: Kept | None = None) -> tuple[Step, ...]:
    """Return how the tables are made of the staged ones, of ``members`` and of what :func:`build_tables` loads.

    ``copies`` makes the table ``copies``. The order of the steps is that of :data:`ORDER`; the tests run every step with nothing
    but the tables that it names.
    """
    kept = kept or Kept(None)
    changes = Changes(load_meanings(find_models()), kept)
    return (
        Step(_links, makes=("links",), needs=("members", "units")),
        Step(_ranks, makes=("ranks",), needs=("staged_documents",)),
        Step(_mentions, makes=("mentions",), needs=("staged_mentions", "links", "ranks", "facts")),
        Step(choose_names, makes=("local", "chosen"), needs=("staged_entities", "links", "facts")),
        Step(lambda tables: find_clusters(tables, changes, kept), makes=("clusters",), needs=("staged_statements", "links")),
        Step(copies, makes=("copies",), needs=("staged_documents",)),
        Step(
            _documents,
            makes=("documents",),
            needs=("staged_documents", "staged_statements", "complete_documents", "copies", "ranks"),
        ),
        Step(
            build_statements,
            makes=("statements",),
            needs=(
                "staged_statements", "staged_statement_spans", "links", "chosen", "clusters", "copies", "ranks", "facts",
            ),
        ),
        Step(
            choose_speakers,
            changes=("statements",),
            makes=("reviewed_speakers", "reviewed_others", "reviewed_mentions"),
            needs=("speaker_choices", "staged_statement_spans", "mentions", "links", "local", "chosen"),
        ),
        Step(build_facts, makes=("person_facts",), needs=("staged_person_facts", "links", "ranks")),
        Step(
            build_entities,
            makes=("people", "organizations", "places", "entity_aliases"),
            needs=(
                "local", "chosen", "links", "facts", "candidates", "documents", "mentions", "statements", "person_facts",
            ),
        ),
        Step(
            build_parts,
            makes=("statement_spans", "statement_entities", "content_references"),
            needs=(
                "staged_statement_spans", "staged_statement_entities", "staged_content_references", "statements",
                "links", "reviewed_speakers", "reviewed_others", "reviewed_mentions",
            ),
        ),
        Step(lambda tables: build_claims(tables, changes), makes=("claims",), needs=("statements", "documents")),
        Step(build_answers, makes=("answers",), needs=("statements", "documents")),
        Step(match_fact_checks, makes=("fact_check_matches",), needs=("statements", "staged_fact_checks")),
        Step(_errors, makes=("errors",), needs=("staged_errors",)),
        Step(build_decisions, makes=("decisions",), needs=("staged_decisions", "reviewed_speakers")),
    )  # fmt: skip


def build_tables(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    copies: Callable[[duckdb.DuckDBPyConnection, Path], None] = find_copies,
    ready: Callable[[str], None] = lambda _: None,
    kept: Kept | None = None,
) -> None:
    """Fill the tables of the contract, but for the row of ``runs``, from the staging tables and the links.

    The links are the tables ``members`` (document_id, local_id, unit), ``units`` (unit, entity_id), ``candidates`` (entity_id,
    candidate_id) and ``facts`` (entity_id, field, value), what users know of entities. ``copies`` does what :func:`find_copies`
    does, in the folder. ``ready`` is called with the name of each table of :data:`ORDER` but ``runs`` in this order, as soon as
    nothing will change in it. What is worked out of single contents comes from ``kept``. No other table is left.
    """
    run_steps(connection, build_steps(lambda tables: copies(tables, folder), kept), keep=ORDER, ready=ready)
    _runs(connection)
    connection.execute(f"CREATE VIEW {FLAT_NAME} AS {flat_view()}")


def add_run(connection: duckdb.DuckDBPyConnection, run: RunRow) -> None:
    """Write the one row of ``runs``."""
    names = [name for name, _ in columns(RunRow)]
    marks = ", ".join("?" for _ in names)
    connection.execute(f"INSERT INTO runs VALUES ({marks})", [getattr(run, name) for name in names])


def _links(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``links`` (document_id, local_id, entity_id), from the entities of documents to those of the corpus."""
    connection.execute("CREATE TABLE links AS SELECT document_id, local_id, entity_id FROM members JOIN units USING (unit)")


def _ranks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``ranks``, the order of the documents in all tables: that of their paths."""
    connection.execute(
        """
        CREATE TEMP TABLE ranks AS
        SELECT document_id, row_number() OVER (ORDER BY source_path, try_cast(record AS BIGINT), record, document_id) AS rank
        FROM staged_documents
        """
    )


def _mentions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``mentions``, in text order, with the entities of the corpus, and the kinds that users say these are of."""
    connection.execute(
        f"""
        CREATE TABLE mentions AS
        SELECT {select_columns(MentionRow, "m", entity_id="l.entity_id", kind="coalesce(said.value, m.kind)")}
        FROM staged_mentions m JOIN ranks USING (document_id)
        LEFT JOIN links l ON l.document_id = m.document_id AND l.local_id = m.entity_id
        LEFT JOIN facts said ON said.entity_id = l.entity_id AND said.field = 'kind'
        ORDER BY ranks.rank, m.start, m."end", m.mention_id
        """
    )


def _documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``documents``, in the order of their paths, with the number of statements and the original of copies."""
    selected = select_columns(
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


def _errors(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``errors``, in the order of their paths."""
    connection.execute(
        "CREATE TABLE errors AS SELECT * FROM staged_errors ORDER BY source_path, try_cast(record AS BIGINT), record, stage, code"
    )


def _runs(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``runs`` without a row; :func:`add_run` writes it when the tables can be counted."""
    spec = ", ".join(f'"{column}" {kind}' for column, kind in columns(RunRow))
    connection.execute(f"CREATE TABLE runs ({spec})")
