"""XML of news: feeds that were saved as files (RSS 0.9 to 2.0 and Atom), one article an entry, and formats of agencies."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from extractor.articles import Failure, RawDocument, Status
from extractor.readers.base import ReadError, Source, Stream, read_all, reader
from extractor.readers.collections.base import recognise
from extractor.readers.collections.read import START, read_collection
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records
from extractor.readers.xmltree import parse_xml
from extractor.settings import ReadOptions

_ENTRIES = frozenset({"item", "entry"})
_ROOTS = frozenset({"rss", "feed", "RDF"})
# Where a text, name or date may stand, the fullest first; local names, whatever their namespace.
_TEXTS, _SUMMARIES = ("encoded", "content", "fulltext"), ("description", "summary")
_DATES, _AUTHORS = ("pubDate", "published", "date", "issued", "updated", "modified"), ("creator", "author")
# A shorter summary that ends in the middle is a teaser.
_TEASER_LENGTH = 1_000
_CUT = ("...", "…", "[…]", "[...]", "read more", "continue reading", "[&#8230;]")


@reader("feed", suffixes=(".rss", ".atom", ".xml", ".rdf"))
def read_feed(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield an article for each entry: its full text, or else its summary, which a warning tells when it is only a teaser.

    Other XML is read where its layout is known (:mod:`extractor.readers.collections`).

    Raises:
        ReadError: ``parse``; ``not_article`` when the file is other XML.
    """
    data = read_all(stream, options.max_bytes)
    root, repaired = parse_xml(data)
    if (collection := recognise("xml", data[:START].decode("latin-1"))) is not None:
        like = RawDocument(source.source_path, "", encoding=root.getroottree().docinfo.encoding or "utf-8")
        yield from read_collection(collection, root, source, like=like, repairs=list(repaired))
        return
    status: Status = "error" if source.named else "skipped"
    if _local(root) not in _ROOTS:
        raise ReadError(
            "not_article",
            f"XML, but no feed and no format of agencies that is known (its root is {_local(root)[:60]!r})",
            status=status,
        )
    channel = next((child for child in root if _local(child) == "channel"), root)
    outlet, language = _text(channel, ("title",)), _text(channel, ("language",)) or root.get(_XML_LANGUAGE, "")
    entries = [element for element in root.iter(etree.Element) if _local(element) in _ENTRIES]
    records = Records(source, options)
    for number, entry in enumerate(entries, 1):
        name = ""
        try:
            record = _record(entry) | {"outlet": outlet, "language": language}
            name = records.name(number, record)
            document = records.document(record, name, Decoded("", "utf-8", repaired), markup=True)
            teaser = not _text(entry, _TEXTS) and len(document.text) < _TEASER_LENGTH and document.text.lower().endswith(_CUT)
            warning = ("teaser: the feed gives the beginning of the text only",) if teaser else ()
            yield replace(document, warnings=document.warnings + warning)
        except ReadError as error:
            yield source.failure(error, name or records.name(number))


_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _record(entry: etree._Element) -> dict[str, str]:
    return {
        "text": _text(entry, _TEXTS) or _text(entry, _SUMMARIES),
        "title": _text(entry, ("title",)),
        "id": _text(entry, ("guid", "id")),
        "url": _link(entry),
        "date": _text(entry, _DATES),
        "author": "; ".join(filter(None, (_person(child) for child in entry if _local(child) in _AUTHORS))),
    }


def _text(element: etree._Element, names: tuple[str, ...]) -> str:
    """Return the text, or the markup within, of the first child of one of the names that has any; namespaces do not count."""
    for name in names:
        for child in element:
            if _local(child) == name:
                text = _inner(child) if len(child) else (child.text or "")
                if text.strip():
                    return text.strip()
    return ""


def _inner(element: etree._Element) -> str:
    """Return what stands in an element whose content is XHTML and not escaped."""
    parts = [element.text or ""]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)


def _link(entry: etree._Element) -> str:
    """Return the address of the article: RSS writes it as text, Atom as an attribute of one link of several."""
    links = [child for child in entry if _local(child) == "link"]
    chosen = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
    if chosen is None:
        return ""
    return (chosen.get("href") or chosen.text or "").strip()


def _person(element: etree._Element) -> str:
    """Return a name: text in RSS, where an address may stand before it, or the element ``name`` in Atom."""
    name = _text(element, ("name",)) if len(element) else (element.text or "").strip()
    address, _, rest = name.partition("(")
    return rest.rstrip(") ") if "@" in address and rest else name


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
