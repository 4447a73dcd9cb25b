"""Single quotation marks: which of them open and close, and which are apostrophes.

"'The boys' school burned,' he said": a mark that closes looks like the apostrophe of a plural or of a letter left out. It is
taken for an apostrophe when words follow and a later mark, before any other opens, certainly closes.
"""

import re
from collections.abc import Iterator

_OPENING = re.compile(r"['‘](?<![\w'’‘.,]['‘])(?![\s\d'’‘])(?!(?:em|til|cause|n|tis|twas|bout|round)\b)")
_CLOSING = re.compile(r"(?<=[\w.,!?…;:)%-])['’](?!\w)")
_APOSTROPHE = re.compile(r"(?<=s|n)['’](?= \w)")  # the bosses' pay, robbin' trains
_CERTAIN = re.compile(r"(?<=[.,!?…])['’]|['’](?=[.,;:!?]|\s*\Z)")
_INTRODUCING = ":,"
_LONGEST = 1000  # code points
_SHORTEST_LEFT_OPEN = 20


def find_single(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches in single marks of one paragraph, without the marks."""
    opening = _OPENING.search(text, begin, end)
    while opening is not None:
        inner = opening.end()
        marks = _closing_marks(text, inner, min(end, inner + _LONGEST))
        if marks:
            apostrophe = _APOSTROPHE.match(text, marks[0], end) is not None
            closing = next((at for at in marks if _certainly_closes(text, at, end)), marks[0]) if apostrophe else marks[0]
            yield inner, closing
            inner = closing + 1
        opening = _OPENING.search(text, inner, end)


def left_open_single(text: str, begin: int, end: int) -> int | None:
    """Return the place of a mark after which the rest of a paragraph may be a quotation that the next paragraph carries on.

    It opens the paragraph or comes after a colon or a comma, and no mark after it certainly closes.
    """
    for opening in _OPENING.finditer(text, begin, end):
        before = text[begin : opening.start()].rstrip()[-1:]
        if before and before not in _INTRODUCING:
            continue
        if end - opening.end() < _SHORTEST_LEFT_OPEN:
            return None
        closing = (mark.start() for mark in _CLOSING.finditer(text, opening.end() + 1, end))
        return None if any(not _APOSTROPHE.match(text, at, end) for at in closing) else opening.start()
    return None


def _closing_marks(text: str, begin: int, end: int) -> list[int]:
    """Return the marks that may close what is opened before ``begin``: those before the next one opens."""
    following = _OPENING.search(text, begin, end)
    return [mark.start() for mark in _CLOSING.finditer(text, begin + 1, end if following is None else following.start())]


def _certainly_closes(text: str, at: int, end: int) -> bool:
    return _CERTAIN.match(text, at, end) is not None
