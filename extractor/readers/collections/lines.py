"""What layouts made of lines have in common: labels, blocks between blank lines, values, tails."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from extractor.cleaning.structure import find_pieces, join_lines, squeeze
from extractor.readers.collections.base import Line

_PLACE = re.compile(r"(?P<outlet>.{2,}?)\s*\((?P<place>[^()]{2,60})\)")
_BY = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
# Longest part after a comma that says what somebody is, in words.
_LONGEST_ROLE = 4
_SENTENCE_END = tuple(".!?:;\"'”’»)…")


def blank(line: Line) -> bool:
    """Return whether there is nothing in a line."""
    return not line.text.strip()


def filled(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with something in them."""
    return [line for line in lines if not blank(line)]


def blocks(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the groups of lines between blank lines."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if not blank(line):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return found if found[-1] else found[:-1]


def joined(lines: Iterable[Line]) -> str:
    """Return the lines as one, with single spaces."""
    return squeeze(" ".join(line.text for line in lines))


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of a body: those of the container, or those that plain text is cut into."""
    if all(line.whole for line in lines if not blank(line)):
        return [text for line in lines if (text := squeeze(line.text))]
    return [piece.text for piece in find_pieces("\n".join(line.text for line in lines))]


def wrapped_paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of a body whose lines are wrapped at a fixed width: separated by blank lines, or by an indented first
    line."""
    found: list[list[str]] = []
    for group in blocks(lines):
        before = True
        for place, line in enumerate(group):
            indented = line.text[:1].isspace()
            ended = bool(place) and group[place - 1].text.rstrip().endswith(_SENTENCE_END)
            if not place or line.whole or (indented and (ended or not before)):
                found.append([])
            found[-1].append(squeeze(line.text))
            before = indented
    return [join_lines(paragraph) for paragraph in found]


def chunks(lines: Iterable[Line], is_end: Callable[[str], bool]) -> Iterator[tuple[list[Line], str]]:
    """Yield the lines before each line that ends an article, and that line; what comes after the last comes with an empty
    one."""
    chunk: list[Line] = []
    for line in lines:
        if is_end(text := line.text.strip()):
            yield chunk, text
            chunk = []
        else:
            chunk.append(line)
    if filled(chunk):
        yield chunk, ""


def label_of(line: Line, pattern: re.Pattern[str]) -> str:
    """Return the label that a line begins with, in lower case; empty when it begins with none. ``pattern`` has the group
    ``label``."""
    found = pattern.match(line.text.strip())
    return found["label"].casefold() if found else ""


def fields(lines: Iterable[Line], pattern: re.Pattern[str]) -> dict[str, str]:
    """Return the values by label, the first of each; lines after a label up to a blank line or the next label belong to its
    value."""
    found: dict[str, list[str]] = {}
    value: list[str] | None = None
    for line in lines:
        text = line.text.strip()
        match = pattern.match(text)
        if match:
            value = [text[match.end() :]]
            value = found.setdefault(match["label"].casefold(), value) if match["label"].casefold() not in found else value
        elif not text:
            value = None
        elif value is not None:
            value.append(text)
    return {label: squeeze(" ".join(parts)) for label, parts in found.items()}


def tail_start(groups: Sequence[Sequence[Line]], label: Callable[[Line], str], *, open_ended: frozenset[str]) -> int:
    """Return the index of the first block of the tail: from there on all blocks begin with a label that comes once.

    Judged from below, so that a label inside the text stays text. Blocks without label after one of ``open_ended`` belong to
    it: captions, corrections.
    """
    seen: set[str] = set()
    start = place = len(groups)
    while place:
        place -= 1
        name = label(groups[place][0])
        if not name:
            opened = next((above for above in range(place, max(-1, place - 8), -1) if label(groups[above][0])), -1)
            if opened < 0 or label(groups[opened][0]) not in open_ended or opened == 0:
                return start
            place, name = opened, label(groups[opened][0])
        if name in seen:
            return start
        seen.add(name)
        start = place
    return start


def outlet_and_place(text: str) -> tuple[str, str]:
    """Return a name such as ``The Gazette (Northtown)`` apart."""
    text = squeeze(text)
    found = _PLACE.fullmatch(text)
    return (found["outlet"], found["place"]) if found else (text, "")


def author(text: str) -> str:
    """Return a byline without "By" and without what the author is: ``By Ann Bell, Staff Writer`` gives ``Ann Bell``."""
    names, _, role = _BY.sub("", squeeze(text), count=1).strip(" ,;").partition(",")
    is_role = (
        role and len(role.split()) <= _LONGEST_ROLE and re.search(r"(?i)(writer|correspondent|reporter|editor|staff)\b", role)
    )
    text = names if is_role else f"{names},{role}" if role else names
    return text.title() if text.isupper() else text


def first(values: Mapping[str, str], *names: str) -> str:
    """Return the first value that is not empty."""
    return next((values[name] for name in names if values.get(name)), "")
