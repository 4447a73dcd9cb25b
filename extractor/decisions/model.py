"""What reviewers decide about statements: events of an append-only log, each with all that it needs to find its place again.

An event carries the statement as the reviewer approved it (``after``) and as it was shown (``before``), with the words around
each span, so that it can be anchored in a later run whose offsets, spans or ids differ.
"""

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from extractor.records import Act, DocumentRow, Part, SpeakerKind, StatementType
from extractor.row import Row

Action = Literal["accept", "reject", "correct", "add", "complete", "reopen", "undo", "sample", "tag"]
ABOUT_STATEMENTS = ("accept", "reject", "correct", "add")
CONTEXT = 32
ENTITY_KINDS = ("person", "organization", "place")
Flag = Literal["is_negated", "is_hedged", "is_conditional"]
Correction = Literal["speaker", "act", "type", "content", "cue", "source", "target", "addressee", Flag]
FLAGS: tuple[Flag, ...] = get_args(Flag)
# What events of older logs do not speak of: None says nothing, neither for nor against.
OPTIONAL: tuple[Correction, ...] = ("target", "addressee", *FLAGS)
Spans = list[tuple[int, int]]
# Escape codes and other control characters, direction marks and overrides: logs come from others and reach the tables.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text: str) -> str:
    """Return the text in one line, without characters that a terminal or a page would obey instead of showing them."""
    return " ".join(_UNSEEN.sub("", " ".join(text.split())).split())


Plain = Annotated[str, AfterValidator(plain)]


class Place(Row):
    """A span of a text with the words at it, 32 code points before and 32 behind."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class SpeakerChoice(Row):
    """Who speaks, or at or to whom.

    An entity of the tables, a new one without id, a group or anonymous source by its words, or nobody.
    """

    entity_id: str = ""
    kind: SpeakerKind = "unknown"
    name: Plain = ""


class Description(Row):
    """A statement in full, as far as reviewers judge it."""

    type: StatementType
    act: Act
    speaker: SpeakerChoice = SpeakerChoice()
    content: list[Place] = Field(min_length=1)
    cue: list[Place] = Field(default_factory=list)
    source: list[Place] = Field(default_factory=list)
    target: SpeakerChoice | None = None
    addressee: SpeakerChoice | None = None
    is_negated: bool | None = None
    is_hedged: bool | None = None
    is_conditional: bool | None = None

    def spans(self, part: Part) -> Spans:
        """Return the offsets of a part: content, cue or source."""
        places: list[Place] = getattr(self, part)
        return [(place.start, place.end) for place in places]


class DocumentReference(Row):
    """The article that an event is about, and the hash of its text at that time."""

    document_id: str
    source_path: str = ""
    record: str = ""
    text_sha256: str = ""

    @classmethod
    def of(cls, row: DocumentRow) -> "DocumentReference":
        """Return the reference to a document of the tables."""
        return cls(document_id=row.document_id, source_path=row.source_path, record=row.record, text_sha256=row.text_sha256)


class Draw(Row):
    """A random sample of statements: how it was drawn and from how many; ``population_sha256`` is a hash of all their ids."""

    size: int
    seed: int
    population: int
    population_sha256: str
    statement_ids: list[str]

    @property
    def name(self) -> str:
        """The sample in a few characters."""
        return f"{self.size}/{self.seed}"


class Event(Row):
    """One line of the log: who did what to which statement or document, and when (ISO 8601, UTC)."""

    version: Literal[1] = 1
    event_id: Plain
    at: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d")
    reviewer: Plain
    action: Action
    document: DocumentReference | None = None
    statement_id: str = Field("", description="As extracted when it was decided")
    before: Description | None = None
    after: Description | None = None
    corrected: list[Correction] = Field(default_factory=list, description="What of the statement the reviewer changed")
    undoes: str = Field("", description="Event that this one takes back")
    draw: Draw | None = None
    note: Plain = ""
    tags: list[Plain] = Field(default_factory=list, description="All tags of the statement, from the action 'tag'")

    def as_line(self) -> str:
        """Return the event as a line of the log, without fields that say nothing."""
        return self.model_dump_json(exclude_defaults=True)


def place(text: str, start: int, end: int) -> Place:
    """Return a stretch of a text with its surroundings."""
    return Place(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
