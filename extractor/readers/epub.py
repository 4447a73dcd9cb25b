"""EPUB: an article for each document of the book that has prose, without cover, contents and navigation."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, parsing, read_all, reader
from extractor.readers.blocks import join_blocks
from extractor.readers.collections.lines import author
from extractor.readers.collections.trees import child, descendants, has_class, local, text_of
from extractor.readers.decode import decode, replace_surrogates
from extractor.readers.markup import parse_page, plain_blocks
from extractor.readers.naming import Names
from extractor.readers.packed import check_packed
from extractor.readers.seen import strip_unseen
from extractor.readers.xmltree import parse_member
from extractor.settings import ReadOptions

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_ENDINGS = (".xhtml", ".html", ".htm", ".xml")
_NAVIGATION = ("calibre_navbar", "navbar", "nav", "toc", "navigation")
_KINDS_LEFT_OUT = ("cover", "toc", "titlepage", "landmarks", "copyright-page", "index")
_BYLINES = ("byline", "author", "calibre_byline", "dc-creator")
# A document with fewer words in paragraphs is a cover, a list or a picture.
_FEWEST_WORDS = 25
_PROGRAMS = frozenset({"calibre", "unknown", "recipe creator"})
_TYPE = "{http://www.idpf.org/2007/ops}type"


@reader("epub", suffixes=(".epub",), binary=True)
def read_epub(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the documents in the order of the book; outlet, date and language are those of the book.

    Raises:
        ReadError: ``parse``, ``too_large``; ``no_articles`` when none has prose.
    """
    data = io.BytesIO(read_all(stream, options.max_bytes))
    with parsing("EPUB"), zipfile.ZipFile(data) as archive:
        check_packed(archive.infolist(), options.max_bytes)
        package, folder = _package(archive)
        spine = _spine(package, folder) if package is not None else sorted(archive.namelist())
        pages = [page for page in spine if page in archive.namelist() and page.lower().endswith(_ENDINGS)]
    names, documents = Names(), []
    with zipfile.ZipFile(data) as archive:
        for page in pages:
            with parsing(f"EPUB, {page[:80]}"):
                tree = _tree(archive.read(page))
            if tree is not None:
                documents.append((page, tree))
    if not documents:
        raise ReadError("no_articles", "a book without a document that has prose")
    single = len(documents) == 1
    for page, tree in documents:
        with parsing(f"EPUB, {page[:80]}"):
            yield _document(tree, package, RawDocument(source.source_path, "", record=names.unique(page)), single=single)


def _package(archive: zipfile.ZipFile) -> tuple[etree._Element | None, str]:
    """Return the root of the description of the book, if there is one, and the folder that its paths start from."""
    container = parse_member(archive, _CONTAINER)
    rootfile = child(container, "rootfile") if container is not None else None
    path = str(rootfile.get("full-path") or "") if rootfile is not None else ""
    path = path or next((name for name in archive.namelist() if name.endswith(".opf")), "")
    return parse_member(archive, path), posixpath.dirname(path)


def _spine(package: etree._Element, folder: str) -> Iterator[str]:
    """Yield the names of the documents in the order of reading."""
    items = {str(item.get("id")): item for item in descendants(package, "item")}
    for reference in descendants(package, "itemref"):
        item = items.get(str(reference.get("idref")))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        yield posixpath.normpath(posixpath.join(folder, unquote(str(item.get("href") or "").partition("#")[0])))


def _tree(data: bytes) -> etree._Element | None:
    """Return the document without navigation; None when it has no prose."""
    markup = replace_surrogates(decode(data).text)[0].replace("\0", "")
    start = markup.find("?>") + 2 if markup.lstrip("\ufeff \n\r\t").startswith("<?xml") else 0
    tree = parse_page(markup[start:])
    body = tree.find("body")
    kind = str((body.get("epub:type") or body.get(_TYPE) or "") if body is not None else "")
    if any(name in kind.split() for name in _KINDS_LEFT_OUT):
        return None
    strip_unseen(tree)
    for element in [*tree.iter("nav"), *(part for part in tree.iter("div", "ul", "ol") if has_class(part, *_NAVIGATION))]:
        element.drop_tree()
    words = sum(len(text_of(paragraph).split()) for paragraph in tree.iter("p", "blockquote", "div") if not _is_frame(paragraph))
    return tree if words >= _FEWEST_WORDS else None


def _is_frame(element: etree._Element) -> bool:
    """Return whether an element holds other blocks, or only links."""
    if any(local(part) in {"p", "div", "blockquote", "li"} for part in element.iterdescendants()):
        return True
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked * 2 > len(text_of(element))


def _document(tree: etree._Element, package: etree._Element | None, like: RawDocument, *, single: bool) -> RawDocument:
    heading = child(tree, "h1", "h2")
    book = text_of(child(package, "title"))
    title = text_of(heading) or text_of(child(tree, "title"))
    byline = next((text_of(part) for part in tree.iter(etree.Element) if has_class(part, *_BYLINES)), "")
    creator = text_of(child(package, "creator")) if single else ""
    text, blocks = join_blocks(plain_blocks(tree))
    return RawDocument(
        like.source_path,
        text,
        record=like.record,
        title=title,
        author=author(byline) or ("" if creator.casefold() in _PROGRAMS else creator),
        outlet=text_of(child(package, "publisher")) or ("" if book == title else book),
        published_at=text_of(child(package, "date")),
        language=text_of(child(package, "language")),
        input_format="epub",
        encoding="utf-8",
        blocks=blocks,
    )
