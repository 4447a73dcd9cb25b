"""The filter of ``--where``: an SQL condition on columns of ``statements_flat``, in a database where nothing else can be done."""

import difflib
import re
from pathlib import Path

import duckdb

from extractor.errors import ExportError
from extractor.tables.schema import text_literal
from extractor.tables.views import FLAT_NAME

_UNKNOWN_COLUMN = re.compile(r'column "(?P<name>[^"]+)" not found')
# In this order: the database may not be told to lift the others again.
_LOCKS = ("SET enable_external_access = false", "SET python_enable_replacements = false", "SET lock_configuration = true")


def matching_statements(flat: Path, condition: str) -> list[str]:
    """Return the ids of the statements for which the condition holds; ``flat`` is a Parquet file with the rows of
    ``statements_flat``.

    The condition is a single expression: no other statement, no file, no setting and no network can be reached from it.

    Raises:
        ExportError: it is no condition, or names a column that is not there.
    """
    with duckdb.connect(config={"threads": "2"}) as connection:
        connection.read_parquet(str(flat)).create_view(FLAT_NAME)
        connection.execute(f"SET allowed_paths = [{text_literal(str(flat))}]")
        for lock in _LOCKS:
            connection.execute(lock)
        table = connection.table(FLAT_NAME)
        try:
            if str(table.project(f"({condition}\n)").types[0]) != "BOOLEAN":
                raise ExportError(f"--where: {condition} is no condition; compare with =, <>, <, >, LIKE, IN, IS NULL ...")
            found = table.filter(condition).project("statement_id").fetchall()
        except duckdb.Error as error:
            raise ExportError(f"--where: {_explain(str(error), table.columns)}") from error
    return [str(statement) for (statement,) in found]


def _explain(message: str, columns: list[str]) -> str:
    """Return what the database says, in one line and with help on names."""
    unknown = _UNKNOWN_COLUMN.search(message)
    if unknown is None:
        return message.partition("\n")[0].partition(": ")[2] or message
    like = difflib.get_close_matches(unknown["name"].lower(), columns, n=3, cutoff=0.5)
    meant = f"; did you mean {' or '.join(like)}?" if like else "."
    return f'there is no column "{unknown["name"]}"{meant} Words stand in single quotes. Columns are {", ".join(columns)}'
