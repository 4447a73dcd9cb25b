"""Which place a name means: what the text puts behind it, the home of a local story, other countries."""

import pytest

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.names import Name
from extractor.mentions.chains import find_entities, load_name_lists
from extractor.mentions.model import Entity
from extractor.resources import find_models
from tests.unit.marked import marked


def places(line: str, gazetteer: Gazetteer) -> list[Entity]:
    parse = marked(line)
    names = [Name(*span) for span in parse.names]
    return find_entities(parse, names, gazetteer, load_name_lists(find_models())).entities


@pytest.mark.parametrize(
    ("line", "regions"),
    [
        ("in [GPE Springfield] , [GPE Ill.] , and [GPE Springfield] , [GPE Va.] .", ["Illinois", "", "Virginia", ""]),
        ("in [GPE Lebanon] , [GPE Pa.] , today", ["Pennsylvania", ""]),
        ("in [GPE Dover] , [GPE DE] , and [GPE Tarnby] , [GPE MO] .", ["Delaware", "", "Missouri", ""]),
        ("in [GPE Athens] , [GPE Ohio] . [GPE Athens] slept", ["Ohio", ""]),
        ("in [GPE Tarnby] [GPE Va.] today", ["Virginia", ""]),
        ("[GPE LEBANON] , [GPE Tenn.] / in [GPE Lebanon] and [GPE Lebanon] and [GPE Tarn County]", ["Tennessee", "", ""]),
    ],
)
def test_town_in_a_state(gazetteer: Gazetteer, line: str, regions: list[str]) -> None:
    assert [place.region for place in places(line, gazetteer)] == regions
    assert {place.country_code for place in places(line, gazetteer)} == {"US"}


def test_one_name_in_two_states_is_two_places(gazetteer: Gazetteer) -> None:
    found = places("from [GPE Tarnby] , [GPE Ohio] , to [GPE Tarnby] , [GPE Iowa] .", gazetteer)
    assert [place.known_as for place in found] == ["region/ohio/tarnby", "region/ohio", "region/iowa/tarnby", "region/iowa"]


def test_town_of_a_dateline_is_written_small(gazetteer: Gazetteer) -> None:
    assert places("[GPE PORT TARNBY] , [GPE Ohio] / It left", gazetteer)[0].name == "Port Tarnby"
    assert places("[GPE TARNBY] , [GPE Ohio] / Later [GPE Tarnby] slept", gazetteer)[0].name == "Tarnby"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[GPE Tarnby] , [GPE Ohio] .", "city"),
        ("[GPE Lake City] , [GPE Iowa] .", "city"),
        ("[LOC Lake Tarn] froze", "water"),
        ("[GPE Tarn County] , [GPE Iowa] .", "region"),
        ("[GPE Tarnby] slept", "other"),
    ],
)
def test_kind(gazetteer: Gazetteer, line: str, kind: str) -> None:
    assert places(line, gazetteer)[0].subkind == kind


def test_whose_coordinates(gazetteer: Gazetteer) -> None:
    found = places("[GPE Tarnby] , [GPE Ohio] , and [GPE Utrecht] and [GPE Nordby]", gazetteer)
    assert [(place.name, place.coordinates_of) for place in found] == [
        ("Tarnby", "holder"), ("Ohio", "place"), ("Utrecht", "place"), ("Nordby", "near")
    ]  # fmt: skip


def test_titles_tell_the_state_from_the_country(gazetteer: Gazetteer) -> None:
    assert places("In [GPE Georgia] , Gov. Hale signed", gazetteer)[0].country_code == "US"
    assert places("In [GPE Georgia] , President Hale signed", gazetteer)[0].country_code == "GE"


def test_a_list_of_places_holds_nothing(gazetteer: Gazetteer) -> None:
    found = places("from [GPE Lebanon] , [GPE Texas] , [GPE Florida] and [GPE Ohio] .", gazetteer)
    assert found[0].country_code == "LB"


def test_local_story_names_towns_of_its_country(gazetteer: Gazetteer) -> None:
    local = "[GPE Danville] , [GPE Ky.] / A road from [GPE Tarnby] to [GPE Boyle County] closed"
    assert [place.country_code for place in places(local, gazetteer)] == ["US", "US", "US", "US"]
    assert [place.country_code for place in places("A road from [GPE Tarnby] to [GPE Boyle County] closed", gazetteer)] == [
        "",
        "",
    ]


def test_small_town_abroad_that_nothing_else_speaks_for(gazetteer: Gazetteer) -> None:
    home = "[GPE Ohio] [GPE Iowa] [GPE Texas] [GPE Utah] [GPE Alaska] [GPE Montana] [GPE Idaho]"
    other = places(f"{home} and [GPE Derry]", gazetteer)[-1]
    assert (other.country_code, other.known_as) == ("US", "")
    assert places(f"{home} and [GPE Derry] in [GPE Britain]", gazetteer)[-2].country_code == "GB"
    assert places("They met in [GPE Derry]", gazetteer)[-1].country_code == "GB"
