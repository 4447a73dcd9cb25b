"""Comparison of an example sentence with the statements that were found in it."""

import re
from collections.abc import Iterable, Sequence

from extractor.statements.examples import PARTS, Example
from extractor.statements.model import Span, Statement

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def differences(example: Example, statements: Sequence[Statement]) -> list[str]:
    """How the statements of the example's rule differ from what it expects; empty when they do not.

    Spans are compared by the words that they touch, so that marks and punctuation at their edges do not count. Content, cue and
    source are always compared, the other parts where the example annotates them.
    """
    text = example.text
    found = [each for each in statements if any(example.concerns(rule) for rule in (each.rule, *each.other_rules))]
    if example.kind == "no":
        return [describe(text, each) for each in found]
    expected = example.spans
    part = "cue" if "cue" in expected else "content"
    near = [each for each in found if words(text, spans_of(each, part)) & words(text, expected.get(part, ()))]
    near = found if part == "content" and len(found) == 1 else near
    if len(near) != 1:
        others = "; ".join(describe(text, each) for each in statements) or "none"
        return [f"{len(near)} statements with this rule and cue; all statements: {others}"]
    return [
        f"{part}: expected {quoted(text, expected.get(part, ()))}, found {quoted(text, spans_of(near[0], part))}"
        for part in PARTS
        if (part in ("content", "cue", "source") or part in expected)
        and words(text, expected.get(part, ())) != words(text, spans_of(near[0], part))
    ] + [
        f"{name}: expected {value}, found {getattr(near[0], name)}"
        for name, value in example.details.items()
        if getattr(near[0], name) != value
    ]


def spans_of(statement: Statement, part: str) -> Sequence[Span]:
    """Spans of a part, none when it is missing."""
    value = getattr(statement, part)
    if value is None:
        return ()
    return (value,) if value and isinstance(value[0], int) else value


def words(text: str, spans: Iterable[Span]) -> set[Span]:
    """The words that the spans touch; a span without any (a colon) stands for itself."""
    touched = set()
    for start, end in spans:
        inside = {match.span() for match in _WORD.finditer(text) if match.start() < end and start < match.end()}
        touched |= inside or {(start, end)}
    return touched


def quoted(text: str, spans: Iterable[Span]) -> str:
    """The words of spans as they stand."""
    return " + ".join(repr(text[start:end]) for start, end in spans) or "nothing"


def describe(text: str, statement: Statement) -> str:
    """A statement on one line."""
    rules = "+".join((statement.rule, *statement.other_rules))
    parts = ", ".join(f"{part} {quoted(text, spans)}" for part in PARTS if (spans := spans_of(statement, part)))
    return f"{rules}: {parts}"
