"""Groups of rows by which a table that was written before is brought up to date: those of one document or entity.

A hash of its rows tells whether a group is what it was. For databases each has a number, from which its rows are numbered on. The
numbers follow the order of the table and leave room, so that a group that is new between two others gets one between theirs, and
no other row has to move.
"""

from typing import TYPE_CHECKING

from extractor.kept import mixed_hash
from extractor.records import Table, tables
from extractor.tables.schema import columns
from extractor.tables.views import FLAT_NAME, flat_names

if TYPE_CHECKING:
    import duckdb

# What is kept of the groups of a table in a database, and the query for it.
NUMBERED = '"group" VARCHAR, value UBIGINT, number BIGINT, rows BIGINT'
NUMBERS = 'SELECT "group", value, number, rows FROM groups'
# Room for so many groups of the size of the largest between two that follow each other.
_ROOM = 1024


def group_of(table: Table) -> str:
    """Return the column whose values are the groups of a table; rows of one group stand together in it.

    Parts of statements belong to the documents of these, and have that column in ``statements`` alone.
    """
    by_document = _is_part(table) or ("document_id", "documents") in table.foreign_keys
    return "document_id" if by_document else table.primary_key[0]


def _is_part(table: Table) -> bool:
    return table.primary_key[0] == "statement_id" and ("statement_id", "statements") in table.foreign_keys


def in_groups(table: Table, condition: str) -> str:
    """Return the condition, for DuckDB and SQLite, that a row is in one of the groups for which a condition holds: ``= ?``."""
    if _is_part(table):
        return f"statement_id IN (SELECT statement_id FROM statements WHERE document_id {condition})"
    return f"{group_of(table)} {condition}"


def placed(connection: "duckdb.DuckDBPyConnection", table: Table) -> str:
    """Return SQL for the rows of a table or view, each with its ``place`` in their order."""
    # Views have no numbers, and counting reads all columns of all rows.
    place = "rowid" if _has_numbers(connection, table.name) else "row_number() OVER ()"
    return f"(SELECT *, {place} AS place FROM {table.name})"


def _has_numbers(connection: "duckdb.DuckDBPyConnection", name: str) -> bool:
    """Return whether rows have numbers; the catalogue would tell, too, but takes ten times as long."""
    import duckdb

    try:
        connection.execute(f"SELECT rowid FROM {name} LIMIT 0")
    except duckdb.BinderException:
        return False
    return True


def find_groups(connection: "duckdb.DuckDBPyConnection", table: Table) -> str:
    """Make ``groups_<table>``, unless it is there, and return its name: where each group begins, its rows and their hash.

    The order of the rows in a group follows from what is in them, so that it need not be part of the hash.
    """
    name, group = f"groups_{table.name}", group_of(table)
    cells = ", ".join(f'"{column}"' for column, _ in columns(table.row) if column != group)
    owners = "JOIN (SELECT statement_id, document_id FROM statements) USING (statement_id)" if _is_part(table) else ""
    connection.execute(
        f"""
        CREATE TABLE IF NOT EXISTS {name} AS
        SELECT {group} AS "group", min(place) AS place, count(*) AS rows, bit_xor({mixed_hash(cells)}) AS value
        FROM {placed(connection, table)} {owners} GROUP BY 1
        """
    )
    return name


def find_flat_groups(connection: "duckdb.DuckDBPyConnection") -> str:
    """Make ``groups_statements_flat`` like :func:`find_groups`, of the groups of the tables that its rows are made of."""
    by_name = {table.name: table for table in tables()}
    statements, documents = (find_groups(connection, by_name[name]) for name in ("statements", "documents"))
    name = f"groups_{FLAT_NAME}"
    connection.execute(
        f"""
        CREATE TABLE IF NOT EXISTS {name} AS
        SELECT s."group", s.place, s.rows, {mixed_hash("s.value, d.value, n.value")} AS value
        FROM {statements} s JOIN {documents} d USING ("group") LEFT JOIN ({flat_names()}) n ON n.document_id = s."group"
        """
    )
    return name


def number_groups(connection: "duckdb.DuckDBPyConnection", table: Table) -> None:
    """Make ``groups`` of a table or view: those of :func:`find_groups` with numbers that leave room between them."""
    found = find_groups(connection, table)
    connection.execute(
        f"""
        CREATE TABLE groups AS
        SELECT *, row_number() OVER (ORDER BY place) * (SELECT {_ROOM} * max(rows) FROM {found}) AS number FROM {found}
        """
    )
    connection.execute(f"DROP TABLE {found}")


def compare_groups(connection: "duckdb.DuckDBPyConnection", table: Table, *, numbered: bool) -> bool:
    """Make ``groups`` of a table with the numbers that ``kept_groups`` have, and ``old`` and ``new`` of those that differ.

    Where rows are ``numbered`` a document with as many as before keeps its number, and is among the groups ``changed`` in place
    of ``old`` and ``new``: documents do not change places. False if there is no room left between two groups.
    """
    stays = numbered and group_of(table) == "document_id"
    found = find_groups(connection, table)
    connection.execute(
        f"""
        CREATE TABLE same AS
        SELECT "group", g.place, k.number, k.number + g.rows AS after, k.value <> g.value AS is_changed
        FROM {found} g JOIN kept_groups k USING ("group")
        WHERE k.value = g.value OR ({stays} AND k.rows = g.rows)
        """
    )
    connection.execute('CREATE TABLE changed AS SELECT "group", place, number, after - number AS rows FROM same WHERE is_changed')
    connection.execute('CREATE TABLE old AS SELECT "group" FROM kept_groups ANTI JOIN same USING ("group")')
    connection.execute(
        f"""
        CREATE TABLE new AS
        WITH others AS (FROM {found} ANTI JOIN same USING ("group")
        ), bounded AS (
            SELECT o."group", o.place, o.rows, coalesce(before.after, 1) AS low, after.number AS high
            FROM others o ASOF LEFT JOIN same before ON o.place > before.place ASOF LEFT JOIN same after ON o.place < after.place
        ), counted AS (
            SELECT *, row_number() OVER (PARTITION BY low ORDER BY place) AS turn, count(*) OVER (PARTITION BY low) AS turns
            FROM bounded
        ), spread AS (
            SELECT *, CASE WHEN high IS NULL THEN (SELECT {_ROOM} * max(rows) FROM {found}) ELSE (high - low) // turns END AS room
            FROM counted
        )
        SELECT "group", place, rows, low + (turn - 1) * room + (room - rows) // 2 AS number, room >= rows AS fits FROM spread
        """
    )
    ((fits,),) = connection.execute("SELECT coalesce(bool_and(fits), true) FROM new").fetchall()
    connection.execute(
        f"""
        CREATE TABLE groups AS
        SELECT g.*, coalesce(new.number, same.number) AS number
        FROM {found} g LEFT JOIN same USING ("group") LEFT JOIN new USING ("group")
        """
    )
    for name in ("same", found):
        connection.execute(f"DROP TABLE {name}")
    return bool(fits)
