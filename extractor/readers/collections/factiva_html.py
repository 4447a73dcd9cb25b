"""Factiva as web pages: a table with a code before each field, or the fields as elements without codes."""

import re
from collections.abc import Iterator

from lxml import etree

from extractor.cleaning.structure import squeeze
from extractor.readers.collections.base import Announced, Collection, Entry, Line, marks
from extractor.readers.collections.factiva import article, identifier, with_codes
from extractor.readers.collections.lines import blank
from extractor.readers.collections.trees import by_class, has_class, line_texts, local, text_of

_ARTICLE = re.compile(r"(?:^|\s)\w\wArticle(?:\s|$)")
_HEADLINE = re.compile(r"(?:^|\s)\w\wHeadline(?:\s|$)")
_CODE = re.compile(r"[A-Z]{2,3}")


def split_factiva_html(page: etree._Element) -> Iterator[Entry | Announced]:
    """Yield the articles of the page; the summary of the search counts its results."""
    for element in page.iter("div"):
        if _ARTICLE.search(element.get("class") or ""):
            coded = _coded(element)
            entry = with_codes(coded, identifier(coded)) if "HD" in coded else _without_codes(element)
            if entry is not None:
                yield entry
    for row in page.iter("tr"):
        cells = [text_of(cell) for cell in row]
        if len(cells) == 2 and cells[0] == "Results Found" and cells[1].replace(",", "").isdecimal():
            yield Announced(int(cells[1].replace(",", "")))


def _coded(element: etree._Element) -> dict[str, list[Line]]:
    """Return the lines of each code in the table."""
    found: dict[str, list[Line]] = {}
    for row in element.iter("tr"):
        cells = list(row.iterchildren("td", "th"))
        if len(cells) == 2 and _CODE.fullmatch(code := text_of(cells[0]).replace("\u00a0", "").strip()):
            found.setdefault(code, [Line(text, whole=True) for text in line_texts(cells[1])])
    return found


def _without_codes(element: etree._Element) -> Entry | None:
    """Return the article of elements in a fixed order; paragraphs of the text have a class of their own."""
    lines: list[Line] = []
    for part in element:
        if not isinstance(part.tag, str):
            continue
        if part.get("id") == "hd" or _HEADLINE.search(part.get("class") or ""):
            lines.append(Line(text_of(part), heading=True, whole=True))
        elif local(part) in {"div", "p", "span", "b"}:
            lines += [Line(text, whole=True) for text in line_texts(part)]
    lines = [line for line in lines if not blank(line)]
    paragraphs = [text_of(part) for part in element.iter("p") if has_class(part, "articleParagraph")]
    last = next((line.text for line in reversed(lines) if line.text.startswith("Document ")), "")
    entry = article([line for line in lines if line.text != last], last.removeprefix("Document ").strip())
    if entry is None or not paragraphs:
        return entry
    byline = by_class(element, "author")
    return Entry(
        [squeeze(text) for text in paragraphs],
        title=entry.title,
        author=entry.author if byline is not None else "",
        outlet=entry.outlet,
        outlet_place=entry.outlet_place,
        published_at=entry.published_at,
        section=entry.section,
        id=entry.id,
        language=entry.language,
    )


FACTIVA_HTML = Collection(
    "factiva_html",
    "Factiva",
    "html",
    marks(
        r"""class=["']?(?:article )?\w\wArticle\b""",
        r"""class=["']?\w\wHeadline\b""",
        r"""class=["']?articleParagraph\b""",
        r"<b>(?:HD|WC|PD|LP)</b>",
        r"<title>Factiva</title>",
    ),
    split_factiva_html,
)
