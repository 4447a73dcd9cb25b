"""A workbook for Excel and LibreOffice: one sheet a table, the statements with names instead of ids first.

Sheets print in landscape, as wide as a page, with the header on each; of the statements those columns that are for reading.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.exports.base import ExportOptions, exporter
from extractor.records import ISO_TIME, tables
from extractor.tables.views import FLAT_NAME, READ_COLUMNS

if TYPE_CHECKING:
    import duckdb

# Limits of the format: characters (UTF-16 code units) of a cell, rows of a sheet with its header.
LONGEST_CELL = 32_767
ROWS_OF_A_SHEET = 1_048_576
_WIDEST, _ID = 70, 14  # columns, in characters
_WRAPPED = 400  # typical length up to which a column shows its texts whole, in lines one below the other
_ROWS = 5_000
_A4 = 9
# Characters of a time with its minute; days before this one are none for a spreadsheet.
_MINUTE, _FIRST_DAY = len("2026-03-04T10:20"), datetime(1900, 3, 1)
_TIMES = frozenset(
    {"date", *(name for table in tables() for name, info in table.row.model_fields.items() if ISO_TIME in info.metadata)}
)


class _Sheets(NamedTuple):
    """A table, the sheets that its rows need, how wide its columns are, and which hold times."""

    name: str
    columns: list[str]
    widths: list[int]
    wrapped: list[bool]
    times: list[bool]
    number: int


class _Formats(NamedTuple):
    """How cells look."""

    head: Any
    body: Any
    day: Any
    minute: Any


@exporter(
    "xlsx",
    title="workbook for Excel and LibreOffice, one sheet a table",
    file_name="extractor.xlsx",
    options=("include_rejected", "excel_safe"),  # always so: texts are written as texts, no cell is a formula
)
def export_xlsx(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return the workbook; texts longer than a cell are cut, and tables longer than a sheet go on in another one."""
    return write_workbook(connection, target, (FLAT_NAME, *(table.name for table in tables())))


def write_workbook(connection: "duckdb.DuckDBPyConnection", target: str, names: Sequence[str]) -> Sequence[str]:
    """Write a workbook with a sheet for each of the tables; return what the user should know."""
    import xlsxwriter

    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    cut, split = 0, []
    with xlsxwriter.Workbook(target, settings) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # the same tables give the same bytes
        top = {"valign": "top"}
        formats = _Formats(
            head=workbook.add_format({**top, "bold": True, "bg_color": "#E7ECF1", "bottom": 1}),
            body=workbook.add_format({**top, "text_wrap": True}),
            day=workbook.add_format({**top, "num_format": "yyyy-mm-dd"}),
            minute=workbook.add_format({**top, "num_format": "yyyy-mm-dd hh:mm"}),
        )
        for name in names:
            sheets = _sheets(connection, name)
            rows = _rows(connection, name)
            for number in range(1, sheets.number + 1):
                sheet = workbook.add_worksheet(name if number == 1 else f"{name} {number}")
                cut += _fill(sheet, sheets, rows, formats)
            if sheets.number > 1:
                split.append(f"{name}: {sheets.number} sheets, for a sheet has {ROWS_OF_A_SHEET:,} rows at most")
    if cut:
        split.insert(0, f"{cut:,} cells are cut, for a cell has {LONGEST_CELL:,} characters at most; CSV files have all of them")
    return split


def _sheets(connection: "duckdb.DuckDBPyConnection", name: str) -> _Sheets:
    columns = [str(row[0]) for row in connection.execute(f"DESCRIBE {name}").fetchall()]
    lengths = ", ".join(f'quantile_disc(length("{column}"::VARCHAR), 0.9)' for column in columns)
    count, *typical = connection.execute(f"SELECT count(*), {lengths} FROM {name}").fetchall()[0]
    widths = [_width(column, length or 0) for column, length in zip(columns, typical, strict=True)]
    wrapped = [(length or 0) <= _WRAPPED for length in typical]
    times = [column in _TIMES for column in columns]
    return _Sheets(name, columns, widths, wrapped, times, max(1, -(-count // (ROWS_OF_A_SHEET - 1))))


def _width(column: str, typical: int) -> int:
    """Return a width that is enough for the header and most cells; ids and hashes are for looking up, not for reading."""
    if column.endswith(("_id", "_sha256", "_key")):
        return _ID
    return max(len(column) + 3, min(typical, _WIDEST) + 1)


def _rows(connection: "duckdb.DuckDBPyConnection", name: str) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.execute(f"SELECT * FROM {name}")
    while rows := cursor.fetchmany(_ROWS):
        yield from rows


def _lay_out(sheet: Any, sheets: _Sheets, formats: _Formats) -> None:
    """Set widths, the header that stays, and how the sheet prints."""
    for column, width in enumerate(sheets.widths):
        sheet.set_column(column, column, width, formats.body if sheets.wrapped[column] else None)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, sheets.columns, formats.head)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _fill(sheet: Any, sheets: _Sheets, rows: Iterator[tuple[Any, ...]], formats: _Formats) -> int:
    """Write the rows until they end or the sheet is full; return how many cells were cut."""
    cut = number = 0
    _lay_out(sheet, sheets, formats)
    while number < ROWS_OF_A_SHEET - 1 and (row := next(rows, None)) is not None:
        number += 1
        for column, value in enumerate(row):
            if isinstance(value, list):
                value = "; ".join(value)  # noqa: PLW2901
            if isinstance(value, bool):
                sheet.write_boolean(number, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value)
            elif value and sheets.times[column] and (time := _time(value)):
                sheet.write_datetime(number, column, time, formats.minute if "T" in value else formats.day)
            elif value:
                fitting = _fitting(value)
                cut += fitting != value
                sheet.write_string(number, column, fitting)
    last = max(number, 1)
    sheet.autofilter(0, 0, last, len(sheets.columns) - 1)
    if sheets.name == FLAT_NAME:
        sheet.print_area(0, 0, last, len(READ_COLUMNS) - 1)
    return cut


def _time(text: str) -> datetime | None:
    """Return a day or time as published, without its zone; None for a month, a year, or what a spreadsheet has no date for."""
    try:
        time = datetime.fromisoformat(text[:_MINUTE])
    except ValueError:
        return None
    return time if time >= _FIRST_DAY else None


def _fitting(text: str) -> str:
    """Return as much of a text as a cell can hold, with three dots where it is cut."""
    if len(text) * 2 <= LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + "…"
