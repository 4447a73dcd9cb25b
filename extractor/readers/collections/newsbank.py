"""NewsBank and Access World News as text: the form of today, and the older one with a label before each field."""

import re
from collections.abc import Iterator, Sequence

from extractor.cleaning.dates import leading_date
from extractor.cleaning.structure import squeeze
from extractor.readers.collections.base import Announced, Collection, Entry, Line, marks
from extractor.readers.collections.lines import (
    author,
    blank,
    blocks,
    fields,
    filled,
    joined,
    label_of,
    outlet_and_place,
    paragraphs,
)
from extractor.readers.collections.nexis import CUT_OFF

# "June 14, 2022 | The Gazette (Northtown, ST)", or the same with a dash and the paper first.
_SOURCE = re.compile(r"(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\s{0,9}\|\s{0,9}(?P<outlet>\S.{0,150})")
_OLD_SOURCE = re.compile(
    r"(?P<outlet>\S.{0,150}?)\s{1,9}[-–]\s{1,9}(?P<date>(?:[A-Z][a-z]{2,8}, )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})"
)
_RECORD = re.compile(r"Record(?P<old> Number)?:\s*(?P<id>\S.{0,60})")
_PART = re.compile(r"(?P<label>Author|Section|Page|Edition|Column|Source|Readability):\s*(?P<value>.*)")
_HEAD_LINE = re.compile(r"\d[\d,]* Words?|OpenURL Link|Translate(?: this article)?", re.IGNORECASE)
_TAIL_LINE = re.compile(r"(?:•\s|©|\(c\)\s|Copyright\b|Record:)", re.IGNORECASE)
_OLD_LABEL = re.compile(
    r"(?P<label>Headline|Author|Byline|Edition|Section|Page|Column|Dateline|Estimated printed pages|Source|"
    r"Series|Subheadline|Readability):\s*"
)
_OLD_TAIL = re.compile(
    r"(?P<label>Caption|Memo|Index Terms|Copyright|Record Number|Illustration|Correction|Note)(?::\s*|\s+(?=[(©\d]))"
)
_ARTICLE_TEXT = re.compile(r"Article Text:\s*")


def split_newsbank(lines: Iterator[Line]) -> Iterator[Entry | Announced]:
    """Yield the articles: each ends with its record, or where the next one has its source."""
    chunk: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if _is_source(text) and any(_is_source(other.text.strip()) for other in chunk):
            following = _title_of_next(chunk) if _SOURCE.fullmatch(text) else []
            yield from _article(chunk)
            chunk = following
        chunk.append(line)
        if _RECORD.fullmatch(text):
            yield from _article(chunk)
            chunk = []
    yield from _article(chunk)


def _is_source(text: str) -> bool:
    found = _SOURCE.fullmatch(text) or _OLD_SOURCE.fullmatch(text)
    return found is not None and bool(leading_date(found["date"]))


def _title_of_next(chunk: list[Line]) -> list[Line]:
    """Return the last block of the lines, which is the title of the article whose source comes next; it is taken out of them."""
    while chunk and blank(chunk[-1]):
        chunk.pop()
    size = next((size for size in range(len(chunk)) if blank(chunk[-1 - size])), 0)
    title = chunk[len(chunk) - size :]
    del chunk[len(chunk) - size :]
    return title


def _article(chunk: Sequence[Line]) -> Iterator[Entry]:
    """Yield the article of the lines; nothing of lines without a source."""
    place = next((place for place, line in enumerate(chunk) if _is_source(line.text.strip())), -1)
    if place < 0:
        return
    text = chunk[place].text.strip()
    if found := _SOURCE.fullmatch(text):
        yield _new(chunk, place, found)
    elif found := _OLD_SOURCE.fullmatch(text):
        yield _old(chunk, place, found)


def _new(chunk: Sequence[Line], place: int, source: re.Match[str]) -> Entry:
    values: dict[str, str] = {}
    start = place + 1
    while start < len(chunk):
        text = chunk[start].text.strip()
        parts = [_PART.fullmatch(part.strip()) for part in text.split("|")]
        if text and not _HEAD_LINE.fullmatch(text) and not all(parts):
            break
        values |= {part["label"].casefold(): part["value"] for part in parts if part}
        start += 1
    end = len(chunk)
    while end > start and (blank(chunk[end - 1]) or _TAIL_LINE.match(chunk[end - 1].text.strip())):
        end -= 1
    titles = blocks(chunk[:place])
    record = next((found for line in chunk[end:] if (found := _RECORD.fullmatch(line.text.strip()))), None)
    outlet, outlet_place = outlet_and_place(source["outlet"])
    return Entry(
        paragraphs(chunk[start:end]),
        title=joined(titles[-1]) if titles else "",
        author=author(values.get("author", "")),
        outlet=outlet,
        outlet_place=outlet_place,
        published_at=leading_date(source["date"]),
        section=values.get("section", ""),
        id=record["id"] if record else "",
        warnings=() if end < len(chunk) and filled(chunk[end:]) else (CUT_OFF,),
    )


def _old(chunk: Sequence[Line], place: int, source: re.Match[str]) -> Entry:
    text_at = next((number for number, line in enumerate(chunk) if number > place and _ARTICLE_TEXT.match(line.text.strip())), -1)
    head_end = text_at if text_at >= 0 else _behind_labels(chunk, place + 1)
    head = fields(chunk[place + 1 : head_end], _OLD_LABEL)
    body = list(chunk[head_end:])
    if text_at >= 0:
        opening = _ARTICLE_TEXT.sub("", body[0].text.strip(), count=1)
        body = [Line(opening, whole=body[0].whole), *body[1:]] if opening else body[1:]
    end = _old_tail(body)
    tail = fields(body[end:], _OLD_TAIL)
    outlet, outlet_place = outlet_and_place(source["outlet"])
    titles = [group for group in blocks(chunk[place + 1 : head_end]) if not label_of(group[0], _OLD_LABEL)]
    return Entry(
        paragraphs(body[:end]),
        title=head.get("headline", "") or (joined(titles[0]) if titles else ""),
        author=author(head.get("author", "") or head.get("byline", "")),
        outlet=outlet,
        outlet_place=outlet_place,
        published_at=leading_date(source["date"]),
        section=head.get("section", ""),
        id=squeeze(tail.get("record number", "")),
        warnings=() if tail else (CUT_OFF,),
    )


def _behind_labels(chunk: Sequence[Line], start: int) -> int:
    place = start
    while place < len(chunk) and (blank(chunk[place]) or label_of(chunk[place], _OLD_LABEL)):
        place += 1
    return place


def _old_tail(body: Sequence[Line]) -> int:
    """Return where the labels behind the text begin, judged from below: each comes once, and its value is one line or block."""
    start, seen, unlabelled = len(body), set[str](), 0
    for place in range(len(body) - 1, -1, -1):
        name = label_of(body[place], _OLD_TAIL)
        if name:
            if name in seen:
                break
            seen.add(name)
            start, unlabelled = place, 0
        elif not blank(body[place]):
            unlabelled += 1
            if unlabelled > 2:
                break
    return start


NEWSBANK = Collection(
    "newsbank",
    "NewsBank",
    "lines",
    marks(
        rf"^[ \t]*{_SOURCE.pattern}[ \t]*$",
        rf"^[ \t]*{_OLD_SOURCE.pattern}[ \t]*$",
        r"^[ \t]*(?:OpenURL Link|[\d,]+ Words)[ \t]*$",
        r"^[ \t]*Record(?: Number)?:\s*\w+",
        r"^[ \t]*(?:Article Text:|Estimated printed pages:)",
        r"^[ \t]*• Citation",
    ),
    split_newsbank,
)
