"""How a reviewer decides: every decision is one event at the end of the log."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise, takewhile
from typing import Any

from extractor import ids
from extractor.decisions.anchor import find_place
from extractor.decisions.model import (
    ABOUT_STATEMENTS,
    FLAGS,
    Action,
    Correction,
    Description,
    DocumentReference,
    Event,
    Place,
    Spans,
    SpeakerChoice,
    place,
)
from extractor.decisions.sample import draw_sample
from extractor.decisions.threads import standing
from extractor.decisions.verdicts import PARTS
from extractor.review import tables
from extractor.review.articles import words_around
from extractor.review.state import State, View

# Note of what was accepted because its article was marked complete.
_REST = "with the article"
# Longest name of a speaker that a page may send.
_LONGEST_NAME = 300
_ORDER: tuple[Correction, ...] = (
    "speaker", "act", "type", "content", "cue", "source", "target", "addressee", *FLAGS,
)  # fmt: skip
_WHO = ("speaker", "target", "addressee")
LABELS = (*_WHO, "act", "type", *FLAGS)
_UNDOABLE = (*ABOUT_STATEMENTS, "complete", "reopen", "tag")
_MOST_TAGGED, _MOST_TAGS = 10_000, 20
# How far from a content its cue and source are looked for, in code points.
_REACH = 700
_OPENING, _CLOSING = "\"“„«‘'", "\"”“»’'"


@dataclass(slots=True)
class Reviewer:
    """Somebody who decides; the methods hold the lock of the state."""

    state: State
    name: str
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def decide(self, statement_id: str, action: Action, changes: Mapping[str, Any] | None = None, *, note: str = "") -> Event:
        """Accept, reject or correct a statement; ``changes`` are fields of its description, spans as lists of offsets.

        Accepting what was corrected before confirms the correction.

        Raises:
            KeyError: there is no such statement.
            ValueError: the changes make no sense.
        """
        with self.state.lock:
            view = self.state.view(statement_id)
            last = view.events[-1] if view.events else None
            corrected = set(last.corrected) if last and last.action != "reject" else set()
            after = view.said
            if action == "correct":
                after, new = self._changed(view, changes or {})
                corrected |= new
            elif action == "reject":
                corrected = set()
            elif corrected:
                action = "correct"
            event = self._event(
                action,
                document=self._reference(view.document_id),
                statement_id=view.events[0].statement_id if view.events else statement_id,
                before=view.extracted,
                after=after,
                corrected=[name for name in _ORDER if name in corrected],
                note=note,
            )
            self.state.append(event, statement_id)
            return event

    def add(
        self,
        document_id: str,
        span: tuple[int, int],
        *,
        fields: Mapping[str, Any],
        cue: str = "",
        source: str = "",
        note: str = "",
    ) -> str:
        """Add a statement that was missed; its id. ``fields`` has act, type (empty: told from quotation marks) and speaker.

        The content is widened to whole words. Words of cue and source are looked for near it.

        Raises:
            KeyError: there is no such article.
            ValueError: the place or the words are not in it.
        """
        with self.state.lock:
            text = self.state.document(document_id)["text"]
            start, end = span
            if not 0 <= start < end <= len(text) or not text[start:end].strip():
                raise ValueError("there is no such place in the article")
            first, last = words_around(text, start, end)
            kind = fields.get("type") or type_by_marks(text, first, last)
            content = place(text, first, last)
            description = Description.model_validate(
                {
                    "act": fields.get("act") or "say",
                    "type": kind,
                    "speaker": fields.get("speaker") or {},
                    "content": [content.model_dump()],
                    "cue": _near(text, cue, content, "cue"),
                    "source": _near(text, source, content, "source"),
                }
            )
            _check_name(description.speaker)
            statement_id = ids.statement_id(document_id, description.spans("content"), description.spans("cue"))
            if self.state.index.is_shown(statement_id):
                raise ValueError("this statement is there already")
            event = self._event(
                "add", document=self._reference(document_id), statement_id=statement_id, after=description, note=note
            )
            self.state.append(event, statement_id)
            return statement_id

    def complete(self, document_id: str, *, done: bool, accept_rest: bool = False) -> int:
        """Mark an article complete, or open it again; how many statements in it are undecided. With any, it is only marked
        if ``accept_rest`` accepts them.

        Raises:
            KeyError: there is no such article.
        """
        with self.state.lock:
            reference = self._reference(document_id)
            names = self.state.statements_of(document_id)
            undecided = [name for name in names if not self.state.threads.get(name)] if done else []
            if undecided and not accept_rest:
                return len(undecided)
            for name in undecided:
                self.decide(name, "accept", note=_REST)
            self.state.append(self._event("complete" if done else "reopen", document=reference, note=_REST if undecided else ""))
            return 0

    def tag(self, statement_ids: Sequence[str], tags: Sequence[str], *, note: str | None = None) -> int:
        """Give statements tags of one's own and, if it is not None, a note; neither is a verdict. Return how many there are.

        With one statement the tags replace those that it has, with several they join them.

        Raises:
            KeyError: there is no such statement.
            ValueError: that are too many.
        """
        wanted = list(dict.fromkeys(" ".join(tag.split())[:60] for tag in tags if tag.strip()))
        if len(wanted) > _MOST_TAGS or len(statement_ids) > _MOST_TAGGED:
            raise ValueError("that are too many")
        with self.state.lock:
            for statement_id in statement_ids:
                view = self.state.view(statement_id)
                had = self.state.tags.get(statement_id)
                joined = [*had.tags, *wanted] if had and len(statement_ids) > 1 else wanted
                event = self._event(
                    "tag",
                    document=self._reference(view.document_id),
                    statement_id=view.events[0].statement_id if view.events else statement_id,
                    tags=list(dict.fromkeys(joined)),
                    note=note if note is not None else (had.note if had else ""),
                )
                self.state.append(event, statement_id)
        return len(statement_ids)

    def undo(self) -> tuple[Event, str] | None:
        """Take back this reviewer's last decision: that decision and its statement, None when there is none left. What was
        accepted with an article as a whole goes with it."""
        with self.state.lock:
            mine = [each for each in standing(self.state.events) if each.reviewer == self.name and each.action in _UNDOABLE]
            if not mine:
                return None
            last = mine[-1]
            target = self.state.target(last)
            rest = takewhile(lambda event: event.action == "accept" and event.note == _REST, reversed(mine[:-1]))
            for event in [last, *(rest if last.note == _REST and last.action == "complete" else ())]:
                self.state.append(self._event("undo", document=event.document, undoes=event.event_id))
            return last, target

    def sample(self, size: int, seed: int) -> int:
        """Draw a random sample of what the rules found, unless the last one is the same; its size."""
        with self.state.lock:
            index = self.state.index
            population = [
                (name, index.value(name, "rule"), index.value(name, "type"))
                for name in index.ids
                if not index.value(name, "rule").startswith("review/")
            ]
            draw = draw_sample(population, size, seed)
            if draw != self.state.draw:
                self.state.append(self._event("sample", draw=draw))
            return draw.size

    def _changed(self, view: View, changes: Mapping[str, Any]) -> tuple[Description, set[Correction]]:
        text = self.state.document(view.document_id)["text"]
        fields = {name: changes[name] for name in LABELS if name in changes}
        for part in PARTS:
            if part in changes:
                spans = _read_spans(part, changes[part], len(text))
                fields[part] = [each.model_dump() for each in tables.places(text, {part: spans})[part]]
        after = Description.model_validate({**view.said.model_dump(), **fields})
        for name in _WHO:
            _check_name(getattr(after, name))
        # An older log does not speak of every flag: what it leaves open is not set.
        told = view.said.model_copy(update={name: bool(getattr(view.said, name)) for name in FLAGS if name in changes})
        return after, {name for name in _ORDER if getattr(after, name) != getattr(told, name)}

    def _reference(self, document_id: str) -> DocumentReference:
        row = self.state.document(document_id)
        return DocumentReference(**{name: row[name] for name in DocumentReference.model_fields})

    def _event(self, action: Action, **fields: Any) -> Event:
        at = self.clock().isoformat(timespec="microseconds")
        return Event(event_id=f"v_{uuid.uuid4().hex}", at=at, reviewer=self.name, action=action, **fields)


def _read_spans(part: str, asked: Any, length: int) -> Spans:
    """Return the places of a part, as pairs of offsets in order.

    Raises:
        ValueError: they are no such pairs, lie outside of the text or overlap.
    """
    if not isinstance(asked, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in asked):
        raise ValueError(f"{part}: pairs of offsets are expected")
    if any(type(offset) is not int for pair in asked for offset in pair):
        raise ValueError(f"{part}: offsets are whole numbers")
    spans: Spans = sorted((start, end) for start, end in asked)
    if any(not 0 <= start < end <= length for start, end in spans):
        raise ValueError(f"{part}: there is no such place in the article")
    if any(before[1] > behind[0] for before, behind in pairwise(spans)):
        raise ValueError(f"{part}: its pieces overlap")
    return spans


def _check_name(choice: SpeakerChoice | None) -> None:
    if choice is not None and len(choice.name) > _LONGEST_NAME:
        raise ValueError("that is too long for a name")


def type_by_marks(text: str, start: int, end: int) -> str:
    """Return direct, mixed or indirect, by the quotation marks around and in a stretch."""
    before, inside, behind = text[max(0, start - 1) : start], text[start:end], text[end : end + 1]
    is_open = (before and before in _OPENING) or inside[:1] in _OPENING
    is_closed = (behind and behind in _CLOSING) or inside[-1:] in _CLOSING
    if is_open and is_closed:
        return "direct"
    return "mixed" if any(mark in inside for mark in '"“”«»') else "indirect"


def _near(text: str, words: str, content: Place, what: str) -> list[dict[str, Any]]:
    """Return the place of words that stand before or behind a content, the nearest of several."""
    if not words.strip():
        return []
    begin = max(0, content.start - _REACH)
    stretch = text[begin : content.end + _REACH]
    wanted = Place(start=-1, end=-1, exact=words.strip())
    found = find_place(stretch, wanted, near=content.start - begin)
    if found is None:
        raise ValueError(f"the words of the {what} do not stand near the statement")
    start, end = words_around(text, begin + found.start, begin + found.end)
    return [place(text, start, end).model_dump()]
