"""Overlaps: the one place that decides which statements stay and which lie inside another."""

from collections.abc import Sequence

from extractor.statements.model import Span, Statement


def settle(statements: Sequence[Statement]) -> list[Statement]:
    """Statements in text order, same contents with same cue joined, and each told what it is nested in."""
    ordered = sorted(statements, key=lambda each: (each.content[0], each.cue))
    kept: list[Statement] = []
    for statement in ordered:
        twin = next((other for other in kept if other.content == statement.content and _shares(other.cue, statement.cue)), None)
        if twin is not None:
            twin.other_rules.append(statement.rule)
            continue
        kept.append(statement)
    for statement in kept:
        holders = [
            (sum(end - start for start, end in other.content), number)
            for number, other in enumerate(kept)
            if other is not statement and _holds(other.content, statement.cue) and _holds(other.content, statement.content)
        ]
        statement.nested_in = min(holders)[1] if holders and statement.cue else None
    return kept


def _shares(first: Sequence[Span], second: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)


def _holds(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return all(any(start <= begin and stop <= end for start, end in outer) for begin, stop in inner)
