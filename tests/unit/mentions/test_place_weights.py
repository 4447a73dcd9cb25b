"""The tables about places: every example, and what is wrong with a table."""

import tomllib
from pathlib import Path

import pytest

from extractor.entities.gazetteer import Gazetteer
from extractor.errors import ResourceError
from extractor.mentions.place_weights import EVIDENCE, load_place_lists
from extractor.resources import Models, find_models

MODELS = find_models()
KINDS = tomllib.loads((MODELS.root / "en/places.toml").read_text("utf-8"))["kind"]
YES = [(name, entry["kind"]) for entry in KINDS for name in entry["yes"]]
NO = [(name, entry["kind"]) for entry in KINDS for name in entry["no"]]


@pytest.mark.parametrize(("name", "kind"), YES)
def test_kind(name: str, kind: str) -> None:
    found = load_place_lists(MODELS).kind_of(name)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("name", "kind"), NO)
def test_other_kind(name: str, kind: str) -> None:
    found = load_place_lists(MODELS).kind_of(name)
    assert found is None or found.kind != kind


def test_every_evidence_has_a_weight() -> None:
    assert load_place_lists(MODELS).weights.keys() == set(EVIDENCE)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("place_weights.csv", "evidence,weight,meaning\nluck,1,none\n", "'luck' is not known"),
        ("place_weights.csv", "evidence,weight,meaning\nsize,big,none\n", "line 2"),
        ("place_weights.csv", "evidence,weight,meaning\nsize,1,none\n", "no weight for"),
        ("places.toml", "[short]\n", "'kind' is missing"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    for each in ("place_weights.csv", "places.toml", "outlet_homes.csv"):
        (folder / each).write_bytes((MODELS.root / "en" / each).read_bytes())
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(ResourceError, match=message):
        load_place_lists(Models(tmp_path))


def test_region_ids_are_of_regions(gazetteer: Gazetteer) -> None:
    named = {entry.name for entry in gazetteer.by_key.values() if entry.subkind == "region"}
    rows = MODELS.table("en/region_ids.csv", "name", "code", "geonames_id")
    assert [row["name"] for row in rows if row["name"].partition(" (")[0] not in named] == []
    assert len({row["geonames_id"] for row in rows}) == len(rows)
