"""The tables of a finished run as a database that the report can ask."""

import csv
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_origin

import duckdb
from pydantic.fields import FieldInfo

from extractor.errors import InputError
from extractor.records import Table, tables
from extractor.tables.schema import default_literal, duck_type, ordered_fields, path_literal, scalar_type, split_list

# Bytes of the longest line that DuckDB's CSV reader must be ready for: a row of ``documents`` holds a whole text.
_LONGEST_LINE = 256 << 20


@contextmanager
def opened(folder: Path, *, schema: str = "main", names: Collection[str] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a database with a view for each table of a run, or for some by name, from the Parquet files, or else from the CSV
    files.

    The views lie in the given schema, which is made if need be.

    Raises:
        InputError: the folder holds no tables, or a damaged one.
    """
    with duckdb.connect(config={"threads": "2"}) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        try:
            if not (folder / "tables" / "documents.parquet").is_file():  # functions of ours take a while to set up
                connection.create_function("split_list", split_list, ["VARCHAR"], "VARCHAR[]")
            for table in tables():
                if names is not None and table.name not in names:
                    continue
                _add(connection, table, folder / "tables", schema)
            yield connection
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException) as error:
            raise InputError(f"{folder}: a table cannot be read ({str(error).splitlines()[0]})") from error


def rows(connection: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[Any]:
    """Return all rows of a query."""
    return connection.execute(query, list(values)).fetchall()


def named_rows(connection: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[dict[str, Any]]:
    """Return all rows of a query, each by the names of its columns."""
    cursor = connection.execute(query, list(values))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _add(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, schema: str) -> None:
    parquet, sheet = (folder / f"{table.name}.{suffix}" for suffix in ("parquet", "csv"))
    if parquet.is_file():
        source = f"read_parquet({path_literal(parquet)})"
        known = {str(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
        connection.execute(f"CREATE VIEW {schema}.{table.name} AS SELECT {_columns(table, known)} FROM {source}")
    elif sheet.is_file():
        header = _header(sheet)
        connection.execute(f"CREATE TABLE {schema}.{table.name} AS SELECT {_cells(table, header)} FROM {_csv(sheet, header)}")
    else:
        raise InputError(f"{folder}: no Parquet or CSV tables there; give the folder that 'extractor run' was given as --out")


def _columns(table: Table, known: Collection[str]) -> str:
    """Return the columns of a table; one that an older version of the program did not write has its default."""
    fields = ordered_fields(table.row)
    return ", ".join(f'"{name}"' if name in known else _missing(name, info) for name, info in fields)


def _missing(name: str, info: FieldInfo) -> str:
    return f'CAST({default_literal(info) or "NULL"} AS {duck_type(info.annotation)}) AS "{name}"'


def _header(path: Path) -> list[str]:
    """Return the columns of a CSV file: tables of an older version may lack some."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def _csv(path: Path, header: list[str]) -> str:
    names = ", ".join(f"'{name}': 'VARCHAR'" for name in header)
    options = "header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false, parallel = false"
    return f"read_csv({path_literal(path)}, {options}, max_line_size = {_LONGEST_LINE}, columns = {{{names}}})"


def _cells(table: Table, header: list[str]) -> str:
    """Return the text of each cell as the type of its column; an empty cell is NULL where the column allows that."""
    cells = []
    for name, info in ordered_fields(table.row):
        if name not in header:
            cells.append(_missing(name, info))
            continue
        kind, optional = scalar_type(info.annotation)
        cell = f"coalesce(\"{name}\", '')"
        if get_origin(kind) is list:
            cell = f"split_list({cell})"
        else:
            cell = f"nullif({cell}, '')" if optional or kind is not str else cell
            cell = f"CAST({cell} AS {duck_type(info.annotation)})"
        cells.append(f'{cell} AS "{name}"')
    return ", ".join(cells)


def safe_link(url: str) -> str:
    """Return the address if it is one of the web, else nothing: ``javascript:`` and the like never become links."""
    return url if url.lower().startswith(("https://", "http://")) else ""
