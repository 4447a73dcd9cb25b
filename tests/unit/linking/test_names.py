"""Names reduced to what is compared."""

import pytest

from extractor.linking.names import Knowledge, acronym_of, is_generic, organization_key, person_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Antony J. Blinken", ("antony", "j", "blinken")),
        ("J.R. Smith", ("j", "r", "smith")),
        ("Jean-Luc Moor", ("jean", "luc", "moor")),
        ("Kova", ("kova",)),
    ],
)
def test_person_words(name: str, words: tuple[str, ...]) -> None:
    assert person_words(name) == words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kestrel Motors Ltd.", "kestrel motor"),
        ("The Kestrel Company", "kestrel"),
        ("Marsh & Son Inc", "marsh son"),
        ("Marsh and Son", "marsh son"),
        ("The Company", "company"),
        ("Ostbank S.A.", "ostbank"),
    ],
)
def test_organization_key(name: str, key: str, knowledge: Knowledge) -> None:
    assert organization_key(name, knowledge) == key


@pytest.mark.parametrize(
    ("key", "generic"), [("ministry of defence", True), ("supreme court", True), ("norland police", False), ("kestrel", False)]
)
def test_generic_names(key: str, generic: bool, knowledge: Knowledge) -> None:
    assert is_generic(key, knowledge) is generic


def test_acronym_leaves_out_fillers(knowledge: Knowledge) -> None:
    assert acronym_of("union of norland workers", knowledge) == "unw"
