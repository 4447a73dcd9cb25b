"""The rarest words of texts, by which those that may say the same are looked up."""

import duckdb

from extractor.kept import Kept
from extractor.tables.rewording import Meanings
from extractor.tables.steps import drop, function_in_sql

# Rarest words by which a text is looked up, those of them that must be shared, and texts that a word may be in.
_PROBES, _NEEDED, _MOST_TEXTS = 4, 3, 2_000
# In SQL: whether enough of the words by which one ``p`` is looked up are shared.
ENOUGH = f"count(*) >= least({_NEEDED}, any_value(p.n))"


def find_probes(
    connection: duckdb.DuckDBPyConnection, texts: str, meanings: Meanings, *, keep: str, kept: Kept | None = None
) -> None:
    """Make of a table of texts (number, key, those to ``keep``) the tables ``{texts}_words`` (word) and ``{texts}_probes`` (word,
    place, n).

    A probe is the root of a word with a meaning that is rare but in another text, too; ``n`` is how many a text has. The roots of
    the words come from ``kept``, where they are.
    """
    _find_words(connection, texts, meanings, kept or Kept(None))
    connection.execute(
        f"CREATE TABLE {texts}_words AS "
        f"SELECT number, {keep}, unnest(words) AS word FROM {texts} JOIN words_of_{texts} USING (key)"
    )
    drop(connection, f"words_of_{texts}")
    connection.execute(
        f"""
        CREATE TEMP TABLE spread AS
        SELECT word, row_number() OVER (ORDER BY count(*), word) AS rarity FROM {texts}_words
        GROUP BY word HAVING count(*) BETWEEN 2 AND {_MOST_TEXTS}
        """
    )
    # The least of some numbers are found in half the time of sorting the words of each text.
    connection.execute(
        f"""
        CREATE TABLE {texts}_probes AS
        WITH rarest AS (
            SELECT number, min(rarity, {_PROBES}) AS found FROM {texts}_words JOIN spread USING (word)
            GROUP BY number HAVING count(*) > 1
        ), placed AS (
            SELECT number, unnest(found) AS rarity, generate_subscripts(found, 1) AS place, len(found) AS n FROM rarest
        )
        SELECT number, {keep}, word, place, n FROM placed JOIN spread USING (rarity) JOIN {texts} USING (number)
        """
    )
    drop(connection, "spread")


def _find_words(connection: duckdb.DuckDBPyConnection, texts: str, meanings: Meanings, kept: Kept) -> None:
    """Make ``words_of_{texts}`` (key, words), the roots of the words that carry meaning, of texts that are kept and others."""
    name = f"words_of_{texts}"
    kept.load(connection, name, "key VARCHAR, words VARCHAR[]")
    with function_in_sql(connection, "words_of", meanings.roots, ["VARCHAR"], "VARCHAR[]"):
        connection.execute(
            f"""
            CREATE TABLE {name} AS
            WITH keys AS MATERIALIZED (SELECT DISTINCT key FROM {texts})
            FROM kept_{name} SEMI JOIN keys USING (key)
            UNION ALL SELECT key, list_distinct(words_of(key)) FROM keys ANTI JOIN kept_{name} USING (key)
            """
        )
    kept.keep(connection, name, f"FROM {name}")
    drop(connection, f"kept_{name}")
