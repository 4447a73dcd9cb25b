"""Rich text (RTF): the text without fonts, pictures and fields, paragraph by paragraph."""

from collections.abc import Iterator

from extractor.articles import Block, Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, read_all, reader
from extractor.readers.blocks import join_blocks
from extractor.readers.collections.base import Line
from extractor.readers.collections.read import layout_of, read_collection, starting
from extractor.readers.collections.unknown import doubted
from extractor.readers.decode import replace_surrogates
from extractor.readers.rtftext import rtf_lines, rtf_title
from extractor.settings import ReadOptions

_MARK = b"{\\rtf"


def is_rtf_collection(data: bytes, options: ReadOptions) -> bool:
    """Return whether a file of rich text is an export of many articles."""
    return data.lstrip().startswith(_MARK) and layout_of(starting(rtf_lines(data))[0], options) is not None


@reader("rtf", suffixes=(".rtf",), single=True, binary=True, collects=is_rtf_collection)
def read_rtf(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the text of the document, or the articles of an export in a known layout.

    Raises:
        ReadError: ``parse`` when it is no rich text, ``empty``, ``too_large``.
    """
    data = read_all(stream, options.max_bytes)
    if not data.lstrip().startswith(_MARK):
        raise ReadError("parse", "no rich text: it does not begin with {\\rtf")
    start, lines = starting(rtf_lines(data))
    like = RawDocument(source.source_path, "", input_format="rtf", encoding="")
    collection = layout_of(start, options)
    if collection is not None:
        yield from read_collection(collection, lines, source, like=like)
        return
    yield doubted(_article(list(lines), like, rtf_title(data)))


def _article(lines: list[Line], like: RawDocument, title: str) -> RawDocument:
    """Return one article: a first paragraph that is shown as a headline is the title."""
    from dataclasses import replace

    text, blocks = join_blocks(("paragraph", replace_surrogates(" ".join(line.text.split()))[0]) for line in lines)
    if not text:
        raise ReadError("empty", "a document without text", status="skipped")
    first = next(line for line in lines if line.text.strip())
    if first.heading and len(blocks) > 1:
        blocks = (Block(blocks[0].start, blocks[0].end, "title"), *blocks[1:])
        title = text[: blocks[0].end]
    return replace(like, text=text, blocks=blocks, title=title)
