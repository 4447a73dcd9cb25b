"""Factiva as XML: the answers of its service for programs."""

from collections.abc import Iterator

from lxml import etree

from extractor.readers.collections.base import Announced, Collection, Entry, marks
from extractor.readers.collections.lines import author, outlet_and_place
from extractor.readers.collections.trees import child, descendants, line_texts, text_of


def split_factiva_xml(root: etree._Element) -> Iterator[Entry | Announced]:
    """Yield the articles; the set of results says how many there are."""
    results = child(root, "ppsarticleResultSet")
    count = results.get("count") if results is not None else None
    if count and count.isdecimal():
        yield Announced(int(count))
    for element in descendants(root, "article"):
        if child(element, "accessionNo", "headline") is None:
            continue
        parts = [part for name in ("leadParagraph", "tailParagraphs") if (part := child(element, name)) is not None]
        outlet, place = outlet_and_place(text_of(child(element, "sourceName")))
        yield Entry(
            [line for part in parts for line in line_texts(part)],
            title=text_of(child(element, "headline")),
            author=author(text_of(child(element, "byline"))),
            outlet=outlet,
            outlet_place=place,
            published_at=text_of(child(child(element, "publicationDate"), "dateTime", "date")),
            section=text_of(child(element, "sectionName")),
            id=text_of(child(element, "accessionNo")),
            language=text_of(child(element, "baseLanguage")),
        )


FACTIVA_XML = Collection(
    "factiva_xml",
    "Factiva",
    "xml",
    marks(r"<PPSResponse\b|<(?:\w+:)?ppsArticleResponse\b", r"global\.factiva\.com", r"<(?:\w+:)?accessionNo\b"),
    split_factiva_xml,
)
