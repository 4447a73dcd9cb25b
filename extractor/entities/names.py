"""The type of a recognised name."""

from extractor.frozen import dataclass

PLACES = frozenset(("GPE", "LOC", "FAC"))
OTHERS = frozenset(("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"))
# The kind that is decided for each label that names something.
COARSE = {"PERSON": "PERSON", "ORG": "ORG", **dict.fromkeys(PLACES, "PLACE"), **dict.fromkeys(OTHERS, "OTHER")}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens ``start`` to ``end`` (exclusive), spaCy label, and who offered it (``model`` or
    another generator)."""

    start: int
    end: int
    label: str
    origin: str = "model"
