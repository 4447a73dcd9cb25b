"""The type of a recognised name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens ``start`` to ``end`` (exclusive), spaCy label, and who set it (``model`` or a rule id)."""

    start: int
    end: int
    label: str
    origin: str = "model"
