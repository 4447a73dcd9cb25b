"""What a review shows: the statements of the tables under the decisions of the log."""

import json
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.decisions.log import append_events, in_order, read_events
from extractor.decisions.model import ABOUT_STATEMENTS, FLAGS, Description, DocumentReference, Draw, Event, Spans, SpeakerChoice
from extractor.decisions.threads import Thread, complete_documents, last_draw, standing, tags_by_statement
from extractor.decisions.trust import wilson
from extractor.decisions.verdicts import ADDED, PARTS, describe
from extractor.records import StatementRow
from extractor.review import tables
from extractor.review.index import Entry, Index
from extractor.review.store import Store
from extractor.writers.database import FILE_NAME

STATUS = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "accepted"}
# What the tables say of the sample: how many of its statements are right, and how many were judged.
_MEASURED = """
SELECT sum(d.is_right), count(d.is_right) FROM decisions d JOIN statements s ON s.statement_id = d.statement_id
WHERE d.holds AND d.sample <> '' AND d.decision IN ('accept', 'reject', 'correct')
"""
_BY_REVIEWERS = "review/"


@dataclass(frozen=True, slots=True)
class View:
    """A statement as the pages show it: ``extracted`` is what the rules found (None: nothing), ``said`` what holds now. ``row``
    and the ``spans`` of its parts are missing until the tables know the statement."""

    statement_id: str
    document_id: str
    extracted: Description | None
    said: Description
    status: str
    rule: str
    events: tuple[Event, ...]
    row: StatementRow | None = None
    spans: Mapping[str, Spans] = field(default_factory=dict)

    @property
    def conflict(self) -> bool:
        """Whether reviewers differ."""
        return _differ(self.statement_id, self.events)


class State:
    """Tables and log of one output folder. Whoever changes it holds ``lock``."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder, self.log = folder, log
        self.lock = threading.RLock()
        self.names_pending = 0
        self.load()

    def load(self) -> None:
        """Read tables and log; the same again after the tables were made anew.

        Raises:
            InputError: there is no database, or the log makes no sense.
        """
        with self.lock:
            self._seen = _stamp(self.folder / FILE_NAME), _stamp(self.log)
            self.store = Store(self.folder)
            self.index = Index(tables.read_entries(self.store))
            self.names = tables.entity_names(self.store)
            # Event -> statement of these tables that it is about; empty for orphans. Events beyond these are newer.
            self._target: dict[str, str] = {}
            self._found: dict[str, dict[str, Any]] = {}
            for row in self.store.all_rows("SELECT * FROM decisions WHERE decision IN ('accept', 'reject', 'correct', 'add')"):
                self._target[row["decision_id"]] = row["statement_id"] if row["anchor"] != "orphan" else ""
                if row["holds"] and row["extracted"]:
                    self._found[row["statement_id"]] = dict(row)
            (right, judged) = self.store.all_rows(_MEASURED)[0]
            self.measured = wilson(right or 0, judged) if judged else None
            self._in_tables = frozenset(row[0] for row in self.store.all_rows("SELECT decision_id FROM decisions"))
            self.events = read_events(self.log)
            self._fold()
            reviewed = self.store.all_rows("SELECT statement_id FROM statements WHERE review_status <> 'unreviewed'")
            touched = {row[0] for row in reviewed} - self.threads.keys()
            touched |= {name for name, events in self.threads.items() if events[-1].event_id not in self._in_tables}
            for statement_id in touched:
                self._refresh_status(statement_id)

    def append(self, event: Event, statement_id: str = "") -> None:
        """Write an event to the log; it is about a statement as these tables know it.

        Raises:
            OutputError: the log cannot be written.
        """
        append_events(self.log, [event])
        tables_then, log_then = self._seen
        now = _stamp(self.log)
        if now[1] == log_then[1] + len(event.as_line().encode("utf-8")) + 1:  # else somebody else wrote, too: see catch_up
            self._seen = tables_then, now
        if statement_id:
            self._target[event.event_id] = statement_id
        is_latest = not self.events or self.events[-1].at <= event.at
        self.events = [*self.events, event] if is_latest else in_order([*self.events, event])
        if not is_latest or not self._fold_one(event):
            self._fold()
        self._refresh_all([event])

    def catch_up(self) -> bool:
        """Heed what another review of the same folder, or a run, wrote since; whether the tables are new.

        Raises:
            InputError: there is no database any more, or the log makes no sense.
        """
        with self.lock:
            now = _stamp(self.folder / FILE_NAME), _stamp(self.log)
            if now[0] != self._seen[0]:
                old = self.store
                self.load()
                old.close()
                return True
            if now == self._seen:
                return False
            self._seen = now
            known = {event.event_id for event in self.events}
            self.events = read_events(self.log)
            self._fold()
            self._refresh_all([event for event in self.events if event.event_id not in known])
            return False

    @property
    def pending(self) -> int:
        """How many statements, articles and names have decisions that the tables do not know yet."""
        new = [event for event in self.events if event.event_id not in self._in_tables and event.action != "sample"]
        taken_back = {event.undoes for event in new} & {event.event_id for event in new}
        about = [event for event in new if event.event_id not in taken_back and event.undoes not in taken_back]
        undone = {event.event_id: event for event in self.events} if any(event.undoes for event in about) else {}
        return self.names_pending + len({self._subject(undone.get(event.undoes, event)) for event in about})

    def _subject(self, event: Event) -> str:
        """Return what an event is about: a statement, or a whole article."""
        return self.target(event) or (event.document.document_id if event.document else "")

    def target(self, event: Event) -> str:
        """Return the statement of these tables that an event is about; empty when it has none."""
        return self._target.get(event.event_id, event.statement_id)

    def orphans(self) -> list[Event]:
        """Return the events that fit no text of this run."""
        return self._orphans

    def conflicts(self) -> set[str]:
        """Return the statements about which reviewers differ."""
        return {name for name in self._conflicts if self.index.is_shown(name)}

    def view(self, statement_id: str) -> View:
        """Return a statement with what was decided.

        Raises:
            KeyError: there is none.
        """
        if not self.index.is_shown(statement_id):
            raise KeyError(statement_id)
        return self._view(statement_id)

    def document(self, document_id: str) -> dict[str, Any]:
        """Return an article of the tables.

        Raises:
            KeyError: there is none.
        """
        found = tables.document(self.store, document_id)
        if found is None:
            raise KeyError(document_id)
        return found

    def statements_of(self, document_id: str) -> list[str]:
        """Return the statements of an article that are shown, in the order of the index."""
        places = [number for number, name in enumerate(self.index.documents) if name == document_id]
        return [self.index.ids[number] for number in places if self.index.is_shown(self.index.ids[number])]

    def _fold(self) -> None:
        valid = standing(self.events)
        threads: dict[str, list[Event]] = defaultdict(list)
        for event in valid:
            if event.action in ABOUT_STATEMENTS and self.target(event):
                threads[self.target(event)].append(event)
        self.threads = dict(threads)
        self._orphans = [event for event in valid if self._target.get(event.event_id) == ""]
        self._conflicts = {name for name, found in threads.items() if _differ(name, found)}
        self.complete = complete_documents(valid)
        self.tags = {self.target(event): event for event in tags_by_statement(valid).values() if event.tags or event.note}
        self.draw: Draw | None = last_draw(valid)

    def _fold_one(self, event: Event) -> bool:
        """Take a new event into the threads; False if all must be folded anew, which takes longer with every decision."""
        name, found = self.target(event), event
        if event.action == "undo":
            undone = next((each for each in reversed(self.events) if each.event_id == event.undoes), None)
            if undone is None or undone.action not in ABOUT_STATEMENTS or undone not in self.threads.get(self.target(undone), ()):
                return False
            name, found = self.target(undone), undone
            self.threads[name].remove(found)
            if not self.threads[name]:
                del self.threads[name]
        elif event.action in ABOUT_STATEMENTS and name:
            self.threads.setdefault(name, []).append(event)
        elif event.action == "tag" and name:
            self.tags[name] = event
            if not event.tags and not event.note:
                del self.tags[name]
            return True
        else:
            return False
        self._conflicts.discard(name)
        if _differ(name, self.threads.get(name, [])):
            self._conflicts.add(name)
        return True

    def _refresh_all(self, new: Sequence[Event]) -> None:
        """Bring the index up to date with events, and with those that they take back."""
        undone = {event.undoes for event in new} - {""}
        taken_back = [each for each in self.events if each.event_id in undone] if undone else []
        touched = {self.target(event) for event in (*new, *taken_back)}
        for name in touched - {""}:
            if name in self.index.place or name in self.threads:
                self._refresh(name)

    def _refresh_status(self, statement_id: str) -> None:
        """Do the same for an index that is new: mere verdicts on what the rules found leave all but the status as it is."""
        events = self.threads.get(statement_id, [])
        mere = events and all(event.action in ("accept", "reject") and not event.corrected for event in events)
        if mere and statement_id in self.index.place and statement_id not in self._found:
            self.index.set(statement_id, "status", STATUS[events[-1].action])
        else:
            self._refresh(statement_id)

    def _refresh(self, statement_id: str) -> None:
        """Bring the index up to date with what holds about a statement."""
        events = self.threads.get(statement_id, [])
        if statement_id not in self.index.place and not self._add_entry(statement_id, events):
            return
        if not events and self.index.value(statement_id, "rule").startswith(_BY_REVIEWERS):
            self.index.show(statement_id, False)
            return
        self.index.show(statement_id, True)
        view = self._view(statement_id)
        speaker = view.said.speaker
        status = view.row.speaker_status if view.row else "none"
        self.index.set(statement_id, "status", view.status)
        self.index.set(statement_id, "act", view.said.act)
        self.index.set(statement_id, "type", view.said.type)
        self.index.set(statement_id, "speaker", tables.speaker_key(speaker.entity_id, speaker.name, status))

    def _add_entry(self, statement_id: str, events: list[Event]) -> bool:
        """Put a statement that a reviewer added into the index; False if it fits no article of these tables."""
        last = events[-1] if events else None
        if last is None or last.after is None or last.document is None:
            return False
        document = tables.document(self.store, last.document.document_id)
        if document is None or document["text_sha256"] != last.document.text_sha256:
            return False
        values = ("accepted", "", document["outlet"], last.after.act, last.after.type, ADDED, "high")
        day = tables.day_number(document["published_at"][:10])
        self.index.extend([Entry(statement_id, document["document_id"], values, day)])
        return True

    def _view(self, statement_id: str) -> View:
        events = tuple(self.threads.get(statement_id, ()))
        last = events[-1] if events else None
        status = STATUS[last.action] if last else "unreviewed"
        found = tables.statement(self.store, statement_id)
        if found is None:
            if last is None or last.after is None or last.document is None:
                raise KeyError(statement_id)
            return View(statement_id, last.document.document_id, None, last.after, status, ADDED, events)
        row, spans = found
        text = self.document(row.document_id)["text"]
        now = describe(row, tables.places(text, spans))
        extracted = self._as_found(now, text, statement_id)
        said = extracted
        if last is not None and last.action != "reject":
            said = now if last.event_id in self._in_tables or last.after is None else last.after
        is_ours = row.rule_id.startswith(_BY_REVIEWERS)
        return View(statement_id, row.document_id, None if is_ours else extracted, said, status, row.rule_id, events, row, spans)

    def _as_found(self, now: Description, text: str, statement_id: str) -> Description:
        """Return what the rules found, where the tables have what a reviewer made of it."""
        log = self._found.get(statement_id)
        if log is None:
            return now
        found = json.loads(log["extracted"])
        parts = tables.places(text, {part: found[part] for part in PARTS})
        changes: dict[str, Any] = {"type": found["type"], "act": found["act"], **{part: parts.get(part, []) for part in PARTS}}
        changes |= {name: found[name] for name in FLAGS if name in found}
        changes |= {name: SpeakerChoice(name=found[name]) for name in ("target", "addressee") if name in found}
        entity, words = log["extracted_speaker_id"] or "", log["extracted_speaker_name"]
        if entity or words:
            name, kind = self.names.get(entity, (words, "unknown"))
            changes["speaker"] = SpeakerChoice.model_validate({"entity_id": entity, "name": name, "kind": kind})
        return now.model_copy(update=changes)


def _differ(name: str, events: Sequence[Event]) -> bool:
    """Return whether reviewers differ about a statement."""
    several = len(events) > 1 and len({event.reviewer for event in events}) > 1
    return several and Thread(DocumentReference(document_id=""), name, list(events)).conflict


def _stamp(path: Path) -> tuple[int, int, int]:
    """Return which file that is, how long and from when, to see whether somebody else wrote to it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns
