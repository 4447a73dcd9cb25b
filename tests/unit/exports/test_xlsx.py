"""The workbook, read by openpyxl."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from extractor.exports.export import Exported
from extractor.exports.formats import xlsx
from extractor.records import tables
from extractor.tables.views import FLAT_COLUMNS

Export = Callable[..., Exported]


def _texts(sheet: "openpyxl.worksheet.worksheet.Worksheet", column: str) -> list[object]:
    header = [cell.value for cell in sheet[1]]
    return [cell.value for cell in list(sheet.columns)[header.index(column)]][1:]


def test_one_sheet_a_table_the_readable_one_first(write: Export) -> None:
    book = openpyxl.load_workbook(write("xlsx", out="x.xlsx").target)
    assert book.sheetnames == ["statements_flat", *(table.name for table in tables())]
    sheet = book["statements_flat"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(FLAT_COLUMNS))}5"
    assert sheet["A1"].font.bold
    assert _texts(sheet, "content")[0] == "The dam 🏞 is safe, ... Nobody\nhas to leave."
    assert _texts(sheet, "is_negated") == [False] * 4
    assert _texts(book["places"], "latitude") == [59.9]
    assert _texts(book["people"], "roles") == ["Mayor", None]


def test_dates_are_dates_where_the_day_is_known(write: Export) -> None:
    from datetime import datetime

    book = openpyxl.load_workbook(write("xlsx", out="x.xlsx").target)
    sheet = book["statements_flat"]
    assert _texts(sheet, "date") == [*[datetime(2026, 3, 4)] * 3, datetime(2026, 3, 4, 23, 30)]
    assert [sheet.cell(row, 1).number_format for row in (2, 5)] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert _texts(sheet, "time_start") == [datetime(2026, 3, 2), None, None, None]
    assert _texts(book["people"], "first_seen") == [datetime(2026, 3, 4)] * 2


@pytest.mark.parametrize("text", ["2026", "2026-03", "1815-06-18", "soon", "2026-02-30"])
def test_what_is_no_day_of_a_spreadsheet_stays_a_text(text: str) -> None:
    assert xlsx._time(text) is None


def test_sheets_print_as_wide_as_a_page(write: Export) -> None:
    book = openpyxl.load_workbook(write("xlsx", out="x.xlsx").target)
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (
            "landscape",
            1,
            0,
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
    flat = book["statements_flat"]
    assert flat.print_area == "'statements_flat'!$A$1:$Q$5"
    assert flat["Q1"].value == "confidence"


def test_no_cell_is_a_formula_or_link(write: Export) -> None:
    book = openpyxl.load_workbook(write("xlsx", out="x.xlsx").target)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1 is two" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_long_cells_are_cut_and_long_tables_go_on(write: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "LONGEST_CELL", 12)
    monkeypatch.setattr(xlsx, "ROWS_OF_A_SHEET", 3)
    exported = write("xlsx", out="x.xlsx")
    book = openpyxl.load_workbook(exported.target)
    assert _texts(book["statements"], "content") == ["The dam 🏞 …", "Ruiz of hid…"]
    assert _texts(book["statements 2"], "content") == ["no | never", "=1+1 is two"]
    assert "cells are cut, for a cell has 12 characters at most" in exported.notes[0]
    assert "statements: 2 sheets, for a sheet has 3 rows at most" in exported.notes


def test_control_characters_do_not_break_the_file(tmp_path: Path) -> None:
    import duckdb

    from extractor.exports.base import ExportOptions

    with duckdb.connect() as connection:
        for table in ("statements_flat", *(table.name for table in tables())):
            connection.execute(f"CREATE TABLE {table} AS SELECT chr(27) || '[31m _x0041_ ' || chr(11) AS text")
        xlsx.export_xlsx.write(connection, str(tmp_path / "x.xlsx"), ExportOptions())
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    from openpyxl.utils.escape import unescape

    assert unescape(book["people"]["A2"].value) == "\x1b[31m _x0041_ \x0b"


def test_the_same_tables_give_the_same_bytes(write: Export) -> None:
    one, other = (Path(write("xlsx", out=name).target).read_bytes() for name in ("one", "other"))
    assert one == other
