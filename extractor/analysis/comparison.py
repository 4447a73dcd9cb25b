"""Both engines on the same texts: does the fast one still give spaCy's answer?"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from extractor.analysis.engines import Engine, Input, SpacyEngine
from extractor.analysis.parse import Parse

if TYPE_CHECKING:
    from extractor.analysis.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: field of ``Parse`` and place in it, in the text of this number; empty where a list is shorter."""

    text: int
    field: str
    place: int
    found: str
    expected: str


@dataclass(slots=True)
class Comparison:
    """What a comparison saw."""

    texts: int = 0
    tokens: int = 0
    differences: list[Difference] = field(default_factory=list)


def compare(pipeline: "Pipeline", texts: Iterable[Input]) -> Comparison:
    """Return the engine of a pipeline against spaCy's own components, value by value, text by text."""
    reference: Engine = SpacyEngine(pipeline.nlp)
    result = Comparison()
    for number, text in enumerate(texts):
        (found,), (expected,) = pipeline.parse([text]), reference.parses([text])
        result.texts += 1
        result.tokens += len(expected)
        result.differences += differences(number, found, expected)
    return result


def differences(number: int, found: Parse, expected: Parse) -> list[Difference]:
    """Return all values in which two parses of text ``number`` differ."""
    differing = []
    for name in (entry.name for entry in fields(Parse) if entry.name != "text"):
        left, right = getattr(found, name), getattr(expected, name)
        if left == right:
            continue
        for place in range(max(len(left), len(right))):
            one, other = (repr(values[place]) if place < len(values) else "" for values in (left, right))
            if one != other:
                differing.append(Difference(number, name, place, one, other))
    return differing
