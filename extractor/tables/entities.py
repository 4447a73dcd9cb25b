"""SQL that makes people, organizations and places of the local entities that linking brought together.

Where documents differ, the value that most of them have wins; ties go to the first in alphabetical order, so that the result does
not depend on the order of documents.
"""

import duckdb

from extractor.records import OrganizationRow, PersonRow, PlaceRow
from extractor.tables.facts import TOLD
from extractor.tables.schema import columns
from extractor.tables.steps import drop

# A person's name with a given name comes before one with an initial and that before a bare surname, an organization's before an
# acronym, however often that is all a document says.
_NAME_ORDER = "given DESC, n DESC, length(name) DESC, name"


def choose_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``local`` (local entities under the id of the corpus) and ``chosen`` (the name of each) from the staging tables and
    ``links`` (document_id, local_id, entity_id)."""
    connection.execute(
        """
        CREATE TEMP TABLE local AS
        SELECT l.entity_id AS id, e.* EXCLUDE (entity_id, affiliation, parent), a.entity_id AS affiliation, p.entity_id AS parent
        FROM staged_entities e
        JOIN links l ON l.document_id = e.owner AND l.local_id = e.entity_id
        LEFT JOIN links a ON a.document_id = e.owner AND a.local_id = e.affiliation
        LEFT JOIN links p ON p.document_id = e.owner AND p.local_id = e.parent
        """
    )
    connection.execute(
        f"""
        CREATE TEMP TABLE chosen AS
        SELECT id, any_value(kind) AS kind, first(name ORDER BY {_NAME_ORDER}) AS name
        FROM (SELECT id, any_value(kind) AS kind, name, max(CASE kind WHEN 'organization' THEN regexp_matches(name, '[a-z]')::INT
                  WHEN 'person' THEN (given_name <> '' AND family_name <> '')::INT
                      * (1 + regexp_matches(given_name, '[a-z]')::INT)
                  ELSE 0 END) AS given, count(*) AS n
              FROM local GROUP BY id, name)
        GROUP BY id
        """
    )
    # The new name that a user gave; ``written`` is the one of the texts.
    connection.execute("ALTER TABLE chosen ADD COLUMN written VARCHAR")
    connection.execute("UPDATE chosen SET written = name")
    for column in ("name", "kind"):
        connection.execute(
            f"UPDATE chosen SET {column} = value FROM facts WHERE facts.entity_id = chosen.id AND field = '{column}'"
        )


def build_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``people``, ``organizations``, ``places`` and ``entity_aliases``; ``documents``, ``mentions``, ``statements``,
    ``person_facts`` and ``candidates`` (entity_id, candidate_id) must be there."""
    _aliases(connection)
    _counts(connection)
    for name, row, select in (
        ("people", PersonRow, _PEOPLE),
        ("organizations", OrganizationRow, _ORGANIZATIONS),
        ("places", PlaceRow, _PLACES),
    ):
        names = [column for column, _ in columns(row)]
        connection.execute(
            f"CREATE TABLE {name} AS SELECT {', '.join(names)} FROM ({select}) ORDER BY mention_count DESC, name, {names[0]}"
        )
    connection.execute(
        """
        CREATE TABLE entity_aliases AS
        SELECT entity_id, alias, kind, source, count FROM aliases
        UNION ALL
        SELECT c.entity_id, o.name, 'candidate', c.candidate_id, 0 FROM candidates c JOIN chosen o ON o.id = c.candidate_id
        ORDER BY entity_id, count DESC, alias, kind, source
        """
    )
    drop(connection, "aliases", "counted")


def _aliases(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        CREATE TEMP TABLE aliases AS
        WITH names AS (
            SELECT id, unnest(map_keys(aliases)) AS alias, unnest(map_values(aliases)) AS n, acronym, family_name, kind FROM local
            UNION ALL
            SELECT id, name, 0, acronym, family_name, kind FROM local
        ), demonyms AS (SELECT DISTINCT entity_id, text FROM mentions WHERE form = 'demonym' AND entity_id IS NOT NULL)
        SELECT names.id AS entity_id, alias,
            CASE WHEN any_value(demonyms.text) IS NOT NULL THEN 'demonym'
                 WHEN bool_or(alias = acronym) THEN 'acronym'
                 WHEN bool_or(kind = 'person' AND alias = family_name) THEN 'surname'
                 ELSE 'name' END AS kind,
            'text' AS source, sum(n)::BIGINT AS count
        FROM names LEFT JOIN demonyms ON demonyms.entity_id = names.id AND demonyms.text = alias
        GROUP BY names.id, alias
        UNION ALL
        SELECT DISTINCT entity_id, value, 'name', 'user', 0 FROM facts WHERE field IN ('name', 'alias')
        """
    )


def _counts(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        CREATE TEMP TABLE counted AS
        WITH seen AS (
            SELECT l.entity_id AS id, count(DISTINCT l.document_id) AS document_count,
                coalesce(min(left(nullif(d.published_at, ''), 10)), '') AS first_seen,
                coalesce(max(left(nullif(d.published_at, ''), 10)), '') AS last_seen
            FROM links l JOIN documents d USING (document_id) GROUP BY l.entity_id
        ), mentioned AS (SELECT entity_id AS id, count(*) AS mention_count FROM mentions WHERE entity_id IS NOT NULL GROUP BY 1
        ), spoke AS (SELECT speaker_id AS id, count(*) AS statement_count FROM statements
            WHERE speaker_id IS NOT NULL AND review_status <> 'rejected' AND copy_of IS NULL GROUP BY 1
        ), other AS (
            SELECT a.entity_id AS id, list(alias ORDER BY count DESC, alias) AS names
            FROM (SELECT entity_id, alias, sum(count) AS count, min(kind) AS kind FROM aliases GROUP BY entity_id, alias) a
            JOIN chosen c ON c.id = a.entity_id
            WHERE a.alias <> c.name AND a.kind <> 'demonym' GROUP BY 1
        )
        SELECT seen.*, coalesce(mention_count, 0) AS mention_count, coalesce(statement_count, 0) AS statement_count,
            coalesce(names, []) AS aliases
        FROM seen LEFT JOIN mentioned USING (id) LEFT JOIN spoke USING (id) LEFT JOIN other USING (id)
        """
    )


def _most(expression: str, *, named: bool = False, last: str = "") -> str:
    """Return the subquery (id, value, n): the value of most local entities where it is not empty, and of how many; ``named``: of
    those with the chosen name; ``last``: which values are taken only where there is no other."""
    join = "JOIN chosen ON chosen.id = local.id AND chosen.written = local.name" if named else ""
    return (
        f"(SELECT id, first(value ORDER BY {last and last + ', '}n DESC, value) AS value, max(n) AS n FROM "
        f"(SELECT local.id, {expression} AS value, count(*) AS n FROM local {join} "
        f"WHERE coalesce({expression}::VARCHAR, '') <> '' GROUP BY ALL) GROUP BY id)"
    )


def _fact(field: str) -> str:
    """Return the subquery (id, value): what users say."""
    return f"(SELECT entity_id AS id, value FROM facts WHERE field = '{field}')"


_COMMON = """mention_count, document_count, statement_count, first_seen, last_seen,
    coalesce(external.value, '') AS external_id, coalesce(reviewed.value, 'unreviewed') AS review_status"""
_JOINS = f"""FROM chosen JOIN counted USING (id) LEFT JOIN {_most("country_code")} country USING (id)
LEFT JOIN {_fact("external_id")} external USING (id) LEFT JOIN {_fact("country")} new_country USING (id)
LEFT JOIN {_fact("review_status")} reviewed USING (id)"""
# Roles by frequency, each in its most frequent spelling.
_ROLES = """(SELECT id, list(role ORDER BY n DESC, role) AS value FROM
    (SELECT id, first(role ORDER BY n DESC, role) AS role, sum(n) AS n FROM
        (SELECT id, role.text AS role, count(*) AS n FROM (SELECT id, unnest(roles) AS role FROM local) GROUP BY ALL)
    GROUP BY id, lower(role)) GROUP BY id)"""

# What one document of so many says of somebody is no affiliation.
_AFFILIATED = 10

_PEOPLE = f"""
SELECT chosen.id AS person_id, chosen.name, coalesce(new_given.value, given.value, '') AS given_name,
    coalesce(new_family.value, family.value, '') AS family_name,
    coalesce(new_title.value, own_honorific.value, honorific.value, '') AS honorific,
    coalesce(suffix.value, '') AS suffix, aliases,
    CASE WHEN new_role.value IS NULL THEN coalesce(roles.value, [])
        ELSE list_prepend(new_role.value, list_filter(coalesce(roles.value, []), lambda x: lower(x) <> lower(new_role.value)))
        END AS roles,
    CASE WHEN affiliation.n * {_AFFILIATED} >= document_count THEN affiliation.value END AS affiliation_id,
    coalesce(told.pronouns, []) AS pronouns, coalesce(told.party, '') AS party, coalesce(told.nationality, []) AS nationality,
    told.age AS age,
    coalesce(new_country.value, country.value, '') AS country_code, {_COMMON}
{_JOINS}
LEFT JOIN {_most("given_name", named=True)} given USING (id)
LEFT JOIN {_fact("given_name")} new_given USING (id)
LEFT JOIN {_fact("family_name")} new_family USING (id)
LEFT JOIN {_fact("role")} new_role USING (id)
LEFT JOIN {_fact("title")} new_title USING (id)
LEFT JOIN {_most("family_name", named=True)} family USING (id)
LEFT JOIN {_most("honorific", named=True)} own_honorific USING (id)
LEFT JOIN {_most("honorific")} honorific USING (id)
LEFT JOIN {_most("suffix")} suffix USING (id)
LEFT JOIN {_ROLES} roles USING (id)
LEFT JOIN {TOLD} told USING (id)
LEFT JOIN {_most("CASE WHEN affiliation LIKE 'o%' THEN affiliation END")} affiliation USING (id)
WHERE chosen.kind = 'person'
"""

_ORGANIZATIONS = f"""
SELECT chosen.id AS organization_id, chosen.name, coalesce(acronym.value, '') AS acronym, aliases,
    coalesce(subkind.value, 'other') AS kind, coalesce(new_country.value, country.value, '') AS country_code,
    parent.value AS parent_id,
    outlet.value AS is_outlet, {_COMMON}
{_JOINS}
LEFT JOIN {_most("acronym")} acronym USING (id)
LEFT JOIN {_most("subkind")} subkind USING (id)
LEFT JOIN {_most("CASE WHEN parent LIKE 'o%' AND parent <> id THEN parent END")} parent USING (id)
JOIN (SELECT id, bool_or(is_outlet) AS value FROM local GROUP BY id) outlet USING (id)
WHERE chosen.kind = 'organization'
"""

_POINT = """CASE WHEN latitude IS NOT NULL
    THEN {'latitude': latitude, 'longitude': longitude, 'of': coordinates_of, 'geonames': geonames_id} END"""
_PLACES = f"""
SELECT chosen.id AS place_id, chosen.name, coalesce(subkind.value, 'other') AS kind,
    coalesce(new_country.value, country.value, '') AS country_code,
    coalesce(region.value, '') AS region, coalesce(held.value, []) AS within, aliases,
    point.value.latitude AS latitude, point.value.longitude AS longitude,
    coalesce(point.value.of, '') AS coordinates_of, coalesce(point.value.geonames, '') AS geonames_id, {_COMMON}
{_JOINS}
LEFT JOIN {_most("subkind")} subkind USING (id)
LEFT JOIN {_most("region")} region USING (id)
LEFT JOIN {_most("CASE WHEN len(within) > 0 THEN within END")} held USING (id)
LEFT JOIN {_most(_POINT, last="value.of = 'near'")} point USING (id)
WHERE chosen.kind = 'place'
"""
