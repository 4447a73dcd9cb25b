"""Which rows may be one: what the queue offers, and what it leaves alone."""

import pytest

from extractor.linking.edits import Decision
from extractor.review.pairs import Named, find_pairs, told_apart


def _named(name: str, kind: str = "person", mentions: int = 5, country: str = "") -> Named:
    return Named(f"{kind[0]}_{name}", kind, name, (), "", country, mentions)


@pytest.mark.parametrize(
    ("kind", "one", "other", "reason"),
    [
        ("person", "Ana Kova", "Ana Kowa", "nearly the same letters"),
        ("person", "Aleksandr Mirov", "Alexandr Mirov", "same family name and first letter"),
        ("person", "Tomas Kehl", "T. Kehl", "same family name and first letter"),
        ("person", "Inés Quiroga", "Ines Quiroga", "nearly the same letters"),
        ("person", "Tomas Kehl", "Kehl", "a part of the other name"),
        ("organization", "Orlen Water Board", "OWB", "the acronym of the other"),
        ("organization", "Orlen Water Board", "Orlen Water", "a part of the other name"),
        ("place", "Vellmar", "Velmar", "nearly the same letters"),
    ],
)
def test_what_may_be_one(kind: str, one: str, other: str, reason: str) -> None:
    (pair,) = find_pairs([_named(one, kind, 9), _named(other, kind)])
    assert (pair.stays.name, pair.other.name) == (one, other)
    assert pair.reason == reason


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Ana Kova", "Bea Kova"),
        ("person", "Ana Kova", "Anton Kova"),
        ("person", "Ana Kova", "Ana Mora"),
        ("organization", "Orlen Water Board", "Orlen Fire Brigade"),
        ("organization", "Board", "Orlen Board of Trade"),
        ("place", "Orlen", "Orrin"),
    ],
)
def test_what_is_left_alone(kind: str, one: str, other: str) -> None:
    assert find_pairs([_named(one, kind), _named(other, kind)]) == []


def test_kinds_and_countries_are_kept_apart() -> None:
    assert find_pairs([_named("Orlen", "place", country="FR"), _named("Orlen", "organization")]) == []
    assert find_pairs([_named("Vellmar", "place", country="FR"), _named("Velmar", "place", country="DE")]) == []


def test_the_likeliest_and_most_mentioned_come_first_and_those_told_apart_not_at_all() -> None:
    names = [
        _named("Tomas Kehl", mentions=9),
        _named("Kehl", mentions=8),
        _named("Ana Kova", mentions=7),
        _named("Ana Kowa", mentions=6),
    ]
    assert [pair.other.name for pair in find_pairs(names)] == ["Ana Kowa", "Kehl"]
    decision = Decision("apart", "person", "Kehl", "Tomas Kehl")
    apart = told_apart([decision], {("person", "kehl"): "p_Kehl", ("person", "tomas kehl"): "p_Tomas Kehl"})
    assert [pair.other.name for pair in find_pairs(names, apart)] == ["Ana Kowa"]
