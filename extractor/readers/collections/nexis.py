"""Nexis Uni and Nexis Advance: documents as Word, RTF, or a PDF and its text.

A cover with the search and the list of documents may come first. A document has title, outlet and date, labels up to a line that
is exactly "Body", its text, and a tail; "End of Document" closes it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from extractor.cleaning.dates import leading_date, parse_date
from extractor.cleaning.structure import squeeze
from extractor.readers.collections.base import Announced, Collection, Entry, Line, marks
from extractor.readers.collections.lines import author, blank, chunks, fields, filled, first, joined, outlet_and_place, paragraphs

_END = "End of Document"
_HEAD_LABEL = re.compile(
    r"(?P<label>Section|Length|Byline|Author|Dateline|Highlight|Series|Column|Distribution|Edition|Correction|Illustration):\s*"
)
_TAIL_LABEL = re.compile(
    r"(?P<label>Language|Publication-Type|Document-Type|Subject|Organization|Company|Industry|Person|Geographic|Load-Date|"
    r"Journal Code|Acc-No|ISSN|ISBN|Ticker|City|State|Country|Correction-Date|URL|Name|Series|Industry Code|Source-Type):\s*"
)
_BODY = ("Body", "Text")
# What may be between text and classification, alone on its line, and how many lines may follow it.
_NOTES = ("Graphic", "Notes", "Correction", "Correction Appended")
_LONGEST_NOTES = 40
_COUNT = re.compile(r"Documents? \((\d{1,6})\)")
_LISTED = re.compile(r"\d{1,6}\.(?:\s|$)")
_PAGE = re.compile(r"[\f\s]*Page \d{1,5} of \d{1,5}\s*")
_LINKS = ("Link to Image", "Link to Original", "Link to PDF")
_COVER = re.compile(r"(?:Client/Matter|Search Terms|Search Type|Narrowed by|Job Number|Date and Time|User Name)\s?:")
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\))\s", re.IGNORECASE)
_SENTENCE_END = tuple(".!?:;\"'”’»)…")
CUT_OFF = "cut off: the file ends before this article does"


def split_nexis(lines: Iterator[Line]) -> Iterator[Entry | Announced]:
    """Yield the documents; what the cover says of their number."""
    for number, (chunk, end) in enumerate(chunks(lines, lambda text: text == _END)):
        if not number:
            yield from _announced(chunk)
        entry = _document(chunk, complete=bool(end))
        if entry is not None:
            yield entry


def _announced(cover: Sequence[Line]) -> Iterator[Announced]:
    counts = (_COUNT.fullmatch(line.text.strip()) for line in cover)
    yield from (Announced(int(count[1])) for count in counts if count)


def _document(chunk: list[Line], *, complete: bool) -> Entry | None:
    """Return the article of what stands before an end; None when there is no head of a document in it."""
    chunk = _without_pages(chunk)
    body = _body(chunk)
    if body is None:
        return None
    head, text = chunk[:body], chunk[body:]
    text = text[1:] if text and text[0].text.strip() in _BODY else text
    labels_at = next((place for place in range(len(head)) if _is_label(head, place)), len(head))
    title, outlet, published = _masthead(head[:labels_at])
    labels = fields(head[labels_at:], _HEAD_LABEL)
    text, tail = _without_tail(text)
    classified = fields(tail, _TAIL_LABEL)
    outlet, place = outlet_and_place(outlet)
    return Entry(
        paragraphs(_without_abstract(text)),
        title=title,
        author=author(first(labels, "byline", "author")),
        outlet=outlet,
        outlet_place=place,
        published_at=published,
        section=labels.get("section", ""),
        url=classified.get("url", ""),
        language=classified.get("language", ""),
        warnings=() if complete or tail else (CUT_OFF,),
    )


def _body(chunk: Sequence[Line]) -> int | None:
    """Return the index of the line that opens the text: "Body" after a label or a date, or else the line after the last
    label."""
    heads = [place for place, line in enumerate(chunk) if _is_label(chunk, place) or leading_date(line.text)]
    if not heads:
        return None
    for name in _BODY:
        found = next((place for place, line in enumerate(chunk) if line.text.strip() == name and place > heads[0]), None)
        if found is not None:
            return found
    labels = [place for place in range(len(chunk)) if _is_label(chunk, place)]
    if not any(chunk[place].text.strip().startswith("Length:") for place in labels):
        return None
    last = labels[0]
    for place in labels[1:]:
        if len(filled(chunk[last + 1 : place])) > 2:
            break
        last = place
    return last + 1


def _is_label(lines: Sequence[Line], place: int) -> bool:
    return _HEAD_LABEL.match(lines[place].text.strip()) is not None


def _masthead(lines: list[Line]) -> tuple[str, str, str]:
    """Return the title, outlet and date above the labels; what belongs to the cover stands before them."""
    dated = [place for place, line in enumerate(lines) if leading_date(line.text) or parse_date(line.text.strip())[0]]
    headings = [place for place, line in enumerate(lines) if line.heading and not blank(line)]
    if not dated:
        start = headings[-1] if headings else _behind_cover(lines)
        top = [line for line in filled(lines[start:]) if not _COPYRIGHT.match(line.text.strip())]
        return (joined(top[:1]), joined(top[1:2]), "")
    date = dated[-1]
    published = leading_date(lines[date].text) or lines[date].text.strip()
    above = lines[:date]
    headings = [place for place in headings if place < date]
    if headings:
        # A headline in several lines has all of them marked.
        begin = headings[-1]
        while begin - 1 in headings:
            begin -= 1
        return joined(lines[begin : headings[-1] + 1]), joined(filled(above[headings[-1] + 1 :])[-1:]), published
    above = above[_behind_cover(above) :]
    while above and blank(above[-1]):
        above.pop()
    outlet = joined(above[-1:])
    above = above[:-1]
    parted = bool(above) and blank(above[-1])
    while above and blank(above[-1]):
        above.pop()
    size = next((size for size in range(len(above)) if blank(above[-1 - size])), len(above)) if parted else 1
    return joined(above[len(above) - size :]), outlet, published


def _behind_cover(lines: Sequence[Line]) -> int:
    """Return the index behind the last line of a cover; 0 without one."""
    known = [place for place, line in enumerate(lines) if _COVER.match(line.text.strip()) or _LISTED.match(line.text.strip())]
    return known[-1] + 1 if known else 0


def _without_abstract(lines: list[Line]) -> list[Line]:
    """Return the text without a summary of the database above it, and without links to pictures."""
    lines = [line for line in lines if line.text.strip() not in _LINKS]
    names = [line.text.strip() for line in lines]
    if "FULL TEXT" in names and next((name for name in names if name), "") == "ABSTRACT":
        return lines[names.index("FULL TEXT") + 1 :]
    return list(dropwhile(lambda line: line.text.strip() in {"", "ABSTRACT", "FULL TEXT"}, lines))


def _without_tail(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the text and tail, judged from below: labels inside the text stay text."""
    names = [line.text.strip() for line in lines]
    start = _classification(lines, names)
    if start == len(lines) and not any(name in _NOTES for name in names[-_LONGEST_NOTES:]):
        return lines, []
    for note in _NOTES:
        place = next((place for place in range(start - 1, -1, -1) if names[place] == note), -1)
        if place > 0 and len(filled(lines[place:start])) <= _LONGEST_NOTES and start < len(lines):
            start = place
    return lines[:start], lines[start:]


def _classification(lines: Sequence[Line], names: Sequence[str]) -> int:
    """Return where "Classification", or the labels without it, begin; the length of the lines when there are none."""
    headed = next((place for place in range(len(names) - 1, -1, -1) if names[place] == "Classification"), -1)
    if headed >= 0 and any(_TAIL_LABEL.match(name) for name in names[headed + 1 :]):
        return headed
    start = len(lines)
    for place in range(len(names) - 1, -1, -1):
        if _TAIL_LABEL.match(names[place]):
            start = place
        elif (names[place] and (start == len(lines) or lines[place].whole)) or (names[place] and start - place > 3):
            break
    return start


def _without_pages(lines: list[Line]) -> list[Line]:
    """Return the lines without page numbers and the title that each page repeats; a sentence goes on over the break."""
    if not any(_PAGE.fullmatch(line.text) for line in lines):
        return lines
    kept: list[Line] = []
    title = ""
    place = 0
    while place < len(lines):
        if not _PAGE.fullmatch(lines[place].text):
            kept.append(lines[place])
            place += 1
            continue
        place += 1
        after = place
        while after < len(lines) and blank(lines[after]):
            after += 1
        if not title:
            block = next((size for size in range(4) if after + size >= len(lines) or blank(lines[after + size])), 1)
            title = joined(lines[after : after + max(block, 1)])
            continue
        size = next((size for size in (1, 2, 3, 4) if squeeze(joined(lines[after : after + size])) == title), 0)
        place = after + size
        while place < len(lines) and blank(lines[place]):
            place += 1
        while kept and blank(kept[-1]):
            kept.pop()
        if kept and kept[-1].text.rstrip().endswith(_SENTENCE_END):
            kept.append(Line(""))
    return kept


NEXIS = Collection(
    "nexis",
    "Nexis",
    "lines",
    marks(
        r"^[ \t]*End of Document[ \t]*$",
        r"^[ \t]*(?:Body|Classification)[ \t]*$",
        r"^[ \t]*Length:\s*[\d,.]+ words[ \t]*$",
        r"^[ \t]*Load-Date:\s*\w+ \d",
        r"^[ \t]*Documents? \(\d+\)[ \t]*$",
        r"^[ \t]*Job Number:\s*\d+[ \t]*$",
        r"^[ \t]*(?:Client/Matter|Search Terms):\s",
        r"^[ \t]*Copyright \d{4} .*All Rights Reserved[ \t]*$",
    ),
    split_nexis,
)
