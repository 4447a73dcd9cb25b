"""The statements that the page carries: columns of numbers for filters and charts, and texts, each cut out of its sentence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from extractor.report.data import Speaker
from extractor.report.database import rows, safe_link
from extractor.report.entities import read_entities
from extractor.report.highlight import Span, cut

EMBEDDED = 100_000
CHUNK = 1_000  # statements whose texts the page reads at once
_ABOUT = 8  # subjects of one statement that are shown
_TEXTS = 100  # documents read at a time
_COLUMNS = ("id", "speaker", "document", "likely", "about", "links", "candidates", "flags", "cluster")
# One letter for each part that is marked.
_LETTERS = {"content": "c", "cue": "q", "source": "s", "target": "t", "target in content": "u", "": ""}
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
    """What the page carries: lists and columns of equal length, and for each statement letters of parts and texts in turn."""

    data: dict[str, Any]
    pieces: list[list[str]]


def embedded(connection: duckdb.DuckDBPyConnection, speakers: Sequence[Speaker], *, limit: int = EMBEDDED) -> Embedded:
    """Return the statements of a prepared database for the page.

    Speakers take turns (the newest statement of each, then the second of each, ...) until ``limit`` is reached; the statements
    are in the order of the speakers, then of the turns.
    """
    _choose(connection, limit)
    flags = " + ".join(f"({flag})::INTEGER * {1 << bit}" for bit, flag in enumerate(_FLAGS))
    chosen = rows(
        connection,
        f"""
        SELECT c.statement_id, c.document_id, c.speaker_key, s.confidence, s.addressee_id, s.via_id, s.target_id,
            s.speaker_candidates, {flags},
            s.cluster_id, s.content_resolved, {", ".join(f"s.{column}" for column in _CODED.values())}
        FROM report_chosen c JOIN statements s USING (statement_id) JOIN report_speakers r USING (speaker_key)
        ORDER BY r.rank, c.turn
        """,
    )
    about = _about(connection)
    pieces = _pieces(connection)
    documents, number_of = _documents(connection)
    entities, entity = read_entities(connection)
    codes: dict[str, dict[str, int]] = {name: {} for name in _CODED}
    said = {key: number for number, key in enumerate(dict.fromkeys(row[2] for row in chosen))}
    columns: dict[str, list[Any]] = {name: [] for name in (*_COLUMNS, *_CODED)} if chosen else {}
    for row in chosen:
        statement, document, speaker, confidence, *linked, candidates, flags, cluster, resolved = row[: -len(_CODED)]
        if "[" in resolved:  # else it says no more than the content
            pieces[statement] = [*pieces.get(statement, []), "r", resolved]
        columns["id"].append(statement)
        columns["speaker"].append(said[speaker])
        columns["document"].append(number_of[document])
        columns["likely"].append(round(100 * confidence))
        columns["about"].append([entity[name] for name in about[statement]])
        columns["links"].append([entity.get(name, -1) for name in linked])
        columns["candidates"].append([entity[name] for name in candidates if name in entity])
        columns["flags"].append(flags)
        columns["cluster"].append(cluster or "")
        for name, value in zip(_CODED, row[-len(_CODED) :], strict=True):
            columns[name].append(codes[name].setdefault(value or "", len(codes[name])))
    by_key = {speaker.key: speaker for speaker in speakers}
    return Embedded(
        {
            "speakers": [_speaker(by_key[key], entity) for key in said],
            "documents": documents,
            "entities": entities,
            "lists": {name: list(numbers) for name, numbers in codes.items()},
            "statements": columns,
        },
        [pieces.get(row[0], []) for row in chosen],
    )


def _speaker(speaker: Speaker, entity: dict[str, int]) -> list[Any]:
    """Return name, kind, role, number of statements, the entity, if it is one, and the class of words that name nobody."""
    return [speaker.name, speaker.kind, speaker.role, speaker.count, entity.get(speaker.key, -1), speaker.source_class]


def _choose(connection: duckdb.DuckDBPyConnection, limit: int) -> None:
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE report_chosen AS
        SELECT statement_id, document_id, speaker_key, row_number() OVER (
            PARTITION BY speaker_key
            ORDER BY nullif(published, '') DESC NULLS LAST, document_rank, sentence_index, coalesce(p.start, 0), said.statement_id
        ) AS turn
        FROM report_said said LEFT JOIN (
            SELECT statement_id, min(start) AS start FROM statement_spans WHERE part = 'content' GROUP BY 1
        ) p USING (statement_id) JOIN report_speakers r USING (speaker_key)
        ORDER BY turn, r.rank LIMIT ?
        """,
        [limit],
    )


def _about(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return whom the chosen statements are about, the target first."""
    found = rows(
        connection,
        """
        SELECT a.statement_id, a.entity_id FROM report_about a JOIN report_chosen USING (statement_id)
        JOIN statements s USING (statement_id) JOIN report_names n ON n.id = a.entity_id
        ORDER BY a.statement_id, a.entity_id <> coalesce(s.target_id, ''), n.name, a.entity_id
        """,
    )
    about: dict[str, list[str]] = defaultdict(list)
    for statement, entity in found:
        if len(about[statement]) < _ABOUT:
            about[statement].append(entity)
    return about


def _documents(connection: duckdb.DuckDBPyConnection) -> tuple[list[list[str]], dict[str, int]]:
    """Return the title, outlet, date, path, record and address of the documents of chosen statements, and their numbers."""
    found = rows(
        connection,
        """
        SELECT d.document_id, d.title, coalesce(o.outlet, d.outlet), left(d.published_at, 10), d.source_path, d.record, d.url
        FROM documents d LEFT JOIN report_outlets o ON o.spelled = d.outlet
        WHERE d.document_id IN (SELECT document_id FROM report_chosen)
        ORDER BY d.source_path, try_cast(d.record AS BIGINT), d.record, d.document_id
        """,
    )
    return [[*row[1:6], safe_link(row[6])] for row in found], {row[0]: number for number, row in enumerate(found)}


def _pieces(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return for each chosen statement, letters of parts and texts in turn: ``["", "He ", "q", "said"]``; texts are read in
    portions."""
    spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for document, statement, part, start, end in rows(
        connection,
        """
        SELECT c.document_id, s.statement_id, s.part, s.start, s."end"
        FROM statement_spans s JOIN report_chosen c USING (statement_id)
        WHERE s.part IN ('content', 'cue', 'source', 'target') ORDER BY s.statement_id, s.part, s.position
        """,
    ):
        spans[document][statement].append((part, start, end))
    found: dict[str, list[str]] = {}
    texts = connection.execute(
        "SELECT document_id, text FROM documents WHERE document_id IN (SELECT document_id FROM report_chosen)"
    )
    while portion := texts.fetchmany(_TEXTS):
        for document, text in portion:
            for statement, parts in spans[document].items():
                found[statement] = list(_flat(cut(text, _told_apart(parts))))
    return found


def _told_apart(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with targets that are words of the content called so: they belong to both."""
    contents = [(start, end) for part, start, end in spans if part == "content"]
    told = []
    for part, start, end in spans:
        is_inside = part == "target" and any(left <= start and end <= right for left, right in contents)
        told.append(("target in content" if is_inside else part, start, end))
    return told


def _flat(pieces: Iterable[tuple[str, str]]) -> Iterable[str]:
    for part, text in pieces:
        yield _LETTERS[part]
        yield text
