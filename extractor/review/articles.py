"""An article for the page: its lines cut into pieces at the borders of spans and into words, every piece plain text with offsets.

The page makes text nodes of them and counts nothing itself, so that characters outside the basic plane do no harm.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from extractor.report.highlight import Span, sections

_TOKEN = re.compile(r"\s+|\w+(?:[-'’.]\w+)*|[^\w\s]")
# Where spans overlap, the first of these is shown; ``other`` is the content of another statement.
PRIORITY = ("cue", "source", "target", "addressee", "content", "other")

Token = tuple[int, int, str]


def lines_of(text: str, spans: Sequence[Span], others: Sequence[tuple[str, int, int]]) -> list[list[dict[str, Any]]]:
    """Return the lines of the text, each a list of pieces ``{"part", "other", "words": [[start, end, text], ...]}``; empty
    lines left out.

    ``spans`` are ``(part, start, end)`` of the statement that is shown, ``others`` ``(statement_id, start, end)``. White space is
    a word without letters.
    """
    marked = sorted((span for span in spans if span[1] < span[2]), key=lambda span: PRIORITY.index(span[0]))
    faint = sorted(("other", start, end) for _, start, end in others if start < end)
    starts = sorted((start, end, statement_id) for statement_id, start, end in others)
    lines = []
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line)
        if line.strip():
            near = [span for span in (*marked, *faint) if span[1] < end and span[2] > begin]
            clipped = [(part, max(left, begin), min(right, end)) for part, left, right in near]
            lines.append([_piece(text, part, left, right, starts) for part, left, right in sections(clipped, begin, end)])
        begin = end + 1
    return lines


def words_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch widened to whole words and freed of white space at its edges."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    starts, ends = [first for first, _ in spans], [last for _, last in spans]
    first, last = max(0, bisect_right(starts, start) - 1), min(len(spans) - 1, bisect_left(ends, end))
    while first < last and text[slice(*spans[first])].isspace():
        first += 1
    while last > first and text[slice(*spans[last])].isspace():
        last -= 1
    return spans[first][0], spans[last][1]


def _piece(text: str, part: str, start: int, end: int, others: Sequence[tuple[int, int, str]]) -> dict[str, Any]:
    words: list[Token] = [(start + m.start(), start + m.end(), m[0]) for m in _TOKEN.finditer(text[start:end])]
    other = ""
    if part == "other":
        other = next((name for left, right, name in others if left <= start and end <= right), "")
    return {"part": part, "other": other, "words": words}
