"""What the report says, counted from the tables: plain values in a fixed order, so that the same tables give the same page."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import duckdb

from extractor.decisions.trust import NO_TRUST, Trust, measure_trust
from extractor.report.claims import read_answers, read_checks, read_claims
from extractor.report.database import named_rows, rows
from extractor.report.dial import Expected, read_dial
from extractor.report.outlets import name_outlets, read_outlets
from extractor.resources import find_models
from extractor.sourcing import speaker_key_sql

SHOWN_INPUTS = 1_000

_OPEN = {
    "unresolved": "a pronoun or description that could not be traced to a name",
    "ambiguous": "more than one name fits",
    "none": "the text names no source",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: a person, organization or place; words that name nobody; or a reason why nobody can be named."""

    key: str
    name: str
    kind: str
    role: str
    count: int
    documents: int
    source_class: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything on the page but the statements themselves."""

    totals: dict[str, int]
    run: dict[str, str]
    speakers: list[Speaker]
    acts: list[tuple[str, int]]
    anonymous: list[tuple[str, int, list[str]]]
    unresolved: list[tuple[str, str, int, list[str]]]
    inputs: list[dict[str, str]]
    claims: list[dict[str, Any]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    outlets: list[dict[str, Any]] = field(default_factory=list)
    levels: list[tuple[str, float, int]] = field(default_factory=list)
    rules: list[tuple[str, float, int]] = field(default_factory=list)
    dial: list[Expected] = field(default_factory=list)
    trust: Trust = NO_TRUST


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables that the queries share: names of entities, and statements with the key of their speaker.

    Statements that reviewers rejected, and those of copies of an article, are left out. A speaker without an entity is known by
    the words, and otherwise by why nobody is known; an outlet has one name.
    """
    name_outlets(connection, find_models())
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE report_names AS
        SELECT person_id AS id, name, 'person' AS kind, coalesce(roles[1], '') AS role FROM people
        UNION ALL SELECT organization_id, name, 'organization', '' FROM organizations
        UNION ALL SELECT place_id, name, 'place', '' FROM places
        """
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE report_said AS
        SELECT s.statement_id, s.document_id, s.type, s.act, s.rule_id, s.confidence,
            s.confidence_level, s.source_text, s.speaker_name, s.speaker_kind,
            s.speaker_status, s.sentence_index, d.published_at AS published, d.rank AS document_rank,
            d.outlet, s.in_title, s.source_class,
            {speaker_key_sql("s")} AS speaker_key
        FROM statements s JOIN (
            SELECT document_id, published_at, coalesce(o.outlet, documents.outlet) AS outlet,
                row_number() OVER (ORDER BY source_path, try_cast(record AS BIGINT), record, document_id) AS rank
            FROM documents LEFT JOIN report_outlets o ON o.spelled = documents.outlet
        ) d USING (document_id)
        WHERE s.review_status <> 'rejected' AND s.copy_of IS NULL
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE report_speakers AS
        SELECT *, row_number() OVER (
            ORDER BY starts_with(speaker_key, 'open:'), starts_with(speaker_key, 'words:'), count DESC, name, speaker_key
        ) AS rank
        FROM (
            SELECT said.speaker_key, coalesce(n.name, min(said.speaker_name)) AS name,
                coalesce(n.kind, min(said.speaker_kind)) AS kind, coalesce(n.role, '') AS role, count(*) AS count,
                count(DISTINCT document_id) AS documents,
                CASE WHEN starts_with(said.speaker_key, 'words:') THEN max(said.source_class) ELSE '' END AS source_class
            FROM report_said said LEFT JOIN report_names n ON n.id = said.speaker_key
            GROUP BY said.speaker_key, n.name, n.kind, n.role
        )
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE report_about AS
        SELECT DISTINCT e.statement_id, e.entity_id, s.speaker_key
        FROM statement_entities e JOIN report_said s USING (statement_id)
        WHERE e.relation IN ('about', 'target') AND e.entity_id <> s.speaker_key
        """
    )


def collect(connection: duckdb.DuckDBPyConnection) -> Figures:
    """Return all figures of a prepared database."""
    speakers = read_speakers(connection)
    return Figures(
        totals=_totals(connection),
        run=_run(connection),
        speakers=speakers,
        acts=rows(connection, "SELECT act, count(*) FROM report_said GROUP BY 1 ORDER BY 2 DESC, 1"),
        anonymous=_anonymous(connection),
        unresolved=_unresolved(connection),
        inputs=_inputs(connection),
        claims=read_claims(connection),
        checks=read_checks(connection),
        answers=read_answers(connection),
        outlets=read_outlets(connection),
        dial=read_dial(find_models()),
        trust=measure_trust(connection),
        levels=rows(
            connection, "SELECT confidence_level, avg(confidence), count(*) FROM report_said GROUP BY ALL ORDER BY 2 DESC"
        ),
        rules=rows(connection, "SELECT rule_id, avg(confidence), count(*) FROM report_said GROUP BY ALL ORDER BY 3 DESC, 1"),
    )


def read_speakers(connection: duckdb.DuckDBPyConnection) -> list[Speaker]:
    """Return all speakers: entities by number of statements, then words without a name, then the open cases."""
    found = rows(
        connection, "SELECT speaker_key, name, kind, role, count, documents, source_class FROM report_speakers ORDER BY rank"
    )
    return [
        Speaker(key, f"({_OPEN[key[5:]]})" if key.startswith("open:") else name, kind if key[:5] != "open:" else "open", *rest)
        for key, name, kind, *rest in found
    ]


def _totals(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    tables = ("documents", "people", "organizations", "places", "statements", "report_said")
    totals = {name: int(rows(connection, f"SELECT count(*) FROM {name}")[0][0]) for name in tables}
    totals |= dict.fromkeys(("ok", "skipped", "error", "named", "unnamed", "open"), 0)
    ((totals["copies"], totals["repeated"], totals["rejected"]),) = rows(
        connection,
        """
        SELECT (SELECT count(*) FROM documents WHERE duplicate_of IS NOT NULL),
            count(*) FILTER (review_status <> 'rejected' AND copy_of IS NOT NULL),
            count(*) FILTER (review_status = 'rejected')
        FROM statements
        """,
    )
    totals |= dict(rows(connection, "SELECT status, count(*) FROM documents GROUP BY 1 ORDER BY 1"))
    totals |= dict(rows(connection, "SELECT type, count(*) FROM report_said GROUP BY 1 ORDER BY 1"))
    kinds = "CASE split_part(speaker_key, ':', 1) WHEN 'open' THEN 'open' WHEN 'words' THEN 'unnamed' ELSE 'named' END"
    totals |= dict(rows(connection, f"SELECT {kinds}, count(*) FROM report_said GROUP BY 1 ORDER BY 1"))
    return totals


def _run(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    names = ("run_id", "program_version", "model_name", "model_version", "models_sha256")
    found = named_rows(connection, f"SELECT {', '.join(names)} FROM runs ORDER BY run_id LIMIT 1")
    return found[0] if found else dict.fromkeys(names, "")


def _anonymous(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, list[str]]]:
    """Return the classes of sources without a name, with the words that are used most.

    A number without a word, and words of headlines, which leave out what a sentence has, are counted but not shown.
    """
    found = rows(
        connection,
        "SELECT min(speaker_name), max(source_class), count(*), bool_and(in_title) FROM report_said "
        "WHERE speaker_status = 'anonymous' AND speaker_name <> '' GROUP BY lower(speaker_name) ORDER BY 3 DESC, 1",
    )
    counts, words = Counter[str](), defaultdict[str, list[str]](list)
    for text, name, count, only_in_titles in found:
        counts[name] += count
        if not only_in_titles and any(letter.isalpha() for letter in text):
            words[name].append(text)
    return [(name, counts[name], words[name][:6]) for name in sorted(counts, key=lambda name: (not name, -counts[name], name))]


def _unresolved(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, list[str]]]:
    """Return why speakers are open, how often, and the words of the sources that are used most."""
    found = rows(
        connection,
        "SELECT speaker_key[6:], min(source_text), count(*) FROM report_said WHERE starts_with(speaker_key, 'open:') "
        "GROUP BY speaker_key, lower(source_text) ORDER BY 1, 3 DESC, 2",
    )
    return [
        (
            status,
            reason,
            sum(count for key, _, count in found if key == status),
            [text for key, text, _ in found if key == status and text][:12],
        )
        for status, reason in _OPEN.items()
        if any(key == status for key, _, _ in found)
    ]


def _inputs(connection: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """Return the failed and skipped inputs, failed ones first."""
    return named_rows(
        connection,
        """
        SELECT coalesce(d.status, 'error') AS status, e.source_path AS path, e.record, e.code, e.message
        FROM errors e LEFT JOIN documents d ON d.source_path = e.source_path AND d.record = e.record
        ORDER BY 1, 2, try_cast(e.record AS BIGINT), 3, 4, 5 LIMIT ?
        """,
        SHOWN_INPUTS,
    )
