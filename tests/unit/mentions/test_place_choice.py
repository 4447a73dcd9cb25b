"""Which of several places of one name is meant, with the towns of GeoNames: what the text, the outlet and other names say."""

import pytest

from extractor.articles import Article
from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.entities.names import Name
from extractor.mentions.chains import NameLists, find_entities, load_name_lists
from extractor.mentions.model import Entity
from extractor.mentions.place_choice import NOWHERE, Home
from extractor.mentions.place_home import home_of
from extractor.resources import find_models
from tests.unit.marked import marked


@pytest.fixture(scope="module")
def towns() -> Gazetteer:
    return load_gazetteer(find_models(), geonames=True)


@pytest.fixture(scope="module")
def lists() -> NameLists:
    return load_name_lists(find_models())


def _places(line: str, gazetteer: Gazetteer, lists: NameLists, home: Home = NOWHERE) -> dict[str, Entity]:
    parse = marked(line)
    entities = find_entities(parse, [Name(*span) for span in parse.names], gazetteer, lists, home=home)
    found = {}
    for mention in entities.mentions:
        if mention.entity is not None:
            found.setdefault(parse.span_text(mention.start, mention.end), entities.entities[mention.entity])
    return found


@pytest.mark.parametrize(
    ("line", "name", "country", "region"),
    [
        # What stands behind it, beside it and before it.
        ("in [GPE Paris] , [GPE Texas] .", "Paris", "US", "Texas"),
        ("in [GPE Paris] .", "Paris", "FR", "Île-de-France"),
        ("in [GPE Lebanon] , [GPE Ohio] .", "Lebanon", "US", "Ohio"),
        # Regions and countries of the text.
        ("[GPE Ohio] has a road from [GPE Lebanon] to [GPE Mason] and [GPE Dayton] .", "Lebanon", "US", "Ohio"),
        ("[GPE Canada] paid [GPE Timmins] .", "Timmins", "CA", "Ontario"),
        ("[GPE Lebanon] and [GPE Syria] closed the road to [GPE Damascus] .", "Lebanon", "LB", ""),
        # A list is no chain: each has its own place.
        ("in [GPE Lviv] , [GPE Odesa] , [GPE Vinnytsia] .", "Vinnytsia", "UA", "Vinnytsia region"),
        # A village does not take the name of a country or of a metropolis.
        ("[GPE Japan] and [GPE China] and [GPE Tokyo] and [GPE Osaka] .", "China", "CN", ""),
        ("[GPE Texas] , [GPE Ohio] , [GPE Chicago] , [GPE Boston] and [GPE London] .", "London", "GB", "England"),
        ("[GPE Ukraine] , [GPE Bosnia] and [GPE Georgia] .", "Georgia", "GE", ""),
        ("Sen. Hale of [GPE Ohio] : [GPE Texas] , [GPE Chicago] and [GPE Boston] lost jobs to [GPE China]", "China", "CN", ""),
        # Among many towns some are near one of the name by chance.
        (
            "[GPE Illinois] , [GPE Ohio] , [GPE Chicago] , [GPE Boston] , [GPE Tampa] , [GPE Dallas] , [GPE Cleveland] , "
            "[GPE Reno] , [GPE Phoenix] .",
            "Phoenix",
            "US",
            "Arizona",
        ),
        # The capital of a country that is named.
        (
            "[GPE London] , [GPE Leeds] and [GPE Hull] heard the [GPE United States] and [GPE Washington] .",
            "Washington",
            "US",
            "",
        ),
        ("[GPE Texas] , [GPE Ft. Worth] .", "Ft. Worth", "US", "Texas"),
        ("[GPE Ukraine] , [GPE Kharkiv] , [GPE Donetsk] and [GPE New York] .", "New York", "US", None),
        ("Sen. Hale of [GPE Ohio] left the [GPE United States] from [GPE New York] .", "New York", "US", "New York"),
    ],
)
def test_choice(towns: Gazetteer, lists: NameLists, *, line: str, name: str, country: str, region: str | None) -> None:
    place = _places(line, towns, lists)[name]
    assert place.country_code == country
    assert region is None or place.region == region
    assert place.coordinates_of == "place"


def test_a_village_of_the_country_that_nothing_speaks_for_is_left(towns: Gazetteer, lists: NameLists) -> None:
    place = _places("in [GPE Selde] .", towns, lists)["Selde"]
    assert (place.latitude, place.geonames_id) == (None, "")


def test_adjective_beside_it(towns: Gazetteer, lists: NameLists) -> None:
    told = _places("the [NORP Sudanese] city_NOUN of_ADP [GPE Nancy] .", towns, lists)["Nancy"]
    assert (told.country_code, told.subkind) == ("SD", "other")
    assert _places("the city_NOUN of_ADP [GPE Nancy] .", towns, lists)["Nancy"].country_code == "FR"


def test_a_people_that_was_given_as_a_place_is_its_country(towns: Gazetteer, lists: NameLists) -> None:
    place = _places("the [GPE Norwegian] coast", towns, lists)["Norwegian"]
    assert (place.known_as, place.subkind) == ("country/NO", "country")


@pytest.mark.parametrize(
    ("url", "outlet", "region", "town"),
    [
        ("https://www.tampabay.com/news/1", "", "Florida", "Springfield"),
        ("https://sports.clarionledger.com/1", "", "Mississippi", "Columbus"),
        ("", "Columbus Dispatch", "Ohio", "Springfield"),
    ],
)
def test_outlet(towns: Gazetteer, lists: NameLists, *, url: str, outlet: str, region: str, town: str) -> None:
    home = home_of(Article("d", "d.txt", "", (), url=url, outlet=outlet), towns, lists.places)
    assert home.division in towns.divisions
    assert towns.divisions[home.division].name == region
    place = _places(f"[GPE {town}] .", towns, lists, home)[town]
    assert place.region == region


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://tarn.example.ie/1", "IE"),
        ("https://tarn.example.co.uk", "GB"),
        ("https://tarn.example.io", ""),
        ("https://tarn.example.com", ""),
        ("https://[tarn", ""),
        ("", ""),
    ],
)
def test_domain(towns: Gazetteer, lists: NameLists, url: str, country: str) -> None:
    assert home_of(Article("d", "d.txt", "", (), url=url), towns, lists.places).country == country


def test_counties_are_told_apart_by_their_neighbours(towns: Gazetteer, lists: NameLists) -> None:
    line = "[GPE Cincinnati] and [GPE Dayton] pay [GPE Warren County] ."
    county = _places(line, towns, lists)["Warren County"]
    assert (county.region, county.subkind, county.geonames_id) == ("Ohio", "region", "")
    assert county.coordinates_of == "near"


def test_what_a_place_lies_in(towns: Gazetteer, lists: NameLists) -> None:
    found = _places("[GPE Toledo] , [GPE Ohio] , [FAC Tarn Street] in [GPE Toledo] and [GPE Ohio] .", towns, lists)
    assert found["Toledo"].within == ("region/ohio", "country/US")
    assert found["Ohio"].within == ("country/US",)
    assert (found["Tarn Street"].subkind, found["Tarn Street"].coordinates_of) == ("street", "holder")
    assert found["Tarn Street"].country_code == "US"
    assert found["Ohio"].geonames_id == "5165418"


def test_buildings_lie_in_the_town_of_their_name(towns: Gazetteer, lists: NameLists) -> None:
    found = _places("[GPE Timmins] in [GPE Canada] . / [FAC Timmins Court] and [FAC Selde Church] .", towns, lists)
    assert found["Timmins Court"].within == ("geonames/6166739", "region/ontario", "country/CA")
    assert (found["Timmins Court"].coordinates_of, found["Selde Church"].coordinates_of) == ("holder", "near")


def test_waters_have_no_country(towns: Gazetteer, lists: NameLists) -> None:
    found = _places("[GPE Oslo] and [GPE Bergen] in [GPE Norway] and [LOC Selde River] .", towns, lists)
    assert (found["Selde River"].subkind, found["Selde River"].country_code) == ("water", "")


def test_streets_are_no_towns(towns: Gazetteer, lists: NameLists) -> None:
    found = _places("[GPE Washington Square] and [GPE Chestnut Street] .", towns, lists)
    assert [place.geonames_id for place in found.values()] == ["", ""]


def test_homes_are_found(towns: Gazetteer, lists: NameLists) -> None:
    assert towns.geonames is not None
    for town, division in lists.places.homes.values():
        found = towns.geonames.find(town) if town else ()
        assert not town or any(entry.first_level == division for entry in found), (town, division)
