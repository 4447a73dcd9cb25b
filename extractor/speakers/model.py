"""The outcome of resolving a source."""

from dataclasses import dataclass, field

from extractor.records import SpeakerKind, SpeakerStatus


@dataclass(slots=True)
class Speaker:
    """Who the source of a statement is; ``entity`` and ``candidates`` are indices into the document's entities."""

    kind: SpeakerKind = "unknown"
    status: SpeakerStatus = "none"
    name: str = ""
    entity: int | None = None
    mention: int | None = None
    candidates: list[int] = field(default_factory=list)
    role: str = ""
