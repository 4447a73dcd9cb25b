"""Lines of plain text to paragraphs: blank lines, hard-wrapped lines, block quotations."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from extractor.articles import BlockKind
from extractor.cleaning.characters import line_spans
from extractor.cleaning.wrapping import Wrapping, find_wrapping

# Code points in which the split word at the end of a line is looked for.
_LONGEST_WORD = 60
_PARTED_WORD = re.compile(r"([^\W\d_]+)-$")


@dataclass(slots=True)
class Piece:
    """A block in the making: where it stands in the text that was read, and its text with single spaces."""

    text: str
    start: int
    end: int
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indented: bool
    quoted: bool


def find_pieces(text: str, joining: Collection[str] = ()) -> list[Piece]:
    """Return the paragraphs of a plain text, in order; all that is not white space lies in one of them.

    Every line is a paragraph, unless the text is evidently wrapped: then lines belong together until a blank or indented line,
    or a line with room for the next word. ``joining`` are words that end no line of their own.
    """
    groups = list(_groups(text))
    plain = [[line.text for line in group] for group in groups if not group[0].quoted]
    wrapping = find_wrapping(plain, joining)
    return [_piece(lines, text) for group in groups for lines in _paragraphs(group, wrapping, opens=group is groups[0])]


def squeeze(text: str) -> str:
    """Return the text with each stretch of white space as one space."""
    return " ".join(text.split())


def join_lines(lines: list[str], text: str = "") -> str:
    """Join wrapped lines. A word that is separated at its hyphen keeps it, unless ``text`` has the word without one elsewhere."""
    joined = lines[0]
    for line in lines[1:]:
        parted = _PARTED_WORD.search(joined, max(0, len(joined) - _LONGEST_WORD))
        if not parted or not line[:1].isalnum():
            joined = f"{joined} {line}"
            continue
        rest = re.split(r"[\W_]", line, maxsplit=1)[0]
        hyphenated = not rest.islower() or not re.search(rf"(?<!\w){parted[1]}{rest}(?!\w)", text)
        joined = (joined if hyphenated else joined[:-1]) + line
    return joined.strip()


def _groups(text: str) -> Iterator[list[_Line]]:
    """Yield the lines between blank lines; a change between quoted and not quoted parts a group too."""
    group: list[_Line] = []
    for start, end in line_spans(text):
        raw = text[start:end]
        content = raw.strip()
        if not content:
            if group:
                yield group
            group = []
            continue
        first = start + len(raw) - len(raw.lstrip())
        quoted = content.startswith("> ") or content == ">"
        shown = squeeze(content.lstrip("> ") if quoted else content)
        line = _Line(first, first + len(content), shown, indented=raw[:2].isspace() or raw[0] == "\t", quoted=quoted)
        if group and group[-1].quoted != quoted:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _paragraphs(group: list[_Line], wrapping: Wrapping, *, opens: bool) -> Iterator[list[_Line]]:
    if group[0].quoted:
        yield from _quoted_paragraphs(group)
        return
    paragraph = [group[0]]
    indents = sum(line.indented for line in group)
    # Each paragraph begins with an indent.
    marked = wrapping.room > 0 and indents <= len(group) / 2 and (indents > 1 or group[0].indented)
    for number, line in enumerate(group[1:]):
        before = paragraph[-1]
        first = opens and number == 0
        goes_on = wrapping.goes_on(before.text, line.text, opens=first) or (marked and not first)
        if line.indented and not line.text[0].islower() and (marked or not before.indented):
            goes_on = False
        if not goes_on:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _quoted_paragraphs(group: list[_Line]) -> Iterator[list[_Line]]:
    """Yield the quoted lines up to a quoted blank line."""
    paragraph: list[_Line] = []
    for line in group:
        paragraph.append(line)
        if not line.text:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _piece(lines: list[_Line], text: str) -> Piece:
    joined = join_lines([line.text for line in lines], text)
    return Piece(joined, lines[0].start, lines[-1].end, "quote" if lines[0].quoted else "paragraph")
