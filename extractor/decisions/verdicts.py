"""What one thread of decisions does to the statement that it is anchored to: the rows as reviewed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor import ids
from extractor.decisions.anchor import overlap
from extractor.decisions.model import CONTEXT, ENTITY_KINDS, FLAGS, Description, Place, SpeakerChoice
from extractor.records import Part, SpeakerKind, StatementRow, StatementSpanRow
from extractor.tables.wording import content_key

PARTS: tuple[Part, ...] = ("content", "cue", "source")
ADDED, KEPT = "review/added", "review/kept"
_HALF = 0.5
# What only some decisions speak of, and its column; who is meant is looked up when names are linked.
_COLUMN_OF: dict[str, str] = {"target": "target_text", "addressee": "addressee_text", **{flag: flag for flag in FLAGS}}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A statement's rows after review. ``is_right`` is whether what the rules found covers at least half of what the reviewer
    approved and the other way round, the speaker left aside; None where they found nothing."""

    row: StatementRow
    spans: list[StatementSpanRow]
    extracted: str = ""
    is_right: bool | None = None


def reject(row: StatementRow, spans: list[StatementSpanRow]) -> Reviewed:
    """Return the statement as it was found, marked as wrong."""
    return Reviewed(row.model_copy(update={"review_status": "rejected"}), spans, "", False)


def revise(
    row: StatementRow, spans: list[StatementSpanRow], said: Description | None, corrected: Sequence[str], text: str
) -> Reviewed:
    """Return the statement as the reviewer left it; what the rules found of it is kept in ``extracted``.

    Act, type and content are those of the reviewer; cue, source and speaker only where the reviewer corrected them, because an
    accepted speaker may by now have another id. ``said`` is None when the reviewed words are not in the text.
    """
    if said is None:
        return Reviewed(row.model_copy(update={"review_status": "accepted"}), spans, "", True)
    found: dict[str, list[tuple[int, int]]] = {
        part: [(each.start, each.end) for each in spans if each.part == part] for part in PARTS
    }
    is_right = overlap(found["content"], said.spans("content")) >= _HALF
    if "source" in corrected and found["source"]:
        is_right = is_right and overlap(found["source"], said.spans("source")) > 0
    approved = {part: said.spans(part) if part == "content" or part in corrected else found[part] for part in PARTS}
    changes: dict[str, object] = {}
    if said.type != row.type:
        changes["type"] = said.type
    if said.act != row.act:
        changes["act"] = said.act
    changed_parts = [part for part in PARTS if approved[part] != found[part]]
    if "content" in changed_parts:
        changes |= _content_columns(text, approved["content"])
    if "content" in changes or "type" in changes:
        changes["content_form"] = ""
    for part in ("cue", "source"):
        if part in changed_parts:
            changes[f"{part}_text"] = _joined(text, approved[part])
    changes |= _optional_columns(said, corrected)
    changes["review_status"] = "corrected" if changes else "accepted"
    if "speaker" in corrected:
        changes |= {"speaker_candidates": [], "speaker_role": ""}
    kept = [each for each in spans if each.part not in changed_parts]
    rows = [*kept, *(span for part in changed_parts for span in span_rows(row.statement_id, part, approved[part], text))]
    extracted: dict[str, object] = {"type": row.type, "act": row.act, **found}
    extracted |= {name: getattr(row, column) for name, column in _COLUMN_OF.items() if name in corrected}
    return Reviewed(row.model_copy(update=changes), rows, json.dumps(extracted, separators=(",", ":")), is_right)


def make(said: Description, document_id: str, text: str, *, rule: str, is_changed: bool) -> Reviewed:
    """Return a statement that no rule found, from what the reviewer said of it; the speaker is looked up when names are
    linked."""
    statement_id = ids.statement_id(document_id, said.spans("content"), said.spans("cue"))
    cue, source = (_joined(text, said.spans(part)) for part in ("cue", "source"))
    row = StatementRow(
        statement_id=statement_id,
        document_id=document_id,
        type=said.type,
        act=said.act,
        cue_text=cue,
        source_text=source,
        rule_id=rule,
        confidence=1.0,
        confidence_level="high",
        review_status="corrected" if is_changed else "accepted",
        **_content_columns(text, said.spans("content")),
    ).model_copy(update=_optional_columns(said, _COLUMN_OF))
    spans = [span for part in PARTS for span in span_rows(statement_id, part, said.spans(part), text)]
    return Reviewed(row, spans)


def span_rows(statement_id: str, part: Part, spans: Sequence[tuple[int, int]], text: str) -> list[StatementSpanRow]:
    """Return the rows of a part."""
    return [
        StatementSpanRow(statement_id=statement_id, part=part, position=number, start=start, end=end, text=text[start:end])
        for number, (start, end) in enumerate(spans)
    ]


def has_entity(choice: SpeakerChoice) -> bool:
    """Return whether a choice means a person, organization or place."""
    return bool(choice.name) and choice.kind in ENTITY_KINDS


def describe(row: StatementRow, places: dict[str, list[Place]]) -> Description:
    """Return a statement of the tables as reviewers judge it."""
    speaker = SpeakerChoice(entity_id=row.speaker_id or "", kind=row.speaker_kind, name=row.speaker_name)
    return Description(
        type=row.type, act=row.act, speaker=speaker, target=_meant(row.target_id, row.target_text),
        addressee=_meant(row.addressee_id, row.addressee_text), **{flag: getattr(row, flag) for flag in FLAGS},
        **{part: places.get(part, []) for part in PARTS},
    )  # fmt: skip


def _meant(entity_id: str | None, words: str) -> SpeakerChoice:
    """Return somebody else than the speaker; the id tells the kind."""
    kinds: dict[str, SpeakerKind] = {"p": "person", "o": "organization", "l": "place"}
    return SpeakerChoice(entity_id=entity_id or "", kind=kinds.get((entity_id or "")[:1], "unknown"), name=words)


def _optional_columns(said: Description, corrected: Iterable[str]) -> dict[str, object]:
    """Return the columns of what a reviewer changed of whom it is directed at, its negation and its hedge."""
    columns: dict[str, object] = {}
    for name, column in _COLUMN_OF.items():
        value = getattr(said, name)
        if name in corrected and value is not None:
            columns[column] = value.name if isinstance(value, SpeakerChoice) else value
    return columns


def _content_columns(text: str, spans: Sequence[tuple[int, int]]) -> dict[str, str]:
    content = _joined(text, spans)
    first, last = spans[0][0], spans[-1][1]
    return {
        "content": content,
        "content_key": content_key(content),
        "prefix": text[max(0, first - CONTEXT) : first],
        "suffix": text[last : last + CONTEXT],
    }


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " ... ".join(text[start:end] for start, end in spans)
