"""Who says a statement and why, for ``extractor explain``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.cleaning.structure import squeeze

if TYPE_CHECKING:
    from extractor.analysis.parse import Parse
    from extractor.articles import Article
    from extractor.document.explain import Explanation
    from extractor.document.rules import Rules
    from extractor.mentions.model import Resolution

# So many that a pronoun could mean are told.
_COMPETITORS = 4


def speaker_lines(article: "Article", parse: "Parse", rules: "Rules") -> Iterator[str]:
    """Yield the content of each statement, and who says it and why."""
    from extractor.document.explain import explain

    explanation = explain(article, parse, rules)
    for number, statement in enumerate(explanation.result.statements):
        yield f"{statement.statement_id} {squeeze(statement.content)}"
        yield from said_by(explanation, number)
        yield ""


def speaker_objects(article: "Article", parse: "Parse", rules: "Rules") -> Iterator[dict[str, object]]:
    """Yield the same as objects, with all who competed for a pronoun or description."""
    from extractor.document.explain import explain

    explanation = explain(article, parse, rules)
    for number, statement in enumerate(explanation.result.statements):
        why, resolution = explanation.speaker_of(number)
        yield {
            "statement": statement.statement_id,
            "speaker": statement.speaker_name,
            "speaker_id": statement.speaker_id,
            "status": statement.speaker_status,
            "role": statement.speaker_role,
            "because": why,
            "competitors": [] if resolution is None else list(_competitors(explanation, resolution)),
        }


def _competitors(explanation: "Explanation", resolution: "Resolution") -> Iterator[dict[str, object]]:
    """Yield whom a pronoun or description could mean, the likeliest first, with the evidence where it is known."""
    reasons = resolution.reasons or ((),) * len(resolution.competitors)
    for (entity, score), evidence in zip(resolution.competitors, reasons, strict=True):
        yield {"name": _name(explanation, entity), "score": round(score, 3), "evidence": dict(evidence)}


def said_by(explanation: "Explanation", number: int) -> Iterator[str]:
    """Yield the speaker of the statement with this number, what decided, and what the second best lacked."""
    statement = explanation.result.statements[number]
    speaker = " ".join(filter(None, (statement.speaker_name, f"({statement.speaker_status})")))
    role = squeeze(statement.speaker_role)
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
