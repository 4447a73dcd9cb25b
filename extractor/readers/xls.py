"""Workbooks of old Excel (calamine): one article a row of every sheet that has a column for the text."""

import io
from collections.abc import Iterator
from typing import Any

from extractor.articles import Failure, RawDocument
from extractor.readers.base import Item, ReadError, Source, Stream, parsing, read_all, reader, readers
from extractor.readers.sheets import MOST_COLUMNS, Sheet, sheet_articles
from extractor.settings import ReadOptions

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


@reader("xls", suffixes=(".xls",), binary=True, package="python-calamine", module="python_calamine")
def read_xls(stream: Stream, source: Source, options: ReadOptions) -> Iterator[Item]:
    """Yield an article or a failure for each row below the header; a newer workbook or a table of text under this name is read
    as such.

    Raises:
        ReadError: ``parse``, ``too_large``; ``columns`` when no sheet has a column for the text; ``missing_package``.
    """
    data = read_all(stream, options.max_bytes)
    if data.startswith(_OLE):
        yield from _articles(data, source, options)
        return
    known = readers()["xlsx" if data.startswith(_ZIP) else "csv"]
    if missing := known.missing():
        raise ReadError("missing_package", missing)
    yield from known.read(io.BytesIO(data), source, options)


def _articles(data: bytes, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    from python_calamine import CalamineWorkbook

    with parsing("Excel workbook"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))

    def rows(title: str) -> Iterator[list[Any]]:
        for row in book.get_sheet_by_name(title).iter_rows():
            yield [None if cell == "" else cell for cell in row[:MOST_COLUMNS]]

    yield from sheet_articles([Sheet(title, lambda title=title: rows(title)) for title in book.sheet_names], source, options)  # type: ignore[misc]
