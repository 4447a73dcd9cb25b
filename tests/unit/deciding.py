"""Events of reviewers for results made by hand."""

from itertools import count

from extractor.decisions.model import Action, Description, DocumentReference, Event, SpeakerChoice, place
from extractor.records import DocumentResult

_NUMBERS = count()


def description(result: DocumentResult, number: int = 0, **changes: object) -> Description:
    """The statement of a result as its extraction gave it, with changes."""
    row = result.statements[number]
    spans = [span for span in result.statement_spans if span.statement_id == row.statement_id]
    parts = {
        part: [place(result.document.text, span.start, span.end) for span in spans if span.part == part]
        for part in ("content", "cue", "source")
    }
    speaker = SpeakerChoice(kind=row.speaker_kind, name=row.speaker_name)
    said = Description(type=row.type, act=row.act, speaker=speaker, **parts)
    return said.model_copy(update=changes)


def event(
    result: DocumentResult,
    action: Action,
    number: int = 0,
    *,
    reviewer: str = "ann",
    corrected: tuple[str, ...] = (),
    **changes: object,
) -> Event:
    """A decision on a statement of a result; ``changes`` are fields of its description."""
    row = result.statements[number] if action != "add" else None
    return Event.model_validate(
        {
            "event_id": f"v{next(_NUMBERS)}",
            "at": f"2026-01-01T00:00:{next(_NUMBERS):06}",
            "reviewer": reviewer,
            "action": action,
            "document": DocumentReference.of(result.document),
            "statement_id": row.statement_id if row else f"added{next(_NUMBERS)}",
            "before": description(result, number) if row else None,
            "after": description(result, number, **changes) if action not in ("complete", "reopen") else None,
            "corrected": list(corrected),
        }
    )


def undo(taken_back: Event) -> Event:
    """The event that takes another back."""
    return Event(
        event_id=f"v{next(_NUMBERS)}", at=f"2026-01-01T00:00:{next(_NUMBERS):06}", reviewer="ann", action="undo",
        document=taken_back.document, undoes=taken_back.event_id,
    )  # fmt: skip
