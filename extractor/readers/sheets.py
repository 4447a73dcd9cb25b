"""Sheets of workbooks: one article a row of every sheet that has a column for the text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from extractor.articles import Failure, RawDocument, Status
from extractor.readers.base import ReadError, Source, parsing
from extractor.readers.columns import check_columns, text_column
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records
from extractor.readers.order import dates_of, day_first
from extractor.settings import ReadOptions

# Rows above the header: a name of the table, notes, blank rows.
_LOOK_AHEAD = 20
MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, and what gives its rows from the first on; empty cells are None."""

    title: str
    rows: Callable[[], Iterator[Sequence[Any]]]


def sheet_articles(sheets: Iterable[Sheet], source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield an article or a failure for each row below the header of a sheet.

    Raises:
        ReadError: ``parse``; ``columns`` when no sheet has a column for the text.
    """
    records, found, headers, number = Records(source, options), False, list[str](), 0
    for sheet in sheets:
        with parsing(f"sheet {sheet.title!r}"):
            rows = sheet.rows()
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


def _order(sheet: Sheet, columns: list[str], options: ReadOptions) -> bool | None:
    """Return whether the dates of a sheet that are written as text have the day first."""
    with parsing(f"sheet {sheet.title!r}"):
        return day_first(dates_of((dict(zip(columns, row, strict=False)) for row in sheet.rows()), options))


def _header(rows: Iterator[Sequence[Any]], options: ReadOptions) -> list[str]:
    """Return the first row with a column for the text, or else the first row that is not blank.

    A name alone ("News") is a header where it is in the first row that is not blank, above it is the name of the table.
    """
    first: list[str] = []
    for _, row in zip(range(_LOOK_AHEAD), rows, strict=False):
        names = ["" if cell is None else str(cell).strip() for cell in row]
        if text_column(names, options) and len(list(filter(None, names))) > 1:
            return names
        first = first or (names if any(names) else [])
    return first


def _value(cell: object) -> Any:
    """Return a cell as a field: dates in ISO form, whole numbers without a decimal point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, str | int | float | bool | None) else str(cell)
