"""Files of references (RIS) that databases export, where they hold the texts of articles."""

from collections.abc import Iterator

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, reader
from extractor.readers.collections.read import read_collection
from extractor.readers.collections.ris import RIS
from extractor.readers.text import lines_and_start
from extractor.settings import ReadOptions


@reader("ris", suffixes=(".ris",))
def read_ris(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield an article for each record with a text or an abstract.

    Raises:
        ReadError: ``parse`` when it is no RIS.
    """
    repairs: list[str] = []
    start, encoding, lines = lines_and_start(stream, options, repairs)
    if not RIS.recognises(start):
        raise ReadError("parse", "no RIS: there are no lines such as 'TY  - NEWS' in it")
    like = RawDocument(source.source_path, "", encoding=encoding)
    yield from read_collection(RIS, lines, source, like=like, repairs=repairs)
