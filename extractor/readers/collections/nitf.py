"""NITF, the News Industry Text Format: one article a document, as agencies and archives of papers write it."""

import re
from collections.abc import Iterator

from lxml import etree

from extractor.readers.collections.base import Announced, Collection, Entry, marks
from extractor.readers.collections.lines import author, outlet_and_place
from extractor.readers.collections.trees import child, descendants, line_texts, local, text_of

_OUT = ("media", "abstract", "tagline", "bibliography", "nitf-table", "byline", "dateline", "body.end")
_LEAD = re.compile(r"LEAD:\s+")


def split_nitf(root: etree._Element) -> Iterator[Entry | Announced]:
    """Yield the article, or those of all documents in it."""
    documents = [root] if local(root) == "nitf" else list(descendants(root, "nitf"))
    yield from map(_entry, documents)


def nitf_paragraphs(document: etree._Element) -> list[str]:
    """Return the text of a document: its block of the full text where it has one, since a lead beside that is a copy."""
    content = child(document, "body.content")
    if content is None:
        return []
    full = [block for block in descendants(content, "block") if (block.get("class") or "").replace(" ", "_") == "full_text"]
    lines = [line for block in full or [content] for line in line_texts(block, skipped=descendants(block, *_OUT))]
    if lines:
        lines[0] = _LEAD.sub("", lines[0], count=1)
    return lines


def _entry(document: etree._Element) -> Entry:
    published, issued, identifier = (child(document, name) for name in ("pubdata", "date.issue", "doc-id"))
    holder = child(document, "doc.copyright")
    data = published.attrib if published is not None else {}
    named = (
        data.get("name"),
        text_of(child(document, "distributor")),
        holder.get("holder") if holder is not None else "",
    )
    outlet, place = outlet_and_place(next((str(name) for name in named if name), ""))
    return Entry(
        nitf_paragraphs(document),
        title=text_of(child(document, "hl1")) or text_of(child(document, "title")),
        author=_byline(document),
        outlet=outlet,
        outlet_place=place,
        published_at=str(data.get("date.publication") or (issued.get("norm") if issued is not None else "") or ""),
        section=str(data.get("position.section") or ""),
        url=str(data.get("ex-ref") or ""),
        id=str(identifier.get("id-string") or "") if identifier is not None else "",
        language=str(document.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
    )


def _byline(document: etree._Element) -> str:
    """Return the names of the byline without titles; that which is written "Bell, Ann" only where there is no other."""
    bylines = list(descendants(document, "byline"))
    normal = [element for element in bylines if element.get("class") == "normalized_byline"]
    shown = [element for element in bylines if element not in normal]
    for element in [*shown, *normal]:
        people = [text_of(person) for person in descendants(element, "person")]
        text = "; ".join(filter(None, people)) or " ".join(line_texts(element, skipped=descendants(element, "byttl")))
        if element in normal:
            family, _, given = text.partition(",")
            text = f"{given.strip()} {family.strip()}"
        if text.strip():
            return author(text)
    return ""


NITF = Collection(
    "nitf",
    "NITF",
    "xml",
    marks(r"<(?:\w+:)?nitf\b", r"<(?:\w+:)?body\.content\b|<(?:\w+:)?body\.head\b", r"<!DOCTYPE nitf", r"<(?:\w+:)?hedline\b"),
    split_nitf,
)
