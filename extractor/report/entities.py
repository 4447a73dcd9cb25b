"""People, organizations and places for the page: those that its statements name, and the others with the most mentions."""

from collections import defaultdict
from typing import Any

import duckdb

from extractor.report.database import named_rows, rows

LISTED = 2_000  # of each kind, besides those that statements name
_ROLES, _ALIASES = 6, 8
_TABLES = (("person", "people"), ("organization", "organizations"), ("place", "places"))


def read_entities(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return rows for the page, those with the most statements and mentions first, and make ``report_entities``, their numbers.

    The table ``report_chosen`` says which statements the page carries. Fields that say nothing are left out.
    """
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE report_listed AS
        WITH chosen AS (SELECT s.* FROM statements s JOIN report_chosen USING (statement_id))
        SELECT unnest([speaker_id, addressee_id, via_id, target_id]) AS id FROM chosen
        UNION SELECT unnest(speaker_candidates) FROM chosen
        UNION SELECT entity_id FROM report_about JOIN report_chosen USING (statement_id)
        """
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE report_entities AS
        SELECT *, row_number() OVER (ORDER BY statements DESC, mentions DESC, name, id) - 1 AS number
        FROM ({" UNION ALL BY NAME ".join(_select(kind, table) for kind, table in _TABLES)})
        """
    )
    roles = _roles(connection)
    found = named_rows(connection, "SELECT * EXCLUDE (number) FROM report_entities ORDER BY number")
    for row in found:
        row["roles"] = roles.get(row["id"], [])
    return [{name: value for name, value in row.items() if value not in (None, "", [])} for row in found]


def _select(kind: str, table: str) -> str:
    key = f"{kind}_id"
    details = {
        "person": ["coalesce(roles[1], '') AS detail", "pronouns", "party"],
        "organization": ["kind AS detail"],
        "place": ["kind AS detail", "latitude", "longitude"],
    }
    return f"""
        SELECT {key} AS id, name, '{kind}' AS kind, {", ".join(details[kind])}, aliases[:{_ALIASES}] AS aliases,
            country_code AS country, statement_count AS statements, mention_count AS mentions, document_count AS documents
        FROM {table} QUALIFY {key} IN (SELECT id FROM report_listed)
            OR row_number() OVER (ORDER BY statement_count DESC, mention_count DESC, name, {key}) <= {LISTED}
        """


def _roles(connection: duckdb.DuckDBPyConnection) -> dict[str, list[list[Any]]]:
    """Return the roles of people as texts give them, the most frequent first: the role, first and last day, how often."""
    found = rows(
        connection,
        f"""
        SELECT entity_id, any_value(role_text), min(nullif(day, '')), max(day), count(*) FROM (
            SELECT m.entity_id, m.role_text, left(d.published_at, 10) AS day, lower(m.role_text) AS folded
            FROM mentions m JOIN documents d USING (document_id)
            WHERE m.role_text <> '' AND m.entity_id IN (SELECT id FROM report_listed) AND m.kind = 'person'
            ORDER BY m.role_text
        ) GROUP BY entity_id, folded
        QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, folded) <= {_ROLES}
        ORDER BY 1, 5 DESC, 2
        """,
    )
    roles: dict[str, list[list[Any]]] = defaultdict(list)
    for entity, role, first, last, count in found:
        roles[entity].append([role, first or "", last or "", count])
    return roles
