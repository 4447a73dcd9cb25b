"""Statements, names, claims and answers to questions, looked up in the database of a finished run."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

from extractor.entities.spelling import fold
from extractor.errors import ExportError
from extractor.exports.check_worth import EVIDENCE, LEAST, WORTH, add_check_worth, load_check_worth
from extractor.exports.questions import Question, load_questions
from extractor.exports.watch_list import COLUMN, WATCHED, watch
from extractor.records import Act, tables
from extractor.resources import find_models
from extractor.tables.schema import scalar_type
from extractor.tables.views import FLAT_COLUMNS, FLAT_NAME
from extractor.writers.database import open_database, search_expression

Sought = Literal["statements", "names", "claims"]
_COUNTED = "aliases, country_code, statement_count, mention_count, document_count, first_seen, last_seen"
# Names of people, organizations and places as one table.
_NAMES: Final = f"""
(SELECT name, 'person' AS kind, {_COUNTED}, person_id AS entity_id FROM people
UNION ALL SELECT name, 'organization', {_COUNTED}, organization_id FROM organizations
UNION ALL SELECT name, 'place', {_COUNTED}, place_id FROM places)
"""
# What fact-checkers found about what a statement, or one of those of a claim, repeats, as a JSON list in its column.
_VERDICTS: Final = """
(SELECT json_group_array(verdict) FROM (
    SELECT trim(c.rating || ' (' || c.publisher || ') "' || c.claim_reviewed || '" ' || c.review_url) AS verdict
    FROM fact_check_matches c
    WHERE c.statement_id {} GROUP BY verdict ORDER BY min(c.rowid)
)) AS fact_checks
"""
_OF_CLAIM: Final = "IN (SELECT statement_id FROM statements s WHERE s.cluster_id = f.cluster_id)"
_CHECKED_CLAIMS: Final = "SELECT cluster_id FROM statements JOIN fact_check_matches USING (statement_id)"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is sought; what is left empty says nothing. Names and words are found in any case and without accents.

    ``speaker``, ``target`` and ``about`` are names, or some words of one. All ``words`` must be in the content, source or speaker
    of a statement, in the content of a claim, in a name. ``since`` and ``until`` are days, months or years, both included.
    Statements and claims that are ``fact_checked`` repeat a claim that somebody has checked.
    Statements that are ``check_worthy`` can be checked and matter to many.
    Of ``watch_list``, names and topics as :func:`~extractor.exports.watch_list.read_watch_list` returns them, one must fit.
    """

    words: Sequence[str] = ()
    speaker: str = ""
    target: str = ""
    about: str = ""
    acts: Sequence[str] = ()
    outlet: str = ""
    since: str = ""
    until: str = ""
    min_confidence: float = 0.0
    watch_list: Sequence[str] = ()
    fact_checked: bool = False
    check_worthy: bool = False


# Filters that mean something for each; all do for statements.
_MEANT: Final = {
    "names": frozenset(("words", "since", "until")),
    "claims": frozenset(("words", "speaker", "acts", "outlet", "since", "until", "fact_checked")),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Rows under the names of their columns: texts, numbers, truth values, lists of texts, None."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def search(folder: Path, sought: Sought, filters: Filters, *, limit: int | None = None) -> Found:
    """Return the statements, names or claims that fit all filters; statements that reviewers rejected fit none.

    Statements have the columns of ``statements_flat`` and the order of the tables, before them with a watch list ``watched``, the
    entries that fit, and where they are fact-checked ``fact_checks``, the verdicts, which claims have always. Those worth
    checking come by ``check_worth``, with ``check_evidence`` behind it and without copies; of names and claims the largest come
    first.

    Raises:
        InputError: the folder has no database.
        ExportError: a filter means nothing for names or claims, or there is no such act.
    """
    given = {field.name for field in fields(filters) if getattr(filters, field.name)}
    if unfit := given - _MEANT.get(sought, given):
        raise ExportError(f"{sought} have no filter {', '.join(sorted(unfit))}; they have {', '.join(sorted(_MEANT[sought]))}")
    if unknown := set(filters.acts) - set(get_args(Act)):
        raise ExportError(f"there is no act {', '.join(sorted(unknown))}; acts are {', '.join(get_args(Act))}")
    with _opened(folder) as connection:
        query = {"statements": _statements, "names": _names, "claims": _claims}[sought](connection, filters)
        return _typed(_found(connection, query.text, query.values, limit))


def ask(folder: Path, question: str, values: Mapping[str, str], *, limit: int | None = None) -> Found:
    """Return the answer to one of the questions of the documentation; parameters that are not given have their example's value.

    Raises:
        InputError: the folder has no database.
        ExportError: there is no such question, it has no such parameter, or the words are no query.
    """
    asked = find_question(question)
    if unknown := values.keys() - asked.parameters.keys():
        known = ", ".join(asked.parameters) or "none"
        raise ExportError(f"the question {asked.id} has no parameter {', '.join(sorted(unknown))}; it has {known}")
    with _opened(folder) as connection:
        try:
            return _found(connection, asked.sql, {**asked.parameters, **values}, limit)
        except sqlite3.OperationalError as error:
            raise ExportError(f"the question {asked.id} cannot be asked so ({error})") from error


def find_question(name: str) -> Question:
    """Return the question of a name.

    Raises:
        ExportError: there is none.
    """
    questions = {question.id: question for question in load_questions()}
    if name not in questions:
        raise ExportError(f"there is no question '{name}'; questions are {', '.join(questions)}")
    return questions[name]


class _Query:
    """A SELECT that grows by conditions."""

    def __init__(self, select: str, order: str = "") -> None:
        self._select, self._order = select, order
        self._conditions = ["true"]
        self.values: list[object] = []

    def add(self, condition: str, *values: object) -> None:
        """Ask for rows that fulfil one condition more."""
        self._conditions.append(condition)
        self.values.extend(values)

    def add_days(self, first: str, last: str, filters: Filters) -> None:
        """Ask for rows whose days, from one column to another, lie in the time that is sought, at least one of them."""
        if filters.since:
            self.add(f"substr({last}, 1, ?) >= ?", len(filters.since), filters.since)
        if filters.until:
            self.add(f"substr({first}, 1, ?) <= ? AND {first} <> ''", len(filters.until), filters.until)

    @property
    def text(self) -> str:
        """The query."""
        return f"{self._select} WHERE {' AND '.join(self._conditions)} {self._order}"


def _statements(connection: sqlite3.Connection, filters: Filters) -> _Query:
    selected = ", ".join(FLAT_COLUMNS)
    if filters.fact_checked:
        selected = f"{_VERDICTS.format('= f.statement_id')}, {selected}"
    if filters.watch_list:
        watch(connection, filters.watch_list, partial(_entities, connection))
        selected = f"{WATCHED}, {selected}"
    if filters.check_worthy:
        selected = f"{add_check_worth(connection, load_check_worth(find_models()))}, {selected}"
    query = _Query(
        f"SELECT {selected} FROM {FLAT_NAME} f", f"ORDER BY {WORTH} DESC, date, statement_id" if filters.check_worthy else ""
    )
    if filters.check_worthy:
        query.add(f"{WORTH} >= ? AND copy_of IS NULL", LEAST)
    if filters.watch_list:
        query.add("statement_id IN (SELECT statement_id FROM watched)")
    if filters.fact_checked:
        query.add("statement_id IN (SELECT statement_id FROM fact_check_matches)")
    query.add("review_status <> 'rejected'")
    for name, key, words in (("speaker", "speaker_id", "speaker_description"), ("target", "target_id", "target_text")):
        if sought := getattr(filters, name):
            listed = _entities(connection, sought)
            query.add(f"({key} IN (SELECT value FROM json_each(?)) OR {key} IS NULL AND has_words({words}, ?))", listed, sought)
    if filters.about:
        meant = "relation IN ('about', 'target') AND entity_id IN (SELECT value FROM json_each(?))"
        query.add(
            f"statement_id IN (SELECT statement_id FROM statement_entities WHERE {meant})", _entities(connection, filters.about)
        )
    if expression := search_expression(" ".join(filters.words)):
        found = "SELECT rowid FROM statements_search WHERE statements_search MATCH ?"
        query.add(f"statement_id IN (SELECT statement_id FROM statements WHERE rowid IN ({found}))", expression)
    if filters.acts:
        query.add("act IN (SELECT value FROM json_each(?))", json.dumps(list(filters.acts)))
    if filters.outlet:
        query.add("has_words(outlet, ?)", filters.outlet)
    if filters.min_confidence:
        query.add("confidence >= ?", filters.min_confidence)
    query.add_days("date", "date", filters)
    return query


def _names(_: sqlite3.Connection, filters: Filters) -> _Query:
    query = _Query(f"SELECT * FROM {_NAMES}", "ORDER BY mention_count DESC, name, entity_id")
    for word in filters.words:
        query.add("(has_words(name, ?) OR has_words(aliases, ?))", word, word)
    query.add_days("first_seen", "last_seen", filters)
    return query


def _claims(connection: sqlite3.Connection, filters: Filters) -> _Query:
    query = _Query(
        f"SELECT {_VERDICTS.format(_OF_CLAIM)}, * FROM claims f", "ORDER BY document_count DESC, first_seen, cluster_id"
    )
    for word in filters.words:
        query.add("has_words(content, ?)", word)
    if filters.speaker:
        query.add("speaker_id IN (SELECT value FROM json_each(?))", _entities(connection, filters.speaker))
    if filters.acts:
        query.add("act IN (SELECT value FROM json_each(?))", json.dumps(list(filters.acts)))
    if filters.outlet:
        query.add("has_words(outlets, ?)", filters.outlet)
    if filters.fact_checked:
        query.add(f"cluster_id IN ({_CHECKED_CLAIMS})")
    query.add_days("first_seen", "last_seen", filters)
    return query


def _entities(connection: sqlite3.Connection, words: str) -> str:
    """Return the ids of those that have the words in a name, as a JSON array."""
    named = f"SELECT entity_id FROM {_NAMES} WHERE has_words(name, ?)"
    query = f"{named} UNION SELECT entity_id FROM entity_aliases WHERE has_words(alias, ?) ORDER BY 1"
    return json.dumps([row[0] for row in connection.execute(query, [words, words])])


def _has_words(text: str | None, words: str) -> bool:
    """Return whether all words stand in a text, in any case and without accents."""
    return text is not None and set(fold(words).split()) <= set(fold(text).split())


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(folder)) as connection:
        connection.create_function("has_words", 2, _has_words, deterministic=True)
        yield connection


def _found(connection: sqlite3.Connection, query: str, values: Sequence[Any] | Mapping[str, Any], limit: int | None) -> Found:
    cursor = connection.execute(query, values)
    return Found([str(column[0]) for column in cursor.description], list(islice(cursor, limit)))


def _typed(found: Found) -> Found:
    """Return columns of the tables with what SQLite keeps as numbers or JSON as what it is; empty texts are missing."""
    kinds = [_KINDS.get(column) for column in found.columns]
    rows = [tuple(_as(kind, value) for kind, value in zip(kinds, row, strict=True)) for row in found.rows]
    return Found(found.columns, rows)


def _as(kind: type | None, value: Any) -> Any:
    if value in (None, ""):
        return None
    return value if kind is None else bool(value) if kind is bool else json.loads(value)


# Columns that hold truth values or lists.
_KINDS: Final[dict[str, type]] = {
    COLUMN: list,
    "fact_checks": list,
    EVIDENCE: list,
    **{
        name: bool if scalar_type(info.annotation)[0] is bool else list
        for table in tables()
        for name, info in table.row.model_fields.items()
        if scalar_type(info.annotation)[0] is bool or get_origin(scalar_type(info.annotation)[0]) is list
    },
}
