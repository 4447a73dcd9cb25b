import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions.names import PersonName, given_first, is_part_of, may_be_one, recased, split_name

PARTICLES = frozenset(("van", "der", "al", "el", "bin", "de"))
SUFFIXES = frozenset(("jr.", "iii"))
FORMAL = {"bill": frozenset(("william",)), "liz": frozenset(("elizabeth",))}


def name(text: str) -> PersonName:
    return split_name(text.split(), particles=PARTICLES, suffixes=SUFFIXES)


@pytest.mark.parametrize(
    ("text", "given", "family", "suffix"),
    [
        ("Antony J. Blinken", "Antony J.", "Blinken", ""),
        ("Ursula van der Linden", "Ursula", "van der Linden", ""),
        ("Martin Hale Jr.", "Martin", "Hale", "Jr."),
        ("Martin Hale , III", "Martin", "Hale", "III"),
        ("Omar al-Hadi", "Omar", "al-Hadi", ""),
        ("Mohammed bin Salman", "Mohammed", "bin Salman", ""),
        ("Hale", "", "Hale", ""),
        ("van Dyke", "", "van Dyke", ""),
    ],
)
def test_parts(text: str, given: str, family: str, suffix: str) -> None:
    found = name(text)
    assert (found.given, found.family, found.suffix) == (given, family, suffix)
    assert found.is_full == bool(given)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("William Hale", "Bill Hale", True),
        ("Antony J. Blinken", "Antony Blinken", True),
        ("A. Blinken", "Antony Blinken", True),
        ("Aleksandar Vučić", "Aleksandar Vucic", True),
        ("J. Edgar Moss", "Edgar Moss", True),
        ("Dora Hale", "Martin Hale", False),
        ("Martin Hale Jr.", "Martin Hale III", False),
        ("Martin Hale", "Martin Moss", False),
        ("Jaap de Hoop Scheffer", "Jaap Scheffer", True),
    ],
)
def test_may_be_one(one: str, other: str, expected: bool) -> None:
    assert may_be_one(name(one), name(other), formal=FORMAL) is expected
    assert may_be_one(name(other), name(one), formal=FORMAL) is expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("CARMEL DE LUGA", "Carmel de Luga"),
        ("Carmel DELUGA", "Carmel Deluga"),
        ("KIM Min-jae", "Kim Min-jae"),
        ("R.J. MCDONALD", "R.J. McDonald"),
        ("JD Vance", "JD Vance"),
        ("SZA", "SZA"),
        ("Ann Lee III", "Ann Lee"),
    ],
)
def test_names_in_capitals_are_written_as_elsewhere(written: str, shown: str) -> None:
    found = recased(name(written), frozenset(("de", "la")))
    assert " ".join(filter(None, (found.given, found.family))) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zarenko Viktor Petrovych", "Viktor Petrovych Zarenko"),
        ("Viktor Petrovych Zarenko", "Viktor Petrovych Zarenko"),
        ("Ida Viktor Petrovych", "Ida Viktor Petrovych"),
        ("Viktor Petrovych", "Viktor Petrovych"),
    ],
)
def test_the_name_of_the_father_tells_the_family_name_first(text: str, expected: str) -> None:
    words = given_first(text.split(), given_names=("Viktor", "Ida"), patronymics=frozenset(("ovych",)))
    assert " ".join(words) == expected


def test_part_of() -> None:
    full = name("Jaap de Hoop Scheffer").words
    assert is_part_of(("hoop", "scheffer"), full)
    assert not is_part_of(("jaap", "scheffer"), full)


@given(st.lists(st.sampled_from(["Ann", "van", "der", "Lee", "Jr.", "-", "J.", "al-Hadi", "'"]), max_size=6))
def test_words_are_given_and_family(words: list[str]) -> None:
    found = name(" ".join(words))
    assert found.given_words + found.family_words == found.words
