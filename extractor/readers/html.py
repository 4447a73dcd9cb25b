"""Web pages: the article without the page round it (trafilatura), block quotations and headings kept as such."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from extractor.articles import BlockKind, Failure, RawDocument
from extractor.readers.articlebody import TAKEN, fuller_pieces, parted_as_shown
from extractor.readers.base import ReadError, Source, Stream, read_all, reader
from extractor.readers.blocks import join_blocks
from extractor.readers.byline import page_byline
from extractor.readers.collections.base import recognise
from extractor.readers.collections.read import START, read_collection
from extractor.readers.decode import decode, replace_surrogates
from extractor.readers.headline import find_standfirsts, page_title, with_standfirsts
from extractor.readers.markup import open_layout_tables, parse_page, plain_blocks, sentence_lines
from extractor.readers.pagedata import TEASER, page_data
from extractor.readers.seen import strip_unseen
from extractor.settings import ReadOptions

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding=["']([\w.:-]{1,40})""",
    re.I,
)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_TAG = re.compile(r"<(?:!doctype|!--|/?[a-z][a-z0-9]*[\s/>])", re.I)


def is_page_collection(data: bytes, options: ReadOptions) -> bool:
    """Return whether a page is an export of many articles."""
    try:
        return recognise("html", decode(data[:START], declared=options.encoding or _declared(data)).text) is not None
    except ReadError:
        return False


@reader("html", suffixes=(".html", ".htm", ".xhtml"), single=True, collects=is_page_collection)
def read_html(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the article of the page with title, author, outlet, address and date as the page gives them; or those of an export.

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
    """Return ``document`` with text, blocks and metadata of a page; the address that it has stays if the page names none.

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


def _article(tree: lxml_html.HtmlElement, document: RawDocument) -> RawDocument:
    """Return the document with text and metadata of the page.

    Raises:
        ReadError: ``html_depth``, ``empty``.
    """
    import trafilatura

    data = page_data(tree)
    unseen = strip_unseen(tree)
    open_layout_tables(tree)
    for script in tree.xpath("//script[contains(., 'articleBody')]"):
        script.drop_tree()  # extraction would take its text as one paragraph
    # All this before the extraction, which changes the tree.
    shown = [*plain_blocks(tree)]
    title, byline = page_title(tree, data), page_byline(tree)
    leads = find_standfirsts(tree, title, data.description)
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
    found = parted_as_shown([*_blocks(page.body)] if page is not None and page.body is not None else [], shown)
    fuller = fuller_pieces(data.pieces, found, shown)
    pieces = with_standfirsts(fuller or found, leads)
    text, blocks = join_blocks(pieces)
    if not text:
        text, blocks = join_blocks(shown)
    if not text:
        raise ReadError("empty", "a page without text", status="skipped")
    return replace(
        document,
        text=text,
        blocks=blocks,
        title=title or (page.title if page else "") or "",
        author=data.author,
        byline=byline or (page.author if page else "") or "",
        outlet=data.outlet or (page.sitename if page else "") or "",
        url=data.url or document.url or (page.url if page else "") or "",
        published_at=data.published_at or (page.date if page else "") or "",
        language=data.language or (page.language if page else "") or "",
        warnings=(*document.warnings, *([TEASER] if data.paid else []), *unseen, *([TAKEN] if fuller else [])),
    )


def _blocks(body: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    """Yield the headings, paragraphs, list items, table rows and quotations of an extracted article."""
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
            yield from (
                ("quote" if element.tag == "quote" else "paragraph", line) for line in sentence_lines(_text(element).split("\n"))
            )
        if element.tail and element.tail.strip():
            yield "paragraph", element.tail


def _line(element: etree._Element) -> str:
    return " ".join(_text(element).split())


def _text(element: etree._Element) -> str:
    """Return all text of an element, a line feed for each line break and none else."""
    parts: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if part.tag == "lb" else "")
            parts.append((part.text or "").replace("\n", " "))
        elif part is not element:
            parts.append((part.tail or "").replace("\n", " "))
    return "".join(parts)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    return next(group for group in found.groups() if group).decode("ascii", "replace") if found else ""
