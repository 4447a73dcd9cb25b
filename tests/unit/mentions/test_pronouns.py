"""Whom pronouns mean, on parses made by hand."""

from dataclasses import replace

import pytest

from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference, load_coreference
from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.mentions.pronouns import resolve_pronouns
from extractor.mentions.speech import Speech, Utterance
from extractor.records import Kind
from extractor.resources import find_models
from tests.unit.parsed import parsed

LEE = "Ann/NNP/compound/+1 Lee/NNP/nsubj/+1"
LEFT = "left/VBD/ROOT/0 ././punct/-1"
SMILED = "smiled/VBD/ROOT/0 ././punct/-1"
HALE = "Tom/NNP/compound/+1 Hale/NNP/nsubj/+1"


@pytest.fixture(scope="module")
def knowledge() -> Coreference:
    return load_coreference(find_models())


def people(parse: Parse, *, kind: Kind = "person") -> DocumentEntities:
    """Entities for the names of a parse: equal last words are one."""
    mentions: list[Mention] = []
    entities: list[Entity] = []
    known: dict[str, int] = {}
    for start, end, label in parse.names:
        name = parse.span_text(start, end)
        number = known.setdefault(name.split()[-1], len(entities))
        if number == len(entities):
            given, _, family = name.rpartition(" ")
            entities.append(Entity(kind, name, given_name=given, family_name=family))
        mentions.append(Mention(start, end, label, kind, "name", number, "exact"))
    return DocumentEntities(tuple(mentions), tuple(entities))


def meant(document: DocumentEntities, token: int) -> str | list[str]:
    """The name that the pronoun at a token means, or the candidates."""
    (mention,) = [mention for mention in document.mentions if mention.start == token and mention.form == "pronoun"]
    if mention.entity is not None:
        return document.entities[mention.entity].name
    return [document.entities[candidate].name for candidate in mention.candidates]


@pytest.mark.parametrize(
    ("line", "names", "token", "expected"),
    [
        pytest.param(f"{LEE} {LEFT} She/PRP/nsubj/+1 {SMILED}", [(0, 2)], 4, "Ann Lee", id="next sentence"),
        pytest.param(
            f"Mr./NNP/compound/+1 Lee/NNP/nsubj/+1 {LEFT} She/PRP/nsubj/+1 {SMILED}", [(1, 2)], 4, [], id="title against"
        ),
        pytest.param(f"{HALE} thanked/VBD/ROOT/0 him/PRP/dobj/-1 ././punct/-2", [(0, 2)], 3, [], id="co-argument"),
        pytest.param(f"{HALE} thanked/VBD/ROOT/0 himself/PRP/dobj/-1 ././punct/-2", [(0, 2)], 3, "Tom Hale", id="reflexive"),
        pytest.param(
            f"The/DT/det/+1 mayor/NN/nsubj/+5 ,/,/punct/-1 {LEE.replace('nsubj/+1', 'appos/-3')} ,/,/punct/-4 "
            "praised/VBD/ROOT/0 herself/PRP/dobj/-1 ././punct/-2",
            [(3, 5)],
            7,
            "Ann Lee",
            id="reflexive of a description that the name explains",
        ),
        pytest.param(
            f"{HALE} thanked/VBD/ROOT/0 his/PRP$/poss/+1 crew/NN/dobj/-2 ././punct/-3", [(0, 2)], 3, "Tom Hale", id="possessive"
        ),
        pytest.param(
            f"{HALE} thanked/VBD/ROOT/0 Al/NNP/compound/+1 Roe/NNP/dobj/-2 for/IN/prep/-3 his/PRP$/poss/+1 help/NN/pobj/-2 "
            "././punct/-6",
            [(0, 2), (3, 5)],
            6,
            "Al Roe",
            id="whom a verb judges",
        ),
        pytest.param(
            f"{HALE} {LEFT} The/DT/det/+1 head/NN/nsubj/+6 of/IN/prep/-1 it/PRP/pobj/-1 ,/,/punct/+4 Al/NNP/compound/+1 "
            "Roe/NNP/appos/-5 ,/,/punct/+1 he/PRP/nsubj/+1 smiled/VBD/ROOT/0 ././punct/-1",
            [(0, 2), (9, 11)],
            12,
            "Al Roe",
            id="a second subject takes up the first",
        ),
        pytest.param(
            f"In/IN/prep/+5 his/PRP$/poss/+1 letter/NN/pobj/-2 {HALE} said/VBD/ROOT/0 no/NN/dobj/-1 ././punct/-2",
            [(3, 5)],
            1,
            "Tom Hale",
            id="fronted phrase",
        ),
        pytest.param(
            f"Kim/NNP/nsubj/+3 and/CC/cc/-1 Lou/NNP/conj/-2 {LEFT} He/PRP/nsubj/+1 {SMILED}",
            [(0, 1), (2, 3)],
            5,
            ["Kim", "Lou"],
            id="two are even",
        ),
        pytest.param(f"A/DT/det/+1 man/NN/nsubj/+1 {LEFT} He/PRP/nsubj/+1 {SMILED}", [], 4, [], id="man without a name"),
        pytest.param(f"It/PRP/nsubj/+1 {LEFT} He/PRP/nsubj/+1 {SMILED}", [], 3, [], id="nobody"),
    ],
)
def test_he_and_she(
    knowledge: Coreference, line: str, names: list[tuple[int, int]], token: int, expected: str | list[str]
) -> None:
    parse = parsed(line, [(start, end, "PERSON") for start, end in names])
    document = people(parse)
    document = resolve_pronouns(parse, document, knowledge, Layout(), Speech())
    assert meant(document, token) == expected


def test_the_speaker_is_not_he_but_i(knowledge: Coreference) -> None:
    line = f"{HALE} {LEFT} I/PRP/nsubj/+1 saw/VBD/ccomp/+4 him/PRP/dobj/-1 ,/,/punct/+2 "
    line += f"{LEE} said/VBD/ROOT/0 ././punct/-1"
    parse = parsed(line, [(0, 2, "PERSON"), (8, 10, "PERSON")])
    document = people(parse)
    document = resolve_pronouns(
        parse, document, knowledge, Layout(), Speech(utterances=(Utterance(4, 7, source=9),), sources=frozenset({9}))
    )
    assert (meant(document, 4), meant(document, 6)) == ("Ann Lee", "Tom Hale")


def test_own_pronouns_show_the_gender(knowledge: Coreference) -> None:
    """ "Marty Lee ... She": a given name decides nothing."""
    line = f"Marty/NNP/compound/+1 Lee/NNP/nsubj/+1 {LEFT} She/PRP/nsubj/+1 {SMILED}"
    parse = parsed(f"{line} She/PRP/nsubj/+1 {LEFT}", [(0, 2, "PERSON")])
    document = people(parse)
    document = resolve_pronouns(parse, document, knowledge, Layout(), Speech())
    assert (meant(document, 7), document.entities[0].gender) == ("Marty Lee", "f")


def test_words_inside_a_name_are_no_pronouns(knowledge: Coreference) -> None:
    parse = parsed("The/DT/det/+1 US/NNP/nsubj/+1 agreed/VBD/ROOT/0 ././punct/-1", [(1, 2, "GPE")])
    document = people(parse, kind="place")
    document = resolve_pronouns(parse, document, knowledge, Layout(), Speech())
    assert [mention.form for mention in document.mentions] == ["name"]


def test_they_and_speaking_it(knowledge: Coreference) -> None:
    line = (
        "The/DT/det/+1 Bank/NNP/nsubj/+1 closed/VBD/ROOT/0 ././punct/-1 "
        "It/PRP/nsubj/+1 said/VBD/ROOT/0 so/NN/dobj/-1 ././punct/-2 "
        f"Miners/NNS/nsubj/+1 {LEFT} They/PRP/nsubj/+1 {SMILED}"
    )
    parse = parsed(line, [(1, 2, "ORG")])
    document = people(parse, kind="organization")
    document = resolve_pronouns(parse, document, knowledge, Layout(), Speech(sources=frozenset({4})))
    assert (meant(document, 4), meant(document, 11)) == ("Bank", [])


def test_mentions_stay_in_order_and_entities_know_theirs(knowledge: Coreference) -> None:
    parse = parsed(
        f"{LEE} {LEFT} She/PRP/nsubj/+1 saw/VBD/ROOT/0 {LEE} ././punct/-3",
        [(0, 2, "PERSON"), (6, 8, "PERSON")],
    )
    document = people(parse)
    document = resolve_pronouns(parse, document, knowledge, Layout(), Speech())
    starts = [mention.start for mention in document.mentions]
    assert starts == sorted(starts)
    assert [list(found) for found in document.by_entity()] == [[each for each in document.mentions if each.entity == 0]]


def test_a_family_name_moves_to_the_namesake_that_pronouns_mean(knowledge: Coreference) -> None:
    line = (
        f"Ann/NNP/compound/+1 Hale/NNP/nsubj/+1 {LEFT} {HALE} {LEFT} "
        + "Hale/NNP/nsubj/+1 said/VBD/ROOT/0 she/PRP/nsubj/+1 knew/VBD/ccomp/-2 ././punct/-3 " * 3
    )
    parse = parsed(line, [(0, 2, "PERSON"), (4, 6, "PERSON"), *((8 + 5 * turn, 9 + 5 * turn, "PERSON") for turn in range(3))])
    document = people(parse)
    document = DocumentEntities(
        tuple(replace(mention, entity=int(number > 0)) for number, mention in enumerate(document.mentions)),
        tuple(Entity("person", f"{given} Hale", given_name=given, family_name="Hale") for given in ("Ann", "Tom")),
    )
    document = resolve_pronouns(parse, document, knowledge, Layout(), Speech())
    assert [mention.entity for mention in document.mentions if mention.form == "name"] == [0, 1, 0, 0, 0]


def test_i_is_the_author_outside_of_utterances(knowledge: Coreference) -> None:
    parse = parsed(
        f"Ann/NNP/compound/+1 Lee/NNP/ROOT/0 ././punct/-1 I/PRP/nsubj/+1 {LEFT} I/PRP/nsubj/+1 {SMILED}", [(0, 2, "PERSON")]
    )
    document = people(parse)
    document = resolve_pronouns(parse, document, knowledge, Layout(), Speech(utterances=(Utterance(6, 9),), author=0))
    assert (meant(document, 3), meant(document, 6)) == ("Ann Lee", [])


def test_you_is_who_answers_or_who_is_called(knowledge: Coreference) -> None:
    turn = "did/VBD/aux/+2 you/PRP/nsubj/+1 say/VB/ROOT/0 so/RB/advmod/-1"
    line = f"Kim/NNP/dep/+4 :/:/punct/-1 {turn} ?/./punct/-2 ././punct/-3 Lou/NNP/ROOT/0 :/:/punct/-1 Yes/UH/dep/-2 ././punct/-3"
    parse = parsed(line, [(0, 1, "PERSON"), (8, 9, "PERSON")])
    document = people(parse)
    turns = (Utterance(2, 8, source=0), Utterance(10, 12, source=8))
    document = resolve_pronouns(
        parse, document, knowledge, Layout(), Speech(utterances=tuple(turns), sources=frozenset({0, 3, 8}), replies={0: 8})
    )
    assert meant(document, 3) == "Lou"
    called = parsed(f"Lou/NNP/npadvmod/+5 ,/,/punct/+4 {turn} ././punct/-2", [(0, 1, "PERSON")])
    document = people(called)
    document = resolve_pronouns(called, document, knowledge, Layout(), Speech(sources=frozenset({3})))
    assert meant(document, 3) == "Lou"


FAR = " ".join([f"Rain/NN/nsubj/+1 {LEFT}"] * 8)


@pytest.mark.parametrize(("title_end", "expected"), [(3, "Ann Lee"), (0, [])])
def test_a_text_comes_back_to_the_person_of_its_headline(
    knowledge: Coreference, title_end: int, expected: str | list[str]
) -> None:
    line = f"Ms./NNP/compound/+2 Ann/NNP/compound/+1 Lee/NNP/ROOT/0 ././punct/-1 {FAR} She/PRP/nsubj/+1 {SMILED}"
    parse = parsed(line, [(1, 3, "PERSON")])
    document = people(parse)
    document = resolve_pronouns(parse, document, knowledge, Layout(title_tokens=title_end), Speech())
    assert meant(document, len(parse) - 3) == expected


NORRAIL = f"Norrail/NNP/nsubj/+1 {LEFT}"
SOURCES = {
    f"{NORRAIL} The/DT/det/+1 company/NN/nsubj/+1 {SMILED}": (4, "Norrail"),
    f"{NORRAIL} The/DT/det/+1 government/NN/nsubj/+1 {SMILED}": (4, None),
    f"{NORRAIL} The/DT/det/+2 other/JJ/amod/+1 company/NN/nsubj/+1 {SMILED}": (5, None),
    f"{NORRAIL} A/DT/det/+2 company/NN/compound/+1 spokesman/NN/nsubj/+1 {SMILED}": (5, "Norrail"),
    f"The/DT/det/+3 Norrail/NNP/compound/+2 press/NN/compound/+1 office/NN/nsubj/+1 {LEFT} It/PRP/nsubj/+1 {SMILED}": (
        6,
        "Norrail",
    ),
    f"Norland/NNP/compound/+1 Commission/NNP/nsubj/+1 {LEFT} The/DT/det/+1 company/NN/nsubj/+1 {SMILED}": (5, None),
    f"The/DT/det/+1 union/NN/nsubj/+4 ,/,/punct/-1 Norrail/NNP/appos/-2 ,/,/punct/-3 {LEFT} It/PRP/nsubj/+1 {SMILED}": (
        7,
        "Norrail",
    ),
}


@pytest.mark.parametrize("line", SOURCES)
def test_organizations_as_sources(knowledge: Coreference, line: str) -> None:
    source, expected = SOURCES[line]
    parse = parsed(line)
    start = parse.words.index("Norland") if "Norland" in parse.words else parse.words.index("Norrail")
    end = start + (2 if "Norland" in parse.words else 1)
    document = DocumentEntities(
        (Mention(start, end, "ORG", "organization", "name", 0),), (Entity("organization", parse.span_text(start, end)),)
    )
    document = resolve_pronouns(parse, document, knowledge, Layout(), Speech(sources=frozenset({source})))
    found = [document.entities[it.entity].name for it in document.mentions if it.form != "name" and it.entity is not None]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(("title_end", "expected"), [(3, "Norrail"), (0, None)])
def test_the_organization_of_the_headline(knowledge: Coreference, title_end: int, expected: str | None) -> None:
    parse = parsed(f"{NORRAIL} {FAR} The/DT/det/+1 company/NN/nsubj/+1 {SMILED}")
    document = DocumentEntities((Mention(0, 1, "ORG", "organization", "name", 0),), (Entity("organization", "Norrail"),))
    document = resolve_pronouns(
        parse, document, knowledge, Layout(title_tokens=title_end), Speech(sources=frozenset({len(parse) - 3}))
    )
    found = [document.entities[it.entity].name for it in document.mentions if it.form == "nominal" and it.entity is not None]
    assert found == ([expected] if expected else [])


KIM_AND_LOU = f"Kim/NNP/nsubj/+1 thanked/VBD/ROOT/0 Lou/NNP/dobj/-1 ././punct/-2 He/PRP/nsubj/+1 {SMILED}"


@pytest.mark.parametrize(("address", "expected"), [("lou-wins-race", "Lou"), ("wins-race", "Kim"), ("kim-meets-lou", "Kim")])
def test_an_article_is_about_the_person_in_its_address(knowledge: Coreference, address: str, expected: str) -> None:
    parse = parsed(KIM_AND_LOU, [(0, 1, "PERSON"), (2, 3, "PERSON")])
    weights = knowledge.weights.model_copy(update={"place": knowledge.weights.place | {"topic": 4.0}})
    layout = Layout(address=frozenset(address.split("-")))
    document = resolve_pronouns(parse, people(parse), replace(knowledge, weights=weights), layout, Speech())
    assert meant(document, 4) == expected
