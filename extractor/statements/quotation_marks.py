"""Quotation marks: which stretches of a text are inside them.

Marks are paired paragraph by paragraph, so that an unpaired mark affects its own paragraph only (spaCy's ``is_quote`` is also
true of apostrophes, and the number of marks is odd in three of ten news articles). Straight, curly and wrongly turned double
marks, guillemets,
low marks, the typewriter pairs `` and '', and single marks are known. A quotation that runs over several paragraphs opens each of
them and closes only the last; its pieces are linked by ``continues``. Some writers open only the first paragraph: a mark that
nothing closes and, in one of the next paragraphs, a mark that nothing opens make one quotation.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import attrgetter

from extractor.analysis.parse import Span
from extractor.statements.single_marks import find_single, left_open_single

_DOUBLE = re.compile(r"“|”|„|«|»|\"|‟|❝|❞|＂|``|''|‘‘|’’")
_OPENING = frozenset(("“", "„", "«", "``", "‘‘", "‟", "❝"))
_CLOSING = frozenset(("”", "»", "''", "’’", "❞"))
_NESTING = _OPENING - {"``", "‘‘"}  # marks that open a quotation within another
# A nickname within a name, whose marks quote nothing: Desmond "Biggs" Hylton.
_NICKNAME = re.compile(
    r"\b(?!(?:The|An?|His|Her|Its|Our|My|Their)\s)[A-Z][\w.'’-]+\s(?P<first>[\"“])[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)?"
    r"(?P<last>[\"”])(?=\s[A-Z]\w)"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_LEFT_OPEN = re.compile(r"(?<![^\s(])(?:[“„\"]|``)(?=\w)")
_CLOSING_ALONE = re.compile(r"(?<=[.,!?…])(?:[”\"]|'')(?!\w)")
start_of = attrgetter("start")  # by which quotations are searched
_REOPENING = re.compile(r"[\s>]*(?:[“”„«\"]|``|['‘](?=\w))")  # the next paragraph begins with a mark, too
_LEADING_IN, _ENDING = frozenset(("", *":,.!?…\n")), frozenset(".!?…")
_PAIR = 2
_BEFORE = -1  # a quotation that continues the one before it in its paragraph
_SHORTEST_LEFT_OPEN = 20  # code points from a mark that nothing closes to the end of its paragraph
_MOST_LEFT_OPEN = 4  # paragraphs


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks: ``start``-``end`` with the marks, ``inner_start``-``inner_end`` without (code points).

    ``closed`` is False when its paragraph ended before a closing mark; ``continues`` is the index of the quotation of the
    preceding paragraph that this one carries on, or None; ``single`` tells marks like 'these'.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    single: bool = False
    continues: int | None = None


def find_quotations(
    text: str, paragraphs: Sequence[tuple[int, int]] | None = None, *, apart: Container[tuple[int, int]] = ()
) -> list[Quotation]:
    """Return all quotations of a text in text order; nested ones are left inside the outer one, except that none overlap.

    ``paragraphs`` are code point ranges; without them each line is one. Those ``apart`` (headings) have quotations of their own:
    one that runs on goes over them.
    """
    if apart:
        return _with_those_apart(text, paragraphs or (), apart)
    spans = paragraphs if paragraphs is not None else [match.span() for match in _PARAGRAPH.finditer(text)]
    spans = [(start, end) for start, end in spans if start < end and not text[start:end].isspace()]
    found: list[Quotation] = []
    open_before: int | None = None
    left_open: list[Quotation] = []
    for number, (start, end) in enumerate(spans):
        begin = start
        closing = _closing_alone(text, start, end) if left_open else None
        if closing is not None:
            left_open.append(Quotation(start, closing.end(), start, closing.start()))
            if open_before is None:
                found.append(left_open[0])
            for piece in left_open[1:]:
                found.append(replace(piece, continues=len(found) - 1))
            begin = closing.end()
        marks = _marks(text, begin, end)
        following = text[slice(*spans[number + 1])] if number + 1 < len(spans) else ""
        pieces = _double_marks(text, begin, end, marks, following) if marks else []
        singles = _single_marks(text, begin, end, pieces, following)
        pieces = _merge([each for each in pieces if not any(outer.start < each.start < outer.end for outer in singles)], singles)
        first = len(found)
        found.extend(_numbered(pieces, first))
        is_next = open_before is not None and closing is None and len(left_open) <= 1
        if is_next and pieces and not text[begin : pieces[0].start].strip():
            found[first] = replace(pieces[0], continues=open_before)
        if pieces or closing is not None or not left_open:
            open_before = len(found) - 1 if pieces and not pieces[-1].closed else None
        left_open = _left_open(text, (begin, end), pieces, left_open if closing is None else [], is_marked=bool(marks))
    return found


def _numbered(pieces: Sequence[Quotation], first: int) -> list[Quotation]:
    """Return the quotations with the number of the one that each continues; the first of them is number ``first``."""
    return [
        replace(each, continues=number - 1) if each.continues == _BEFORE else each for number, each in enumerate(pieces, first)
    ]


def _with_those_apart(text: str, paragraphs: Sequence[tuple[int, int]], apart: Container[tuple[int, int]]) -> list[Quotation]:
    running = find_quotations(text, [span for span in paragraphs if span not in apart])
    alone = [each for span in paragraphs if span in apart for each in find_quotations(text, [span]) if each.closed]
    merged = _merge(running, alone)
    place = {each.start: number for number, each in enumerate(merged)}
    return [each if each.continues is None else replace(each, continues=place[running[each.continues].start]) for each in merged]


def _marks(text: str, begin: int, end: int) -> list[re.Match[str]]:
    """Return the double marks of a paragraph, without those around the nickname in a name."""
    marks = list(_DOUBLE.finditer(text, begin, end))
    if len(marks) < _PAIR:
        return marks
    around = {found.start(mark) for found in _NICKNAME.finditer(text, begin, end) for mark in ("first", "last")}
    return [mark for mark in marks if mark.start() not in around] if around else marks


def _double_marks(text: str, begin: int, end: int, marks: Sequence[re.Match[str]], following: str) -> list[Quotation]:
    """Return the quotations in the double ``marks`` of one paragraph; ``following`` is the text of the next one.

    Straight marks open and close by turns, unless the space on their sides shows that one of a pair is missing.
    """
    found: list[Quotation] = []
    opened: tuple[int, int] | None = None
    goes_on: int | None = None
    depth = 0
    sides = [_side(text, begin, end, mark) for mark in marks]
    remaining = list(accumulate(reversed(sides)))[::-1]  # openings less closings from a mark to the last
    for number, (match, side, rest) in enumerate(zip(marks, sides, remaining, strict=True)):
        at, to = match.span()
        opens = _before_space(text, begin, at) and _after_word(text, to, end)
        if opened is None:
            if side >= 0 and (match.group() in _OPENING or (match.group() == '"' and to < end) or opens):
                opened = (at, to)
                goes_on = None
        elif opens and not depth and (side > 0 or match.group() in _NESTING) and _opens_again(text, opened, at, marks):
            found.append(_left_open_before(text, opened, at, goes_on))
            opened, goes_on = (at, to), _BEFORE
        elif side > 0 and rest >= 0:
            opened = (at, to)
        elif side > 0:
            depth += 1  # a quotation within this one: more marks close than open from here on
        elif match.group() in _NESTING and opens:
            depth += text.find("”", to, end) >= 0
        elif _is_inch(text, at) and number + 1 < len(marks) and _closes(text, begin, end, marks[number + 1]):
            continue
        elif match.group() in _CLOSING or match.group() == '"' or not opens:
            if not depth:
                found.append(Quotation(opened[0], to, opened[1], at, continues=goes_on))
                opened = None
            depth = max(depth - 1, 0)
    if opened is not None and _runs_on(text, begin, opened, following):
        found.append(Quotation(opened[0], end, opened[1], end, closed=False, continues=goes_on))
    return found


def _opens_again(text: str, opened: Span, at: int, marks: Sequence[re.Match[str]]) -> bool:
    """Return whether a mark in an open quotation begins its next paragraph, where line ends were lost.

    Then a colon, a comma or the end of a sentence comes before the quotation, a sentence ends before the mark, and more marks
    open than close.
    """
    led_in, before = text[: opened[0]].rstrip()[-1:], text[:at].rstrip()[-1:]
    if led_in not in _LEADING_IN or not before or before not in _ENDING:
        return False
    shapes = [(_before_space(text, 0, mark.start()), _after_word(text, mark.end(), len(text))) for mark in marks]
    return shapes.count((True, True)) > sum(not opens for opens, _ in shapes)


def _left_open_before(text: str, opened: Span, at: int, continues: int | None) -> Quotation:
    """Return the quotation that goes on behind the mark at ``at``."""
    end = opened[1] + len(text[opened[1] : at].rstrip())
    return Quotation(opened[0], end, opened[1], end, closed=False, continues=continues)


def _before_space(text: str, begin: int, at: int) -> bool:
    """Return whether a mark at ``at`` has no word before it in its paragraph."""
    return at == begin or (not text[at - 1].isalnum() and text[at - 1] not in ".,!?…")


def _after_word(text: str, to: int, end: int) -> bool:
    """Return whether a word follows a mark that ends at ``to``."""
    return to < end and (text[to].isalnum() or text[to] in "$£€[(.…‘'#@")


def _runs_on(text: str, begin: int, opened: Span, following: str) -> bool:
    """Return whether a quotation left open at the end of its paragraph goes on: it is all of it, or the next one opens with a
    mark."""
    before, behind = text[max(opened[0] - 1, begin) : opened[0]], text[opened[1] : opened[1] + 1]
    is_opening = (before.isspace() or before in ("", "(", "[")) and not behind.isspace()
    return not text[begin : opened[0]].strip() or (is_opening and _REOPENING.match(following) is not None)


def _is_inch(text: str, at: int) -> bool:
    """Return whether a mark stands behind a figure, as for feet and inches do ("6'2\" tall")."""
    return text[at] in '"”' and text[at - 1 : at].isdecimal()


def _closes(text: str, begin: int, end: int, mark: re.Match[str]) -> bool:
    """Return whether a mark can only close, so that the one before it did not."""
    return _side(text, begin, end, mark) < 0 or (mark.group() == "”" and not text[mark.start() - 1].isspace())


def _side(text: str, begin: int, end: int, mark: re.Match[str]) -> int:
    """Return 1 for a straight mark that can only open (a space before, a word behind), -1 for one that can only close, else 0."""
    if mark.group() != '"':
        return 0
    at, to = mark.span()
    before, behind = text[at - 1 : at] if at > begin else " ", text[to : to + 1] if to < end else " "
    if before.isspace() and behind.isalnum():
        return 1
    return -1 if (before.isalnum() or before in ".,!?…") and (behind.isspace() or behind in ".,;:!?") else 0


def _left_open(
    text: str, paragraph: tuple[int, int], pieces: Sequence[Quotation], before: Sequence[Quotation], *, is_marked: bool
) -> list[Quotation]:
    """Return what is in quotation marks up to the end of a paragraph should a later one close them.

    That is what was open before a paragraph without marks, and this paragraph; or the words from its last mark, if nothing closes
    it, to its end, which may be one of the ``pieces`` found. ``is_marked`` tells whether the paragraph has double marks.
    """
    begin, end = paragraph
    if not is_marked:
        left = before and not pieces and len(before) < _MOST_LEFT_OPEN
        return [*before, Quotation(begin, end, begin, end, closed=False)] if left else []
    if pieces and not pieces[-1].closed:
        return [pieces[-1]]
    marks = list(_DOUBLE.finditer(text, pieces[-1].end if pieces else begin, end))
    opening = _LEFT_OPEN.match(text, marks[0].start()) if len(marks) == 1 else None
    if opening is None or end - opening.end() < _SHORTEST_LEFT_OPEN:
        return []
    return [Quotation(opening.start(), end, opening.end(), end, closed=False)]


def _closing_alone(text: str, begin: int, end: int) -> re.Match[str] | None:
    """Return the first mark of a paragraph if it can only be a closing one."""
    first = _DOUBLE.search(text, begin, end)
    return None if first is None else _CLOSING_ALONE.match(text, first.start(), end)


def _single_marks(text: str, begin: int, end: int, taken: Sequence[Quotation], following: str) -> list[Quotation]:
    """Return the quotations in single marks outside the double ones that are ``taken``, or around them: 'He told me, "Go," and
    I went,'."""
    left_open = left_open_single(text, begin, end) if not taken and _REOPENING.match(following) else None
    found = [
        Quotation(start - 1, stop + 1, start, stop, single=True)
        for start, stop in find_single(text, begin, end if left_open is None else left_open)
        if not any(quotation.start < stop + 1 and start - 1 < quotation.end for quotation in _beside(text, taken, start, stop))
    ]
    if left_open is not None:
        found.append(Quotation(left_open, end, left_open + 1, end, closed=False, single=True))
    return found


def _beside(text: str, taken: Sequence[Quotation], start: int, stop: int) -> Sequence[Quotation]:
    """Return the those of the quotations in double marks that do not lie within a sentence in single marks."""
    if not text[start].isupper() or text[stop - 1] not in ".,!?…":
        return taken
    return [quotation for quotation in taken if not (start < quotation.start and quotation.end < stop)]


def _merge(first: list[Quotation], second: list[Quotation]) -> list[Quotation]:
    return sorted(first + second, key=start_of) if second else first


def find_nested(text: str, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations in single marks within double ones, and the other way round: “She told me, ‘Go,’” he said."""
    found: list[Quotation] = []
    for outer in quotations:
        begin, end = outer.inner_start, outer.inner_end
        if outer.single:
            found.extend(_double_marks(text, begin, end, list(_DOUBLE.finditer(text, begin, end)), ""))
        else:
            found.extend(
                Quotation(start - 1, stop + 1, start, stop, single=True) for start, stop in find_single(text, begin, end)
            )
    return [each for each in found if each.closed]


def covering(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """Return the quotation that holds the code point ``offset``, if any; ``quotations`` in text order."""
    index = bisect_right(quotations, offset, key=start_of) - 1
    return quotations[index] if index >= 0 and offset < quotations[index].end else None
