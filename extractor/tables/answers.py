"""What the accused said to an accusation, in the same article or in a later one: linked by who is accused, wording and time."""

import duckdb

from extractor.records import AnswerRow
from extractor.tables.schema import columns
from extractor.tables.steps import drop, function_in_sql
from extractor.tables.wording import answers, declines, is_negated, says_nothing

# Accusations before a reply among which the one that it answers is looked for.
_MOST_ACCUSATIONS = 50
# Days after an accusation in which another article may have its answer, and words of it that must come again there, with their
# share of all.
_MOST_DAYS, _SHARED_ELSEWHERE, _SHARE_ELSEWHERE = 14, 2, 0.5
# Share of the words that come again where somebody only says that something is not so.
_SHARE = 0.33
# A content that says that a charge is not true needs no word of it.
_BARE_RULES = ("untrue", "no part")


def build_answers(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``answers``: denials, confirmations and apologies of the accused, and that they declined to speak.

    Of several accusations before an answer in its article the nearest is answered; an answer to none of these may be one to an
    accusation in an earlier article, of which it must repeat most words. What an accuser says that somebody said is no answer.
    """
    bare = ", ".join(f"'{rule}'" for rule in _BARE_RULES)
    with (
        function_in_sql(connection, "declines_it", declines, ["VARCHAR"], "BOOLEAN"),
        function_in_sql(connection, "negated_it", is_negated, ["VARCHAR"], "BOOLEAN"),
        function_in_sql(connection, "says_nothing", says_nothing, ["VARCHAR"], "BOOLEAN"),
        function_in_sql(connection, "answers_it", answers, ["VARCHAR", "VARCHAR", "BIGINT", "DOUBLE"], "BOOLEAN"),
    ):
        connection.execute(
            """
            CREATE TEMP TABLE accusations AS
            SELECT *, row_number() OVER (PARTITION BY document_id, target_id ORDER BY place) AS number FROM (
                SELECT s.rowid AS place, s.statement_id, s.document_id, s.target_id, s.speaker_id, s.sentence_index,
                    s.content_key, try_cast(left(d.published_at, 10) AS DATE) AS day
                FROM statements s JOIN documents d USING (document_id)
                WHERE (s.act = 'accuse' OR s.content_act = 'accuse') AND s.target_id IS NOT NULL AND NOT s.is_negated
                    AND s.review_status <> 'rejected' AND s.copy_of IS NULL
            )
            """
        )
        connection.execute(
            f"""
            CREATE TEMP TABLE replies AS
            SELECT * FROM (
                SELECT s.rowid AS place, s.statement_id, s.document_id, s.speaker_id, s.sentence_index, s.content_key,
                    try_cast(left(d.published_at, 10) AS DATE) AS day,
                    CASE WHEN (s.act = 'deny' AND s.content_form <> 'infinitive') OR s.content_act = 'deny' THEN 'denies'
                        WHEN s.content_act = 'apologize' THEN 'apologizes' WHEN s.act = 'confirm' THEN 'confirms'
                        WHEN s.act = 'other' AND declines_it(s.content_key) THEN 'declines'
                        WHEN s.act IN ('say', 'claim') AND negated_it(s.content_key) AND NOT answers_it(s.content_key, '', 1, 0.0)
                            THEN 'denies' END AS relation,
                    s.act IN ('say', 'claim') AND s.content_act NOT IN ('deny', 'apologize') AS is_plain,
                    CASE WHEN s.act IN ('say', 'claim', 'confirm', 'other') THEN 2 ELSE 1 END AS least,
                    s.content_act_rule IN ({bare}) OR s.content_act = 'apologize'
                        OR s.act = 'other' AND says_nothing(s.content_key) AS is_bare
                FROM statements s JOIN documents d USING (document_id)
                WHERE s.speaker_id IN (SELECT target_id FROM accusations) AND NOT s.is_negated
                    AND s.review_status <> 'rejected' AND s.copy_of IS NULL
                    AND (s.nested_in IS NULL OR s.nested_in NOT IN (SELECT statement_id FROM accusations))
            ) WHERE relation IS NOT NULL
            """
        )
        connection.execute(
            f"""
            CREATE TEMP TABLE answered AS
            WITH places AS (
                SELECT document_id, target_id, sentence_index, max(number) AS number FROM accusations GROUP BY ALL
            ), after AS (
                SELECT r.*, p.number FROM replies r ASOF JOIN places p ON p.document_id = r.document_id
                    AND p.target_id = r.speaker_id AND r.sentence_index >= p.sentence_index
            )
            SELECT r.statement_id, r.place, r.relation, first(a.statement_id ORDER BY a.number DESC) AS accusation_id, 0 AS days
            FROM after r JOIN accusations a ON a.document_id = r.document_id AND a.target_id = r.speaker_id
            WHERE a.number > r.number - {_MOST_ACCUSATIONS} AND a.sentence_index <= r.sentence_index
                AND a.statement_id <> r.statement_id AND a.speaker_id IS DISTINCT FROM r.speaker_id
                AND (r.is_bare OR answers_it(r.content_key, a.content_key, r.least, if(r.is_plain, {_SHARE}, 0.0)))
            GROUP BY ALL
            """
        )
        connection.execute(
            f"""
            CREATE TEMP TABLE answered_later AS
            SELECT r.statement_id, r.place, r.relation, first(a.statement_id ORDER BY a.day DESC, a.place DESC) AS accusation_id,
                min(date_diff('day', a.day, r.day)) AS days
            FROM replies r JOIN accusations a ON a.target_id = r.speaker_id AND a.document_id <> r.document_id
                AND a.day BETWEEN r.day - {_MOST_DAYS} AND r.day
            WHERE r.statement_id NOT IN (SELECT statement_id FROM answered) AND a.speaker_id IS DISTINCT FROM r.speaker_id
                AND r.relation <> 'declines' AND NOT r.is_plain AND NOT answers_it(r.content_key, '', 1, 0.0)
                AND answers_it(r.content_key, a.content_key, {_SHARED_ELSEWHERE}, {_SHARE_ELSEWHERE})
            GROUP BY r.statement_id, r.place, r.relation
            """
        )
        names = ", ".join(f'"{name}"' for name, _ in columns(AnswerRow))
        connection.execute(
            f"CREATE TABLE answers AS SELECT {names} FROM (FROM answered UNION ALL FROM answered_later) ORDER BY place"
        )
        drop(connection, "accusations", "replies", "answered", "answered_later")
