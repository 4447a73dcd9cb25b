"""Blocks of names that were decided before: of one surname, organizations that may be one, places of one name.

What is decided about a block follows from its units and their facts. Where these are what they were, the decision is taken over.
"""

import duckdb

from extractor.kept import mixed_hash

# What is kept of each block: a hash of all that it was decided from, the entity of each unit, and candidates of entities.
BLOCKS = "kind VARCHAR, block VARCHAR, value UBIGINT"
DECIDED = "kind VARCHAR, block VARCHAR, identity UBIGINT, entity_id VARCHAR"
UNDECIDED = "kind VARCHAR, block VARCHAR, entity_id VARCHAR, candidate_id VARCHAR"
KEPT = {"blocks": BLOCKS, "decided": DECIDED, "undecided": UNDECIDED}


def compare_blocks(connection: duckdb.DuckDBPyConnection, signature: str) -> None:
    """Make ``blocks`` with a hash of what each is decided from, and of the units ``known_units`` and ``open_units``.

    Those are known whose block is as it was in ``kept_blocks``.

    Units are alike if they have the same signature; their numbers say nothing between two runs, but their order does.
    """
    for name, spec in KEPT.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS kept_{name} ({spec})")
    connection.execute(
        f"""
        CREATE TABLE all_units AS
        SELECT block, unit, {signature}, own_document, count(*) AS documents, hash({signature}, own_document) AS identity
        FROM locals GROUP BY ALL
        """
    )
    connection.execute(
        f"""
        CREATE TABLE blocks AS
        WITH listed AS (
            SELECT kind, block, list({mixed_hash("identity, documents")} ORDER BY unit) AS units FROM all_units GROUP BY ALL
        ), told AS (
            SELECT u.kind, u.block, bit_xor({mixed_hash("u.identity, f.fact, coalesce(o.identity::VARCHAR, f.value)")}) AS facts
            FROM unit_facts f JOIN all_units u USING (unit)
            LEFT JOIN all_units o ON f.fact = 'apart_from' AND o.unit = try_cast(f.value AS BIGINT) GROUP BY ALL
        )
        SELECT kind, block, hash(units, facts) AS value FROM listed LEFT JOIN told USING (kind, block)
        """
    )
    same = "JOIN kept_blocks k USING (kind, block, value)"
    connection.execute(f"CREATE TABLE known_units AS FROM all_units SEMI JOIN (FROM blocks {same}) USING (kind, block)")
    connection.execute("CREATE TABLE open_units AS FROM all_units ANTI JOIN known_units USING (unit)")
    connection.execute("DROP TABLE kept_blocks")


def add_known(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what is known to the decisions ``units`` and ``candidates``, and make ``decided`` and ``undecided`` of all."""
    connection.execute(
        "INSERT INTO units SELECT unit, entity_id FROM known_units JOIN kept_decided USING (kind, block, identity)"
    )
    connection.execute(
        """
        INSERT INTO candidates SELECT entity_id, candidate_id
        FROM kept_undecided SEMI JOIN known_units USING (kind, block)
        """
    )
    connection.execute("CREATE TABLE decided AS SELECT kind, block, identity, entity_id FROM units JOIN all_units USING (unit)")
    connection.execute(
        """
        CREATE TABLE undecided AS SELECT kind, block, entity_id, candidate_id
        FROM candidates JOIN (SELECT DISTINCT kind, block, entity_id FROM decided) USING (entity_id)
        """
    )
    for name in ("kept_decided", "kept_undecided", "all_units", "known_units", "open_units"):
        connection.execute(f"DROP TABLE {name}")
