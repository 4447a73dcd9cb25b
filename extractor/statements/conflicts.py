"""Overlaps: the one place that decides which statements stay and which lie inside another."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from extractor.analysis.parse import Parse
from extractor.statements.model import Span, Statement

_BEFORE_NEAREST = 64


def settle(parse: Parse, statements: Sequence[Statement]) -> list[Statement]:
    """Statements in text order, same contents with same cue joined, and each told what it is nested in."""
    ordered = sorted(statements, key=lambda each: (each.content[0], each.cue))
    kept: list[Statement] = []
    for statement in ordered:
        # Statements with the same content follow each other.
        near = kept[-8:] if kept and kept[-1].content[0] == statement.content[0] else ()
        twin = next((other for other in near if other.content == statement.content and _shares(other.cue, statement.cue)), None)
        if twin is not None:
            twin.other_rules.append(statement.rule)
            continue
        kept.append(statement)
    starts = [statement.content[0][0] for statement in kept]
    farthest = list(accumulate((statement.content[-1][1] for statement in kept), max))
    for statement in kept:
        if not statement.cue:
            continue
        begin, end = statement.cue[0][0], statement.cue[-1][1]
        holders: list[tuple[int, int]] = []
        last = 0
        for number in range(bisect_right(starts, begin) - 1, -1, -1):
            if farthest[number] < end or number < last:
                break  # nothing that begins here or before reaches as far as the cue, or is nearer than what was found
            other = kept[number]
            if other is not statement and _holds(other.content, statement.cue) and _holds(other.content, statement.content):
                # Only a split content that begins earlier can be shorter than the nearest one; it begins not much earlier.
                last = last or number - _BEFORE_NEAREST
                holders.append((sum(stop - start for start, stop in other.content), number))
        statement.nested_in = min(holders)[1] if holders else None
    return _without_attitudes(parse, kept)


def _without_attitudes(parse: Parse, statements: list[Statement]) -> list[Statement]:
    """Inside a content, a belief, wish or decision without a finite verb is part of what is said, not somebody's statement.

    "accused him of supporting the gunmen" reports an accusation; that he supports them is what it alleges. The same holds for
    what somebody only speaks of ("I love the sea", "we talked about bread"), that is without a clause in the content; what is
    said of a target ("calls the plan a trap") stays.
    """
    dropped = {
        number
        for number, statement in enumerate(statements)
        if statement.nested_in is not None
        and statement.cue_head is not None
        and (
            (statement.attitude != "assertion" and parse.tags[statement.cue_head] in ("VB", "VBG", "VBN", "NN", "NNS"))
            or (
                (statement.attitude != "assertion" or statement.act == "say")
                and statement.target is None
                and not statement.rule.startswith(("quote/", "label/"))
                and not _has_clause(parse, statement.content)
            )
        )
    }
    if not dropped:
        return statements
    numbers: dict[int, int] = {}
    for number in range(len(statements)):
        if number not in dropped:
            numbers[number] = len(numbers)
    kept = []
    for number, statement in enumerate(statements):
        if number in dropped:
            continue
        outer = statement.nested_in
        while outer is not None and outer in dropped:
            outer = statements[outer].nested_in
        statement.nested_in = None if outer is None else numbers[outer]
        kept.append(statement)
    return kept


def _has_clause(parse: Parse, content: Sequence[Span]) -> bool:
    """Whether a finite verb stands in the content."""
    return any(
        parse.tags[token] in ("VBD", "VBZ", "VBP", "MD")
        for start, end in content
        for token in range(bisect_left(parse.starts, start), bisect_left(parse.starts, end))
    )


def _shares(first: Sequence[Span], second: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)


def _holds(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return all(any(start <= begin and stop <= end for start, end in outer) for begin, stop in inner)
