"""CSV by RFC 4180: UTF-8, header, CRLF, every text quoted; an empty cell without quotes is a missing value.

The items of a list are joined with ``|``; a ``|`` or ``\\`` inside an item has a ``\\`` before it.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_origin

from extractor.kept import Kept
from extractor.records import Table, tables
from extractor.row import Row
from extractor.tables.schema import columns, ordered_fields, scalar_type
from extractor.tables.views import FLAT_NAME, flat_rows_of
from extractor.writers.base import writer
from extractor.writers.groups import find_flat_groups, find_groups, group_of, in_groups
from extractor.writers.ranges import Sheet, renew

if TYPE_CHECKING:
    import duckdb

# How a text begins that spreadsheet programs may run (OWASP, "CSV Injection"); they skip white space before it.
_FORMULA = r"^(?:[\pZ\pC]*[=+\-@＝＋－＠]|[\t\r\n])"


def renew_csv(connection: "duckdb.DuckDBPyConnection", before: Path, folder: Path, kept: Kept) -> None:
    """Write the files of :func:`write_csv`; rows in the order of documents that are as in the folder ``before`` are copied.

    The files of other tables are written as fast as they are compared.
    """
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    flat = folder / "tables" / f"{FLAT_NAME}.csv"
    sheets = [Sheet(flat, partial(_write_flat, connection), partial(find_flat_groups, connection))]
    for table in tables():
        path, write = folder / "tables" / f"{table.name}.csv", partial(write_table, connection, table)
        if group_of(table) == "document_id":
            sheets.append(Sheet(path, write, partial(find_groups, connection, table)))
        else:
            write(path)
    for sheet in sheets:
        renew(connection, sheet, kept, kept.file(before, sheet.path.relative_to(folder)))


@writer(
    "csv",
    renew=renew_csv,
    files=("tables/*.csv",),
    summary=(
        "tables/statements_flat.csv   who said what, one line each, for a spreadsheet",
        "tables/people.csv, organizations.csv, places.csv, documents.csv and more (the columns: datapackage.json)",
    ),
    table="tables/{name}.csv",
    mediatype="text/csv",
    flat=True,
)
def write_csv(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Write one file for each table and one for the view with names instead of ids."""
    write_tables(connection, folder)


def write_tables(connection: "duckdb.DuckDBPyConnection", folder: Path, *, excel_safe: bool = False) -> None:
    """Write the files of :func:`write_csv`; ``excel_safe`` puts an apostrophe before texts that a spreadsheet would compute."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for table in tables():
        write_table(connection, table, folder / "tables" / f"{table.name}.csv", excel_safe=excel_safe)
    _write_flat(connection, folder / "tables" / f"{FLAT_NAME}.csv", excel_safe=excel_safe)


def write_table(
    connection: "duckdb.DuckDBPyConnection", table: Table, path: Path, groups: str = "", *, excel_safe: bool = False
) -> None:
    """Write one table to one file; with the name of a table of ``groups`` only their rows."""
    wanted = f'IN (SELECT "group" FROM {groups})'
    some = f"WHERE {in_groups(table, wanted)} ORDER BY rowid" if groups else ""
    select = f"SELECT {', '.join(_cells(table.row))} FROM {table.name} {some}"
    quoted = [name for name, kind in columns(table.row) if kind.startswith("VARCHAR")]
    _copy(connection, select, quoted, path, excel_safe=excel_safe)


def _write_flat(connection: "duckdb.DuckDBPyConnection", path: Path, groups: str = "", *, excel_safe: bool = False) -> None:
    select = flat_rows_of(groups) if groups else f"SELECT * FROM {FLAT_NAME}"
    write_query(connection, select, path, excel_safe=excel_safe)


def write_query(connection: "duckdb.DuckDBPyConnection", select: str, path: Path, *, excel_safe: bool = False) -> None:
    """Write the rows of a query to one file."""
    described = connection.execute(f"DESCRIBE {select}").fetchall()
    texts = [str(name) for name, kind, *_ in described if kind == "VARCHAR"]
    _copy(connection, select, texts, path, excel_safe=excel_safe)


def _cells(row: type[Row]) -> list[str]:
    cells = []
    for name, info in ordered_fields(row):
        kind, _ = scalar_type(info.annotation)
        if get_origin(kind) is list:
            item = r"replace(replace(item, '\', '\\'), '|', '\|')"
            cells.append(f'array_to_string(list_transform("{name}", lambda item: {item}), \'|\') AS "{name}"')
        else:
            cells.append(f'"{name}"')
    return cells


def _copy(connection: "duckdb.DuckDBPyConnection", select: str, quoted: list[str], path: Path, *, excel_safe: bool) -> None:
    if excel_safe and quoted:
        select = f"SELECT * REPLACE ({', '.join(map(guarded, quoted))}) FROM ({select})"
    listed = ", ".join(f'"{name}"' for name in quoted)
    force = f", FORCE_QUOTE ({listed})" if quoted else ""
    connection.execute(f"COPY ({select}) TO ? (FORMAT csv, HEADER, NEW_LINE '\\r\\n'{force})", [str(path)])


def guarded(name: str) -> str:
    """Return SQL for a column with an apostrophe before the texts that a spreadsheet would compute."""
    return f"""CASE WHEN regexp_matches("{name}", '{_FORMULA}') THEN '\'\'' || "{name}" ELSE "{name}" END AS "{name}\""""
