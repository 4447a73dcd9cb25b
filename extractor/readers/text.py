"""Plain text: one article a file."""

from collections.abc import Iterator

from extractor.articles import Failure, RawDocument
from extractor.readers.base import Source, Stream, read_all, reader
from extractor.readers.decode import decode
from extractor.settings import ReadOptions


@reader("txt", suffixes=(".txt", ".text"), single=True)
def read_text(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """The text as it is; its structure is found by cleaning."""
    decoded = decode(read_all(stream, options.max_bytes), declared=options.encoding)
    yield RawDocument(source.source_path, decoded.text, input_format="txt", encoding=decoded.encoding, warnings=decoded.warnings)
