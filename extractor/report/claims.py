"""Claims that run through several articles, for the page: who had them first, how they were changed; answers to accusations."""

from typing import Any

import duckdb

LISTED = 30


def read_claims(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the claims in most articles, copies of articles not counted."""
    names = ("content", "speaker", "articles", "first", "outlet", "outlets", "shortened", "extended", "reworded")
    return _rows(
        connection,
        names,
        """
        SELECT c.content, c.speaker_name, t.articles, c.first_seen, c.first_outlet, c.outlets, c.shortened_count,
            c.extended_count, c.reworded_count
        FROM claims c JOIN (
            SELECT s.cluster_id, count(DISTINCT s.document_id) AS articles FROM statements s JOIN documents d USING (document_id)
            WHERE d.duplicate_of IS NULL GROUP BY 1
        ) t USING (cluster_id)
        WHERE t.articles > 1 ORDER BY t.articles DESC, c.statement_count DESC, c.cluster_id LIMIT ?
        """,
    )


def read_answers(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the accusations with what the accused said to them, copies not counted."""
    names = ("accused", "accuser", "cue", "accusation", "relation", "answer")
    return _rows(
        connection,
        names,
        """
        SELECT d.speaker_name, a.speaker_name, a.cue_text, a.content, x.relation, d.content
        FROM answers x JOIN statements d USING (statement_id) JOIN statements a ON a.statement_id = x.accusation_id
        WHERE d.copy_of IS NULL ORDER BY d.speaker_name, x.statement_id LIMIT ?
        """,
    )


def _rows(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...], query: str) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query, [LISTED]).fetchall()]
