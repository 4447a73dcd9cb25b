"""Which names are decided together, and whether what that was decided from is what it was."""

import duckdb

from extractor.linking.blocks import compare_blocks
from extractor.linking.components import find_components
from extractor.linking.names import Knowledge, acronym_of, organization_key


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


def test_organizations_that_may_be_one_are_one_component(knowledge: Knowledge) -> None:
    said = {"Union of Norland Workers": ["the Union"], "UNW": [], "Kestrel Motors": ["Kestrel"], "Kestrel": [], "Union Bank": []}
    names = {name for name, shorts in said.items() for name in (name, *shorts)}
    words = {name: organization_key(name, knowledge) for name in names}
    initials = {name: acronym_of(key, knowledge) if " " in key else "" for name, key in words.items()}
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE staged_entities AS SELECT 'organization' AS kind, unnest(?) AS name, '' AS given_name, "
            "'' AS family_name, '' AS known_as, '' AS acronym, map_from_entries([(alias, 1) FOR alias IN unnest(?)]) AS aliases",
            [list(said), [[name, *shorts] for name, shorts in said.items()]],
        )
        connection.execute(
            "CREATE TABLE spelled AS SELECT 'organization' AS kind, unnest(?) AS name, '' AS given_name, '' AS family_name, "
            "unnest(?) AS words, unnest(?) AS initials",
            [list(words), list(words.values()), list(initials.values())],
        )
        find_components(connection, knowledge)
        found = dict(connection.execute("FROM components").fetchall())
    long = words["Union of Norland Workers"]
    assert found == {long: long, "unw": long, words["Kestrel Motors"]: "kestrel", "kestrel": "kestrel"}
