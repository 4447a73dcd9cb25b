"""Names with a letter wrong."""

import pytest

from extractor.mentions.misspelt import is_misspelt


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("sandrovik", "sandovik", True),
        ("sandrovik", "sanrdovik", True),
        ("sandrovik", "sandrobik", True),
        ("sandrovik", "sandroviik", True),
        ("tamsen", "tomzen", True),
        ("sandrovik", "sandrovik", False),
        ("sandrovik", "sundrabik", False),
        ("sandrovik", "mandrovik", False),
        ("sandrovik", "sandro", False),
        ("sandrovik", "sandrovis", False),
        ("haled", "hales", False),
        ("dordevic", "djordjevic", True),
        ("muller", "mueller", True),
        ("hakon", "haakon", True),
        ("mullen", "mueller", False),
    ],
)
def test_one_letter_wrong(one: str, other: str, *, expected: bool) -> None:
    assert is_misspelt(one, other) is is_misspelt(other, one) is expected
