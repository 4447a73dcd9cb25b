from pathlib import Path

import pytest

from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.entities.spelling import fold
from extractor.errors import ResourceError
from extractor.resources import Models, find_models


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kosovo", "country/XK"),
        ("U.S.", "country/US"),
        ("US", "country/US"),
        ("United States", "country/US"),
        ("Calif.", "region/california"),
        ("SERBIA", "country/RS"),
        ("N.A.T.O.", "organization/north atlantic treaty organization"),
        ("McDonald’s", "organization/mcdonalds"),
        ("New  York Times", "outlet/new york times"),
    ],
)
def test_find(gazetteer: Gazetteer, text: str, key: str) -> None:
    assert gazetteer.find(text)[0].key == key


def test_unknown_and_ambiguous(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Tarnby") == ()
    assert {known.key for known in gazetteer.find("Georgia")} == {"country/GE", "region/georgia us state"}


def test_names_that_need_their_article(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Hill") == ()
    assert gazetteer.find("Hill", after_article=True)[0].name == "The Hill"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Serbian", "country/RS"),
        ("Serbs", "country/RS"),
        ("French", "country/FR"),
        ("Iraqis", "country/IQ"),
        ("Texan", "region/texas"),
    ],
)
def test_demonyms(gazetteer: Gazetteer, word: str, key: str) -> None:
    assert gazetteer.demonyms[word] == key


def test_coordinates_and_codes(gazetteer: Gazetteer) -> None:
    for known in gazetteer.by_key.values():
        if known.kind == "place":
            assert known.latitude is not None
            assert known.longitude is not None
            assert -90 <= known.latitude <= 90
            assert -180 <= known.longitude <= 180
        assert known.country == "" or (len(known.country) == 2 and f"country/{known.country}" in gazetteer.by_key)


def test_every_country_has_a_capital_city(gazetteer: Gazetteer) -> None:
    with_capital = {known.country for known in gazetteer.by_key.values() if known.is_capital}
    assert len(with_capital) > 150
    assert {"RS", "XK", "US", "CN", "UA", "RU"} <= with_capital


def test_enough_outlets_and_parents_that_exist(gazetteer: Gazetteer) -> None:
    names = {known.name for known in gazetteer.by_key.values()}
    assert sum(known.is_outlet for known in gazetteer.by_key.values()) >= 150
    assert {known.parent for known in gazetteer.by_key.values() if known.parent} <= names


def test_a_region_of_a_city_is_listed(gazetteer: Gazetteer) -> None:
    regions = {row["name"] for row in find_models().table("en/regions.csv")}
    assert {known.region for known in gazetteer.by_key.values() if known.region} <= regions


def test_wrong_number_is_named(tmp_path: Path) -> None:
    source = find_models().root
    (tmp_path / "en").mkdir()
    for path in (source / "en").iterdir():
        (tmp_path / "en" / path.name).write_bytes(path.read_bytes()) if path.is_file() else None
    cities = tmp_path / "en" / "cities.csv"
    cities.write_text(
        "name,country,region,aliases,latitude,longitude,population,capital\nTarnby,NO,,,north,5,10,\n", encoding="utf-8"
    )
    with pytest.raises(ResourceError, match="tarnby"):
        load_gazetteer(Models(tmp_path))


@pytest.mark.parametrize(
    ("one", "other"), [("Vučić", "Vucic"), ("U.S.", "us"), ("Al-Hadi", "al hadi"), ("O’Neill", "O'Neill"), ("Łódź", "lodz")]
)
def test_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_capitals_inside_a_listed_name_may_be_left_out(gazetteer: Gazetteer) -> None:
    assert [known.name for known in gazetteer.find("Politifact")] == ["PolitiFact"]
