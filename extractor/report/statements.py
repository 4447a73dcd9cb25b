"""The statements that the page carries: columns of numbers for filters and charts, and their texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from extractor.kept import Kept
from extractor.report.data import Speaker
from extractor.report.database import rows, safe_link
from extractor.report.entities import read_entities
from extractor.report.texts import read_texts

EMBEDDED = 100_000
CHUNK = 1_000  # statements whose texts the page reads at once
_ABOUT = 8  # subjects of one statement that are shown
# What is true of a statement, a bit each; the script has the same order.
_FLAGS = (
    "s.is_negated", "s.is_hedged", "s.is_conditional", "s.in_title", "s.nested_in IS NOT NULL", "s.speaker_status = 'resolved'",
)  # fmt: skip
# Columns whose values are numbered, as the page and as the tables call them.
_CODED = {
    "type": "type", "act": "act", "content_act": "content_act", "rule": "rule_id", "level": "confidence_level",
    "review": "review_status", "source_kind": "source_kind",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the page carries: lists and columns of equal length, and for each statement its text as JSON."""

    data: dict[str, Any]
    texts: list[str]


def embedded(
    connection: duckdb.DuckDBPyConnection, speakers: Sequence[Speaker], *, limit: int = EMBEDDED, kept: Kept | None = None
) -> Embedded:
    """Return the statements of a prepared database for the page.

    Speakers take turns (the newest statement of each, then the second of each, ...) until ``limit`` is reached; the statements
    are in the order of the speakers, then of the turns.
    """
    _choose(connection, limit)
    texts = read_texts(connection, kept or Kept(None))
    documents = _documents(connection)
    entities = read_entities(connection)
    lists = {name: _number(connection, name, column) for name, column in _CODED.items()}
    columns = _columns(connection)
    said = rows(
        connection,
        """
        SELECT speaker_key, coalesce(n.number, -1) FROM (SELECT DISTINCT speaker_key, rank FROM report_chosen)
        LEFT JOIN report_entities n ON n.id = speaker_key ORDER BY rank
        """,
    )
    by_key = {speaker.key: speaker for speaker in speakers}
    return Embedded(
        {
            "speakers": [_speaker(by_key[key], number) for key, number in said],
            "documents": documents,
            "entities": entities,
            "lists": lists,
            "statements": columns,
        },
        texts,
    )


def _speaker(speaker: Speaker, entity: int) -> list[Any]:
    """Return name, kind, role, number of statements, the entity, if it is one, and the class of words that name nobody."""
    return [speaker.name, speaker.kind, speaker.role, speaker.count, entity, speaker.source_class]


def _choose(connection: duckdb.DuckDBPyConnection, limit: int) -> None:
    """Make ``report_chosen``, the statements of the page, each with its ``place``."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE report_chosen AS
        SELECT *, row_number() OVER (ORDER BY rank, turn) AS place FROM (
            SELECT statement_id, document_id, speaker_key, r.rank, row_number() OVER (
                PARTITION BY speaker_key ORDER BY
                    nullif(published, '') DESC NULLS LAST, document_rank, sentence_index, coalesce(p.start, 0), said.statement_id
            ) AS turn
            FROM report_said said LEFT JOIN (
                SELECT statement_id, min(start) AS start FROM statement_spans WHERE part = 'content' GROUP BY 1
            ) p USING (statement_id) JOIN report_speakers r USING (speaker_key)
            ORDER BY turn, r.rank LIMIT ?
        )
        """,
        [limit],
    )


def _documents(connection: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """Return the title, outlet, date, path, record and address of the documents of chosen statements; make ``report_documents``,
    their numbers."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE report_documents AS
        SELECT document_id,
            row_number() OVER (ORDER BY source_path, try_cast(record AS BIGINT), record, document_id) - 1 AS number
        FROM documents WHERE document_id IN (SELECT document_id FROM report_chosen)
        """
    )
    found = rows(
        connection,
        """
        SELECT d.title, coalesce(o.outlet, d.outlet), left(d.published_at, 10), d.source_path, d.record, d.url
        FROM documents d JOIN report_documents USING (document_id) LEFT JOIN report_outlets o ON o.spelled = d.outlet
        ORDER BY number
        """,
    )
    return [[*row[:5], safe_link(row[5])] for row in found]


def _number(connection: duckdb.DuckDBPyConnection, name: str, column: str) -> list[str]:
    """Return the values of a column in the order in which they come; make ``report_<name>``, their numbers."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE report_{name} AS
        SELECT value, row_number() OVER (ORDER BY first) - 1 AS number FROM (
            SELECT coalesce({column}, '') AS value, min(place) AS first
            FROM report_chosen JOIN statements USING (statement_id) GROUP BY 1
        )
        """
    )
    return [value for (value,) in rows(connection, f"SELECT value FROM report_{name} ORDER BY number")]


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the columns of the chosen statements: numbers of speakers, documents, entities and values; none without any.

    Whom a statement is about has the target first.
    """
    links = ", ".join(f"coalesce({name}.number, -1)" for name in ("addressee", "via", "target"))
    selected = {
        "id": "c.statement_id",
        "speaker": "dense_rank() OVER (ORDER BY c.rank) - 1",
        "document": "d.number",
        "likely": "round_even(100 * s.confidence, 0)::INTEGER",
        "about": "coalesce(about.numbers, [])",
        "links": f"[{links}]",
        "candidates": "coalesce(candidates.numbers, [])",
        "flags": " + ".join(f"({flag})::INTEGER * {1 << bit}" for bit, flag in enumerate(_FLAGS)),
        "cluster": "coalesce(s.cluster_id, '')",
        **{name: f"coded_{name}.number" for name in _CODED},
    }
    linked = (f"LEFT JOIN report_entities {name} ON {name}.id = s.{name}_id" for name in ("addressee", "via", "target"))
    coded = (
        f"JOIN report_{name} coded_{name} ON coded_{name}.value = coalesce(s.{column}, '')" for name, column in _CODED.items()
    )
    found = rows(
        connection,
        f"""
        WITH about AS (
            SELECT a.statement_id,
                list(n.number ORDER BY a.entity_id <> coalesce(s.target_id, ''), n.name, n.id)[:{_ABOUT}] AS numbers
            FROM report_about a JOIN report_chosen USING (statement_id) JOIN statements s USING (statement_id)
            JOIN report_entities n ON n.id = a.entity_id GROUP BY 1
        ), candidates AS (
            SELECT statement_id, list(number ORDER BY nth) AS numbers FROM (
                SELECT statement_id, unnest(speaker_candidates) AS id, generate_subscripts(speaker_candidates, 1) AS nth
                FROM report_chosen JOIN statements USING (statement_id)
            ) JOIN report_entities USING (id) GROUP BY 1
        )
        SELECT {", ".join(selected.values())}
        FROM report_chosen c JOIN statements s USING (statement_id) JOIN report_documents d ON d.document_id = c.document_id
        LEFT JOIN about ON about.statement_id = c.statement_id LEFT JOIN candidates ON candidates.statement_id = c.statement_id
        {" ".join(linked)} {" ".join(coded)}
        ORDER BY c.place
        """,
    )
    return dict(zip(selected, zip(*found, strict=True), strict=True)) if found else {}
