"""Excel workbooks (openpyxl, read-only): one article a row of every sheet that has a column for the text."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from extractor.articles import Failure, RawDocument, Status
from extractor.readers.base import ReadError, Source, Stream, parsing, reader
from extractor.readers.columns import check_columns, text_column
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records
from extractor.readers.order import dates_of, day_first
from extractor.readers.packed import check_ratio, seekable
from extractor.settings import ReadOptions

# Rows above the header (a name of the table, blank rows), columns, and the largest sheet when unpacked.
_LOOK_AHEAD, _MOST_COLUMNS, _LARGEST_SHEET = 20, 500, 2 << 30


@reader("xlsx", suffixes=(".xlsx", ".xlsm"), binary=True, package="openpyxl")
def read_xlsx(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """An article or a failure for each row below the header; of formulas the stored value is read.

    Raises:
        ReadError: ``parse``, ``too_large``, ``bomb``; ``columns`` when no sheet has a column for the text.
    """
    from openpyxl.reader.excel import load_workbook

    with seekable(stream, options.max_bytes) as file:
        with parsing("Excel workbook"):
            _check_parts(file, options.max_bytes)
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)  # type: ignore[no-untyped-call]
        records, found, headers, number = Records(source, options), False, list[str](), 0
        for sheet in book.worksheets:
            with parsing("Excel workbook"):
                rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
                columns = _header(rows, options)
            if not text_column(columns, options):
                headers += columns
                continue
            found = True
            check_columns(columns, options, source)
            records.day_first = _order(sheet, columns, options)
            while True:
                with parsing(f"sheet {sheet.title!r}"):
                    row = next(rows, None)
                if row is None:
                    break
                if not any(cell is not None for cell in row):
                    continue
                number += 1
                record = {name: _value(cell) for name, cell in zip(columns, row, strict=False) if name}
                name = records.name(number, record)
                try:
                    yield records.document(record, name, Decoded("", ""))
                except ReadError as error:
                    yield source.failure(error, name)
        if not found:
            status: Status = "error" if source.named else "skipped"
            names = ", ".join(filter(None, headers))[:300] or "none"
            raise ReadError(
                "columns", f"no sheet has a column for the text (columns: {names}); name it with --text-field", status=status
            )


def _check_parts(file: Any, limit: int) -> None:
    """Sheets are streamed; everything else is held in memory by the library."""
    with zipfile.ZipFile(file) as archive:
        for part in archive.infolist():
            check_ratio(part.compress_size, part.file_size)
            largest = _LARGEST_SHEET if part.filename.startswith("xl/worksheets/") else 4 * limit
            if part.file_size > largest:
                raise ReadError("too_large", f"{part.filename} is larger than {largest:,} bytes when unpacked")


def _order(sheet: Any, columns: list[str], options: ReadOptions) -> bool | None:
    """Whether the dates of a sheet that are written as text have the day first."""
    with parsing(f"sheet {sheet.title!r}"):
        rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
        return day_first(dates_of((dict(zip(columns, row, strict=False)) for row in rows), options))


def _header(rows: "Iterator[tuple[Any, ...]]", options: ReadOptions) -> list[str]:
    """The first row with a column for the text, or else the first row that is not blank.

    A name alone ("News") is a header where it stands in the first row that is not blank, above it is the name of the table.
    """
    first: list[str] = []
    for _, row in zip(range(_LOOK_AHEAD), rows, strict=False):
        names = ["" if cell is None else str(cell).strip() for cell in row]
        if text_column(names, options) and len(list(filter(None, names))) > 1:
            return names
        first = first or (names if any(names) else [])
    return first


def _value(cell: object) -> Any:
    """A cell as a field: dates in ISO form, whole numbers without a decimal point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, str | int | float | bool | None) else str(cell)
