"""Plain text: one article a file, or an export of many in a layout that is known."""

import re
from collections.abc import Iterator

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, read_all, reader
from extractor.readers.collections.base import Line
from extractor.readers.collections.read import START, layout_of, read_collection
from extractor.readers.collections.unknown import doubted
from extractor.readers.decode import decode
from extractor.readers.html import read_page
from extractor.readers.lines import behind, decoded_lines
from extractor.readers.markup import read_where_marked
from extractor.readers.parts import in_parts
from extractor.settings import ReadOptions

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^>]{0,200}\?>\s{0,99})?<(?:!doctype html|html)[\s>]", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")


def is_text_collection(data: bytes, options: ReadOptions) -> bool:
    """Return whether a text is an export of many articles."""
    try:
        return layout_of(_start(data, options), options) is not None
    except ReadError:
        return False


@reader("txt", suffixes=(".txt", ".text"), single=True, collects=is_text_collection)
def read_text(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the text as it is, its structure is found by cleaning; or the articles of an export, read line by line. A page, or a
    piece of one, that was saved as text is read as such.

    One that is longer than any article comes in parts.
    """
    taken = stream.read(START)
    if is_text_collection(taken, options):
        repairs: list[str] = []
        start, encoding, lines = lines_and_start(behind(taken, stream), options, repairs)
        like = RawDocument(source.source_path, "", encoding=encoding)
        collection = layout_of(start, options)
        assert collection is not None
        yield from read_collection(collection, lines, source, like=like, repairs=repairs)
        return
    data = read_all(behind(taken, stream), options.max_bytes)
    if _PAGE.match(data):
        yield read_page(data, RawDocument(source.source_path, ""), declared=options.encoding)
        return
    decoded = decode(data, declared=options.encoding)
    text, blocks = read_where_marked(decoded.text)
    document = RawDocument(source.source_path, text, blocks=blocks, encoding=decoded.encoding, warnings=decoded.warnings)
    yield from in_parts(doubted(document))


def lines_and_start(stream: Stream, options: ReadOptions, repairs: list[str]) -> tuple[str, str, Iterator[Line]]:
    """Return the beginning of a text, its encoding, and its lines one by one; see :func:`text_lines`."""
    taken = stream.read(START)
    decoded = decode(taken, declared=options.encoding)
    return "\n".join(_LINE_END.split(decoded.text)), decoded.encoding, text_lines(behind(taken, stream), options, repairs)


def text_lines(stream: Stream, options: ReadOptions, repairs: list[str]) -> Iterator[Line]:
    """Yield the lines of a text one by one; what had to be repaired in them is added to ``repairs``."""
    for decoded in decoded_lines(stream, options):
        if isinstance(decoded, ReadError):
            repairs.append(f"a line left out: {decoded}")
            continue
        if decoded.warnings:
            repairs.append("bytes that were no UTF-8 were read as Windows-1252")
        yield from map(Line, _LINE_END.split(decoded.text.removesuffix("\n").removesuffix("\r")))


def _start(data: bytes, options: ReadOptions) -> str:
    return "\n".join(_LINE_END.split(decode(data[:START], declared=options.encoding).text))
