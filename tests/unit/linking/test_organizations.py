"""Organizations and places across documents."""

from collections.abc import Callable, Iterable
from string import ascii_lowercase
from time import process_time

from extractor.linking.model import Cluster, Unit
from extractor.linking.names import Knowledge
from extractor.linking.organizations import link_organizations
from extractor.linking.places import link_places

Make = Callable[..., Unit]
Names = Callable[[Iterable[Cluster]], list[list[str]]]


def test_legal_forms_and_articles_do_not_matter(unit: Make, knowledge: Knowledge, names: Names) -> None:
    units = [unit("organization", name) for name in ("Kestrel Motors", "Kestrel Motors Ltd.", "the Kestrel Motor Company")]
    assert len(names(link_organizations(units, knowledge))) == 1


def test_acronym_with_its_expansion(unit: Make, knowledge: Knowledge, names: Names) -> None:
    long = unit("organization", "Union of Norland Workers", acronym="UNW")
    short = unit("organization", "UNW", acronym="UNW")
    assert names(link_organizations([long, short], knowledge)) == [["UNW", "Union of Norland Workers"]]


def test_acronym_that_no_document_explains_means_the_one_name_with_these_initials(unit: Make, knowledge: Knowledge) -> None:
    units = [unit("organization", "Union of Norland Workers"), unit("organization", "UNW")]
    assert len(link_organizations(units, knowledge)) == 1


def test_acronym_of_two_names_stays_apart_with_candidates(unit: Make, knowledge: Knowledge) -> None:
    units = [unit("organization", name) for name in ("Union of Norland Workers", "United Nickel Works", "UNW")]
    clusters = {cluster.key: cluster for cluster in link_organizations(units, knowledge)}
    assert len(clusters) == 3
    assert clusters["unw"].candidates == ["union of norland worker", "united nickel works"]


def test_an_organization_of_many_names_takes_no_longer_than_its_names(unit: Make, knowledge: Knowledge) -> None:
    numbers = [f"{first}{second}{third}" for first in "BCDFGHKLMN" for second in "aeiou" for third in ascii_lowercase]
    units = [
        unit("organization", f"Office of {name} Works", known_as="office", short_names={f"{name} Works"}) for name in numbers * 3
    ]
    bare = [unit("organization", f"{name} Works") for name in numbers]
    begin = process_time()
    clusters = link_organizations([*units, *bare], knowledge)
    assert process_time() - begin < 4.0
    assert len(clusters) == 1


def test_short_name_used_in_the_same_document(unit: Make, knowledge: Knowledge, names: Names) -> None:
    long = unit("organization", "Kestrel Motor Works", short_names={"kestrel", "kestrel motor works"})
    assert names(link_organizations([long, unit("organization", "Kestrel")], knowledge)) == [["Kestrel", "Kestrel Motor Works"]]


def test_generic_names_are_parted_by_country(unit: Make, knowledge: Knowledge) -> None:
    units = [unit("organization", "Ministry of Defence", country_code=code) for code in ("FR", "DE", "FR", "")]
    clusters = {cluster.key: len(cluster.units) for cluster in link_organizations(units, knowledge)}
    assert clusters == {"ministry of defence|": 1, "ministry of defence|DE": 1, "ministry of defence|FR": 2}


def test_one_state_has_one_government(unit: Make, knowledge: Knowledge, names: Names) -> None:
    one = ["U.S. government", "US Government", "Government of the United States", "American government"]
    other = ["Russian government", "Georgia government", "Georgian government", "American Airlines", "US Airlines"]
    found = names(link_organizations([unit("organization", name) for name in (*one, *other)], knowledge))
    assert found == sorted([sorted(one), *([name] for name in other)])


def test_names_known_to_the_word_lists(unit: Make, knowledge: Knowledge) -> None:
    units = [
        unit("organization", "NATO", known_as="nato"),
        unit("organization", "North Atlantic Treaty Organization", known_as="nato"),
        unit("organization", "Nato"),
    ]
    assert [cluster.key for cluster in link_organizations(units, knowledge)] == ["known nato"]


def test_places_by_key_name_and_country(unit: Make, names: Names) -> None:
    units = [
        unit("place", "Norland", known_as="NL"),
        unit("place", "the Norland", known_as="NL"),
        unit("place", "Ostburg", country_code="DE"),
        unit("place", "Ostburg", country_code="US"),
        unit("place", "Lund", country_code="SE"),
        unit("place", "Lund"),
    ]
    assert names(link_places(units)) == [["Lund", "Lund"], ["Norland", "the Norland"], ["Ostburg"], ["Ostburg"]]


def test_place_of_unknown_country_stays_apart_from_two(unit: Make) -> None:
    units = [unit("place", "Ostburg", country_code=code) for code in ("DE", "US", "")]
    clusters = {cluster.key: cluster.candidates for cluster in link_places(units)}
    assert clusters["ostburg|"] == ["ostburg|DE", "ostburg|US"]


def test_a_known_organization_is_no_short_name_of_another(unit: Make, knowledge: Knowledge) -> None:
    units = [
        unit("organization", "NBC", known_as="nbc", acronym="NBC"),
        unit("organization", "Norland Boat Committee", acronym="NBC"),
    ]
    assert len(link_organizations(units, knowledge)) == 2
