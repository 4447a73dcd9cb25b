"""Descriptions linked to the entities that they mean, on parses made by hand."""

import pytest

from extractor.mentions.coreference import Coreference, load_coreference
from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.mentions.nominals import link_descriptions
from extractor.records import Kind
from extractor.resources import find_models
from tests.unit.parsed import parsed

PERSON = "{role}/NN/compound/+2 Ann/NNP/compound/+1 Lee/NNP/nsubj/+1 left/VBD/ROOT/0 ././punct/-1 "


@pytest.fixture(scope="module")
def knowledge() -> Coreference:
    return load_coreference(find_models())


def linked(knowledge: Coreference, line: str, names: list[tuple[int, int, Kind]], *, title_end: int = 0) -> list[tuple[str, str]]:
    """Text and entity of the descriptions found."""
    parse = parsed(line)
    document = DocumentEntities(
        tuple(Mention(start, end, "", kind, "name", number) for number, (start, end, kind) in enumerate(names)),
        tuple(Entity(kind, parse.span_text(start, end)) for start, end, kind in names),
    )
    document = link_descriptions(parse, document, knowledge, title_tokens=title_end)
    assert [mention.start for mention in document.mentions] == sorted(mention.start for mention in document.mentions)
    return [
        (parse.span_text(mention.start, mention.end), document.entities[mention.entity].name)
        for mention in document.mentions
        if mention.form == "nominal" and mention.entity is not None
    ]


@pytest.mark.parametrize(
    ("role", "description", "expected"),
    [
        ("mayor", "The/DT/det/+1 mayor/NN/nsubj/+1", [("The mayor", "Ann Lee")]),
        ("mayor", "The/DT/det/+2 old/JJ/amod/+1 mayor/NN/nsubj/+1", [("The old mayor", "Ann Lee")]),
        ("mayor", "A/DT/det/+1 mayor/NN/nsubj/+1", []),
        ("mayor", "The/DT/det/+2 next/JJ/amod/+1 mayor/NN/nsubj/+1", []),
        ("mayor", "The/DT/det/+2 Norland/NNP/compound/+1 mayor/NN/nsubj/+1", []),
        ("mayor", "Her/PRP$/poss/+1 mayor/NN/nsubj/+1", []),
        ("mayor", "The/DT/det/+1 governor/NN/nsubj/+1", []),
        ("mayor", "The/DT/det/+1 mayor/NN/nsubj/+2 of/IN/prep/-1", [("The mayor", "Ann Lee")]),
        ("minister", "The/DT/det/+1 minister/NN/nsubj/+3 of/IN/prep/-1 trade/NN/pobj/-1", []),
        ("minister", "The/DT/det/+2 foreign/JJ/amod/+1 minister/NN/nsubj/+1", []),
        ("minister", "The/DT/det/+2 young/JJ/amod/+1 minister/NN/nsubj/+1", [("The young minister", "Ann Lee")]),
        ("mayor", "The/DT/det/+2 better/JJR/amod/+1 mayor/NN/nsubj/+1", []),
        ("mayor", "The/DT/det/+3 more/RBR/advmod/+1 expensive/JJ/amod/+1 mayor/NN/nsubj/+1", []),
        ("mayor", "The/DT/det/+1 mayor/NN/oprd/+1", []),
    ],
)
def test_person(knowledge: Coreference, role: str, description: str, expected: list[tuple[str, str]]) -> None:
    line = PERSON.format(role=role) + description + " left/VBD/ROOT/0 ././punct/-1"
    assert linked(knowledge, line, [(1, 3, "person")]) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (
            "The/DT/det/+1 ministry/NN/nsubj/+4 ,/,/punct/-1 which/WDT/nsubj/+1 failed/VBD/relcl/-3",
            [("The ministry", "Ministry")],
        ),
        ("The/DT/det/+1 ministry/NN/nsubj/+3 which/WDT/nsubj/+1 failed/VBD/relcl/-2", []),
    ],
    ids=["adds", "picks out"],
)
def test_a_relative_clause(knowledge: Coreference, description: str, expected: list[tuple[str, str]]) -> None:
    line = f"Ministry/NNP/nsubj/+1 left/VBD/ROOT/0 ././punct/-1 {description} left/VBD/ROOT/0 ././punct/-1"
    assert linked(knowledge, line, [(0, 1, "organization")]) == expected


def test_of_two_the_one_mentioned_last(knowledge: Coreference) -> None:
    line = PERSON.format(role="mayor") + PERSON.format(role="mayor").replace("Lee", "Hale")
    line += "The/DT/det/+1 mayor/NN/nsubj/+1 left/VBD/ROOT/0 ././punct/-1"
    assert linked(knowledge, line, [(1, 3, "person"), (6, 8, "person")]) == [("The mayor", "Ann Hale")]


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("Rail/NNP/compound/+1 Company/NNP/nsubj/+1", "company", []),  # left for the pronouns, which know who acts
        ("Ministry/NNP/nsubj/+3 of/IN/prep/-1 Trade/NNP/pobj/-1", "ministry", [("The ministry", "Ministry of Trade")]),
        ("Ministry/NNP/nsubj/+3 of/IN/prep/-1 Trade/NNP/pobj/-1", "bank", []),
        ("Fund/NNP/nsubj/+3 for/IN/prep/-1 Government/NNP/pobj/-1", "government", []),
    ],
)
def test_organization(knowledge: Coreference, name: str, description: str, expected: list[tuple[str, str]]) -> None:
    line = f"{name} left/VBD/ROOT/0 ././punct/-1 The/DT/det/+1 {description}/NN/nsubj/+1 left/VBD/ROOT/0 ././punct/-1"
    assert linked(knowledge, line, [(0, len(name.split()), "organization")]) == expected


@pytest.mark.parametrize(
    ("determiner", "known", "expected"),
    [("this", ("country", "country"), "Chad"), ("the", ("country", "country"), "Oman"), ("the", ("city", ""), "")],
    ids=["one's own", "the last", "rather a place of unknown kind"],
)
def test_a_kind_of_place(knowledge: Coreference, determiner: str, known: tuple[str, str], expected: str) -> None:
    line = "Chad/NNP/nsubj/+1 met/VBD/ROOT/0 Chad/NNP/dobj/-1 Oman/NNP/dobj/-2 ././punct/-3 "
    line += f"{determiner}/DT/det/+1 {known[0]}/NN/nsubj/+1 left/VBD/ROOT/0 ././punct/-1"
    places = [Mention(at, at + 1, "", "place", "name", number) for at, number in ((0, 0), (2, 0), (3, 1))]
    entities = tuple(Entity("place", name, subkind=kind) for name, kind in zip(("Chad", "Oman"), known, strict=True))
    document = link_descriptions(parsed(line), DocumentEntities(tuple(places), entities), knowledge)
    meant = [entities[mention.entity].name for mention in document.mentions[3:] if mention.entity is not None]
    assert meant == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("title_end", "people", "expected"),
    [(3, ["Lee"], [("Mayor", "Ann Lee")]), (0, ["Lee"], []), (3, ["Lee", "Hale"], [])],
    ids=["headline", "text", "two mayors"],
)
def test_a_bare_description_in_the_headline(
    knowledge: Coreference, title_end: int, people: list[str], expected: list[tuple[str, str]]
) -> None:
    line = "Mayor/NN/nsubj/+1 left/VBD/ROOT/0 ././punct/-1 "
    line += " ".join(PERSON.format(role="mayor").replace("Lee", surname) for surname in people)
    names: list[tuple[int, int, Kind]] = [(4 + 5 * number, 6 + 5 * number, "person") for number in range(len(people))]
    assert linked(knowledge, line, names, title_end=title_end) == expected


def test_a_description_takes_the_place_of_a_name_that_means_nothing() -> None:
    document = DocumentEntities((Mention(0, 1, "PRODUCT", "other", "name"), Mention(3, 4, "PERSON", "person", "name", 0)))
    described = Mention(0, 1, "", "person", "nominal", 0, "coref", origin="description")
    assert document.adding([described]).mentions == (described, document.mentions[1])
    assert document.adding([Mention(3, 4, "", "person", "nominal", 0)]).mentions[1:] == (
        document.mentions[1],
        Mention(3, 4, "", "person", "nominal", 0),
    )
