"""Europresse and Eureka as web pages: an ``article`` with header, section, aside and footer; older ones a table an article."""

import re
from collections.abc import Iterator

from lxml import etree

from extractor.cleaning.dates import leading_date
from extractor.cleaning.structure import squeeze
from extractor.readers.collections.base import Announced, Collection, Entry, marks
from extractor.readers.collections.lines import author, outlet_and_place
from extractor.readers.collections.trees import by_class, has_class, line_texts, local, text_of

_ISSUE = re.compile(r",?\s*n[o°ºu]m?\.?\s*\d[\w/-]*\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"news[·.]\d{8}[·.]\w+[·.]\w+")
_FURNITURE = re.compile(
    r"(?:©|\(c\)\s|Copyright\b|Numéro de document|Document number|news[·.]\d{8}[·.]|Certificat|Certificate|"
    r"Illustration\(s\)|Note\(s\)|"
    r"Tous droits réservés|All rights reserved)",
    re.IGNORECASE,
)
_LONGEST_HEADER = 500
_TITLES = ("titreArticleVisu", "rdp__articletitle", "titreArticle")
_PUBLICATION, _HEADER, _AUTHORS = "DocPublicationName", "DocHeader", "docAuthors"


def split_europresse(page: etree._Element) -> Iterator[Entry | Announced]:
    """Yield the articles of the page."""
    for element in page.iter("article"):
        if by_class(element, _PUBLICATION, _HEADER) is not None:
            yield _new(element)
    for publication in page.iter("span"):
        if has_class(publication, _PUBLICATION) and not any(True for _ in publication.iterancestors("article")):
            yield _old(publication)


def _new(element: etree._Element) -> Entry:
    header = next(element.iter("header"), element)
    container = by_class(element, "docOcurrContainer", "DocText")
    paragraphs: list[str] = []
    if container is not None:
        paragraphs = line_texts(container)
    section, published = _section_and_date(_texts(header, _HEADER))
    title = by_class(header, *_TITLES)
    return _entry(
        paragraphs,
        title=text_of(title),
        byline=_author(header, title),
        publication=_texts(header, _PUBLICATION),
        section=section,
        published=published,
        number=_NUMBER.search("".join(map(str, element.itertext("*")))),
    )


def _author(header: etree._Element, title: etree._Element | None) -> str:
    """Return what the page calls the authors, or else the element behind the title."""
    named = by_class(header, _AUTHORS)
    if named is not None or title is None:
        return text_of(named)
    outer = title
    while outer.getparent() is not None and outer.getparent() is not header:
        outer = outer.getparent()
    following = outer.getnext()
    while following is not None and not isinstance(following.tag, str):
        following = following.getnext()
    return text_of(following) if following is not None and local(following) in {"div", "p", "span"} else ""


def _old(publication: etree._Element) -> Entry:
    """Return the article in the cell of a table: spans, then text parted by empty paragraphs."""
    cell = next(publication.iterancestors("td"), publication.getparent())
    lines = line_texts(cell, skipped=cell.iter("table")) if cell is not None else []
    header = squeeze("".join("".join(map(str, span.itertext())) for span in _spans(cell, _HEADER)))
    title = text_of(next(iter(_spans(cell, *_TITLES)), None))
    section, published = _section_and_date(header)
    start = next((place + 1 for place, line in enumerate(lines) if title and line == title), 0)
    rest = lines[start:]
    end = next((place for place, line in enumerate(rest) if place and _FURNITURE.match(line)), len(rest))
    body = rest[:end]
    byline = ""
    if len(body) > 1 and _is_byline(body[0]):
        byline = body.pop(0)
    return _entry(
        body,
        title=title,
        byline=byline,
        publication=text_of(publication),
        section=section,
        published=published,
        number=_NUMBER.search(" ".join(rest)),
    )


def _spans(cell: etree._Element | None, *classes: str) -> list[etree._Element]:
    return [span for span in cell.iter("span", "p", "div") if has_class(span, *classes)] if cell is not None else []


def _is_byline(text: str) -> bool:
    """Return whether a line is short and no sentence: the text node behind the title."""
    return len(text) <= 100 and not text.rstrip('"”»)').endswith((".", "!", "?", ":")) and len(text.split()) <= 12


def _texts(element: etree._Element, name: str) -> str:
    """Return the text of all spans of a class; what stands apart is joined."""
    return squeeze("".join("".join(map(str, span.itertext())) for span in _spans(element, name)))


def _section_and_date(header: str) -> tuple[str, str]:
    """Split ``Business, mardi 7 juillet 2020, p. 7`` into the section and the date in ISO form."""
    parts = [part.strip() for part in header[:_LONGEST_HEADER].split(",")]
    for place in range(len(parts)):
        if published := leading_date(", ".join(parts[place:])):
            return ", ".join(parts[:place]), published
    return "", ""


def _entry(
    paragraphs: list[str],
    *,
    title: str,
    byline: str,
    publication: str,
    section: str,
    published: str,
    number: re.Match[str] | None,
) -> Entry:
    outlet, place = outlet_and_place(_ISSUE.sub("", publication))
    return Entry(
        [text for text in paragraphs if text != title],
        title=title,
        author=author(byline),
        outlet=outlet,
        outlet_place=place,
        published_at=published,
        section=section,
        id=number[0] if number else "",
    )


EUROPRESSE = Collection(
    "europresse",
    "Europresse",
    "html",
    marks(
        r"""class=["']?(?:rdp__)?DocPublicationName""",
        r"""class=["']?(?:rdp__)?DocHeader""",
        r"""class=["'][^"']*(?:titreArticleVisu|TitreArticleVisu|rdp__articletitle)""",
        r"docOcurrContainer",
    ),
    split_europresse,
)
