"""The network in GEXF and GraphML, read by networkx, and the map."""

import json
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest

from extractor.exports.export import Exported, export

Export = Callable[..., Exported]


def _read(path: str, name: str) -> "networkx.DiGraph[str]":
    graph: networkx.DiGraph[str] = networkx.read_gexf(path) if name == "gexf" else networkx.read_graphml(path)
    return graph


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_who_speaks_about_whom(write: Export, name: str) -> None:
    exported = write(name)
    graph = _read(exported.target, name)
    assert graph.is_directed()
    labels = {key: node["label"] for key, node in graph.nodes(data=True)}
    edges = [(labels[one], labels[other], data["weight"], data["accuse"]) for one, other, data in graph.edges(data=True)]
    assert edges == [("Harbour Board", "Ana Ruiz", 1, 1)]
    (person,) = (node for _, node in graph.nodes(data=True) if node["kind"] == "person")
    assert (person["role"], person["statements"]) == ("Mayor", 1)
    assert exported.notes == (
        "2 who speak or are spoken about, 1 times",
        "1 statements left out whose speaker is not named",
    )


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_a_network_may_be_empty(empty: Path, tmp_path: Path, name: str) -> None:
    assert len(_read(export(empty, name, out=str(tmp_path / "made")).target, name)) == 0


def test_the_same_tables_give_the_same_network(write: Export) -> None:
    one, other = (Path(write("gexf", out=name).target).read_bytes() for name in ("one", "other"))
    assert one == other
    assert b"lastmodifieddate" not in one


def test_the_map_has_places_with_coordinates(write: Export) -> None:
    exported = write("geojson")
    made = json.loads(Path(exported.target).read_text("utf-8"))
    (oslo,) = made["features"]
    assert (made["type"], oslo["type"]) == ("FeatureCollection", "Feature")
    assert oslo["geometry"] == {"type": "Point", "coordinates": [10.7, 59.9]}  # longitude first
    assert (oslo["properties"]["name"], oslo["properties"]["country_code"], oslo["properties"]["statements_about"]) == (
        "Oslo",
        "NO",
        0,
    )
    assert exported.notes == ()
