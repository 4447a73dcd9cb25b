"""The tables of an output folder as pandas frames with the types of the records."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import duckdb
import pandas as pd

from extractor.errors import InputError
from extractor.records import ISO_TIME, Table, tables
from extractor.row import Row
from extractor.tables.schema import ordered_fields, scalar_type, split_list

# Characters of a time with its minute.
_MINUTE = len("2026-03-04T10:20")
_DTYPES = {str: "str", int: "int64", float: "float64", bool: "bool"}
# Those of columns that allow missing values.
_OPTIONAL = {**_DTYPES, int: "Int64", bool: "boolean"}


def read_dataframes(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a run by name, from the Parquet files of a run or, where these were not written, from the CSV files.

    Texts are ``str`` (missing values NaN only in columns that allow them), numbers and truth values plain numpy types, those that
    may be missing ``Int64`` and ``boolean``, columns with a fixed set of words categories, dates ``datetime64[s]`` (local time as
    published; a month or year is its first day), lists Python lists of str.

    Raises:
        InputError: the folder holds no tables.
    """
    root = Path(folder) / "tables"
    with duckdb.connect(config={"threads": "2"}) as connection:
        return {table.name: _frame(connection, root, table) for table in tables()}


def _frame(connection: duckdb.DuckDBPyConnection, root: Path, table: Table) -> pd.DataFrame:
    parquet, csv = root / f"{table.name}.parquet", root / f"{table.name}.csv"
    if parquet.is_file():
        return _typed(connection.execute("SELECT * FROM read_parquet(?)", [str(parquet)]).df(), table.row)
    if csv.is_file():
        # Read as text without guessing: a person named None, NA or null stays one.
        return _typed(pd.read_csv(csv, dtype="str", keep_default_na=False, encoding="utf-8"), table.row, parse=True)
    raise InputError(f"{root}: no tables there; give the folder that 'extractor run' was given as --out")


def _typed(frame: pd.DataFrame, row: type[Row], *, parse: bool = False) -> pd.DataFrame:
    for name, info in ordered_fields(row):
        kind, optional = scalar_type(info.annotation)
        column: Any = frame[name]
        if get_origin(kind) is list:
            frame[name] = [split_list(cell) for cell in column] if parse else [list(cell) for cell in column]
            frame[name] = frame[name].astype("object")
            continue
        if ISO_TIME in info.metadata:
            frame[name] = _times(column)
            continue
        if get_origin(info.annotation) is Literal:
            frame[name] = _categories(column, get_args(info.annotation))
            continue
        if parse and optional:
            column = column.where(column != "", None)
        if parse and kind is bool:
            column = column.map({"true": True, "false": False})
        frame[name] = column.astype((_OPTIONAL if optional else _DTYPES)[kind])
    return frame


def _times(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return ISO 8601 times without their zone; NaT where they are unknown, or no such times. There are few for many rows."""
    codes, texts = pd.factorize(column)
    times = pd.to_datetime(pd.Series([text[:_MINUTE] for text in texts], dtype="str"), format="ISO8601", errors="coerce")
    return times.astype("datetime64[s]").take(codes).reset_index(drop=True)


def _categories(column: "pd.Series[Any]", words: Sequence[str]) -> "pd.Series[Any]":
    """Return categories in the order of the record, then words that only another version of the program knows."""
    others = sorted(set(column.unique()).difference(words))
    return column.astype(pd.CategoricalDtype([*words, *others]))
