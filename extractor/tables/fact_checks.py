"""Statements that repeat a claim which fact-checkers have checked, by the wording that also joins claims of several articles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extractor import ids
from extractor.entities.spelling import fold
from extractor.records import FactCheckMatchRow
from extractor.resources import find_models
from extractor.tables.probes import ENOUGH, find_probes
from extractor.tables.rewording import Meanings, load_meanings
from extractor.tables.schema import columns
from extractor.tables.staging import add_rows
from extractor.tables.steps import drop, function_in_sql
from extractor.tables.wording import change, content_key
from extractor.told import FactCheck

# Words with a meaning of the shortest claim that is looked for.
_FEWEST_WORDS = 3
# Share of the words of the shorter that both have at least, before synonyms are told apart.
_SHARED = 0.4
_BRACKET = re.compile(r"(?<![\w'’])(\w+)((?:['’]\w+)?) \[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class _Matcher:
    """Says whether a content repeats a claim of a fact-check."""

    meanings: Meanings

    def claim_key(self, claim: str) -> str:
        """Return a claim as contents are compared, without what introduces it: "Says that ..."."""
        return self.meanings.openings.sub("", content_key(claim))

    def resolved_key(self, content: str) -> str:
        """Return a content with what stands in brackets in the place of its pronouns."""
        words = self.meanings.personal
        return content_key(_BRACKET.sub(lambda found: found[3] + found[2] if found[1].lower() in words else found[0], content))

    def wording(self, claim: str, content: str) -> str:
        """Return how a content differs from the claim that it repeats; empty where it does not repeat it."""
        if (start := self._start(claim, content)) >= 0:
            return "extended" if len(content) > start + len(claim) else "same"
        how = change(claim, content, self.meanings)
        if how not in ("shortened", "extended"):
            return how if len(set(self.meanings.words(claim))) >= _FEWEST_WORDS else ""
        shorter, longer = sorted(len(key.split()) for key in (claim, content))
        return how if 2 * shorter >= longer and not self.meanings.is_turned(claim, content) else ""

    def _start(self, claim: str, content: str) -> int:
        """Return where a claim begins in a content that begins with all of it, but for words such as "that", and does not go on
        with a condition or the opposite; -1 in any other.
        """
        start = f" {content} ".find(f" {claim} ")
        before, after = content[: max(start, 0)].split(), content[start + len(claim) :].split()
        begins = (
            self.meanings.small.issuperset(before)
            and self.meanings.conditions.isdisjoint(after)
            and len(set(self.meanings.words(claim))) >= _FEWEST_WORDS
            and not self.meanings.is_turned(claim, content)
        )
        return start if begins else -1

    def is_personal(self, claim: str, content: str) -> bool:
        """Return whether who is meant depends on who speaks."""
        return not self.meanings.personal.isdisjoint([*claim.split(), *content.split()])


def stage_fact_checks(connection: duckdb.DuckDBPyConnection, checks: Iterable[FactCheck], folder: Path) -> None:
    """Fill ``staged_fact_checks`` with past fact-checks; the folder takes a file that DuckDB reads."""
    checks = list(checks)
    keys = [ids.make_id("f", check.model_dump_json()) for check in checks]
    add_rows(connection, "staged_fact_checks", FactCheck, checks, folder, first={"fact_check_id": keys})


def told_of_fact_checks(connection: duckdb.DuckDBPyConnection, read: int) -> list[str]:
    """Return in words how many of the fact-checks that were read statements repeat; nothing without any."""
    counted = "SELECT count(DISTINCT statement_id), count(DISTINCT fact_check_id) FROM fact_check_matches"
    repeating, repeated = connection.execute(counted).fetchall()[0]
    return [f"fact-checks: {read:,} read, {repeated:,} of them repeated, in statements: {repeating:,}"] if read else []


def match_fact_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``fact_check_matches`` of the finished statements: those that say what a checked claim says."""
    meanings = load_meanings(find_models())
    matcher = _Matcher(meanings)
    with (
        function_in_sql(connection, "claim_key", matcher.claim_key, ["VARCHAR"], "VARCHAR"),
        function_in_sql(connection, "resolved_key", matcher.resolved_key, ["VARCHAR"], "VARCHAR"),
    ):
        connection.execute("CREATE TABLE checked AS SELECT *, claim_key(claim_reviewed) AS key FROM staged_fact_checks")
        connection.execute(
            """
            CREATE TABLE repeating AS
            WITH meant AS (
                SELECT * FROM statements WHERE EXISTS (FROM staged_fact_checks) AND review_status <> 'rejected'
                    AND NOT is_negated AND NOT is_conditional AND act NOT IN ('deny', 'question')
            )
            SELECT statement_id, speaker_name, content_key AS key FROM meant
            UNION SELECT statement_id, speaker_name, resolved_key(content_resolved) FROM meant
            WHERE contains(content_resolved, '[')
            """
        )
    _find_pairs(connection, meanings)
    with (
        function_in_sql(connection, "wording_of", matcher.wording, ["VARCHAR", "VARCHAR"], "VARCHAR"),
        function_in_sql(connection, "similarity_of", meanings.similarity, ["VARCHAR", "VARCHAR"], "DOUBLE"),
        function_in_sql(connection, "is_personal", matcher.is_personal, ["VARCHAR", "VARCHAR"], "BOOLEAN"),
        function_in_sql(connection, "same_name", _same_name, ["VARCHAR", "VARCHAR"], "BOOLEAN"),
    ):
        names = ", ".join(f'"{name}"' for name, _ in columns(FactCheckMatchRow))
        connection.execute(
            f"""
            CREATE TABLE fact_check_matches AS
            WITH alike AS MATERIALIZED (
                SELECT * FROM (SELECT *, wording_of(claim, content) AS wording FROM checked_pairs) WHERE wording <> ''
            )
            SELECT {names} FROM (
                SELECT c.*, s.rowid AS place, r.statement_id, f.wording, round(f.similarity, 2) AS similarity, f.is_personal,
                    CASE WHEN c.claimant <> '' AND r.speaker_name <> '' THEN same_name(c.claimant, r.speaker_name) END
                        AS is_claimant
                FROM (
                    SELECT *, similarity_of(claim, content) AS similarity, is_personal(claim, content) AS is_personal FROM alike
                ) f JOIN checked c ON c.key = f.claim JOIN repeating r ON r.key = f.content JOIN statements s USING (statement_id)
            ) WHERE NOT is_personal OR is_claimant
            QUALIFY row_number() OVER (PARTITION BY statement_id, fact_check_id ORDER BY similarity DESC, wording) = 1
            ORDER BY place, review_url, fact_check_id
            """
        )
    drop(connection, "checked", "repeating", "checked_pairs")


def _find_pairs(connection: duckdb.DuckDBPyConnection, meanings: Meanings) -> None:
    """Make ``checked_pairs`` (claim, content) of what is the same, or shares rare words and then a good part of all words."""
    connection.execute(
        """
        CREATE TABLE compared AS SELECT row_number() OVER (ORDER BY is_claim, key) AS number, * FROM (
            SELECT DISTINCT key, true AS is_claim FROM checked UNION ALL SELECT DISTINCT key, false FROM repeating
        )
        """
    )
    find_probes(connection, "compared", meanings, keep="is_claim")
    connection.execute(
        f"""
        CREATE TABLE checked_pairs AS
        WITH near AS (
            SELECT p.number, w.number AS other, p.is_claim FROM compared_probes p
            JOIN compared_words w ON w.word = p.word AND w.is_claim <> p.is_claim GROUP BY ALL HAVING {ENOUGH}
        ), lists AS MATERIALIZED (SELECT number, list(word) AS words FROM compared_words GROUP BY 1),
        pairs AS (
            SELECT number AS claim, other AS content FROM near WHERE is_claim
            UNION SELECT other, number FROM near WHERE NOT is_claim
            UNION SELECT a.number, b.number FROM compared a JOIN compared b USING (key) WHERE a.is_claim AND NOT b.is_claim
        )
        SELECT a.key AS claim, b.key AS content FROM pairs JOIN compared a ON a.number = pairs.claim
        JOIN compared b ON b.number = pairs.content JOIN lists l ON l.number = a.number JOIN lists m ON m.number = b.number
        WHERE a.key = b.key OR len(list_intersect(l.words, m.words)) >= {_SHARED} * least(len(l.words), len(m.words))
        """
    )
    drop(connection, "compared", "compared_words", "compared_probes")


def _same_name(one: str, other: str) -> bool:
    """Return whether all words of one name stand in the other: "Mayor Ana Ruiz", "Ana Ruiz", "Ruiz"."""
    left, right = set(fold(one).split()), set(fold(other).split())
    return bool(left and right) and (left <= right or right <= left)
