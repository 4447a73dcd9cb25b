"""LexisNexis as plain text: documents parted by centred lines "3 of 25 DOCUMENTS".

Outlet, date and edition are centred, the title is at the left; labels in capitals, of which LENGTH is the last of the head
but for DATELINE and HIGHLIGHT. Older files have the labels HEADLINE and BODY. The tail is labels again, in any order.
"""

import re
from collections.abc import Iterator, Sequence

from extractor.cleaning.dates import leading_date, parse_date
from extractor.readers.collections.base import Announced, Collection, Entry, Line, marks
from extractor.readers.collections.lines import (
    author,
    blank,
    blocks,
    fields,
    first,
    joined,
    label_of,
    outlet_and_place,
    tail_start,
    wrapped_paragraphs,
)
from extractor.readers.collections.nexis import CUT_OFF

_SEPARATOR = re.compile(
    r"(?:[A-Z]+ - )?\d{1,7} (?:of|von) (?P<count>\d{1,7}) (?:DOCUMENTS?|DOKUMENTEN?)|"
    r"(?:Dokument|Document) \d{1,7} (?:von|de) (?P<all>\d{1,7})"
)
_HEAD_LABEL = re.compile(
    r"(?P<label>BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|HEADLINE|SERIES|COLUMN|AUTOR|RUBRIK|LÄNGE|LONGUEUR|BODY|DISTRIBUTION|EDITION):\s*"
)
_TAIL_LABEL = re.compile(
    r"(?P<label>LOAD-DATE|LANGUAGE|GRAPHIC|PUBLICATION-TYPE|DOCUMENT-TYPE|SUBJECT|ORGANIZATION|COMPANY|INDUSTRY|PERSON|GEOGRAPHIC|"
    r"URL|CORRECTION|CORRECTION-DATE|ISSN|ACC-NO|JOURNAL-CODE|TICKER|STATE|CITY|COUNTRY|NOTES?|TYPE|NAME|UPDATE|ILLUSTRATION|"
    r"SPRACHE|LANGUE|PUBLIKATIONSTYP|UPDATE-DATE):\s*"
)
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\))\s|All Rights Reserved|Alle Rechte vorbehalten", re.IGNORECASE)
_OPEN_ENDED = frozenset({"correction", "graphic", "note", "notes"})
# Labels that may come after LENGTH and still belong to the head; more of them where BODY says where the text begins.
_BEHIND_LENGTH = frozenset({"dateline", "highlight"})
_BEFORE_BODY = _BEHIND_LENGTH | {"headline", "byline", "series", "column", "body", "section", "distribution", "edition"}
_LENGTH = ("length", "länge", "longueur")


def split_lexisnexis(lines: Iterator[Line]) -> Iterator[Entry | Announced]:
    """Yield the documents; "25 DOCUMENTS" counts those of the search."""
    document: list[Line] | None = None
    announced = 0
    for line in lines:
        separator = _SEPARATOR.fullmatch(line.text.strip())
        if separator is None:
            if document is not None:
                document.append(line)
            continue
        if document is not None:
            yield _document(document, last=False)
        document = []
        count = int(separator["count"] or separator["all"])
        if count != announced:
            announced = count
            yield Announced(count)
    if document is not None and any(not blank(line) for line in document):
        yield _document(document, last=True)


def _document(lines: list[Line], *, last: bool) -> Entry:
    labels_at = next((place for place, line in enumerate(lines) if label_of(line, _HEAD_LABEL)), len(lines))
    body_at = _body(lines, labels_at)
    labels = fields(lines[labels_at:body_at], _HEAD_LABEL)
    outlet, published, title = _masthead(lines[:labels_at])
    groups = blocks(lines[body_at:])
    start = tail_start(groups, _tail_label, open_ended=_OPEN_ENDED)
    values = fields((line for group in groups[start:] for line in [*group, Line("")]), _TAIL_LABEL)
    body = [line for group in groups[:start] for line in [*group, Line("")]]
    opening = labels.get("body", "")
    outlet, place = outlet_and_place(outlet)
    return Entry(
        [*([opening] if opening else []), *wrapped_paragraphs(body)],
        title=title or labels.get("headline", ""),
        author=author(first(labels, "byline", "autor")),
        outlet=outlet,
        outlet_place=place,
        published_at=published,
        section=first(labels, "section", "rubrik"),
        url=values.get("url", ""),
        language=first(values, "language", "sprache", "langue"),
        warnings=(CUT_OFF,) if last and not values and not _has_rights(groups[start:]) else (),
    )


def _body(lines: list[Line], start: int) -> int:
    """Return the index of the first line of the text: behind LENGTH and what belongs to the head behind it, or behind BODY."""
    place, after_length = start, False
    allowed = _BEFORE_BODY if any(label_of(line, _HEAD_LABEL) == "body" for line in lines) else _BEHIND_LENGTH
    while place < len(lines):
        if blank(lines[place]):
            place += 1
            continue
        name = label_of(lines[place], _HEAD_LABEL)
        if not name or (after_length and name not in allowed):
            break
        after_length = after_length or name in _LENGTH
        value = lines[place].text.strip()[len(name) + 1 :].strip()
        if name == "body":
            if value:  # the text begins on the line of its label
                lines[place] = Line(value)
                return place
            return place + 1
        place += 1
        while place < len(lines) and not blank(lines[place]) and not label_of(lines[place], _HEAD_LABEL):
            place += 1
    return place


def _masthead(lines: list[Line]) -> tuple[str, str, str]:
    """Return the outlet, date and title above the labels; all lines of the block with the date are date and edition."""
    groups = [group for group in blocks(lines) if not _RIGHTS.match(group[0].text.strip())]
    dated = next((place for place, group in enumerate(groups) if _date(group)), -1)
    if dated < 0:
        titles = [group for group in groups[1:] if not _is_centred(group)]
        return joined(groups[0]) if groups else "", "", joined(titles[0]) if titles else ""
    outlets = [joined(group) for group in groups[:dated]]
    if not outlets:  # outlet and date in one block
        outlets = [joined(line for line in groups[dated][:1] if not _date([line]))]
    titles = [group for group in groups[dated + 1 :] if not _is_centred(group)] or groups[dated + 1 :]
    return outlets[0], _date(groups[dated]), joined(line for group in titles for line in group)


def _date(group: Sequence[Line]) -> str:
    """Return the date that a block of lines begins with, or has in a line of its own."""
    for line in group:
        text = line.text.strip()
        if date := leading_date(text) or (text if parse_date(text)[0] else ""):
            return date
    return ""


def _is_centred(group: Sequence[Line]) -> bool:
    return all(line.text[:8].isspace() for line in group)


def _tail_label(line: Line) -> str:
    text = line.text.strip()
    return f"rights {text.casefold()[:9]}" if _RIGHTS.match(text) else label_of(line, _TAIL_LABEL)


def _has_rights(groups: Sequence[Sequence[Line]]) -> bool:
    return any(_RIGHTS.match(line.text.strip()) for group in groups for line in group)


LEXISNEXIS = Collection(
    "lexisnexis",
    "LexisNexis",
    "lines",
    marks(
        rf"^[ \t]*(?:{_SEPARATOR.pattern})[ \t]*$",
        r"^(?:LENGTH|LÄNGE|LONGUEUR):\s",
        r"^(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|SPRACHE|LANGUE|UPDATE):\s",
        r"^(?:Download|Print) Request:|^Time Of Request:",
        r"^[ \t]*(?:All Rights Reserved|Alle Rechte vorbehalten)[ \t]*$",
    ),
    split_lexisnexis,
)
