"""NewsML-G2, in which agencies send their items: items of text with their content as XHTML, NITF or plain text."""

from collections.abc import Iterator

from lxml import etree

from extractor.readers.collections.base import Announced, Collection, Entry, marks
from extractor.readers.collections.lines import author
from extractor.readers.collections.nitf import nitf_paragraphs
from extractor.readers.collections.trees import child, descendants, line_texts, local, text_of

_TEXT_CLASSES = ("text", "composite")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def split_newsml(root: etree._Element) -> Iterator[Entry | Announced]:
    """Yield the items that are text; pictures, packages and the like are none."""
    items = [root] if local(root) == "newsItem" else descendants(root, "newsItem")
    for item in items:
        kind = child(item, "itemClass")
        name = (kind.get("qcode") or kind.get("uri") or "") if kind is not None else ""
        if not name or name.lower().endswith(_TEXT_CLASSES):
            yield _entry(item)


def _entry(item: etree._Element) -> Entry:
    meta = child(item, "contentMeta")
    provider = child(item, "provider")
    language = child(meta, "language")
    title = text_of(child(meta, "headline")) or text_of(child(item, "headline", "hl1"))
    by = child(meta, "by")
    written = text_of(by) if by is not None else "; ".join(_names(meta))
    return Entry(
        [line for line in _paragraphs(item) if line != title],
        title=title,
        author=author(written),
        outlet=_name(provider),
        published_at=text_of(child(item, "contentCreated", "versionCreated", "firstCreated")),
        section="",
        id=str(item.get("guid") or ""),
        language=str((language.get("tag") if language is not None else "") or item.get(_LANGUAGE) or ""),
    )


def _names(meta: etree._Element | None) -> list[str]:
    """Return the creators that have a name."""
    return (
        [name for creator in descendants(meta, "creator") if (name := text_of(child(creator, "name")))]
        if meta is not None
        else []
    )


def _name(provider: etree._Element | None) -> str:
    if provider is None:
        return ""
    return text_of(child(provider, "name")) or str(provider.get("literal") or (provider.get("qcode") or "").partition(":")[2])


def _paragraphs(item: etree._Element) -> list[str]:
    content = child(item, "contentSet")
    inline = child(content, "inlineXML", "inlineData")
    if inline is None:
        return []
    if local(inline) == "inlineData":
        return (inline.text or "").splitlines()
    document = child(inline, "nitf")
    if document is not None:
        return nitf_paragraphs(document)
    body = child(inline, "body")
    return line_texts(body if body is not None else inline)


NEWSML = Collection(
    "newsml",
    "NewsML-G2",
    "xml",
    marks(
        r"<(?:\w+:)?(?:newsItem|newsMessage|packageItem)\b",
        r"iptc\.org/std/nar/",
        r"<(?:\w+:)?itemMeta\b",
        r"<(?:\w+:)?contentSet\b",
    ),
    split_newsml,
)
