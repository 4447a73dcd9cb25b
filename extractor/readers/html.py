"""Web pages: the article without the page round it (trafilatura), block quotations and headings kept as such."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from extractor.articles import Block, BlockKind, Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, read_all, reader
from extractor.readers.blocks import join_blocks
from extractor.readers.collections.base import recognise
from extractor.readers.collections.read import START, read_collection
from extractor.readers.decode import decode, replace_surrogates
from extractor.readers.pagedata import TEASER, page_data
from extractor.readers.seen import strip_unseen
from extractor.settings import ReadOptions

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding=["']([\w.:-]{1,40})""",
    re.I,
)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_TAG = re.compile(r"<(?:!doctype|!--|/?[a-z][a-z0-9]*[\s/>])", re.I)
_SENTENCE_END = tuple(".!?:;\"'”’)…")
_BLOCK_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "li", "pre", "dd", "dt", "td", "figcaption"})
_PAGE_TAGS = frozenset(
    {"script", "style", "noscript", "template", "nav", "aside", "footer", "form", "head", "iframe", "svg", "button"}
)


def is_page_collection(data: bytes, options: ReadOptions) -> bool:
    """Whether a page is an export of many articles."""
    try:
        return recognise("html", decode(data[:START], declared=options.encoding or _declared(data)).text) is not None
    except ReadError:
        return False


@reader("html", suffixes=(".html", ".htm", ".xhtml"), single=True, collects=is_page_collection)
def read_html(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """The article of the page with title, author, outlet, address and date as the page gives them; or those of an export.

    Raises:
        ReadError: ``html_depth`` when elements are nested so deep that the parser leaves out what is inside.
    """
    data = read_all(stream, options.max_bytes)
    if not is_page_collection(data, options):
        yield read_page(data, RawDocument(source.source_path, ""), declared=options.encoding)
        return
    decoded = decode(data, declared=options.encoding or _declared(data))
    collection = recognise("html", decoded.text[:START])
    assert collection is not None
    like = RawDocument(source.source_path, "", encoding=decoded.encoding)
    tree = parse_page(_XML_DECLARATION.sub("", decoded.text.replace("\0", ""), count=1))
    yield from read_collection(collection, tree, source, like=like, repairs=list(decoded.warnings))


def read_page(data: bytes, document: RawDocument, *, declared: str = "") -> RawDocument:
    """``document`` with text, blocks and metadata of a page; the address that it has stays if the page names none.

    ``declared`` is the character set that the container names; that of the page itself comes second.

    Raises:
        ReadError: ``html_depth``, ``empty``, ``parse``, ``encoding``, ``not_text``.
    """
    decoded = decode(data, declared=declared or _declared(data))
    markup, surrogates = replace_surrogates(_XML_DECLARATION.sub("", decoded.text, count=1))
    warnings = (*document.warnings, *decoded.warnings, *surrogates)
    document = replace(document, text=markup, input_format="html", encoding=decoded.encoding, warnings=warnings)
    if not _TAG.search(markup):
        return document
    if "\0" in markup:
        markup = markup.replace("\0", "")
        document = replace(document, warnings=(*warnings, "zero characters left out"))
    return _article(parse_page(markup), document)


def parse_page(markup: str) -> lxml_html.HtmlElement:
    """The tree of a page.

    Raises:
        ReadError: ``html_depth``, ``empty`` or ``parse``.
    """
    parser = lxml_html.HTMLParser(huge_tree=True)  # type: ignore[no-untyped-call]
    try:
        tree: lxml_html.HtmlElement = lxml_html.document_fromstring(markup, parser=parser)  # type: ignore[no-untyped-call]
    except etree.ParserError as error:
        raise ReadError("empty", f"a page without content ({error})", status="skipped") from None
    except etree.LxmlError as error:
        raise ReadError("parse", f"no page: {error}") from None
    # The parser gives no exception at its limits, it leaves out what lies deeper; only its log tells.
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "depth" in entry.message:
            raise ReadError("html_depth", f"elements nested too deep to be read: {entry.message.partition(', use')[0]}")
    return tree


def read_fragment(markup: str) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a piece of HTML, as it stands in the content field of many feeds; nothing is left out but scripts.

    Raises:
        ReadError: ``html_depth``, ``empty`` or ``parse``.
    """
    tree = parse_page(markup.replace("\0", ""))
    strip_unseen(tree)
    return join_blocks(_plain_blocks(tree))


def _article(tree: lxml_html.HtmlElement, document: RawDocument) -> RawDocument:
    """The document with text and metadata of the page.

    Raises:
        ReadError: ``html_depth``, ``empty``.
    """
    import trafilatura

    data = page_data(tree)
    unseen = strip_unseen(tree)
    fallback = list(_plain_blocks(tree))  # before the extraction, which changes the tree
    try:
        page = trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
        )
    except RecursionError:
        raise ReadError("html_depth", "elements nested too deep for the article to be found") from None
    page = page if isinstance(page, trafilatura.settings.Document) else None
    text, blocks = join_blocks(_blocks(page.body) if page is not None and page.body is not None else [])
    if not text:
        text, blocks = join_blocks(fallback)
    if not text:
        raise ReadError("empty", "a page without text", status="skipped")
    document = replace(
        document,
        text=text,
        blocks=blocks,
        title=data.title or (page.title if page else tree.findtext(".//title")) or "",
        author=data.author or (page.author if page else "") or "",
        outlet=data.outlet or (page.sitename if page else "") or "",
        url=data.url or document.url or (page.url if page else "") or "",
        published_at=data.published_at or (page.date if page else "") or "",
        language=data.language or (page.language if page else "") or "",
        warnings=(*document.warnings, *([TEASER] if data.paid else []), *unseen),
    )
    return replace(document, title=document.title.strip())


def _blocks(body: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    """Headings, paragraphs, list items, table rows and quotations of an extracted article."""
    for element in body:
        if element.tag == "head":
            yield "heading", _line(element)
        elif element.tag in {"list", "table", "quote"} and len(element):
            kind: BlockKind = "quote" if element.tag == "quote" else "paragraph"
            if element.text and element.text.strip():
                yield kind, element.text
            for inner in element:
                cells = [_line(cell) for cell in inner] if inner.tag == "row" else [_line(inner)]
                yield kind, " ".join(filter(None, cells))
                if inner.tail and inner.tail.strip():
                    yield kind, inner.tail
        else:
            yield from (("quote" if element.tag == "quote" else "paragraph", line) for line in _lines(element))
        if element.tail and element.tail.strip():
            yield "paragraph", element.tail


def _lines(element: etree._Element) -> Iterator[str]:
    """The text of an element, parted at line breaks that end a sentence."""
    text = ""
    for part in _text(element).split("\n"):
        line = " ".join(part.split())
        if text.endswith(_SENTENCE_END):
            yield text
            text = line
        else:
            text = f"{text} {line}".strip()
    yield text


def _line(element: etree._Element) -> str:
    return " ".join(_text(element).split())


def _text(element: etree._Element) -> str:
    """All text of an element, a line feed for each line break and none else."""
    parts: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if part.tag == "lb" else "")
            parts.append((part.text or "").replace("\n", " "))
        elif part is not element:
            parts.append((part.tail or "").replace("\n", " "))
    return "".join(parts)


def _plain_blocks(tree: lxml_html.HtmlElement) -> Iterator[tuple[BlockKind, str]]:
    """All text of a page outside scripts and navigation, parted at block elements: for pages that are not like articles."""
    words: list[str] = []
    kind: BlockKind = "paragraph"
    skipping = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _PAGE_TAGS:
            skipping += 1 if event == "start" else -1
        elif element.tag in _BLOCK_TAGS:
            yield kind, " ".join("".join(words).split())
            words.clear()
            kind = "paragraph"
            if event == "start":
                kind = "quote" if element.tag == "blockquote" else "heading" if element.tag[0] == "h" else "paragraph"
        if not skipping:
            words.append((element.text if event == "start" else element.tail) or "")
    yield kind, " ".join("".join(words).split())


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    return next(group for group in found.groups() if group).decode("ascii", "replace") if found else ""
