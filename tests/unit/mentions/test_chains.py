"""Entities of a document from names that are given, on parses made by hand."""

import pytest

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.names import Name
from extractor.mentions.chains import NameLists, find_entities, load_name_lists
from extractor.mentions.model import DocumentEntities, Entity
from extractor.resources import find_models
from tests.unit.marked import marked


@pytest.fixture(scope="module")
def knowledge() -> NameLists:
    return load_name_lists(find_models())


class Finder:
    """``entities("line")`` and what the mentions say."""

    def __init__(self, gazetteer: Gazetteer, knowledge: NameLists) -> None:
        self.gazetteer, self.knowledge = gazetteer, knowledge

    def __call__(self, line: str) -> DocumentEntities:
        parse = marked(line)
        return find_entities(parse, [Name(*span) for span in parse.names], self.gazetteer, self.knowledge)

    def chains(self, line: str) -> list[int | None]:
        return [mention.entity for mention in self(line).mentions]

    def only(self, line: str) -> Entity:
        (entity,) = self(line).entities
        return entity


@pytest.fixture
def find(gazetteer: Gazetteer, knowledge: NameLists) -> Finder:
    return Finder(gazetteer, knowledge)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[PERSON Ann Lee] left . [PERSON Lee] said . [PERSON Ann] left", [0, 0, 0]),
        ("[PERSON Ann Lee] and [PERSON Bo Lee] met", [0, 1]),
        ("[PERSON William Hale] left . [PERSON Bill Hale] left", [0, 0]),
        ("[PERSON Ann Hale] left . [PERSON Dean Hale] left", [0, 0]),
        ("[PERSON Dean Hale] left . [PERSON Hale] left", [0, 0]),
        ("[PERSON Ann Sandrovik] left . [PERSON Sandovik] said . [PERSON Sandrovik] left", [0, 0, 0]),
        ("[PERSON Sandovik] left . [PERSON Ann Sandrovik] left", [0, 1]),
        ("[PERSON Aleksandar Vučić] left . [PERSON Vucic] left", [0, 0]),
        ("[PERSON Ann Bill] left . [PERSON Bill] and [PERSON Hillary Clinton] met", [0, 0, 1]),
        ("[PERSON Bill] and [PERSON Hillary Clinton] met . Mrs. [PERSON Clinton] left . Mr. [PERSON Clinton] left", [0, 1, 1, 0]),
        ("[PERSON Hale] left . [PERSON Hale] 's wife , [PERSON Dora Hale] , left . [PERSON Hale] left", [0, 0, 1, 0]),
        ("[PERSON Hale] 's rise . [PERSON Bo Hale] , son of the mayor , left . [PERSON Hale] left", [0, 1, 0]),
        ("[PERSON Hale] left . his son [PERSON Bo Hale] left . [PERSON Hale] left", [0, 1, 0]),
        ("[PERSON Don Hale] left . [PERSON Don Hale Jr.] left . [PERSON Don Hale] left", [0, 1, 0]),
        ("[PERSON Don W. Hale] left . [PERSON Don H.R. Hale] left", [0, 1]),
        ("[ORG Republican National Committee] met the [ORG Radio News Club] . [ORG RNC] met", [0, 1, 0]),
        ("[ORG GM] paid . [ORG GMs] owner left", [0, 0]),
        ("[ORG United States Air Force] met the [ORG Air Force Communications] . The [ORG Air Force] paid", [0, 1, 0]),
        ("[PERSON Jaap de Hoop Scheffer] left . [PERSON Hoop Scheffer] left", [0, 0]),
        ("Mr. [PERSON Moss] left . Mrs. [PERSON Moss] left . Mr. [PERSON Moss] left", [0, 1, 0]),
        ("[PERSON Hale] left . Mr. [PERSON Hale] met [PERSON Dora Hale] . Mr. [PERSON Hale] left", [0, 0, 1, 0]),
        ("[PERSON Dora Hale] , née [PERSON Marlow] , left", [0, 0]),
        ("[ORG LinkedIn Inc.] paid . [ORG LinkedIn] left", [0, 0]),
        ("[GPE Charlotte] was quiet . The [GPE Queen City] slept . The [GPE City of Charlotte] slept", [0, 0, 0]),
        ("[GPE Virginia] paid . The [GPE State of Virginia] paid", [0, 0]),
        ("[ORG Kestrel Australia] paid . [ORG Kestrel] paid", [0, 1]),
        ("the [ORG aircraft maker Kestrel Motors] paid . [ORG Kestrel Motors] paid", [0, 0]),
        ("[PERSON Martin Hale Jr.] left . [PERSON Martin Hale] left", [0, 0]),
        ("[ORG Kestrel Motors Ltd.] paid . [ORG Kestrel Motors] paid . [ORG Kestrel] paid", [0, 0, 0]),
        ("[ORG European Commission] ( [ORG EC] ) met . [ORG EC] met", [0, 0, 0]),
        ("[ORG Harbour Safety Board] met . The [ORG HSB] met", [0, 0]),
        ("[ORG HSB] met . The [ORG Harbour Safety Board] met", [0, 0]),
        ("[ORG NATO] met . The [ORG North Atlantic Treaty Organization] met", [0, 0]),
        ("[ORG New York Times] wrote . The [ORG Times] wrote", [0, 0]),
        ("[GPE U.S.] and [GPE United States] and [GPE America]", [0, 0, 0]),
        ("[GPE Serbia] is a [NORP Serbian] country", [0, None]),
        ("the [EVENT Olympics] in [GPE Paris]", [None, 0]),
    ],
)
def test_chains(find: Finder, line: str, expected: list[int | None]) -> None:
    assert find.chains(line) == expected


@pytest.mark.parametrize(
    ("line", "candidates"),
    [
        ("[PERSON Ann Lee] met [PERSON Bo Lee] . [PERSON Lee] left", [0, 1]),
        ("[PERSON Ann Lee] and his wife , [PERSON Dora Lee] , own it . [PERSON Lee] left", [0, 1]),
        # The bare name has become hers.
        ("[PERSON Ann Lee] left . [PERSON Lee] sat . [PERSON Lee] ate . [PERSON Bo Lee] came . [PERSON Lee] slept", []),
        # He has long left the text.
        ("[PERSON Bo Lee] left . a . b . c . d . [PERSON Ann Lee] came . [PERSON Lee] slept", []),
        ("[PERSON Ann Lee] met [PERSON Bo Hale] . [PERSON Lee] left", []),
    ],
)
def test_family_name_of_two_stays_open_where_nothing_tells_them_apart(find: Finder, line: str, candidates: list[int]) -> None:
    last = find(line).mentions[-1]
    assert list(last.candidates) == candidates
    assert (last.entity is None) == bool(candidates)


@pytest.mark.parametrize(
    ("line", "role", "affiliation"),
    [
        ("[GPE U.S.] Secretary of State [PERSON Antony J. Blinken] urged_VERB", "U.S. Secretary of State", "United States"),
        ("[GPE Serbia] 's president , [PERSON Aleksandar Vucic] , has_AUX", "Serbia's president", "Serbia"),
        ("with [PERSON Jake Sullivan] , the national_ADJ security adviser , today", "national security adviser", ""),
        ("the alliance 's Secretary General [PERSON Jens Stoltenberg] .", "Secretary General", ""),
        ("[PERSON Bo Hale] , a clerk of the [ORG Reform Party] , said_VERB", "clerk of the Reform Party", "Reform Party"),
        ("the president of [GPE Norway] , [PERSON Ann Lee] , left_VERB", "president of Norway", "Norway"),
        ("former_ADJ coach [PERSON Ann Lee] left_VERB", "former coach", ""),
        ("[NORP Serbian] Prime Minister [PERSON Ann Lee] left_VERB", "Serbian Prime Minister", "Serbia"),
        ("part of the network_NOUN>pobj-2 President [PERSON Ann Lee] led_VERB", "President", ""),
        ("[PERSON Bo Hale] , an anchor of [ORG Kestrel News] 's .", "anchor of Kestrel News", "Kestrel News"),
        ("[PERSON Bo Hale] , head of sales at Ink Well_INTJ Company , left_VERB", "head of sales at Ink Well Company", ""),
        ("[PERSON Bo Hale] , head of sales at Moss Still_ADV Waters , left_VERB", "head of sales at Moss Still Waters", ""),
        ("Mayor Firing_VERB Top General [PERSON Bo Hale] .", "Top General", ""),
        ("[PERSON Bo Hale] , head of Moss still_ADV Waters , left_VERB", "head of Moss", ""),
        ("[PERSON Bo Hale] KC , left_VERB", "KC", ""),
        ("[PERSON Bo Hale] , MP , left_VERB", "MP", ""),
        ("her_PRON running_VERB mate [PERSON Ann Lee] left_VERB", "running mate", ""),
        ("her rival [PERSON Bo Hale] left_VERB", "her rival", ""),
        ("[PERSON Ann Lee] , now_ADV a nurse_NOUN , left", "nurse", ""),
        ("[PERSON Ann Lee] , once_ADV a nurse_NOUN , left", "once a nurse", ""),
        ("[PERSON Ann Lee] of_ADP [GPE Serbia] left_VERB", "of Serbia", "Serbia"),
        ("a_DET strongman_ADJ>amod+2 [PERSON Ann Lee] left", "strongman", ""),
    ],
)  # fmt: skip
def test_roles(find: Finder, line: str, role: str, affiliation: str) -> None:
    (person,) = (entity for entity in find(line).entities if entity.kind == "person")
    assert [(found.text, found.affiliation) for found in person.roles] == [(role, affiliation)]
    text = marked(line).text
    assert text[person.roles[0].start : person.roles[0].end] == role


@pytest.mark.parametrize(
    "line",
    [
        "according to the president , [PERSON Ann Lee] will_AUX",
        "[PERSON Bo Hale] , spokesman [PERSON Ann Lee] said_VERB",
        "a 43-year-old_ADJ man , [PERSON Bo Hale] , left_VERB",
        "billionaire brothers [PERSON Bo Hale] left_VERB",
    ],
)
def test_no_role_of_another(find: Finder, line: str) -> None:
    assert not find(line).entities[0].roles


def test_affiliation_is_the_organization(find: Finder) -> None:
    document = find("[PERSON Bo Hale] , a spokesperson for the [ORG Harlan administration] , said_VERB")
    person = document.entities[0]
    assert person.affiliation is not None
    assert document.entities[person.affiliation].name == "Harlan administration"


def test_parts_of_a_person(find: Finder) -> None:
    entity = find.only("Mrs. [PERSON Dora van der Linden Jr.] left_VERB")
    assert (entity.name, entity.given_name, entity.family_name, entity.suffix) == (
        "Dora van der Linden Jr.",
        "Dora",
        "van der Linden",
        "Jr.",
    )
    assert (entity.honorific, entity.gender) == ("Mrs.", "f")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Sheikh [PERSON Tamira] left . [PERSON Tamira] slept", "Sheikh Tamira"),
        ("[PERSON Tamira] left . Brave Sheikh [PERSON Tamira] slept", "Sheikh Tamira"),
        ("[PERSON Sheikh Tamira] left . [PERSON Tamira] slept", "Sheikh Tamira"),
        ("Crown Prince [PERSON Oswin] left", "Prince Oswin"),
        ("Mullah [PERSON bin Zerab] left . [PERSON bin Zerab] slept", "Mullah bin Zerab"),
        ("PRINCE [PERSON OSWIN] LEFT . Prince [PERSON Oswin] left", "Prince Oswin"),
        ("Prince [PERSON Oswin] left . [PERSON Oswin Hale] slept", "Oswin Hale"),
        ("Mr. [PERSON Oswin] left . [PERSON Oswin] slept", "Oswin"),
        ("Father [PERSON Benwick] left . [PERSON Benwick] slept", "Benwick"),
        ("a prince [PERSON Oswin] left", "Oswin"),
        ("[PERSON Martin King] left . [PERSON King] slept", "Martin King"),
    ],
)
def test_title_that_stays_with_a_name_of_one_word(find: Finder, line: str, name: str) -> None:
    entity = find.only(line)
    assert entity.name == name
    assert not entity.family_name.startswith(("Sheikh", "Prince", "Mullah"))


def test_gender_is_not_guessed_from_the_given_name(find: Finder) -> None:
    assert find.only("[PERSON Mary Lee] left_VERB").gender == ""


def test_known_organization(find: Finder) -> None:
    entity = find.only("The [ORG New York Times] reports_VERB")
    assert (entity.name, entity.acronym, entity.subkind, entity.country_code, entity.is_outlet) == (
        "New York Times",
        "NYT",
        "media",
        "US",
        True,
    )


@pytest.mark.parametrize(
    ("line", "known", "country"),
    [
        ("In [GPE Ohio] the [ORG Supreme Court] ruled", "organization/united states supreme court", "US"),
        ("In [GPE India] the [ORG Supreme Court] ruled", "", "IN"),
        ("In [GPE Ohio] the state [ORG Supreme Court] ruled", "", "US"),
        ("In [GPE Japan] the [ORG House of Representatives] met", "", "JP"),
        ("The [ORG House of Representatives] met", "organization/united states house of representatives", "US"),
        ("[GPE Kenya] 's [ORG Supreme Court] ruled in [GPE India] on [GPE India] and [GPE India]", "", "KE"),
        ("The [ORG Hawks] , a unit of [GPE Kenya] , left", "", "KE"),
        ("The [ORG Hawks] won", "organization/atlanta hawks", "US"),
        ("The [ORG FBI] left [GPE Kenya]", "organization/federal bureau of investigation", "US"),
    ],
)
def test_body_of_the_country_that_is_spoken_of(find: Finder, line: str, known: str, country: str) -> None:
    (body,) = (entity for entity in find(line).entities if entity.kind == "organization")
    assert (body.known_as, body.country_code) == (known, country)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[GPE Kenya] 's [ORG Defence Ministry] met [GPE India] 's [ORG Defence Ministry]", ["KE", "IN"]),
        ("the [ORG Supreme Court] in [GPE Kenya] and the [ORG Supreme Court] of [GPE India]", ["KE", "IN"]),
        ("[GPE Kenya] 's new_ADJ [ORG Defence Ministry] left . The [ORG Defence Ministry] came", ["KE"]),
        ("[NORP Kenyan] [ORG Defence Ministry] left . [NORP Indian] [ORG Defence Ministry] came", ["KE", "IN"]),
    ],
)
def test_bodies_of_one_name_are_told_apart_by_the_country_beside_them(find: Finder, line: str, expected: list[str]) -> None:
    assert [entity.country_code for entity in find(line).entities if entity.kind == "organization"] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The [ORG Kenyan Radio Bureau] ( [ORG NBC] ) left", [0, 1]),
        ("The [ORG Norland Broadcasting Club] ( [ORG NBC] ) left . [ORG NBC] paid", [0, 0, 0]),
        ("The [ORG Electoral Commission] left . The [ORG EC] paid", [0, 0]),
        ("[ORG Marlow Steel] and [ORG Marlow Steel Kenya] met . [ORG Marlow] paid", [0, 1, 0]),
    ],
)
def test_acronyms_and_short_names_mean_what_the_text_spells_out(find: Finder, line: str, expected: list[int]) -> None:
    document = find(line)
    assert [mention.entity for mention in document.mentions] == expected
    assert document.entities[0].known_as == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[ORG Kestrel] left . " * 4 + "The [ORG Kestrel Fan Day] came", "Kestrel"),
        ("[ORG Kestrel] left . " * 4 + "The [ORG Kestrel Steel Company] came", "Kestrel Steel Company"),
        ("The [ORG Kestrel Fan Day] came . " + "[ORG Kestrel] left . " * 4, "Kestrel Fan Day"),
        ("[ORG Kestrel] left . The [ORG Kestrel Fan Day] came", "Kestrel Fan Day"),
    ],
    ids=["far more often", "tells the kind", "comes later", "once each"],
)
def test_the_name_of_an_organization_with_a_longer_one(find: Finder, line: str, expected: str) -> None:
    assert find(line).entities[0].name == expected


def test_an_acronym_before_any_long_name_is_the_one_that_the_lists_know(find: Finder) -> None:
    commission, other = find("The [ORG EC] paid . The [ORG Electoral Commission] left").entities
    assert (commission.known_as, other.known_as) == ("organization/european commission", "")


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("[NORP Russian] President [PERSON Ann Lee] left", "RU"),
        ("[ORG FBI] Director [PERSON Ann Lee] left", "US"),
        ("[PERSON Ann Lee] , ambassador to_ADP [GPE Serbia] , left", ""),
        ("[NORP Chinese] teacher [PERSON Ann Lee] left", ""),
    ],
)
def test_country_of_a_person_is_that_of_the_role(find: Finder, line: str, country: str) -> None:
    assert next(entity for entity in find(line).entities if entity.kind == "person").country_code == country


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("his brother_NOUN [PERSON Ann Lee] left", ["his brother"]),
        ("the brothers_NOUN told_VERB [PERSON Ann Lee] so", []),
        ("the panel_NOUN Chairman [PERSON Ann Lee] left", ["Chairman"]),
        ("in N.H. - Mayor [PERSON Ann Lee] left", ["Mayor"]),
        ("Father [PERSON Bo Lee] left", ["Father"]),
    ],
)
def test_what_of_the_words_before_is_a_role(find: Finder, line: str, roles: list[str]) -> None:
    assert [role.text for entity in find(line).entities for role in entity.roles] == roles


def test_parent(find: Finder) -> None:
    document = find("the [ORG FBI] and the [ORG Justice Department]")
    assert document.entities[0].parent == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Norland Ministry of Ports", "government"),
        ("Kestrel Motors", "company"),
        ("Tarnby Herald", "media"),
        ("Reform Party", "party"),
        ("Blue Ark", "other"),
        ("Norland Central Bank", "government"),
        ("Norland Council on Foreign Trade", "ngo"),
        ("House Harbour Committee", "government"),
        ("Committee to Protect Tarnby", "ngo"),
        ("Group G", "other"),
        ("Bank of Tarnby", "company"),
    ],
)
def test_kind_by_words(find: Finder, name: str, kind: str) -> None:
    assert find.only(f"[ORG {name}] said_VERB").subkind == kind


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("in [GPE Kosovo] today", ("Kosovo", "country", "XK")),
        ("in [GPE Moscow] today", ("Moscow", "city", "RU")),
        ("the [LOC Danube] today", ("Danube", "water", "")),
        ("the [FAC Harbour Station] today", ("Harbour Station", "facility", "")),
    ],
)
def test_places(find: Finder, line: str, expected: tuple[str, str, str]) -> None:
    entity = find.only(line)
    assert (entity.name, entity.subkind, entity.country_code) == expected


@pytest.mark.parametrize(
    ("line", "countries"),
    [
        ("[GPE Paris] , [GPE Texas] , in", ["US", "US"]),
        ("[GPE Paris] , [GPE France] , in", ["FR", "FR"]),
        ("To [GPE Moscow] , [GPE Serbia] is_AUX a friend", ["RU", "RS"]),
        ("[GPE Georgia] and [GPE Alabama] in the [GPE United States]", ["US", "US", "US"]),
        ("[GPE Georgia] and [GPE Russia] and [GPE Tbilisi]", ["GE", "RU", "GE"]),
        ("[GPE Tripoli] in [GPE Lebanon] , [NORP Lebanese] police", ["LB", "LB"]),
        ("northern [GPE Iraq] today", ["IQ"]),
        ("[GPE Tarnby] , [GPE Norway] , today", ["NO", "NO"]),
    ],
)
def test_disambiguation(find: Finder, line: str, countries: list[str]) -> None:
    assert [entity.country_code for entity in find(line).entities] == countries


def test_a_part_of_a_country_has_its_place(find: Finder) -> None:
    entity = find.only("in [LOC northern Iraq] today")
    assert (entity.name, entity.country_code, entity.known_as) == ("northern Iraq", "IQ", "")
    assert entity.latitude is not None


def test_building_means_the_organization(find: Finder) -> None:
    document = find("outside the [FAC White House] today")
    assert (document.mentions[0].kind, document.entities[0].known_as) == ("organization", "organization/white house")


def test_empty_document(find: Finder) -> None:
    assert find("nothing here") == DocumentEntities()


def test_name_in_capitals_is_not_shown(find: Finder) -> None:
    assert find("[PERSON ANN MAE LEE] . [PERSON Ann Mae Lee] left").entities[0].name == "Ann Mae Lee"


def test_capitals_are_no_acronym(find: Finder) -> None:
    assert find("[ORG Kestrel] left . [ORG KESTREL] left").entities[0].acronym == ""


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Iraqi Army", "IQ"),
        ("Ministry of Ports of Serbia", "RS"),
        ("Utrecht Police", "NL"),
        ("Utrecht Motors", ""),
        ("Georgia Ferry Authority", ""),
        ("Northern Ferry Authority", ""),
    ],
)
def test_country_by_name(find: Finder, name: str, country: str) -> None:
    assert find.only(f"[ORG {name}] left").country_code == country


def test_a_department_by_its_first_word_and_a_company_that_only_ends_alike(find: Finder) -> None:
    assert find.chains("the [ORG State Department] paid . [ORG State] left") == [0, 0]
    assert find.chains("[ORG Fox News] met [ORG News Co.] today") == [0, 1]
