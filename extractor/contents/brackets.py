"""A content with what its words stand for in brackets: "he [Omar Vell] had never seen it [the contract of 2019]"."""

import re
from collections.abc import Sequence

from extractor.analysis.parse import Span
from extractor.contents.model import Reference

_BETWEEN = " ... "
_CLITIC = re.compile(r"['’](?:s|m|re|ve|ll|d)\b", re.IGNORECASE)


def resolved(text: str, spans: Sequence[Span], references: Sequence[Reference], *, least: float) -> str:
    """Return the pieces of a content with the references that are at least so probable in brackets, each meaning once.

    What the content itself names needs no bracket.
    """
    said = _BETWEEN.join(text[start:end] for start, end in spans)
    told: set[str] = set()
    pieces = []
    for start, end in spans:
        piece, at = "", start
        for reference in references:
            first, last = reference.span
            if not start <= first or last > end or first < at or reference.probability < least:
                continue
            means = reference.means
            if means in told or _names(said, reference):
                continue
            told.add(means)
            clitic = _CLITIC.match(text, last, end)
            if first == last:
                piece, at = f"{piece}{text[at:last]}[{means}] ", last
            else:  # "they're [the guards] late", "the party's [Greens] plan"
                behind = clitic.end() if clitic else last
                piece, at = f"{piece}{text[at:behind]} [{means}]", behind
        pieces.append(piece + text[at:end])
    return _BETWEEN.join(pieces)


def _names(said: str, reference: Reference) -> bool:
    """Return whether the words of a content hold the meaning already."""
    return reference.means.lower() in said.lower()
