"""The items of the Reuters corpora RCV1 and TRC2: ``newsitem`` with headline, byline, dateline and text."""

from collections.abc import Iterator

from lxml import etree

from extractor.readers.collections.base import Announced, Collection, Entry, marks
from extractor.readers.collections.lines import author, outlet_and_place
from extractor.readers.collections.trees import child, descendants, line_texts, local, text_of


def split_rcv1(root: etree._Element) -> Iterator[Entry | Announced]:
    """Yield the item, or all items of the file."""
    items = [root] if local(root) == "newsitem" else descendants(root, "newsitem")
    for item in items:
        text = child(item, "text")
        facts = {str(fact.get("element")): str(fact.get("value") or "") for fact in descendants(item, "dc")}
        outlet, place = outlet_and_place(facts.get("dc.source") or facts.get("dc.publisher") or "")
        yield Entry(
            line_texts(text) if text is not None else [],
            title=text_of(child(item, "headline", "title")),
            author=author(text_of(child(item, "byline"))),
            outlet=outlet,
            outlet_place=place,
            published_at=str(item.get("date") or facts.get("dc.date.published") or facts.get("dc.date.created") or ""),
            id=str(item.get("itemid") or ""),
            language=str(item.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
        )


RCV1 = Collection(
    "rcv1", "RCV1", "xml", marks(r"<newsitem\b[^>]*\bitemid=", r"<headline>", r"<text>", r"""class=["']bip:"""), split_rcv1
)
