"""What holds: the events of a log folded into one thread for each statement, with what each reviewer said last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from extractor.decisions.model import ABOUT_STATEMENTS, OPTIONAL, DocumentReference, Draw, Event, SpeakerChoice


@dataclass(slots=True)
class Thread:
    """The standing events about one statement, in order of time."""

    document: DocumentReference
    statement_id: str
    events: list[Event] = field(default_factory=list)

    @property
    def last(self) -> Event:
        """The event that holds: the latest of all reviewers."""
        return self.events[-1]

    @property
    def is_added(self) -> bool:
        """Whether a reviewer added the statement; no rule found it then."""
        return any(event.action == "add" for event in self.events)

    @property
    def conflict(self) -> bool:
        """Whether two reviewers' last words differ."""
        said = list({event.reviewer: event for event in self.events}.values())
        return any(differ(first, second) for first, second in combinations(said, 2))


def standing(events: Sequence[Event]) -> list[Event]:
    """Return the events that were not taken back, without the events that take back. An undo may itself be undone."""
    undone: set[str] = set()
    for event in reversed(events):
        if event.action == "undo" and event.event_id not in undone:
            undone.add(event.undoes)
    return [event for event in events if event.action != "undo" and event.event_id not in undone]


def threads(events: Iterable[Event]) -> dict[tuple[str, str], Thread]:
    """Return the standing events by document id and statement id."""
    found: dict[tuple[str, str], Thread] = {}
    for event in events:
        if event.action in ABOUT_STATEMENTS and event.document is not None:
            key = event.document.document_id, event.statement_id
            found.setdefault(key, Thread(event.document, event.statement_id)).events.append(event)
    return found


def complete_documents(events: Iterable[Event]) -> dict[str, Event]:
    """Return the standing events by which documents are complete, by document id."""
    found: dict[str, Event] = {}
    for event in events:
        if event.document is None:
            continue
        if event.action == "complete":
            found[event.document.document_id] = event
        elif event.action == "reopen":
            found.pop(event.document.document_id, None)
    return found


def tags_by_statement(events: Iterable[Event]) -> dict[tuple[str, str], Event]:
    """Return the last standing event with tags, by document id and statement id."""
    tagging = ((event.document, event) for event in events if event.action == "tag")
    return {(document.document_id, event.statement_id): event for document, event in tagging if document is not None}


def last_draw(events: Iterable[Event]) -> Draw | None:
    """Return the sample that was drawn last."""
    draws = [event.draw for event in events if event.draw is not None]
    return draws[-1] if draws else None


def differ(first: Event, second: Event) -> bool:
    """Return whether two decisions about one statement contradict each other; of what one does not speak of, they do not."""
    if _opinion(first) != _opinion(second):
        return True
    if first.after is None or second.after is None or first.action == "reject":
        return False
    pairs = ((getattr(first.after, name), getattr(second.after, name)) for name in OPTIONAL)
    return any(_who(one) != _who(other) for one, other in pairs if one is not None and other is not None)


def _who(value: SpeakerChoice | bool | None) -> object:
    if isinstance(value, SpeakerChoice):
        return value.entity_id or value.name.casefold()
    return value


def _opinion(event: Event) -> tuple[object, ...]:
    """Return what an event says, so far as two reviewers can differ about it."""
    said = event.after
    if event.action == "reject" or said is None:
        return ("reject",)
    who = said.speaker.entity_id or (said.speaker.kind, said.speaker.name.casefold())
    return ("keep", said.type, said.act, who, *(tuple(place.exact for place in part) for part in (said.content, said.source)))
