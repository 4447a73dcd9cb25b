"""People, organizations and places of short texts, on the default model."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.analysis.pipeline import Pipeline
from extractor.entities.gazetteer import load_gazetteer
from extractor.entities.naming import Namer
from extractor.entities.weights import load_name_weights
from extractor.mentions.chains import find_entities, load_name_lists
from extractor.mentions.model import DocumentEntities, Entity
from extractor.resources import find_models

Analyse = Callable[[str], DocumentEntities]


@pytest.fixture(scope="module")
def analyse(nlp: Pipeline) -> Analyse:
    models = find_models()
    gazetteer, knowledge = load_gazetteer(models), load_name_lists(models)
    namer = Namer(gazetteer, load_name_weights(models))

    def run(text: str) -> DocumentEntities:
        starts = [0, *(number + 1 for number, letter in enumerate(text) if letter == "\n")]
        parse = next(iter(nlp.parse([(text, starts)])))
        return find_entities(parse, namer.names(parse), gazetteer, knowledge)

    return run


def of_kind(document: DocumentEntities, kind: str) -> list[Entity]:
    return [entity for entity in document.entities if entity.kind == kind]


PEOPLE = [
    ("Foreign Minister Elena Markovic met Tomas Havel on Monday.", {"Elena Markovic": "Foreign Minister", "Tomas Havel": ""}),
    ("Norway's prime minister, Ingrid Solberg, resigned. Solberg was ill.", {"Ingrid Solberg": "Norway's prime minister"}),
    ("Peter Lang, the chief economist at Deutsche Bank, disagreed.", {"Peter Lang": "chief economist at Deutsche Bank"}),
    ("Former U.S. Secretary of Defense Martin Cole spoke in Vienna.", {"Martin Cole": "Former U.S. Secretary of Defense"}),
    ("Sen. Laura Benton, R-Fla., voted no. Mrs. Benton gave no reason.", {"Laura Benton": "Sen."}),
    ("Anna Keller, a clerk of the European Commission (EC), declined.", {"Anna Keller": "clerk of the European Commission"}),
    ("They recalled then-Senator Laura Benton.", {"Laura Benton": "then-Senator"}),
    ("The Carter administration denied it, the White House said on Twitter.", {}),
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE, ids=[text[:30] for text, _ in PEOPLE])
def test_people_and_their_first_role(analyse: Analyse, text: str, expected: dict[str, str]) -> None:
    found = {entity.name: entity.roles[0].text if entity.roles else "" for entity in of_kind(analyse(text), "person")}
    assert found == expected


ORGANIZATIONS = [
    ("The Road Transport Department (JPJ) fined him. JPJ officers took the van.", {"Road Transport Department"}),
    ("The Tarnland National Water Authority (Tanwa) met. Tanwa said pumps had failed.", {"Tarnland National Water Authority"}),
    ("The Velby Labour Party (CEP) met on Friday. CEP said no.", {"Velby Labour Party"}),
    ("The Carter administration denied it, the White House said.", {"Carter administration", "White House"}),
    ("The European Commission (EC) met on Friday. The EC agreed.", {"European Commission"}),
    ("The British government asked the World Bank, the BBC reports.", {"British government", "World Bank", "BBC"}),
    ("Secretary of State John Parker left for Vienna.", set()),
]


@pytest.mark.parametrize(("text", "expected"), ORGANIZATIONS, ids=[text[:30] for text, _ in ORGANIZATIONS])
def test_organizations(analyse: Analyse, text: str, expected: set[str]) -> None:
    assert {entity.name for entity in of_kind(analyse(text), "organization")} == expected


def test_places_have_codes(analyse: Analyse) -> None:
    document = analyse(
        "Kosovo and Serbia asked the U.S. for help. Ukrainian troops left. The United States sent envoys to Moscow."
    )
    assert {entity.name: entity.country_code for entity in of_kind(document, "place")} == {
        "Kosovo": "XK",
        "Serbia": "RS",
        "United States": "US",
        "Moscow": "RU",
    }
    assert [mention.form for mention in document.mentions if mention.kind == "other"] == ["demonym"]


def test_the_sample_article(analyse: Analyse) -> None:
    seed = Path(__file__).parents[2] / "seeds" / "000_fd31b8e5f805f509.txt"
    document = analyse(seed.read_text(encoding="utf-8"))
    assert {entity.name: [role.text for role in entity.roles] for entity in of_kind(document, "person")} == {
        "John F. Kirby": ["spokesperson for the Biden administration"],
        "Aleksandar Vucic": ["Serbia's president"],
        "Antony J. Blinken": ["U.S. Secretary of State"],
        "Jake Sullivan": ["national security adviser"],
        "Jens Stoltenberg": ["Secretary General"],
    }
    organizations = {entity.name for entity in of_kind(document, "organization")}
    assert {"White House", "NATO", "New York Times", "Biden administration"} <= organizations
    assert not {"State", "A+", "A-"} & organizations
    assert {(entity.name, entity.country_code) for entity in of_kind(document, "place")} == {
        ("Kosovo", "XK"),
        ("Serbia", "RS"),
        ("United States", "US"),
        ("Russia", "RU"),
        ("China", "CN"),
        ("Ukraine", "UA"),
        ("Moscow", "RU"),
    }
    assert not [mention for mention in document.mentions if mention.label == "EVENT"]


def test_a_place_without_its_kind_is_the_same_place(analyse: Analyse) -> None:
    document = analyse(
        "The boat sank off Thita Island and Cape Velon. It had sailed to Thita and Velon, in Norway, from Lindi Region."
    )
    assert {"Thita Island", "Cape Velon"} <= {entity.name for entity in of_kind(document, "place")}
    assert not {"Thita", "Velon"} & {entity.name for entity in of_kind(document, "place")}


NAMED_BEFORE = [
    ("King Olav XVII Gustaf told reporters he was glad.", {"Olav XVII Gustaf"}),
    ("Tomas Havel resigned on Monday. Havel Tomas was the mayor of Velby.", {"Tomas Havel"}),
    (
        "Lon Dara, a singer, died on Monday. It was a stroke, his daughter, Mary Lon-Hale, said. Mr. Lon was born in 1950.",
        {"Lon Dara", "Mary Lon-Hale"},
    ),
    ("Marko Đurđević met the miners. Djurdjevic said that wages would double.", {"Marko Đurđević"}),
    (
        "Ana Maria Lopez Ortega leads the polls. AMLO said on Monday that wages would double. Critics fear AMLO.",
        {"Ana Maria Lopez Ortega"},
    ),
    ("Candidate Ana Maria Lopez Ortega (AMLO) spoke in Lima. AMLO said that wages would double.", {"Ana Maria Lopez Ortega"}),
    ("Crown Prince Tariq bin Salman met the miners. TBS said that oil would flow.", {"Tariq bin Salman"}),
    (
        "“Yes,” Brent Tarnell III said. Tarnell was five when the pact was signed. William Lane was his uncle and his father, "
        "Brent Tarnell, Jr., was a writer. “It is clear,” Tarnell says.",
        {"Brent Tarnell III", "William Lane", "Brent Tarnell Jr."},
    ),
    (
        "Dora Lane ran. Dora and Huma Abedin spoke, and Bill and Cora Hale left.",
        {"Dora Lane", "Huma Abedin", "Bill Hale", "Cora Hale"},
    ),
    ("Martin Luther Hale, Jr. and his son, Martin Luther Hale III, left.", {"Martin Luther Hale Jr.", "Martin Luther Hale III"}),
]


@pytest.mark.parametrize(("text", "expected"), NAMED_BEFORE, ids=[text[:30] for text, _ in NAMED_BEFORE])
def test_who_is_named_before(analyse: Analyse, text: str, expected: set[str]) -> None:
    found = analyse(text)
    assert {entity.name for entity in of_kind(found, "person")} == expected
    assert not of_kind(found, "organization")


OF_WHICH_COUNTRY = [
    ("French students met in Paris. French cooks came from Tarnby County.", "Tarnby County", ""),
    ("The House of Commons trade committee wrote to Ottawa. Canada waits.", "House of Commons", "CA"),
    ("The House of Commons voted on Monday. The vote was held in London, and Leeds waits.", "House of Commons", "GB"),
]


@pytest.mark.parametrize(
    ("text", "name", "country"), OF_WHICH_COUNTRY, ids=[name + country for _, name, country in OF_WHICH_COUNTRY]
)
def test_of_which_country(analyse: Analyse, text: str, name: str, country: str) -> None:
    assert {entity.name: entity.country_code for entity in analyse(text).entities}[name] == country
