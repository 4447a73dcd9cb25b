"""SQL for what the texts say of persons: every place that says so, and for each person what most or the latest of them say."""

import duckdb

from extractor.tables.schema import select_columns
from extractor.told import PersonFactRow


def build_facts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``person_facts``, in text order, of the persons of the corpus."""
    connection.execute(
        f"""
        CREATE TABLE person_facts AS
        SELECT {select_columns(PersonFactRow, "f", person_id="l.entity_id")}
        FROM staged_person_facts f JOIN links l ON l.document_id = f.document_id AND l.local_id = f.person_id
        JOIN ranks r ON r.document_id = f.document_id
        ORDER BY r.rank, f.start, f."end", l.entity_id, f.fact
        """
    )


# What is told of each person, under ``id``: ``person_facts`` and ``documents`` must be there.
TOLD = """(
    SELECT person_id AS id,
        coalesce(list(value || ' ' || n ORDER BY n DESC, value) FILTER (fact = 'pronouns'), []) AS pronouns,
        coalesce(first(value ORDER BY n DESC, value) FILTER (fact = 'party'), '') AS party,
        coalesce(list(value ORDER BY n DESC, value) FILTER (fact = 'nationality'), []) AS nationality,
        try_cast(first(value ORDER BY latest DESC, n DESC, value) FILTER (fact = 'age') AS BIGINT) AS age
    FROM (
        SELECT person_id, fact, value, count(*) AS n, max(d.published_at) AS latest
        FROM person_facts f JOIN documents d USING (document_id)
        GROUP BY ALL
    ) GROUP BY 1
)"""
