"""Hashes that tell whether the rows of a group are what they were."""

import duckdb
import pytest

from extractor.records import tables
from extractor.tables.schema import columns
from extractor.writers.groups import find_groups

ALIASES = next(table for table in tables() if table.name == "entity_aliases")


def _value(counts: tuple[int, int]) -> int:
    """The hash of an entity with two aliases."""
    with duckdb.connect() as connection:
        spec = ", ".join(f'"{name}" {kind}' for name, kind in columns(ALIASES.row))
        connection.execute(f"CREATE TABLE entity_aliases ({spec})")
        rows = [("o_1", "HB", "acronym", "text", counts[0]), ("o_1", "Harbour Board", "name", "text", counts[1])]
        connection.executemany("INSERT INTO entity_aliases VALUES (?, ?, ?, ?, ?)", rows)
        ((value,),) = connection.execute(f"SELECT value FROM {find_groups(connection, ALIASES)}").fetchall()
    return int(value)


@pytest.mark.parametrize(("before", "after"), [((1, 1), (2, 2)), ((2, 2), (1, 1)), ((1, 2), (2, 1)), ((1, 1), (1, 2))], ids=str)
def test_rows_that_change_alike_have_another_hash(before: tuple[int, int], after: tuple[int, int]) -> None:
    assert _value(before) != _value(after)
    assert _value(before) == _value(before)
