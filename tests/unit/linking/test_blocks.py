"""Whether what a block of names was decided from is what it was."""

import duckdb

from extractor.linking.blocks import compare_blocks


def _block(facts: tuple[str, str]) -> int:
    """The hash of a block of two units, with a fact for each."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE locals AS SELECT 'person' AS kind, 'kova' AS block, unit, unit::VARCHAR AS name, '' AS own_document "
            "FROM (SELECT unnest([1, 2]) AS unit)"
        )
        connection.execute(
            "CREATE TABLE unit_facts AS SELECT unnest([1, 2]) AS unit, 'roles' AS fact, unnest(?) AS value", [list(facts)]
        )
        compare_blocks(connection, "kind, name")
        ((value,),) = connection.execute("SELECT value FROM blocks").fetchall()
    return int(value)


def test_facts_of_a_block_that_change_alike_make_it_another() -> None:
    assert _block(("mayor", "mayor")) != _block(("minister", "minister"))
    assert _block(("mayor", "minister")) != _block(("minister", "mayor"))
    assert _block(("mayor", "mayor")) == _block(("mayor", "mayor"))
