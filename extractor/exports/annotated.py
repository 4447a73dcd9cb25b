"""The tables as records again: one article after the other with its statements and mentions, and all entities by id."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from extractor.records import (
    DocumentRow,
    EntityRow,
    MentionRow,
    OrganizationRow,
    Part,
    PersonRow,
    PlaceRow,
    StatementRow,
    StatementSpanRow,
)
from extractor.row import Row

if TYPE_CHECKING:
    import duckdb

_ROWS = 2_000
R = TypeVar("R", bound=Row)
Names = frozenset(("name", "acronym"))  # forms of mentions that are names


@dataclass(frozen=True, slots=True)
class AnnotatedStatement:
    """A statement and where its parts stand."""

    row: StatementRow
    spans: list[StatementSpanRow]

    @property
    def is_rejected(self) -> bool:
        """Whether reviewers rejected it; formats mark those."""
        return self.row.review_status == "rejected"

    def part(self, name: Part) -> list[StatementSpanRow]:
        """Return the spans of one part in text order."""
        return [span for span in self.spans if span.part == name]

    def outline(self, *names: Part) -> tuple[int, int]:
        """Return the first and last code point of some parts; (0, 0) without any."""
        spans = [span for span in self.spans if span.part in names]
        return (min(span.start for span in spans), max(span.end for span in spans)) if spans else (0, 0)


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with text, its statements and mentions in text order."""

    row: DocumentRow
    statements: list[AnnotatedStatement]
    mentions: list[MentionRow]


Entity = PersonRow | OrganizationRow | PlaceRow


def articles(connection: "duckdb.DuckDBPyConnection") -> Iterator[AnnotatedArticle]:
    """Yield the articles with text one after the other; all tables have the order of the documents, so that one is held at a
    time."""
    statements = _Groups(records(connection, "statements", StatementRow), "document_id")
    mentions = _Groups(records(connection, "mentions", MentionRow), "document_id")
    spans = _Groups(records(connection, "statement_spans", StatementSpanRow), "statement_id")
    for document in records(connection, "documents", DocumentRow):
        found = [
            AnnotatedStatement(row, _in_order(spans.take(row.statement_id))) for row in statements.take(document.document_id)
        ]
        here = mentions.take(document.document_id)
        if document.text:
            yield AnnotatedArticle(document, found, here)


def entities(connection: "duckdb.DuckDBPyConnection") -> dict[str, Entity]:
    """Return all people, organizations and places by id."""
    found: dict[str, Entity] = {}
    for person in records(connection, "people", PersonRow):
        found[person.person_id] = person
    for organization in records(connection, "organizations", OrganizationRow):
        found[organization.organization_id] = organization
    for place in records(connection, "places", PlaceRow):
        found[place.place_id] = place
    return found


def kind_of(entity: EntityRow) -> str:
    """Return the person, organization or place."""
    return {PersonRow: "person", OrganizationRow: "organization"}.get(type(entity), "place")


def records(connection: "duckdb.DuckDBPyConnection", table: str, row: type[R]) -> Iterator[R]:
    """Yield the rows of a table in their order; they were validated when they were written."""
    cursor = connection.cursor()
    cursor.execute(f"SELECT * FROM {table}")
    names = [str(column[0]) for column in cursor.description or ()]
    while values := cursor.fetchmany(_ROWS):
        for each in values:
            yield cast(R, row.model_construct(**dict(zip(names, each, strict=True))))


def _in_order(spans: list[StatementSpanRow]) -> list[StatementSpanRow]:
    return sorted(spans, key=lambda span: (span.part, span.position))


class _Groups(Generic[R]):
    """Rows that lie together by a column, taken in the order in which they lie."""

    def __init__(self, rows: Iterator[R], column: str) -> None:
        self._rows, self._column = rows, column
        self._next = next(rows, None)

    def take(self, value: str) -> list[R]:
        """Return the rows with this value, if they come next."""
        taken = []
        while self._next is not None and getattr(self._next, self._column) == value:
            taken.append(self._next)
            self._next = next(self._rows, None)
        return taken
