"""The same utterance or claim in several documents: word for word, cut short, or in other words of the same speaker."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np

from extractor import ids
from extractor.records import ClaimRow
from extractor.tables.schema import columns
from extractor.tables.wording import answers, change

# Letters of the shortest content that two documents hardly share by chance; words of a quotation whose speaker may be unknown.
_SHORTEST, _UNMISTAKABLE = 24, 8
# Rarest words by which a content is looked up, those of them that must be shared, and contents that a word may stand in.
_PROBES, _NEEDED, _MOST_CONTENTS = 4, 3, 2_000


@dataclass(frozen=True, slots=True)
class _Said:
    """A content as one speaker said it, quoted or not; the speaker is empty when nobody is known."""

    key: str
    speaker: str
    direct: bool

    def same(self, other: "_Said") -> bool:
        """Whether it is what ``other`` is, perhaps cut short or in other words."""
        how = change(other.key, self.key)
        quoted, words = self.direct and other.direct, self.key.count(" ") + 1
        if self.speaker and self.speaker == other.speaker:
            # A few words out of a sentence in the reporter's words may be about something else.
            return how in ("same", "reworded") or (how != "" and (quoted or 2 * words >= other.key.count(" ") + 1))
        unknown = not self.speaker or not other.speaker
        return quoted and words >= _UNMISTAKABLE and (how == "same" or (how == "shortened" and unknown))


def find_clusters(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table ``clusters`` (statement_id, cluster_id) for the staged statements; a cluster spans several documents.

    Of the contents that belong together the longest leads; each other one is compared with it, so that no chain of small changes
    leads from one claim to another.
    """
    connection.execute(
        f"""
        CREATE TABLE said AS
        SELECT *, row_number() OVER (ORDER BY length(key) DESC, key, speaker, direct) AS number FROM (
            SELECT s.content_key AS key, coalesce(l.entity_id, '') AS speaker, s.type = 'direct' AS direct
            FROM staged_statements s LEFT JOIN links l ON l.document_id = s.document_id AND l.local_id = s.speaker_id
            WHERE length(s.content_key) >= {_SHORTEST} AND s.review_status <> 'rejected' GROUP BY ALL
        )
        """
    )
    leaders = _leaders(connection)
    numbers, names = [number for number, _ in leaders], [name for _, name in leaders]
    connection.register("led", {"number": np.array(numbers, np.int64), "cluster_id": np.array(names, object)})
    connection.execute(
        """
        CREATE TEMP TABLE clusters AS
        WITH members AS (
            SELECT s.statement_id, s.document_id, led.cluster_id::VARCHAR AS cluster_id
            FROM staged_statements s LEFT JOIN links l ON l.document_id = s.document_id AND l.local_id = s.speaker_id
            JOIN said ON said.key = s.content_key AND said.speaker = coalesce(l.entity_id, '')
                AND said.direct = (s.type = 'direct')
            JOIN led USING (number) WHERE s.review_status <> 'rejected'
        )
        SELECT statement_id, cluster_id FROM members
        WHERE cluster_id IN (SELECT cluster_id FROM members GROUP BY 1 HAVING count(DISTINCT document_id) > 1)
        """
    )
    connection.unregister("led")
    connection.execute("DROP TABLE said")


def build_claims(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables ``claims`` and ``answers`` from the finished statements."""
    connection.create_function("answers_it", answers, ["VARCHAR", "VARCHAR"], "BOOLEAN")
    connection.create_function("changed", change, ["VARCHAR", "VARCHAR"], "VARCHAR")
    selected = ", ".join(f'"{name}"' for name, _ in columns(ClaimRow))
    connection.execute(
        f"""
        CREATE TABLE claims AS
        WITH told AS (
            SELECT s.*, d.outlet, left(d.published_at, 10) AS day,
                row_number() OVER (PARTITION BY s.cluster_id ORDER BY nullif(d.published_at, '') NULLS LAST, s.rowid) AS turn
            FROM statements s JOIN documents d USING (document_id) WHERE s.cluster_id IS NOT NULL
        ), firsts AS (SELECT * FROM told WHERE turn = 1),
        changes AS (SELECT t.cluster_id, changed(f.content_key, t.content_key) AS change
            FROM told t JOIN firsts f USING (cluster_id) WHERE t.turn > 1),
        counted AS (SELECT cluster_id, count(*) FILTER (change = 'shortened') AS shortened_count,
            count(*) FILTER (change = 'extended') AS extended_count,
            count(*) FILTER (change NOT IN ('same', 'shortened', 'extended')) AS reworded_count FROM changes GROUP BY 1),
        spread AS (SELECT cluster_id, count(*) AS statement_count, count(DISTINCT document_id) AS document_count,
            list(DISTINCT outlet ORDER BY outlet) FILTER (outlet <> '') AS outlets,
            coalesce(max(nullif(day, '')), '') AS last_seen FROM told GROUP BY 1),
        joined AS (
            SELECT f.cluster_id, f.content, f.speaker_id, f.speaker_name, f.act, f.statement_id AS first_statement_id,
                f.outlet AS first_outlet, coalesce(f.day, '') AS first_seen, spread.last_seen, spread.statement_count,
                spread.document_count, coalesce(spread.outlets, []) AS outlets, counted.shortened_count, counted.extended_count,
                counted.reworded_count
            FROM firsts f JOIN spread USING (cluster_id) JOIN counted USING (cluster_id)
        )
        SELECT {selected} FROM joined ORDER BY document_count DESC, statement_count DESC, cluster_id
        """
    )
    # In one document, by the one who is accused, after the accusation; of several accusations the nearest.
    connection.execute(
        """
        CREATE TABLE answers AS
        SELECT d.statement_id, first(a.statement_id ORDER BY a.rowid DESC) AS accusation_id,
            CASE d.act WHEN 'deny' THEN 'denies' ELSE 'confirms' END AS relation
        FROM statements d JOIN statements a ON a.document_id = d.document_id AND a.target_id = d.speaker_id
        WHERE d.act IN ('deny', 'confirm') AND a.act = 'accuse' AND NOT d.is_negated AND NOT a.is_negated
            AND a.sentence_index <= d.sentence_index AND a.statement_id <> d.statement_id
            AND a.speaker_id IS DISTINCT FROM d.speaker_id AND 'rejected' NOT IN (a.review_status, d.review_status)
            AND answers_it(d.content_key, a.content_key)
        GROUP BY d.statement_id, d.act, d.rowid ORDER BY d.rowid
        """
    )


def _leaders(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    """Number of each content and the id of its cluster; a content that belongs to no other is a cluster too."""
    rows = connection.execute("SELECT number, key, speaker, direct FROM said").fetchall()
    said = {number: _Said(key, speaker, direct) for number, key, speaker, direct in rows}
    leader: dict[int, int] = {}
    for number, longer in _candidates(connection):
        other = leader.get(longer, longer)
        if number not in leader and other != number and said[number].same(said[other]):
            leader[number] = other
    ids_of = {number: ids.make_id("u", each.key, each.speaker, str(each.direct)) for number, each in said.items()}
    return [(number, ids_of[leader.get(number, number)]) for number in ids_of]


def _candidates(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    """Pairs (content, content that is no shorter) that are equal, or share rare words; equal ones first."""
    cursor = connection.cursor()
    cursor.execute(
        f"""
        WITH words AS MATERIALIZED (SELECT number, unnest(list_distinct(string_split(key, ' '))) AS word FROM said),
        spread AS MATERIALIZED (SELECT word, count(*) AS n FROM words GROUP BY 1 HAVING count(*) BETWEEN 2 AND {_MOST_CONTENTS}),
        probes AS MATERIALIZED (
            SELECT number, word, count(*) OVER (PARTITION BY number) AS n FROM (
                SELECT number, word FROM words JOIN spread USING (word)
                QUALIFY row_number() OVER (PARTITION BY number ORDER BY spread.n, word) <= {_PROBES}
            )
        ),
        pairs AS (
            SELECT p.number, w.number AS other, 0 AS equal FROM probes p JOIN words w ON w.word = p.word AND w.number < p.number
            GROUP BY ALL HAVING count(*) >= least({_NEEDED}, any_value(p.n)) AND any_value(p.n) > 1
            UNION ALL
            SELECT a.number, b.number, 1 FROM said a JOIN said b ON a.key = b.key AND b.number < a.number
        )
        SELECT number, other FROM (SELECT number, other, max(equal) AS equal FROM pairs GROUP BY ALL)
        ORDER BY number, equal DESC, other
        """
    )
    while rows := cursor.fetchmany(10_000):
        yield from rows
