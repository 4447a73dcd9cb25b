"""A statement in its sentence: the text around it, cut at the offsets of its parts, so that a page only has to escape pieces."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

# Where parts overlap, the first of these is shown.
_PRIORITY = {part: place for place, part in enumerate(("cue", "source", "target", "target in content", "addressee", "content"))}
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
    marked = sorted((span for span in spans if span[1] < span[2]), key=lambda span: _PRIORITY[span[0]])
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
        part = ""
        for name, start, stop in marked:
            if start <= left and right <= stop:
                part = name
                break
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
    begins = _begins(text)
    # The sentence may begin with the span itself, after a quotation mark.
    last = bisect_right(begins, start) - 1
    return begins[last] if last >= 0 and begins[last] > max(0, start - _REACH) else _word_before(text, start)


@lru_cache(maxsize=1)
def _begins(text: str) -> list[int]:
    """Return where sentences begin, but for the first; kept, as a text has many statements."""
    return [match.end() for match in _BOUNDARY.finditer(text)]


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
