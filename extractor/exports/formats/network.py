"""Who speaks about whom: a directed network for Gephi (GEXF) and for igraph, Cytoscape, yEd and networkx (GraphML)."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.exports.annotated import Entity, entities, kind_of
from extractor.exports.base import ExportOptions, exporter
from extractor.records import PersonRow

if TYPE_CHECKING:
    import duckdb
    import networkx

# Characters that XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# GEXF has the day of writing; without it the same tables give the same bytes.
_DAY = re.compile(r' lastmodifieddate="[^"]*"')
_COLOURS = {"person": (31, 119, 180), "organization": (255, 127, 14), "place": (44, 160, 44)}
_EDGES = """
SELECT s.speaker_id, e.entity_id, s.act, count(DISTINCT s.statement_id), min(nullif(d.published_at, '')), max(d.published_at)
FROM statement_entities e JOIN statements s USING (statement_id) JOIN documents d USING (document_id)
WHERE e.relation IN ('about', 'target') AND s.speaker_id IS NOT NULL AND e.entity_id <> s.speaker_id
GROUP BY ALL ORDER BY 1, 2, 3
"""


@exporter("gexf", title="network of who speaks about whom, for Gephi", file_name="network.gexf", packages=("networkx",))
def export_gexf(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return the gEXF 1.2 with sizes and colours."""
    import networkx

    graph, notes = _network(connection)
    for _, node in graph.nodes(data=True):
        red, green, blue = _COLOURS[node["kind"]]
        node["viz"] = {"size": 4.0 + node["statements"] ** 0.5, "color": {"r": red, "g": green, "b": blue, "a": 1.0}}
    Path(target).write_text(_DAY.sub("", _text(networkx.generate_gexf, graph)), encoding="utf-8")
    return notes


@exporter(
    "graphml",
    title="network of who speaks about whom, for igraph, Cytoscape, yEd, networkx",
    file_name="network.graphml",
    packages=("networkx",),
)
def export_graphml(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return the graphML."""
    import networkx

    graph, notes = _network(connection)
    Path(target).write_text(_text(networkx.generate_graphml, graph), encoding="utf-8")
    return notes


def _network(connection: "duckdb.DuckDBPyConnection") -> "tuple[networkx.DiGraph[str], list[str]]":
    """Return an edge for each pair of speaker and subject, with the number of statements in all and by act."""
    import networkx

    known = entities(connection)
    edges: dict[tuple[str, str], dict[str, Any]] = {}
    weights = Counter[tuple[str, str]]()
    for speaker, subject, act, count, first, last in connection.execute(_EDGES).fetchall():
        if speaker in known and subject in known:
            edge = edges.setdefault((speaker, subject), {"first": first or "", "last": last})
            weights[speaker, subject] += count
            edge[act] = count
            edge |= {"first": min(filter(None, (edge["first"], first)), default=""), "last": max(edge["last"], last)}
    graph = networkx.DiGraph()
    for key in dict.fromkeys(key for pair in edges for key in pair):
        graph.add_node(key, **_node(known[key]))
    for pair, edge in edges.items():
        graph.add_edge(*pair, weight=weights[pair], **{name: value for name, value in edge.items() if value != ""})
    ((unnamed,),) = connection.execute("SELECT count(*) FROM statements WHERE speaker_id IS NULL").fetchall()
    return graph, [
        f"{len(graph):,} who speak or are spoken about, {weights.total():,} times",
        *([f"{unnamed:,} statements left out whose speaker is not named"] if unnamed else []),
    ]


def _text(generate: Any, graph: "networkx.DiGraph[str]") -> str:
    return "\n".join(generate(graph)) + "\n"


def _node(entity: Entity) -> dict[str, Any]:
    role = entity.roles[0] if isinstance(entity, PersonRow) and entity.roles else ""
    node = {"label": entity.name, "kind": kind_of(entity), "role": role, "country": entity.country_code}
    counts = {"statements": entity.statement_count, "mentions": entity.mention_count, "documents": entity.document_count}
    return {name: _NO_XML.sub("", value) for name, value in node.items()} | counts
