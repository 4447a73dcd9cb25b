"""Names behind a describing noun, on parses made by hand."""

import pytest

from extractor.entities.names import Name
from extractor.mentions.described import add_described
from extractor.mentions.naming import naming_by_word
from tests.unit.parsed import parsed

MEANS = {"carmaker": "organization", "charity": "organization", "pilot": "person", "team": "organization", "spokesman": "person"}
SAID = "said/VBD/ROOT/0 so/RB/advmod/-1 ././punct/-2"
CHARITY = "The/DT/det/+1 charity/NN/nsubj/+3 Tarn/NNP/compound/+1 Aid/NNP/appos/-2"
PILOT = "pilot/NN/compound/+2 Dora/NNP/compound/+1 Hale/NNP/nsubj/+1"
CARMAKER = "carmaker/NN/compound/+1 Norauto/NNP/nsubj/+1"


def described(line: str, names: list[tuple[int, int, str]] | None = None) -> list[tuple[str, str]]:
    """Text and label of the names."""
    parse = parsed(line)
    found = add_described(parse, [Name(*name) for name in names or []], MEANS, given_names=("Dora",), companies=("carmaker",))
    return [(parse.span_text(name.start, name.end), name.label) for name in found]


@pytest.mark.parametrize(
    ("line", "names", "expected"),
    [
        (f"{CHARITY} {SAID}", [], [("Tarn Aid", "ORG")]),
        (f"{CHARITY.replace('Tarn/NNP', 'Friends/NNS')} {SAID}", [], [("Friends Aid", "ORG")]),
        (f"{CHARITY} {SAID}", [(2, 4, "PERSON")], [("Tarn Aid", "ORG")]),
        (f"{CHARITY} {SAID}", [(2, 4, "ORG")], [("Tarn Aid", "ORG")]),
        (f"{CHARITY} {SAID}", [(3, 4, "GPE")], [("Aid", "GPE")]),
        (f"{PILOT} {SAID}", [], [("Dora Hale", "PERSON")]),
        (f"{PILOT} {SAID}", [(1, 3, "ORG")], [("Dora Hale", "PERSON")]),
        (f"{PILOT.replace('Dora', 'Norland')} {SAID}", [], []),
        (f"team/NN/compound/+2 spokesman/NN/compound/+1 Hale/NNP/nsubj/+1 {SAID}", [], []),
        (f"{CARMAKER} {SAID}", [(1, 2, "PERSON")], [("Norauto", "ORG")]),
        (f"{CARMAKER} {SAID}", [(1, 2, "GPE")], [("Norauto", "GPE")]),
        (f"{CARMAKER.replace('carmaker', 'team')} {SAID}", [(1, 2, "PERSON")], [("Norauto", "PERSON")]),
        (
            f"{CARMAKER} {SAID} Tom/NNP/compound/+1 Norauto/NNP/nsubj/+1 {SAID}",
            [(1, 2, "PERSON"), (5, 7, "PERSON")],
            [("Norauto", "PERSON"), ("Tom Norauto", "PERSON")],
        ),
        (f"The/DT/det/+1 charity/NN/nsubj/+2 Monday/NNP/npadvmod/+1 {SAID}", [], []),
    ],
)
def test_a_noun_gives_a_name_away(line: str, names: list[tuple[int, int, str]], expected: list[tuple[str, str]]) -> None:
    assert described(line, names) == expected


def test_the_name_is_one_everywhere() -> None:
    assert described(f"{CHARITY} {SAID} Tarn/NNP/compound/+1 Aid/NNP/nsubj/+1 {SAID}") == [
        ("Tarn Aid", "ORG"),
        ("Tarn Aid", "ORG"),
    ]


SAILOR = "A/DT/det/+1 pilot/NN/nsubj/+3 called/VBN/acl/-1 Tarn/NNP/oprd/-1 said/VBD/ROOT/0 so/RB/advmod/-1 ././punct/-2"


@pytest.mark.parametrize(
    ("line", "names", "expected"),
    [
        (SAILOR, [], [("Tarn", "PERSON")]),
        (SAILOR, [(3, 4, "WORK_OF_ART")], [("Tarn", "PERSON")]),
        (SAILOR, [(3, 4, "PERSON")], [("Tarn", "PERSON")]),
        (SAILOR.replace("called/VBN", "praised/VBN"), [], []),
        (SAILOR.replace("pilot", "charity"), [], []),
        (SAILOR.replace("Tarn/NNP", "mad/JJ"), [], []),
    ],
)
def test_names_behind_phrases_of_naming(line: str, names: list[tuple[int, int, str]], expected: list[tuple[str, str]]) -> None:
    found = add_described(parsed(line), [Name(*name) for name in names], MEANS, naming=naming_by_word(["called", "known as"]))
    assert [(parsed(line).span_text(name.start, name.end), name.label) for name in found] == expected
