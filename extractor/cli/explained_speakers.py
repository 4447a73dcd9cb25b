"""Who says a statement and why, for ``extractor explain``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.document.explain import Explanation

# So many that a pronoun could mean are told.
_COMPETITORS = 4


def speaker_lines(explanation: "Explanation", number: int) -> Iterator[str]:
    """Yield the speaker of the statement with this number, what decided, and what the second best lacked."""
    statement = explanation.result.statements[number]
    speaker = " ".join(filter(None, (statement.speaker_name, f"({statement.speaker_status})")))
    role = " ".join(statement.speaker_role.split())
    yield f"  speaker    {speaker}{f', {role}' if role else ''}"
    yield f"  because    {_reason(explanation, number)}"
    yield from _odds(explanation, number)


def _reason(explanation: "Explanation", number: int) -> str:
    """Return what decided who speaks, and who competed for a pronoun or description."""
    why, resolution = explanation.speaker_of(number)
    if resolution is None:
        return why
    total = sum(score for _, score in resolution.competitors)
    others = [
        f"{_name(explanation, entity)}{f' {score / total:.0%}' if score else ''}"
        for entity, score in resolution.competitors[:_COMPETITORS]
    ]
    word = explanation.parse.words[resolution.token]
    return f"{why} ('{word}' by {resolution.rule}{': ' + ', '.join(others) if others else ''})"


def _name(explanation: "Explanation", entity: int | None) -> str:
    return "somebody without a name" if entity is None else explanation.findings.entities.entities[entity].name


def _odds(explanation: "Explanation", number: int) -> Iterator[str]:
    """Say what speaks for whom a pronoun or description means, and what the second best lacked."""
    _, resolution = explanation.speaker_of(number)
    if resolution is None or not any(resolution.reasons):
        return
    best, *others = zip(resolution.competitors, resolution.reasons, strict=True)
    (entity, _), reasons = best
    told = "; ".join(f"{name} {value:.2f}" if name == "near" else f"{name} x{value:g}" for name, value in reasons)
    yield f"  odds       {_name(explanation, entity)}: {told}"
    for (entity, _), theirs in others[:1]:
        known = dict(theirs)
        lacks = [name for name, value in reasons if value > known.get(name, 1.0 if name != "near" else 0.0)]
        yield f"  lacked     {_name(explanation, entity)}: {', '.join(lacks) if lacks else 'nothing'}"
