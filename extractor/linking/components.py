"""Organizations that may be one: by equal names, short names, acronyms and keys of the word lists, however far apart.

What is decided about an organization depends on its component alone, since each name that linking compares with another is joined
to it here. A component bears the first of its keys as its name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import duckdb

from extractor.linking.names import Knowledge, is_generic

_EDGES = """
WITH named AS MATERIALIZED (
    SELECT s.words AS own, s.initials, e.known_as, list_append(map_keys(e.aliases), e.acronym) AS shorts
    FROM staged_entities e JOIN spelled s USING (kind, name, given_name, family_name) WHERE e.kind = 'organization'
), known AS (
    SELECT own, min(own) OVER (PARTITION BY known_as) AS other, false AS short FROM named WHERE known_as <> ''
), said AS (
    SELECT DISTINCT own, unnest(shorts) AS name FROM named
), short AS (
    SELECT own, s.words AS other, true AS short FROM said JOIN spelled s ON s.kind = 'organization' AND s.name = said.name
    UNION ALL SELECT own, initials, true FROM named WHERE initials <> ''
)
SELECT DISTINCT own, other, short FROM (
    FROM known UNION ALL FROM short SEMI JOIN (SELECT own AS other FROM named) USING (other)
) WHERE own <> other
"""


def find_components(connection: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Make ``components`` (words, component) of the keys of staged organizations that are not alone in theirs.

    Takes the table ``spelled`` of :mod:`extractor.linking.collect`.
    """
    found = connection.execute(_EDGES).fetchall()
    names = _joined((own, other) for own, other, short in found if not (short and is_generic(other, knowledge)))
    connection.execute("CREATE TABLE components (words VARCHAR, component VARCHAR)")
    connection.execute("INSERT INTO components SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", [[*names], [*names.values()]])


def _joined(edges: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the first of all keys that are joined with a key, for each that has an edge."""
    beside: dict[str, list[str]] = defaultdict(list)
    for own, other in edges:
        beside[own].append(other)
        beside[other].append(own)
    first: dict[str, str] = {}
    for key in sorted(beside):
        waiting = [key]
        while waiting:
            reached = waiting.pop()
            if reached not in first:
                first[reached] = key
                waiting += beside[reached]
    return first
