"""Excel workbooks (openpyxl, read-only): one article a row of every sheet that has a column for the text."""

import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, parsing, reader
from extractor.readers.packed import check_ratio, seekable
from extractor.readers.sheets import MOST_COLUMNS, Sheet, sheet_articles
from extractor.settings import ReadOptions

_LARGEST_SHEET = 2 << 30


@reader("xlsx", suffixes=(".xlsx", ".xlsm"), binary=True, package="openpyxl")
def read_xlsx(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield an article or a failure for each row below the header; of formulas the stored value is read.

    Raises:
        ReadError: ``parse``, ``too_large``, ``bomb``; ``columns`` when no sheet has a column for the text.
    """
    from openpyxl.reader.excel import load_workbook

    with seekable(stream, options.max_bytes) as file:
        with parsing("Excel workbook"):
            _check_parts(file, options.max_bytes)
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)  # type: ignore[no-untyped-call]
        sheets = [
            Sheet(sheet.title, partial(sheet.iter_rows, max_col=MOST_COLUMNS, values_only=True)) for sheet in book.worksheets
        ]
        yield from sheet_articles(sheets, source, options)


def _check_parts(file: Any, limit: int) -> None:
    """Check the sizes of parts: sheets are streamed; everything else is held in memory by the library."""
    with zipfile.ZipFile(file) as archive:
        for part in archive.infolist():
            check_ratio(part.compress_size, part.file_size)
            largest = _LARGEST_SHEET if part.filename.startswith("xl/worksheets/") else 4 * limit
            if part.file_size > largest:
                raise ReadError("too_large", f"{part.filename} is larger than {largest:,} bytes when unpacked")
