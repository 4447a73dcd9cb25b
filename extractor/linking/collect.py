"""The units that linking works on, gathered by DuckDB from the entities of single documents.

Whatever grows with the mentions stays in the database, which moves to files what does not fit into memory. Units leave it one
after the other: organizations and places first, then the persons of one surname after the other. A block is what is decided by
itself: a surname, organizations of which one may be the short name of another, places of one name.
"""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from extractor.entities.spelling import fold
from extractor.linking.blocks import compare_blocks
from extractor.linking.components import find_components
from extractor.linking.model import Unit
from extractor.linking.names import Knowledge, acronym_of, block_of, organization_key, person_words
from extractor.linking.places import place_name

# A name says something about the documents it is in only while it is in few: a tenth of all, within these bounds.
_RARE_SHARE, _RARE_LEAST, _RARE_MOST = 10, 3, 50
# What makes two local entities one unit, next to the document of a person without a given name.
_SIGNATURE = "kind, name, given_name, family_name, suffix, acronym, country_code, known_as"
_NAME = "kind, name, given_name, family_name"
# Names as they are compared: what they are and what was made of them. The words of an organization are the key of its name.
_MADE = ("key", "words", "block", "initials")
SPELLED = ", ".join(f"{column} VARCHAR" for column in (*_NAME.split(", "), *_MADE))
_ORDER = "CASE kind WHEN 'organization' THEN 1 WHEN 'place' THEN 2 ELSE 3 END, block, unit"


def collect_units(connection: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> Iterator[Unit]:
    """Yield the units of the staged entities: organizations, places, then persons by surname; none of blocks that are known.

    Leaves the table ``members`` (document_id, local_id, unit), and what :mod:`extractor.linking.blocks` needs.
    """
    _spell(connection, knowledge)
    find_components(connection, knowledge)
    _number(connection)
    _tell_facts(connection)
    compare_blocks(connection, _SIGNATURE)
    units = connection.cursor().execute(f"SELECT unit, {_SIGNATURE}, own_document, documents FROM open_units ORDER BY {_ORDER}")
    facts = connection.cursor().execute(
        "SELECT unit, fact, list(value) FROM unit_facts SEMI JOIN open_units USING (unit) "
        f"GROUP BY kind, block, unit, fact ORDER BY {_ORDER}"
    )
    told = groupby(_rows(facts), key=itemgetter(0))
    number, rows = next(told, (None, iter(())))
    for row in _rows(units):
        unit = Unit(*row)
        if number == unit.number:
            _add_facts(unit, rows)
            number, rows = next(told, (None, iter(())))
        yield unit
    for table in ("locals", "unit_facts"):
        connection.execute(f"DROP TABLE {table}")


def _spell(connection: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Make the table ``spelled``: names as they are compared, those of ``kept_spelled`` without computing them again.

    The short names by which documents call an organization are among them.
    """
    connection.execute(f"CREATE TABLE IF NOT EXISTS kept_spelled ({SPELLED})")
    made = f"STRUCT({', '.join(f'{column} VARCHAR' for column in _MADE)})"
    connection.create_function("spell", partial(_spelled, knowledge), ["VARCHAR"] * 4, made)
    connection.execute(
        f"""
        CREATE TABLE spelled AS
        WITH names AS MATERIALIZED (
            SELECT {_NAME} FROM staged_entities
            UNION SELECT kind, unnest(list_append(map_keys(aliases), acronym)), '', '' FROM staged_entities
                WHERE kind = 'organization'
        )
        SELECT * FROM kept_spelled SEMI JOIN names USING ({_NAME})
        UNION ALL
        SELECT {_NAME}, made.* FROM (SELECT {_NAME}, spell({_NAME}) AS made FROM names ANTI JOIN kept_spelled USING ({_NAME}))
        """
    )
    connection.remove_function("spell")
    connection.execute("DROP TABLE kept_spelled")


def _spelled(knowledge: Knowledge, kind: str, name: str, given_name: str, family_name: str) -> dict[str, str]:
    key, words, block, initials = fold(name), "", "", ""
    if kind == "person":
        words = " ".join(person_words(f"{given_name} {family_name}".strip() or name))
        block = block_of(family_name, name)
    elif kind == "organization":
        words = organization_key(name, knowledge)
        initials = acronym_of(words, knowledge) if " " in words else ""
    else:
        block = place_name(name)
    return dict(zip(_MADE, (key, words, block, initials), strict=True))


def _number(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``locals``: the staged entities with the numbers of their units and their blocks, persons with surnames."""
    connection.execute(
        f"""
        CREATE TABLE locals AS
        WITH named AS (
            SELECT row_number() OVER (ORDER BY owner, entity_id) AS number, owner AS document_id, entity_id AS local_id,
                {_SIGNATURE}, CASE kind WHEN 'organization' THEN coalesce(component, words) ELSE block END AS block, key,
                CASE kind WHEN 'person' THEN split_part(words, ' ', -1) ELSE '' END AS surname,
                kind = 'person' AND NOT contains(words, ' ') AS bare,
                CASE WHEN bare THEN owner ELSE '' END AS own_document
            FROM staged_entities e JOIN spelled USING ({_NAME}) LEFT JOIN components USING (words)
        )
        SELECT *, min(number) OVER (PARTITION BY {_SIGNATURE}, own_document) AS unit FROM named
        """
    )
    connection.execute("DROP TABLE components")
    connection.execute("CREATE TABLE members AS SELECT document_id, local_id, unit FROM locals")


def _tell_facts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``unit_facts``: what the documents say about units, one row for each fact.

    Rare names of the same document are told for persons whose surname is alone somewhere and with given names elsewhere, and only
    those that two units of a block share; all others need none.
    """
    connection.execute(
        f"""
        CREATE TABLE unit_facts AS
        WITH told AS (SELECT l.kind, l.block, l.unit, e.roles, map_keys(e.aliases) AS aliases
            FROM locals l JOIN staged_entities e ON e.owner = l.document_id AND e.entity_id = l.local_id
            WHERE l.kind IN ('person', 'organization')),
        spread AS (SELECT key, count(DISTINCT document_id) AS n FROM locals GROUP BY 1),
        most AS (SELECT least(greatest(count(DISTINCT document_id) // {_RARE_SHARE}, {_RARE_LEAST}), {_RARE_MOST}) AS n
            FROM locals),
        rare AS (SELECT DISTINCT document_id, key FROM locals
            WHERE key IN (SELECT key FROM spread WHERE n <= (SELECT n FROM most))),
        wanted AS (SELECT surname FROM locals WHERE kind = 'person' GROUP BY 1 HAVING bool_or(bare) AND NOT bool_and(bare)),
        namesakes AS (SELECT block, unit, document_id, surname FROM locals WHERE kind = 'person'
            QUALIFY count(*) OVER (PARTITION BY document_id, surname) > 1)
        SELECT DISTINCT kind, block, unit, 'roles' AS fact, role.text AS value
            FROM (SELECT kind, block, unit, unnest(roles) AS role FROM told WHERE kind = 'person')
            WHERE coalesce(role.kind, 'function') = 'function'
        UNION ALL SELECT DISTINCT kind, block, unit, 'affiliations', role.affiliation
            FROM (SELECT kind, block, unit, unnest(roles) AS role FROM told WHERE kind = 'person') WHERE role.affiliation <> ''
        UNION ALL SELECT DISTINCT kind, block, unit, 'short_names', alias
            FROM (SELECT kind, block, unit, unnest(aliases) AS alias FROM told WHERE kind = 'organization')
        UNION ALL SELECT 'person', block, unit, 'context', key FROM (
            SELECT DISTINCT l.block, l.unit, rare.key
            FROM locals l JOIN wanted USING (surname) JOIN rare USING (document_id) WHERE l.kind = 'person' AND rare.key <> l.key
        ) QUALIFY count(*) OVER (PARTITION BY block, key) > 1
        UNION ALL SELECT 'person', a.block, a.unit, 'apart_from', b.unit::VARCHAR
            FROM namesakes a JOIN namesakes b USING (document_id, surname) WHERE a.unit <> b.unit
        """
    )


def _add_facts(unit: Unit, rows: Iterator[tuple[Any, ...]]) -> None:
    for _, fact, values in rows:
        if fact == "apart_from":
            unit.apart_from.update(map(int, values))
        else:
            getattr(unit, fact).update(values if fact == "context" else map(fold, values))


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(10_000):
        yield from rows
