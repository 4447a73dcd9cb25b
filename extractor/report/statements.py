"""The statements that the page carries, each cut out of its sentence, as columns of numbers and texts for the script."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from extractor.report.data import Speaker, rows
from extractor.report.highlight import Span, cut

EMBEDDED = 10_000
_ABOUT = 8  # subjects of one statement that are shown
_TEXTS = 100  # documents read at a time
# One letter for each part that is marked.
_LETTERS = {"content": "c", "cue": "q", "source": "s", "target": "t", "": ""}
_FLAGS = ("is_negated", "is_hedged", "is_conditional", "in_title")


def embedded(connection: duckdb.DuckDBPyConnection, speakers: Sequence[Speaker], *, limit: int = EMBEDDED) -> dict[str, Any]:
    """Return the statements of a prepared database for the page: lists of speakers, documents and names, and columns of equal
    length.

    Speakers take turns (the newest statement of each, then the second of each, ...) until ``limit`` is reached; the columns are
    in the order of the speakers, then of the turns.
    """
    _choose(connection, limit)
    chosen = rows(
        connection,
        f"""
        SELECT c.statement_id, c.document_id, c.speaker_key, s.type, s.act, s.rule_id, s.confidence_level, s.confidence,
            s.speaker_status, s.source_text, s.addressee_id, s.via_id, s.speaker_candidates, s.nested_in, s.review_status,
            {", ".join(f"s.{flag}" for flag in _FLAGS)}
        FROM report_chosen c JOIN statements s USING (statement_id) JOIN report_speakers r USING (speaker_key)
        ORDER BY r.rank, c.turn
        """,
    )
    about = _about(connection)
    pieces = _pieces(connection)
    documents, number_of = _documents(connection)
    names = _Numbers(dict(rows(connection, "SELECT id, name FROM report_names")))
    said = {key: number for number, key in enumerate(dict.fromkeys(row[2] for row in chosen))}
    columns: dict[str, list[Any]] = defaultdict(list)
    for (
        statement, document, speaker, type_, act, rule, level, confidence, status, source, addressee, via, candidates, nested,
        review, *flags,
    ) in chosen:  # fmt: skip
        columns["speaker"].append(said[speaker])
        columns["document"].append(number_of[document])
        columns["type"].append(type_)
        columns["act"].append(act)
        columns["rule"].append(rule)
        columns["confidence"].append(level)
        columns["likely"].append(round(100 * confidence))
        columns["pieces"].append(pieces.get(statement, []))
        columns["about"].append([names.number(entity) for entity in about[statement]])
        columns["read_as"].append(source if status == "resolved" else "")
        columns["remarks"].append(_remarks(flags, nested, review))
        columns["links"].append([names.number(x) if x else -1 for x in (addressee, via)])
        columns["candidates"].append([names.number(entity) for entity in candidates])
    by_key = {speaker.key: speaker for speaker in speakers}
    listed = [by_key[key] for key in said]
    return {
        "speakers": [[speaker.name, speaker.kind, speaker.role, speaker.count] for speaker in listed],
        "documents": documents,
        "names": names.listed,
        "statements": dict(columns),
    }


class _Numbers:
    """Numbers names in the order in which they are asked for."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._numbers: dict[str, int] = {}
        self.listed: list[str] = []

    def number(self, entity: str) -> int:
        if entity not in self._numbers:
            self._numbers[entity] = len(self.listed)
            self.listed.append(self._names.get(entity, ""))
        return self._numbers[entity]


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
        SELECT d.document_id, d.title, d.outlet, left(d.published_at, 10), d.source_path, d.record, d.url FROM documents d
        WHERE d.document_id IN (SELECT document_id FROM report_chosen)
        ORDER BY d.source_path, try_cast(d.record AS BIGINT), d.record, d.document_id
        """,
    )
    return [[*row[1:6], safe_link(row[6])] for row in found], {row[0]: number for number, row in enumerate(found)}


def safe_link(url: str) -> str:
    """Return the address if it is one of the web, else nothing: ``javascript:`` and the like never become links."""
    return url if url.lower().startswith(("https://", "http://")) else ""


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
                found[statement] = list(_flat(cut(text, parts)))
    return found


def _flat(pieces: Iterable[tuple[str, str]]) -> Iterable[str]:
    for part, text in pieces:
        yield _LETTERS[part]
        yield text


def _remarks(flags: Sequence[bool], nested: str | None, review: str) -> list[str]:
    """Return the short remarks that stand beside a statement."""
    labels = ("negated", "hedged", "conditional", "headline")
    remarks = [label for label, flag in zip(labels, flags, strict=True) if flag]
    remarks += ["inside another statement"] if nested else []
    return remarks + ([review] if review != "unreviewed" else [])
