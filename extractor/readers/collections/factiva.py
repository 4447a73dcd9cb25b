"""Factiva as text or RTF: with codes of two or three letters before each field, or without.

Without codes the pair of lines "295 words" and a date is what is sure; the line "Document ABC0000020111229e7ct0001" ends an
article either way.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.cleaning.dates import parse_date
from extractor.readers.collections.base import Announced, Collection, Entry, Line, marks
from extractor.readers.collections.lines import author, blank, blocks, filled, first, joined, outlet_and_place, paragraphs
from extractor.readers.collections.nexis import CUT_OFF

# In the order in which they come; a code in another place is text.
CODES = (
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "ART", "RF", "CO",
    "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN",
)  # fmt: skip
_CODE = re.compile(rf"\s?(?P<code>{'|'.join(CODES)})(?:\s*$|(?:(?<=\w\w)\s{{2,}}|(?<=\w\w\w)\s)(?P<value>\S.*))")
_DOCUMENT = re.compile(r"(?:AN\s+)?Document (?P<id>[A-Z][A-Z0-9]{1,11}?\d{8,}\w*)")
_WORDS = re.compile(r"[\d.,]{1,9} words?")
_HOUR = re.compile(r"\d{1,2}:\d{2}(?: [AP]M)?")
_SUMMARY = "Search Summary"
_FOUND = re.compile(r"Results Found\s*(?P<count>\d[\d,]*)?")
_RIGHTS = re.compile(r"(?:\(c\)|©|Copyright)\s?\S", re.IGNORECASE)
_NAME_PART = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|den|la|le|al|el|el-[A-Z]\w+|bin|da|di|and|&)"
_NAME = re.compile(rf"{_NAME_PART}(?:,? {_NAME_PART})*")
_LONGEST_NAME, _LONGEST_PUBLISHER = 6, 80


def split_factiva(lines: Iterator[Line]) -> Iterator[Entry | Announced]:
    """Yield the articles; "Results Found" of the summary of the search counts those of the search."""
    chunk: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if text == _SUMMARY:
            yield from _unfinished(chunk)
            yield from _announced(lines)
            return
        chunk.append(line)
        if found := _DOCUMENT.fullmatch(text):
            entry = article(chunk[:-1], found["id"])
            chunk = []
            if entry is not None:
                yield entry
    yield from _unfinished(chunk)


def _unfinished(chunk: list[Line]) -> Iterator[Entry]:
    entry = article(chunk, "", warnings=(CUT_OFF,)) if filled(chunk) else None
    if entry is not None:
        yield entry


def _announced(lines: Iterator[Line]) -> Iterator[Announced]:
    for line in lines:
        if found := _FOUND.fullmatch(line.text.strip()):
            count = found["count"] or next((text for later in lines if (text := later.text.strip())), "")
            if count.replace(",", "").isdecimal():
                yield Announced(int(count.replace(",", "")))
            return


def article(lines: Sequence[Line], name: str, *, warnings: tuple[str, ...] = ()) -> Entry | None:
    """Return the article of the lines before its id ``name``; None when there is none in them, as in what follows the last."""
    coded = _coded(lines)
    if "HD" in coded:
        return with_codes(coded, name, warnings)
    place = _anchor(lines)
    return _without_codes(lines, place, name, warnings) if place is not None else None


def _coded(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Return the lines of each code."""
    found: dict[str, list[Line]] = {}
    reached = -1
    for line in lines:
        match = _CODE.fullmatch(line.text.rstrip())
        if match and CODES.index(match["code"]) > reached:
            reached = CODES.index(match["code"])
            found[match["code"]] = [Line(match["value"], whole=line.whole)] if match["value"] else []
        elif reached >= 0:
            found[CODES[reached]].append(line)
    return found


def identifier(coded: dict[str, list[Line]]) -> str:
    """Return the id of an article among its fields."""
    found = _DOCUMENT.fullmatch(joined(coded.get("AN", [])))
    return found["id"] if found else ""


def with_codes(coded: dict[str, list[Line]], name: str, warnings: tuple[str, ...] = ()) -> Entry:
    """Return the article of the lines of each code; ``name`` is its id."""
    values = {code: joined(lines) for code, lines in coded.items()}
    outlet, place = outlet_and_place(values.get("SN", ""))
    body = [*coded.get("LP", []), Line("", whole=True), *coded.get("TD", [])]
    return Entry(
        paragraphs(body),
        title=values.get("HD", ""),
        author=author(first(values, "BY")),
        outlet=outlet,
        outlet_place=place,
        published_at=" ".join(filter(None, (values.get("PD"), values.get("ET")))),
        section=values.get("SE", ""),
        id=name,
        language=values.get("LA", ""),
        warnings=warnings,
    )


def _anchor(lines: Sequence[Line]) -> int | None:
    """Return the index of the line with the number of words that a date follows."""
    full = [place for place, line in enumerate(lines) if not blank(line)]
    for place, following in pairwise(full):
        if _WORDS.fullmatch(lines[place].text.strip()) and parse_date(lines[following].text.strip())[0]:
            return place
    return None


def _without_codes(lines: Sequence[Line], place: int, name: str, warnings: tuple[str, ...]) -> Entry:
    section, title, byline = _masthead(lines[:place])
    behind = filled(lines[place + 1 :])
    texts = [line.text.strip() for line in behind]
    rights = next((number for number, text in enumerate(texts[:12]) if _RIGHTS.match(text)), 0)
    head = texts[1:rights] if rights else []
    hour = head[0] if head and _HOUR.fullmatch(head[0]) else ""
    head = head[1:] if hour else head
    outlet, outlet_place = outlet_and_place(head[0] if head else texts[1] if len(texts) > 1 else "")
    return Entry(
        paragraphs(_without_publisher(lines[lines.index(behind[rights]) + 1 :])),
        title=title,
        author=author(byline),
        outlet=outlet,
        outlet_place=outlet_place,
        published_at=f"{texts[0]} {hour}".strip(),
        section=section,
        id=name,
        language=head[-1] if len(head) > 1 else "",
        warnings=warnings,
    )


def _masthead(lines: Sequence[Line]) -> tuple[str, str, str]:
    """Return the section, title and byline above the number of words."""
    groups = [[line for line in group if line.text.strip() != "Factiva"] for group in blocks(lines)]
    groups = [group for group in groups if group]
    top = [line for group in groups for line in group]
    headings = [place for place, line in enumerate(top) if line.heading]
    if headings:
        last = headings[-1]
        begin = last
        while begin - 1 in headings:
            begin -= 1
        return joined(top[:begin][-1:]), joined(top[begin : last + 1]), joined(top[last + 1 :])
    byline = ""
    if len(top) > 1 and _is_byline(top[-1].text.strip(), alone=len(groups) > 1 and len(groups[-1]) == 1):
        byline = top.pop().text
    return joined(top[:-1][-1:]), joined(top[-1:]), byline


def _is_byline(text: str, *, alone: bool) -> bool:
    """Return whether a line is a name after "By", or one that stands alone between blank lines or is short."""
    words = text.split()
    named = _NAME.fullmatch(text) is not None and len(words) <= _LONGEST_NAME
    return text[:3].casefold() == "by " or (named and (alone or 2 <= len(words) <= 3))


def _without_publisher(lines: Sequence[Line]) -> list[Line]:
    """Return the text without the name of the publisher behind it, which ends no sentence and stands on a line of its own."""
    body = list(lines)
    while body and blank(body[-1]):
        body.pop()
    if len(filled(body)) > 1 and (body[-1].whole or blank(body[-2])):
        text = body[-1].text.strip()
        if len(text) < _LONGEST_PUBLISHER and not text.endswith((".", "!", "?", '"', "”", ":")):
            body.pop()
    return body


FACTIVA = Collection(
    "factiva",
    "Factiva",
    "lines",
    marks(
        rf"^[ \t]*{_DOCUMENT.pattern}[ \t]*$",
        r"^ ?HD(?:[ \t]*$|  \S)",
        r"^ ?(?:LP|TD)[ \t]*$",
        r"^[\d.,]{1,9} words[ \t]*\n[ \t\n]{0,20}\d{1,2} \w+ \d{4}[ \t]*$",
        r"^ ?PD(?:[ \t]*$|  \d)",
        r"^Search Summary[ \t]*$",
    ),
    split_factiva,
)
