"""Claims for the page: those of several articles, who had them first and how they were changed; those that fact-checkers have
checked; answers to accusations."""

from typing import Any

import duckdb

from extractor.report.database import named_rows, safe_link

LISTED = 200


def read_claims(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the claims in most articles of a prepared database, copies of articles not counted."""
    claims = named_rows(
        connection,
        """
        SELECT c.cluster_id AS id, c.content, c.speaker_name AS speaker, t.articles, c.first_seen AS first,
            c.first_outlet AS outlet, c.outlets, c.shortened_count AS shortened,
            c.extended_count AS extended, c.reworded_count AS reworded, coalesce(f.verdicts, []) AS verdicts
        FROM claims c JOIN (
            SELECT s.cluster_id, count(DISTINCT s.document_id) AS articles FROM statements s JOIN documents d USING (document_id)
            WHERE d.duplicate_of IS NULL GROUP BY 1
        ) t USING (cluster_id) LEFT JOIN (
            SELECT s.cluster_id, list_sort(list(DISTINCT
                m.rating || CASE WHEN m.publisher <> '' THEN ' (' || m.publisher || ')' ELSE '' END)) AS verdicts
            FROM fact_check_matches m JOIN statements s USING (statement_id) GROUP BY 1
        ) f USING (cluster_id)
        WHERE t.articles > 1 ORDER BY t.articles DESC, c.statement_count DESC, c.cluster_id LIMIT ?
        """,
        LISTED,
    )
    shown = dict(connection.execute("SELECT spelled, outlet FROM report_outlets").fetchall())
    for claim in claims:
        claim["outlet"] = shown.get(claim["outlet"], "")
        claim["outlets"] = sorted({shown[outlet] for outlet in claim["outlets"]})
    return claims


def read_checks(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the fact-checks of what statements repeat, with the ids of these, copies not counted; most repeated first."""
    checks = named_rows(
        connection,
        """
        SELECT c.fact_check_id AS id, any_value(c.claim_reviewed) AS claim, any_value(c.rating) AS rating,
            any_value(c.publisher) AS publisher, any_value(c.review_url) AS url, any_value(c.reviewed_at) AS day,
            list(c.statement_id ORDER BY c.statement_id) AS statements
        FROM fact_check_matches c JOIN report_said s USING (statement_id) GROUP BY c.fact_check_id
        ORDER BY count(*) DESC, claim, url, c.fact_check_id
        """,
    )
    return [check | {"url": safe_link(check["url"])} for check in checks]


def read_answers(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the accusations with what the accused said to them, copies not counted."""
    return named_rows(
        connection,
        """
        SELECT d.speaker_name AS accused, a.speaker_name AS accuser, a.cue_text AS cue, a.content AS accusation, x.relation,
            d.content AS answer, x.statement_id, x.accusation_id
        FROM answers x JOIN statements d USING (statement_id) JOIN statements a ON a.statement_id = x.accusation_id
        WHERE d.copy_of IS NULL AND 'rejected' NOT IN (a.review_status, d.review_status)
        ORDER BY d.speaker_name, x.statement_id
        """,
    )
