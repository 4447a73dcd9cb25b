"""Titles of works with an owner inside ("the film Tarnby's Edge"), offered wherever they stand."""

from collections.abc import Iterator, Sequence

from extractor.analysis.grammar import POSSESSIVES
from extractor.entities.nouns import noun_kind
from extractor.entities.view import View

_LONGEST = 3
Span = tuple[int, int]


def owned_titles(view: View, runs: Sequence[Span]) -> Iterator[Span]:
    """Yield two runs with a possessive between them, if one of their places is behind a noun for things."""
    words, starts = view.parse.words, dict(runs)
    found = [
        (start, starts[end + 1])
        for start, end in runs
        if end < len(words) and words[end] in POSSESSIVES and end + 1 in starts and starts[end + 1] - start <= _LONGEST + 2
    ]
    told = {
        _key(view, span)
        for span in found
        if span[0] and words[span[0] - 1].islower() and noun_kind(view, span[0] - 1) == "things"
    }
    return (span for span in found if _key(view, span) in told)


def _key(view: View, span: Span) -> tuple[str, ...]:
    return tuple("'s" if word in POSSESSIVES else word for word in view.parse.words[span[0] : span[1]])
