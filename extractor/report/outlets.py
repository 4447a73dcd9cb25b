"""Whose voices each outlet carries, for the page: how many have a name, how many are quoted, and who is quoted most."""

from typing import Any

import duckdb

LISTED, _MOST_QUOTED = 30, 3


def read_outlets(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the outlets with the most statements; none where no outlet is known."""
    names = ("outlet", "articles", "statements", "named", "unnamed", "open", "quoted", "speakers")
    found = connection.execute(
        """
        WITH said AS (SELECT r.*, d.outlet FROM report_said r JOIN documents d USING (document_id)),
        speakers AS (
            SELECT outlet, list(name ORDER BY place) AS names FROM (
                SELECT s.outlet, n.name, row_number() OVER (PARTITION BY s.outlet ORDER BY count(*) DESC, n.name, n.id) AS place
                FROM said s JOIN report_names n ON n.id = s.speaker_key GROUP BY s.outlet, n.name, n.id
            ) WHERE place <= ? GROUP BY outlet
        )
        SELECT said.outlet, count(DISTINCT document_id), count(*),
            count(*) FILTER (NOT contains(speaker_key, ':')) / count(*),
            count(*) FILTER (starts_with(speaker_key, 'words:')) / count(*),
            count(*) FILTER (starts_with(speaker_key, 'open:')) / count(*),
            count(*) FILTER (type <> 'indirect') / count(*), coalesce(any_value(speakers.names), [])
        FROM said LEFT JOIN speakers USING (outlet) WHERE said.outlet <> '' GROUP BY said.outlet
        ORDER BY count(*) DESC, said.outlet LIMIT ?
        """,
        [_MOST_QUOTED, LISTED],
    ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]
