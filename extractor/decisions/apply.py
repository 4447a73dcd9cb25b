"""Decisions of reviewers, carried out on the staged results before names are linked and tables are built."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import duckdb

from extractor.decisions.anchor import Anchor, Candidate, find_anchor
from extractor.decisions.model import ABOUT_STATEMENTS, Draw, Event, SpeakerChoice
from extractor.decisions.threads import Thread, complete_documents, last_draw, standing, threads
from extractor.decisions.verdicts import ADDED, KEPT, Reviewed, has_entity, make, reject, revise
from extractor.records import DecisionRow, StatementRow, StatementSpanRow
from extractor.row import Row
from extractor.tables.staging import ChosenPart, SpeakerChoiceRow, add_rows
from extractor.tables.wording import content_key
from extractor.told import LocalEntity

RowT = TypeVar("RowT", bound=Row)
_OTHERS: tuple[ChosenPart, ...] = ("target", "addressee")


@dataclass(slots=True)
class _Document:
    """What a run found in a document that decisions are about."""

    document_id: str
    text: str
    statements: dict[str, StatementRow] = field(default_factory=dict)
    spans: dict[str, list[StatementSpanRow]] = field(default_factory=lambda: defaultdict(list))
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def candidates(self) -> list[Candidate]:
        """Return the statements as anchors for decisions."""
        return [
            Candidate(row.statement_id, content_key(row.content), row.cue_text, _content(self.spans[row.statement_id]))
            for row in self.statements.values()
        ]


@dataclass(slots=True)
class _Result:
    """Rows that replace or join the staged ones."""

    statements: list[StatementRow] = field(default_factory=list)
    spans: list[StatementSpanRow] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    choices: list[SpeakerChoiceRow] = field(default_factory=list)
    entities: dict[tuple[str, str, str], LocalEntity] = field(default_factory=dict)
    draw: Draw | None = None
    log: list[DecisionRow] = field(default_factory=list)


def apply_decisions(connection: duckdb.DuckDBPyConnection, events: Sequence[Event], folder: Path) -> list[str]:
    """Change staged statements as reviewers decided, and stage the log for the table ``decisions``.

    Each decision is anchored first; of several reviewers the last word holds. The folder takes files that DuckDB reads. Speakers
    that are entities are only noted, because they can be looked up when names are linked. What could not be placed is returned
    in words.
    """
    if not events:
        return []
    valid = standing(events)
    documents = _read_documents(connection, valid)
    result = _Result(draw=last_draw(valid))
    for document_id, group in _by_document(threads(valid).values(), documents).items():
        _review_document(documents.get(document_id), group, result)
    complete = {_now(event, documents) for event in complete_documents(valid).values()}
    _log_other_events(events, valid, documents, result)
    _write(connection, result, complete & documents.keys(), folder)
    return _notes(result.log)


def _read_documents(connection: duckdb.DuckDBPyConnection, events: Sequence[Event]) -> dict[str, _Document]:
    """Return the documents of the events by id; one that was moved is found by its text."""
    wanted = {event.document.document_id: event.document.text_sha256 for event in events if event.document is not None}
    found = connection.execute(
        "SELECT document_id, text, text_sha256 FROM staged_documents "
        "WHERE document_id IN (SELECT unnest(?)) OR text_sha256 IN (SELECT unnest(?)) ORDER BY source_path, record, document_id",
        [list(wanted), [digest for digest in wanted.values() if digest]],
    ).fetchall()
    documents = {document_id: _Document(document_id, text) for document_id, text, _ in found}
    for old, digest in wanted.items():
        if old not in documents:
            moved = next((each for each, _, other in found if digest and other == digest), None)
            if moved is not None:
                documents[old] = documents[moved]
    ids = list(documents)
    for row in _rows(connection, StatementRow, "staged_statements", "document_id", ids):
        documents[row.document_id].statements[row.statement_id] = row
    owner = {statement: document for document in documents.values() for statement in document.statements}
    for span in _rows(connection, StatementSpanRow, "staged_statement_spans", "statement_id", list(owner)):
        owner[span.statement_id].spans[span.statement_id].append(span)
    for document_id, kind, name, local in connection.execute(
        "SELECT owner, kind, lower(unnest(list_append(map_keys(aliases), name))), entity_id FROM staged_entities "
        "WHERE owner IN (SELECT unnest(?)) ORDER BY ALL",
        [ids],
    ).fetchall():
        documents[document_id].names.setdefault((kind, name), local)
    return documents


def _rows(connection: duckdb.DuckDBPyConnection, row: type[RowT], table: str, column: str, keys: list[str]) -> list[RowT]:
    names = list(row.model_fields)
    listed = ", ".join(f'"{name}"' for name in names)
    found = connection.execute(
        f"SELECT {listed} FROM {table} WHERE {column} IN (SELECT unnest(?)) ORDER BY ALL", [keys]
    ).fetchall()
    return [row.model_validate(dict(zip(names, values, strict=True))) for values in found]


def _by_document(found: Iterable[Thread], documents: dict[str, _Document]) -> dict[str, list[Thread]]:
    groups: dict[str, list[Thread]] = defaultdict(list)
    for thread in found:
        document = documents.get(thread.document.document_id)
        groups[document.document_id if document else thread.document.document_id].append(thread)
    return groups


def _review_document(document: _Document | None, group: list[Thread], result: _Result) -> None:
    """Anchor the threads of a document and carry out what holds."""
    candidates = document.candidates() if document else []
    merged: dict[str, tuple[Anchor, list[Event]]] = {}
    for thread in group:
        last = thread.last
        before = last.before or last.after
        if document is None or before is None:
            _log(thread.events, Anchor("orphan"), result)
            continue
        anchor = find_anchor(thread.statement_id, before, last.after or before, document.text, candidates)
        if anchor.how == "kept" and last.action == "reject":
            anchor = Anchor("orphan")
        if anchor.how == "orphan":
            _log(thread.events, anchor, result)
            continue
        key = anchor.statement_id or thread.statement_id
        if key in merged:
            anchor = merged[key][0] if last.at < merged[key][1][-1].at else anchor
            merged[key] = anchor, sorted([*merged[key][1], *thread.events], key=lambda event: event.at)
        else:
            merged[key] = anchor, list(thread.events)
    for anchor, events in merged.values():
        assert document is not None
        _carry_out(document, anchor, Thread(group[0].document, anchor.statement_id, events), result)


def _carry_out(document: _Document, anchor: Anchor, thread: Thread, result: _Result) -> None:
    last = thread.last
    said = anchor.description
    if anchor.statement_id:
        row, spans = document.statements[anchor.statement_id], document.spans[anchor.statement_id]
        reviewed = reject(row, spans) if last.action == "reject" else revise(row, spans, said, last.corrected, document.text)
        result.touched.append(row.statement_id)
    else:
        assert said is not None
        rule = ADDED if thread.is_added else KEPT
        reviewed = make(said, document.document_id, document.text, rule=rule, is_changed=bool(last.corrected))
    result.statements.append(reviewed.row)
    result.spans += reviewed.spans
    must = not anchor.statement_id or "speaker" in last.corrected
    if last.action != "reject" and said is not None and (must or has_entity(said.speaker)):
        _choose(document, reviewed, said.speaker, result, must=must)
    for part in _OTHERS if last.action != "reject" and said is not None else ():
        choice = getattr(said, part)
        if choice is not None and part in last.corrected:
            _choose(document, reviewed, choice, result, must=True, part=part)
    draw = result.draw
    in_sample = draw.name if draw and {event.statement_id for event in thread.events} & set(draw.statement_ids) else ""
    _log(thread.events, anchor, result, reviewed=reviewed, conflict=thread.conflict, sample=in_sample)


def _choose(
    document: _Document, reviewed: Reviewed, choice: SpeakerChoice, result: _Result, *, must: bool, part: ChosenPart = "speaker"
) -> None:
    """Note the speaker, target or addressee to look up.

    A new name becomes an entity of the document, for linking to join with others of that name.
    """
    local = document.names.get((choice.kind, choice.name.lower()), "")
    if must and has_entity(choice) and not choice.entity_id and not local:
        key = (document.document_id, choice.kind, choice.name)
        if key not in result.entities:
            given, _, family = choice.name.rpartition(" ") if choice.kind == "person" else ("", "", "")
            result.entities[key] = LocalEntity(
                entity_id=f"r{len(result.entities)}",
                kind=choice.kind,
                name=choice.name,
                given_name=given,
                family_name=family,
                aliases={choice.name: 0},
            )
        local = result.entities[key].entity_id
    result.choices.append(
        SpeakerChoiceRow(
            statement_id=reviewed.row.statement_id,
            document_id=document.document_id,
            local_id=local,
            entity_id=choice.entity_id,
            kind=choice.kind,
            name=choice.name,
            is_required=must,
            part=part,
        )
    )


def _log(
    events: Sequence[Event],
    anchor: Anchor,
    result: _Result,
    *,
    reviewed: Reviewed | None = None,
    conflict: bool = False,
    sample: str = "",
) -> None:
    for event in events:
        holds = reviewed is not None and event is events[-1]
        row = _log_row(event, reviewed.row.statement_id if reviewed else event.statement_id)
        changes: dict[str, object] = {"anchor": anchor.how, "holds": holds, "conflict": conflict}
        if holds and reviewed is not None:
            changes |= {"extracted": reviewed.extracted, "is_right": reviewed.is_right, "sample": sample}
        result.log.append(row.model_copy(update=changes))


def _log_row(event: Event, statement_id: str) -> DecisionRow:
    said = event.after
    return DecisionRow(
        decision_id=event.event_id,
        statement_id=statement_id,
        document_id=event.document.document_id if event.document else "",
        decision=event.action,
        content=" ... ".join(place.exact for place in said.content) if said else "",
        fields=said.model_dump_json(exclude_defaults=True) if said else "",
        corrected=list(event.corrected),
        undoes=event.undoes,
        reviewer=event.reviewer,
        decided_at=event.at,
        note=event.note,
        tags=list(event.tags),
        sample=event.draw.name if event.draw else "",
        sample_size=event.draw.size if event.draw else 0,
        sample_of=event.draw.population_sha256 if event.draw else "",
    )


def _log_other_events(events: Sequence[Event], valid: Sequence[Event], documents: dict[str, _Document], result: _Result) -> None:
    """Log events about documents, samples and other events, and those that were taken back."""
    standing_ids = {event.event_id for event in valid}
    for event in events:
        if event.action in ABOUT_STATEMENTS and event.event_id in standing_ids:
            continue
        lost = event.document is not None and event.document.document_id not in documents
        row = _log_row(event, event.statement_id)
        holds = event.event_id in standing_ids and not lost
        result.log.append(row.model_copy(update={"holds": holds, "anchor": "orphan" if lost else ""}))


def _now(event: Event, documents: dict[str, _Document]) -> str:
    assert event.document is not None
    document = documents.get(event.document.document_id)
    return document.document_id if document else event.document.document_id


def _write(connection: duckdb.DuckDBPyConnection, result: _Result, complete: set[str], folder: Path) -> None:
    new = {row.statement_id for row in result.statements}
    for table in ("staged_statements", "staged_statement_spans"):
        connection.execute(f"DELETE FROM {table} WHERE statement_id IN (SELECT unnest(?))", [sorted({*new, *result.touched})])
    unique = {row.statement_id: row for row in result.statements}
    add_rows(connection, "staged_statements", StatementRow, unique.values(), folder)
    spans = {(span.statement_id, span.part, span.position): span for span in result.spans}
    add_rows(connection, "staged_statement_spans", StatementSpanRow, spans.values(), folder)
    add_rows(connection, "speaker_choices", SpeakerChoiceRow, result.choices, folder)
    add_rows(connection, "staged_decisions", DecisionRow, result.log, folder)
    owners = {"owner": [owner for owner, _, _ in result.entities]}
    add_rows(connection, "staged_entities", LocalEntity, result.entities.values(), folder, first=owners)
    connection.execute("INSERT INTO complete_documents SELECT unnest(?)", [sorted(complete)])


def _content(spans: Iterable[StatementSpanRow]) -> list[tuple[int, int]]:
    return sorted((span.start, span.end) for span in spans if span.part == "content")


def _notes(log: Sequence[DecisionRow]) -> list[str]:
    orphans = sum(row.anchor == "orphan" for row in log)
    if not orphans:
        return []
    fit, them = ("decision of a reviewer fits", "it") if orphans == 1 else ("decisions of reviewers fit", "them")
    return [f"{orphans:,} {fit} no text any more; the table decisions lists {them} (anchor: orphan)"]
