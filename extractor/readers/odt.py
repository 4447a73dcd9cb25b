"""OpenDocument texts (LibreOffice): headings and paragraphs in their order, without notes, comments and deleted text."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from extractor.articles import BlockKind, Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, parsing, read_all, reader
from extractor.readers.blocks import join_blocks
from extractor.readers.collections.base import Line
from extractor.readers.collections.read import layout_of, read_collection, starting
from extractor.readers.collections.unknown import doubted
from extractor.readers.decode import replace_surrogates
from extractor.readers.packed import check_packed
from extractor.readers.xmltree import parse_member
from extractor.settings import ReadOptions

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LEFT_OUT = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}table-of-content", f"{_OFFICE}forms"}
)
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_MOST_SPACES = 100


def is_odt_collection(data: bytes, options: ReadOptions) -> bool:
    """Return whether a text is an export of many articles that somebody saved in this form."""
    try:
        return layout_of(starting(_lines(_pieces(_parts(data, options)[0])))[0], options) is not None
    except ReadError:
        return False


@reader("odt", suffixes=(".odt", ".ott", ".fodt"), single=True, binary=True, collects=is_odt_collection)
def read_odt(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the text of the document with title and author of its properties, or the articles of an export.

    Raises:
        ReadError: ``parse``, ``encrypted``, ``empty``, ``too_large``.
    """
    content, meta = _parts(read_all(stream, options.max_bytes), options)
    pieces = list(_pieces(content))
    like = RawDocument(source.source_path, "", input_format="odt", encoding="")
    start, lines = starting(_lines(iter(pieces)))
    if (collection := layout_of(start, options)) is not None:
        yield from read_collection(collection, lines, source, like=like)
        return
    text, blocks = join_blocks((kind, replace_surrogates(part)[0]) for kind, piece in pieces for part in piece.split("\n"))
    if not text:
        raise ReadError("empty", "a document without text", status="skipped")
    title = text[: blocks[0].end] if blocks[0].kind == "title" else _property(meta, f"{_DC}title")
    author = _property(meta, f"{_META}initial-creator", f"{_DC}creator")
    yield doubted(replace(like, text=text, blocks=blocks, title=title, author=author))


def _parts(data: bytes, options: ReadOptions) -> tuple[etree._Element, etree._Element | None]:
    """Return the roots of content and properties."""
    with parsing("OpenDocument text"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_packed(archive.infolist(), options.max_bytes)
            manifest = "META-INF/manifest.xml"
            if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
                raise ReadError("encrypted", "locked with a password")
            content = parse_member(archive, "content.xml")
            meta = parse_member(archive, "meta.xml")
        if content is None:
            raise ReadError("parse", "no OpenDocument text: there is no content.xml in it")
    return content, meta


def _pieces(content: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    """Yield the paragraphs, a line feed for each line break within."""
    body = content.find(f".//{_OFFICE}text")
    if body is None:
        return
    parents = {
        str(style.get(f"{_STYLE}name")): style.get(f"{_STYLE}parent-style-name") for style in content.iter(f"{_STYLE}style")
    }
    walk = etree.iterwalk(body, events=("start",), tag=(*_PARAGRAPHS, *_LEFT_OUT))
    for _, element in walk:
        if element.tag in _LEFT_OUT:
            walk.skip_subtree()
            continue
        style = str(element.get(f"{_TEXT}style-name") or "")
        yield _kind(element, str(parents.get(style) or style).lower()), _text(element)


def _kind(element: etree._Element, style: str) -> BlockKind:
    if style == "title":
        return "title"
    if element.tag == f"{_TEXT}h" or style.startswith("heading"):
        return "heading"
    return "quote" if style.startswith("quot") else "paragraph"


def _text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element is not paragraph and (element.tag in _LEFT_OUT or element.tag in _PARAGRAPHS):
                walk.skip_subtree()
            elif element.tag == f"{_TEXT}s":
                count = str(element.get(f"{_TEXT}c") or "1")
                parts.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            elif element.tag == f"{_TEXT}tab":
                parts.append("\t")
            elif element.tag == f"{_TEXT}line-break":
                parts.append("\n")
            else:
                parts.append(element.text or "")
        elif element is not paragraph:
            parts.append(element.tail or "")
    return "".join(parts)


def _lines(pieces: Iterator[tuple[BlockKind, str]]) -> Iterator[Line]:
    for kind, piece in pieces:
        yield from (Line(part, heading=kind in {"title", "heading"}, whole=True) for part in piece.split("\n"))


def _property(meta: etree._Element | None, *names: str) -> str:
    values = ("".join(element.itertext("*")) for name in names for element in (meta.iter(name) if meta is not None else ()))
    return replace_surrogates(next((" ".join(value.split()) for value in values if value.strip()), ""))[0]
