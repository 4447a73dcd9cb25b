"""A statement in its sentence: the text around it, cut at the offsets of its parts, so that a page only has to escape pieces."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

# Where parts overlap, the first of these is shown.
_PRIORITY = ("cue", "source", "target", "target in content", "addressee", "content")
# A sentence ends after three small letters and a full stop (which "Mr." and "Gov." are not), or with its paragraph.
_BOUNDARY = re.compile(r"(?<=[a-z]{3}[.!?])[\"'”’»)]*\s+(?=[\"'“‘«(]?[A-Z])|\n+")
_REACH = 260
_LONGEST = 700
_ELLIPSIS = "…"

Piece = tuple[str, str]
Span = tuple[str, int, int]


def cut(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Return the sentence around the spans as ``(part, text)`` pieces in text order; ``part`` is empty for words of no part.

    Spans are ``(part, start, end)`` in code points. Text over 260 code points before the first and after the last span is left
    out, as is the middle of a piece over 700; three dots say so. Without spans there are no pieces.
    """
    marked = sorted((span for span in spans if span[1] < span[2]), key=lambda span: _PRIORITY.index(span[0]))
    if not marked:
        return []
    first, last = min(start for _, start, _ in marked), max(end for _, _, end in marked)
    begin, end = _begin(text, first), _end(text, last)
    pieces = [(part, _shortened(text[left:right])) for part, left, right in sections(marked, begin, end)]
    before = [("", f"{_ELLIPSIS} ")] if begin and text[begin - 1] != "\n" and begin == _word_before(text, first) else []
    behind = [("", f" {_ELLIPSIS}")] if end < len(text) and end == _word_behind(text, last) else []
    return _joined([*before, *pieces, *behind])


def sections(marked: Sequence[Span], begin: int, end: int) -> Iterable[Span]:
    """Yield the stretch cut at every border of a span, each section with the first part in the order of the spans; empty for
    none."""
    borders = sorted({begin, end, *(border for _, left, right in marked for border in (left, right))})
    for left, right in pairwise(borders):
        part = next((name for name, start, stop in marked if start <= left and right <= stop), "")
        yield part, left, right


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the neighbours of the same part made one."""
    joined: list[Piece] = []
    for part, text in pieces:
        if joined and joined[-1][0] == part:
            joined[-1] = (part, joined[-1][1] + text)
        elif text:
            joined.append((part, text))
    return joined


def _begin(text: str, start: int) -> int:
    floor = max(0, start - _REACH)
    # The next sentence may begin with the span itself, after a quotation mark.
    ends = [match.end() for match in _BOUNDARY.finditer(text, floor, start + 2) if match.end() <= start]
    return ends[-1] if ends else _word_before(text, start)


def _end(text: str, end: int) -> int:
    # The full stop may be the last character of the span.
    match = _BOUNDARY.search(text, max(0, end - 1), end + _REACH)
    return max(end, match.start()) if match else _word_behind(text, end)


def _word_before(text: str, start: int) -> int:
    """Return the first beginning of a word within reach."""
    floor = start - _REACH
    if floor <= 0:
        return 0
    space = text.find(" ", floor, start)
    return space + 1 if space >= 0 else floor


def _word_behind(text: str, end: int) -> int:
    """Return the last end of a word within reach."""
    ceiling = end + _REACH
    if ceiling >= len(text):
        return len(text)
    space = text.rfind(" ", end, ceiling)
    return space if space >= 0 else ceiling


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST * 2 // 3]} {_ELLIPSIS} {text[-_LONGEST // 3 :]}"
