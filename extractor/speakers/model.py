"""The outcome of resolving a source."""

from extractor.frozen import dataclass
from extractor.records import SpeakerKind, SpeakerStatus


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who the source of a statement is; ``entity`` and ``candidates`` are indices into the document's entities.

    ``status``: *named* where the source holds the name; *resolved* where a pronoun or description was traced to a name;
    *ambiguous* where several names fit; *unresolved* where the text should say who it is but was not understood;
    *anonymous* where it gives no name ("a spokesman", "critics"); *none* without a source.
    ``why`` says in a few words what decided; ``source_class`` is the class of an anonymous source
    (``models/en/anonymous_sources.toml``), else empty. ``source_kind`` is what the words of the source mean, ``reason`` why an
    anonymous source has no name, as far as the text says it.
    """

    kind: SpeakerKind = "unknown"
    status: SpeakerStatus = "none"
    name: str = ""
    entity: int | None = None
    mention: int | None = None
    candidates: tuple[int, ...] = ()
    role: str = ""
    source_class: str = ""
    source_kind: SpeakerKind = "unknown"
    reason: str = ""
    why: str = ""
