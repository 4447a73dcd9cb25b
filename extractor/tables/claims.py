"""The same utterance or claim in several documents: word for word, cut short, or in other words of the same speaker."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import duckdb
import numpy as np

from extractor import ids
from extractor.kept import Kept
from extractor.records import ClaimRow
from extractor.tables.changes import Changes
from extractor.tables.probes import ENOUGH, find_probes
from extractor.tables.rewording import Meanings
from extractor.tables.schema import columns
from extractor.tables.steps import drop, function_in_sql

# Letters of the shortest content that two documents hardly share by chance; words of one whose speaker may be unknown.
_SHORTEST, _UNMISTAKABLE = 24, 8
# Pairs of contents whose texts are held at a time.
_PORTION = 200_000
# What is done with a content in the reporter's words; in a quotation the words themselves say it.
_SIDE = """CASE WHEN s.type = 'direct' THEN '' WHEN s.is_negated THEN 'not ' || s.act WHEN s.act = 'deny' THEN 'deny'
    WHEN s.act = 'praise' THEN 'for' WHEN s.act IN ('criticize', 'accuse') THEN 'against' ELSE '' END"""


@dataclass(frozen=True, slots=True)
class _Said:
    """A content as one speaker said it, quoted or not; speaker and side are empty when unknown and none."""

    key: str
    speaker: str
    direct: bool
    side: str

    @property
    def unmistakable(self) -> bool:
        """Whether it is the same whoever says it: a quotation of many words."""
        return self.direct and self.key.count(" ") + 1 >= _UNMISTAKABLE

    def same(self, other: "_Said", changes: Changes) -> bool:
        """Return whether it is what ``other`` is, perhaps cut short or in other words."""
        if self.opposes(other):
            return False
        how = changes.how(other.key, self.key)
        quoted, words = self.direct and other.direct, self.key.count(" ") + 1
        if self.speaker and self.speaker == other.speaker:
            # A few words out of a sentence in the reporter's words may be about something else.
            return how in ("same", "reworded") or (how != "" and (quoted or 2 * words >= other.key.count(" ") + 1))
        unknown = not self.speaker or not other.speaker
        return quoted and words >= _UNMISTAKABLE and (how == "same" or (how == "shortened" and unknown))

    def opposes(self, other: "_Said") -> bool:
        """Return whether one denies what the other says, or one praises what the other criticizes."""
        sides = {self.side, other.side}
        return len(sides) > 1 and (sides == {"for", "against"} or not sides <= {"", "for", "against"})


class _Equals:
    """The contents gone through that are equal, as far as a further one with the same words can belong to them."""

    def __init__(self) -> None:
        self._key = ""
        self._speaker = ""
        self._last: dict[int, _Said] = {}
        self._quoted: dict[int, _Said] = {}

    def leaders(self, said: _Said) -> dict[int, _Said]:
        """Return the leaders of the equal contents: those of long quotations, then that of what the same speaker said."""
        if said.key != self._key:
            return {}
        own = self._last if said.speaker and said.speaker == self._speaker else {}
        return self._quoted | own if said.unmistakable else own

    def add(self, said: _Said, number: int, leader: _Said) -> None:
        """Note the leader that a content got, with its number."""
        if said.key != self._key:
            self._key, self._quoted, self._last = said.key, {}, {}
        self._last = (self._last if said.speaker == self._speaker else {}) | {number: leader}
        self._speaker = said.speaker
        if said.unmistakable:
            self._quoted[number] = leader


def find_clusters(connection: duckdb.DuckDBPyConnection, changes: Changes, kept: Kept) -> None:
    """Make ``clusters`` (statement_id, cluster_id) of the staged statements; a cluster spans several documents.

    Of the contents that belong together the longest leads; each other one is compared with it, so that no chain of small changes
    leads from one claim to another.
    """
    changes.load(connection)
    connection.execute(
        f"""
        CREATE TABLE said AS
        SELECT *, row_number() OVER (ORDER BY length(key) DESC, key, speaker, direct, side) AS number FROM (
            SELECT s.content_key AS key, coalesce(l.entity_id, '') AS speaker, s.type = 'direct' AS direct, {_SIDE} AS side
            FROM staged_statements s LEFT JOIN links l ON l.document_id = s.document_id AND l.local_id = s.speaker_id
            WHERE length(s.content_key) >= {_SHORTEST} AND s.review_status <> 'rejected'
                AND (l.entity_id IS NOT NULL OR len(string_split(s.content_key, ' ')) >= {_UNMISTAKABLE})
            GROUP BY ALL
        )
        """
    )
    leaders = _leaders(connection, changes, kept)
    led = np.array(list(leaders.items()), np.int64).reshape(-1, 2)
    connection.register("led", {"number": led[:, 0].copy(), "leader": led[:, 1].copy()})
    with function_in_sql(connection, "cluster_id_of", _cluster_id, ["VARCHAR", "VARCHAR", "BOOLEAN", "VARCHAR"], "VARCHAR"):
        connection.execute(
            f"""
            CREATE TEMP TABLE clusters AS
            WITH members AS MATERIALIZED (
                SELECT s.statement_id, s.document_id, coalesce(led.leader, said.number) AS leader
                FROM staged_statements s LEFT JOIN links l ON l.document_id = s.document_id AND l.local_id = s.speaker_id
                JOIN said ON said.key = s.content_key AND said.speaker = coalesce(l.entity_id, '')
                    AND said.direct = (s.type = 'direct') AND said.side = {_SIDE}
                LEFT JOIN led ON led.number = said.number WHERE s.review_status <> 'rejected'
            ), spread AS (SELECT leader FROM members GROUP BY 1 HAVING min(document_id) <> max(document_id)
            ), named AS MATERIALIZED (
                SELECT leader, cluster_id_of(key, speaker, direct, side) AS cluster_id
                FROM spread JOIN said ON said.number = spread.leader
            )
            SELECT statement_id, cluster_id FROM members JOIN named USING (leader)
            """
        )
    connection.unregister("led")
    drop(connection, "said")


def build_claims(connection: duckdb.DuckDBPyConnection, changes: Changes) -> None:
    """Make ``claims`` of the finished statements: what several documents have, who said it first, and how it was changed."""
    selected = ", ".join(f'"{name}"' for name, _ in columns(ClaimRow))
    with function_in_sql(connection, "changed", changes.how, ["VARCHAR", "VARCHAR"], "VARCHAR"):
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
                    spread.document_count, coalesce(spread.outlets, []) AS outlets, counted.shortened_count,
                    counted.extended_count, counted.reworded_count
                FROM firsts f JOIN spread USING (cluster_id) JOIN counted USING (cluster_id)
            )
            SELECT {selected} FROM joined ORDER BY document_count DESC, statement_count DESC, cluster_id
            """
        )
    changes.keep(connection)


def _cluster_id(key: str, speaker: str, direct: bool, side: str) -> str:
    return ids.make_id("u", key, speaker, str(direct), *([side] if side else []))


def _leaders(connection: duckdb.DuckDBPyConnection, changes: Changes, kept: Kept) -> dict[int, int]:
    """Return the number of each content that belongs to a longer one -> number of that; memory grows with these alone."""
    found: dict[int, int] = {}
    texts: dict[int, _Said] = {}
    equals = _Equals()
    for number, pairs in groupby(_candidates(connection, changes.meanings, kept), key=itemgetter(0)):
        rows = list(pairs)
        said = rows[0][1]
        longer = ((found.get(other, other), text) for *_, other, text in rows if text is not None)
        possible = equals.leaders(said) | {leader: texts.get(leader, text) for leader, text in longer}
        leader = next((each for each, text in possible.items() if said.same(text, changes)), number)
        if leader != number:
            found[number] = leader
            texts[leader] = possible[leader]
        equals.add(said, leader, texts.get(leader, said))
    return found


def _candidates(
    connection: duckdb.DuckDBPyConnection, meanings: Meanings, kept: Kept
) -> Iterator[tuple[int, _Said, int, _Said | None]]:
    """Yield each content with those that it can belong to: no shorter, sharing rare meanings, of the same speaker; or quotations
    that hold it, where one of the speakers is unknown. A content that equals another comes once more without any.

    Only numbers are paired and sorted: a long content is in many pairs.
    """
    find_probes(connection, "said", meanings, keep="speaker, direct", kept=kept)
    connection.execute(
        f"""
        CREATE TABLE said_pairs AS
        WITH pairs AS (
            SELECT p.number, w.number AS other FROM said_probes p
            JOIN said_words w ON w.word = p.word AND w.speaker = p.speaker AND w.number < p.number
            WHERE p.speaker <> '' GROUP BY ALL HAVING {ENOUGH}
            UNION ALL
            SELECT p.number, w.number FROM said_probes p JOIN said_words w ON w.word = p.word AND w.number < p.number
            JOIN said a ON a.number = p.number JOIN said b ON b.number = w.number
            WHERE p.place = 1 AND p.direct AND w.direct AND (p.speaker = '' OR w.speaker = '')
                AND contains(' ' || b.key || ' ', ' ' || a.key || ' ')
            UNION ALL
            SELECT number, NULL FROM said QUALIFY count(*) OVER (PARTITION BY key) > 1
        )
        SELECT number, other FROM pairs ORDER BY number, other
        """
    )
    drop(connection, "said_words", "said_probes")
    first = 0
    while rows := connection.execute(f"SELECT number, other FROM said_pairs {_portion(first)} ORDER BY rowid").fetchall():
        texts = _texts(connection, first)
        for number, other in rows:
            yield number, texts[number], other, None if other is None else texts[other]
        first += _PORTION
    connection.execute("DROP TABLE said_pairs")


def _texts(connection: duckdb.DuckDBPyConnection, first: int) -> dict[int, _Said]:
    """Return the contents of a portion of the pairs by their numbers."""
    numbers = " UNION ".join(f"SELECT {column} FROM said_pairs {_portion(first)}" for column in ("number", "other"))
    found = connection.execute(f"SELECT number, key, speaker, direct, side FROM said WHERE number IN ({numbers})").fetchall()
    return {number: _Said(*said) for number, *said in found}


def _portion(first: int) -> str:
    return f"WHERE rowid >= {first} AND rowid < {first + _PORTION}"
