"""ProQuest as text: documents parted by lines of underscores, every field with its label, the text behind "Full text:"."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from extractor.cleaning.dates import parse_date
from extractor.cleaning.structure import squeeze
from extractor.readers.collections.base import Announced, Collection, Entry, Line, marks
from extractor.readers.collections.lines import (
    author,
    blank,
    blocks,
    chunks,
    fields,
    filled,
    first,
    joined,
    label_of,
    paragraphs,
    tail_start,
)
from extractor.readers.collections.nexis import CUT_OFF

_RULE = re.compile(r"_{40,}")
_NUMBER = re.compile(r"Document \d{1,7} of (?P<count>\d{1,7})")
_HEAD_LABEL = re.compile(
    r"(?P<label>Author|Corporate/institutional author|Publication info|Abstract(?: \([^()]{1,30}\))?|"
    r"Links|Source|Full text availability):\s*"
)
_TEXT_LABEL = re.compile(r"Full text:\s*", re.IGNORECASE)
_TAIL_LABEL = re.compile(
    r"(?P<label>Subject|Identifier / keyword|Identifier / Keyword|Location|People|Company / organization|Classification|"
    r"Ethnicity|Business indexing term|Title|Alternate title|Author|Publication title|Publication info|Volume|Issue|First page|"
    r"Pages|Number of pages|Publication year|Publication date|Year|Dateline|Column|Section|Edition|Publisher|"
    r"Place of publication|Country of publication|Publication subject|ISSN|e-ISSN|ISBN|CODEN|Source type|Language of publication|"
    r"Document type|Document feature|DOI|Accession number|ProQuest document ID|Document URL|Copyright|Last updated|Database|"
    r"Links|Credit|Literature cited|Number of references|Full text availability|Source attribution):\s*"
)
_CREDIT = re.compile(r"(?:CAPTIONS?|CREDITS?|Credits?|Captions?|Photo|Illustration):\s")
_LINK = re.compile(r"https?://\S+|ProQuest document link|Enlarge this image\.?")
_NOTHING = re.compile(r"none available\.?|not available\.?", re.IGNORECASE)
_INFO = re.compile(r"(?P<outlet>[^;\[.]+)(?:;[^.\[]*)?(?:\[[^\]]*\])?\.?\s*(?P<date>\w{1,9}\.? \w{1,9},? \d{4})?")
_ABSTRACT_ONLY = "abstract only: the export does not have the full text"


def split_proquest(lines: Iterator[Line]) -> Iterator[Entry | Announced]:
    """Yield the documents; the list of contents and the terms of use are none."""
    announced = False
    for chunk, rule in chunks(lines, lambda text: _RULE.fullmatch(text) is not None):
        counts = [found for line in chunk[:20] if (found := _NUMBER.fullmatch(line.text.strip()))]
        if counts and not announced:
            announced = True
            yield Announced(int(counts[0]["count"]))
        entry = _document(chunk, last=not rule)
        if entry is not None:
            yield entry


def _document(chunk: Sequence[Line], *, last: bool) -> Entry | None:
    """Return the article between two rules; None of what is none."""
    text_at = next((place for place, line in enumerate(chunk) if _TEXT_LABEL.match(line.text.strip())), -1)
    head_lines = chunk[:text_at] if text_at >= 0 else chunk
    head = fields(head_lines, _HEAD_LABEL)
    groups = blocks(_from_label(chunk, text_at) if text_at >= 0 else chunk)
    start = tail_start(groups, lambda line: label_of(line, _TAIL_LABEL), open_ended=frozenset())
    if text_at >= 0 and not blank(_from_label(chunk, text_at)[0]):
        start = max(start, 1)  # what begins on the line of its label is text, whatever it begins with
    tail = fields((line for group in groups[start:] for line in [*group, Line("")]), _TAIL_LABEL)
    if text_at < 0 and not (tail.get("proquest document id") and "abstract" in head):
        return None
    body = _without_credits([line for group in groups[:start] for line in [*group, Line("")]]) if text_at >= 0 else []
    warnings = (CUT_OFF,) if last and not tail else ()
    text = _paragraphs(body)
    if not text or (len(text) == 1 and _NOTHING.fullmatch(text[0])):
        abstract = next((value for label, value in head.items() if label.startswith("abstract")), "")
        text = [] if _NOTHING.fullmatch(abstract) else [abstract]
        warnings = (*warnings, _ABSTRACT_ONLY)
    info = _INFO.match(head.get("publication info", ""))
    named = tail.get("publication title", "") or (info["outlet"] if info else "")
    outlet, _, place = named.partition(";")
    dates = (tail.get("publication date", ""), (info["date"] or "") if info else "", first(tail, "publication year", "year"))
    return Entry(
        text,
        title=first(tail, "title") or _title(head_lines),
        author=author(first(head, "author") or first(tail, "author")),
        outlet=squeeze(outlet),
        outlet_place=squeeze(place),
        published_at=next((date for date in dates if parse_date(date)[0]), dates[0]),
        section=tail.get("section", ""),
        url=tail.get("document url", "") or next((line.text.strip() for line in head_lines if line.text.startswith("http")), ""),
        id=tail.get("proquest document id", ""),
        language=tail.get("language of publication", ""),
        warnings=warnings,
    )


def _from_label(chunk: Sequence[Line], place: int) -> list[Line]:
    """Return the lines from the text on; what stands on the line of its label is the first."""
    label = _TEXT_LABEL.match(chunk[place].text.strip())
    assert label is not None
    return [Line(chunk[place].text.strip()[label.end() :], whole=chunk[place].whole), *chunk[place + 1 :]]


def _title(head: Sequence[Line]) -> str:
    """Return the first block above the labels."""
    top = takewhile(lambda line: not _HEAD_LABEL.match(line.text.strip()), head)
    groups = blocks(line for line in top if not (_NUMBER.fullmatch(line.text.strip()) or _LINK.fullmatch(line.text.strip())))
    return joined(groups[0]) if groups else ""


def _without_credits(lines: list[Line]) -> list[Line]:
    """Return the text without captions and credits at its end."""
    while lines and (blank(lines[-1]) or _CREDIT.match(lines[-1].text.strip())):
        lines.pop()
    return lines


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return one line feed parts paragraphs, unless lines are wrapped."""
    kept = [line for line in lines if not _LINK.fullmatch(line.text.strip())]
    return paragraphs(kept) if filled(kept) else []


PROQUEST = Collection(
    "proquest",
    "ProQuest",
    "lines",
    marks(
        r"^_{40,}[ \t]*$",
        r"^Full text:",
        r"^ProQuest document ID:\s",
        r"^Publication info:\s",
        r"^Report Information from ProQuest",
        r"^Publication title:\s",
    ),
    split_proquest,
)
