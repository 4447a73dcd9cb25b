"""Lines of plain text to paragraphs: blank lines, hard-wrapped lines, block quotations."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.articles import BlockKind
from extractor.cleaning.characters import line_spans

_WIDEST = 140
_SENTENCE_END = tuple(".!?:;\"'”’»)…")


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


def find_pieces(text: str) -> list[Piece]:
    """The paragraphs of a plain text, in order; all that is not white space lies in one of them.

    Every line is a paragraph, unless the text is evidently wrapped at a fixed width: then lines belong together until a blank or
    indented line, or a line with room for the next word.
    """
    groups = list(_groups(text))
    width = _wrapped_width(groups)
    return [_piece(lines) for group in groups for lines in _paragraphs(group, width)]


def squeeze(text: str) -> str:
    """The text with each stretch of white space as one space."""
    return " ".join(text.split())


def join_lines(lines: list[str]) -> str:
    """Wrapped lines as one; a word that is parted at its hyphen keeps the hyphen."""
    joined = ""
    for line in lines:
        parted = joined.endswith("-") and joined[-2:-1].isalpha() and line[:1].islower()
        joined = f"{joined}{line}" if parted else f"{joined} {line}"
    return joined.strip()


def _groups(text: str) -> Iterator[list[_Line]]:
    """Lines between blank lines; a change between quoted and not quoted parts a group too."""
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


def _wrapped_width(groups: list[list[_Line]]) -> int:
    """The width at which the text is wrapped by hand or by a program; 0 when its lines are paragraphs."""
    breaks = [(line.text, following.text) for group in groups for line, following in pairwise(group) if not line.quoted]
    if not breaks:
        return 0
    width = max(len(line.text) for group in groups for line in group)
    if width > _WIDEST:
        return 0
    inside = sum(_is_inside_sentence(line, following) for line, following in breaks)
    full = sum(len(line) + 1 + len(following.split(" ", 1)[0]) > width for line, following in breaks)
    enough = len(breaks) >= 3 and full >= 0.8 * len(breaks) and inside >= 0.2 * len(breaks)
    return width if enough or inside > 0.5 * len(breaks) else 0


def _is_inside_sentence(line: str, following: str) -> bool:
    return (line[-1].isalnum() or line[-1] in ",-") and following[0].islower()


def _paragraphs(group: list[_Line], width: int) -> Iterator[list[_Line]]:
    if group[0].quoted:
        yield from _quoted_paragraphs(group)
        return
    paragraph = [group[0]]
    for line in group[1:]:
        before = paragraph[-1]
        had_room = len(before.text) + 1 + len(line.text.split(" ", 1)[0]) <= width
        ended = had_room and before.text.endswith(_SENTENCE_END) and not line.text[0].islower()
        if not width or ended or (line.indented and not before.indented):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _quoted_paragraphs(group: list[_Line]) -> Iterator[list[_Line]]:
    """Quoted lines up to a quoted blank line."""
    paragraph: list[_Line] = []
    for line in group:
        paragraph.append(line)
        if not line.text:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _piece(lines: list[_Line]) -> Piece:
    text = join_lines([line.text for line in lines])
    return Piece(text, lines[0].start, lines[-1].end, "quote" if lines[0].quoted else "paragraph")
