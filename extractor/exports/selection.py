"""The tables of a run that an export sees: without rejected statements, and with a filter only what belongs to its statements."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from extractor.exports.filters import matching_statements
from extractor.records import Table, tables
from extractor.report.database import opened
from extractor.tables.schema import ordered_fields, text_literal
from extractor.tables.views import FLAT_NAME, flat_view

# Schema of the whole tables. Those of the selection lie in the main one, where every cursor looks first.
_RUN = "run"
_NOT_REJECTED = "review_status <> 'rejected'"
# Tables of entities and their keys; their rows belong to a selection when one of its mentions or statements means them.
_ENTITIES = {"people": "person_id", "organizations": "organization_id", "places": "place_id"}


@contextmanager
def selected(folder: Path, where: str = "", *, include_rejected: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a database with the tables of a run and the view ``statements_flat``, in the order in which they were written.

    Statements that reviewers rejected, and rows of other tables about them, are left out unless they are to be included. With a
    filter: the statements that it takes, the documents in which they are with all their mentions, and the entities of these.
    Counts of entities remain those of the whole run.

    Raises:
        InputError: the folder holds no tables.
        ExportError: the filter does not hold.
    """
    with tempfile.TemporaryDirectory() as name, opened(folder, schema=_RUN) as connection:
        connection.execute(f"SET temp_directory = {text_literal(f'{name}/spill')}")
        kept = "true" if include_rejected else _NOT_REJECTED
        connection.execute(f"CREATE TABLE statements AS {_rows('statements', kept)}")
        _add_views(connection, _about_kept)
        if where:
            flat = Path(name) / "flat.parquet"
            connection.execute(f"COPY (SELECT * FROM {FLAT_NAME}) TO ? (FORMAT parquet)", [str(flat)])
            _restrict(connection, matching_statements(flat, where))
            _add_views(connection, _belongs)
        yield connection


def count_statements(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Return the statements of the selection, and of the whole run."""
    counts = f"SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM {_RUN}.statements)"
    ((taken, total),) = connection.execute(counts).fetchall()
    return int(taken), int(total)


def _restrict(connection: duckdb.DuckDBPyConnection, statements: list[str]) -> None:
    """Keep only the statements with these ids; the tables ``chosen`` and ``meant`` have their ids and those of their entities."""
    connection.execute(f"CREATE TABLE {_RUN}.chosen AS SELECT unnest(?::VARCHAR[]) AS statement_id", [statements])
    rows = _rows("statements", f"statement_id IN (SELECT statement_id FROM {_RUN}.chosen)")
    connection.execute(f"CREATE OR REPLACE TABLE statements AS {rows}")
    connection.execute(
        f"""
        CREATE TABLE {_RUN}.meant AS
        WITH named AS (
            SELECT entity_id AS id FROM {_RUN}.mentions WHERE document_id IN (SELECT document_id FROM statements)
            UNION SELECT unnest([speaker_id, addressee_id, target_id, via_id]) FROM statements
            UNION SELECT unnest(speaker_candidates) FROM statements
        ), wider AS (
            SELECT id FROM named UNION SELECT affiliation_id FROM {_RUN}.people WHERE person_id IN (SELECT id FROM named)
        )
        SELECT id FROM wider
        UNION SELECT parent_id FROM {_RUN}.organizations WHERE organization_id IN (SELECT id FROM wider)
        """
    )


def _add_views(connection: duckdb.DuckDBPyConnection, condition: Callable[[Table], str]) -> None:
    """Add the rows of the other tables for which the condition holds, as views next to the statements, which are there
    already."""
    for table in tables():
        if table.name != "statements":
            connection.execute(f"CREATE OR REPLACE VIEW {table.name} AS {_rows(table.name, condition(table))}")
    connection.execute(f"CREATE OR REPLACE VIEW {FLAT_NAME} AS {flat_view()}")


def _about_kept(table: Table) -> str:
    """Return the condition under which a row is not about a statement that was left out."""
    if "statement_id" not in table.row.model_fields:
        return "true"
    return f"statement_id NOT IN (SELECT statement_id FROM {_RUN}.statements ANTI JOIN main.statements USING (statement_id))"


def _belongs(table: Table) -> str:
    """Return the condition under which a row belongs to the selection; what has to do with no text belongs to all."""
    names = {name for name, _ in ordered_fields(table.row)}
    if table.name in _ENTITIES:
        return f"{_ENTITIES[table.name]} IN (SELECT id FROM {_RUN}.meant)"
    if "statement_id" in names:
        return f"statement_id IN (SELECT statement_id FROM {_RUN}.chosen)"
    if "document_id" in names:
        return "document_id IN (SELECT document_id FROM statements)"
    if "entity_id" in names:
        return f"entity_id IN (SELECT id FROM {_RUN}.meant)"
    return "true"


def _rows(table: str, condition: str) -> str:
    """Return the rows of a table that fulfil a condition, in their order, which a join does not keep."""
    if condition == "true":
        return f"SELECT * FROM {_RUN}.{table}"
    numbered = f"SELECT *, row_number() OVER () AS row_rank FROM {_RUN}.{table}"
    return f"SELECT * EXCLUDE (row_rank) FROM ({numbered}) WHERE {condition} ORDER BY row_rank"
