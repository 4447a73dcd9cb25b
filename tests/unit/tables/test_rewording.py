"""One claim in other words: what is told apart, and how much of what people reword is found."""

import time
from pathlib import Path

import duckdb
import pytest

from extractor.kept import Kept
from extractor.resources import find_models
from extractor.tables.changes import Changes
from extractor.tables.claims import find_clusters
from extractor.tables.rewording import Meanings, load_meanings
from extractor.tables.word_meanings import stem

CASES = Path(__file__).parents[2] / "cases" / "claims.txt"


@pytest.fixture(scope="module")
def meanings() -> Meanings:
    return load_meanings(find_models())


@pytest.mark.parametrize(
    ("word", "expected"),
    [("closes", "clos"), ("closed", "clos"), ("closing", "clos"), ("cities", "city"), ("stopped", "stop"), ("glass", "glass"),
     ("ring", "ring"), ("1000", "1000"), ("falling", "fall"), ("bed", "bed")],
)  # fmt: skip
def test_regular_endings_are_taken_off(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_content_without_end_is_compared_at_once(meanings: Meanings) -> None:
    words = "the guild will pay the weavers for twelve looms "
    start = time.process_time()
    assert not meanings.is_reworded(words * 2000, "often " + words * 1999)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the mill at tarnholm was sold to a bank", "a bank bought the mill at tarnholm", False),
        ("the mill at tarnholm was repaired by the guild", "the guild fixed the tarnholm mill", True),
        ("the guild repaired the tarnholm mill", "the guild was repaired by the tarnholm mill", False),
        ("bread costs more than milk in tarnholm", "milk costs more than bread in tarnholm", False),
        ("in tarnholm bread costs more than milk", "bread costs more than milk in tarnholm", True),
        ("the guild will pay for twelve looms", "for 12 looms the guild will pay", True),
        ("the guild will pay for twelve looms", "for 13 looms the guild will pay", False),
        ("the guild will never pay for the looms", "the guild will pay for the looms", False),
        ("the guild refused to pay for the looms", "the guild paid for the looms", False),
        ("the price of looms has risen this winter", "the price of looms fell this winter", False),
        ("the price of looms has risen this winter", "this winter the cost of looms grew", True),
        ("the guild bought looms for the weavers", "the guild bought looms for the monks", False),
        ("the guild", "the guild", False),
        ("the guild fined the old baker", "the old baker fined the guild", False),
        ("the guild fined the baker for the looms", "the baker sued the guild over the looms", False),
        ("he paid the guild for the twelve looms", "the guild paid him for the twelve looms", False),
        ("nobody warned the weavers of the fire", "the weavers warned nobody of the fire", False),
        ("the guild rents looms to the weavers", "the guild rents looms from the weavers", False),
        ("the guild took control of the mill", "the guild lost control of the mill", False),
        ("it is true that the guild owns the mill", "it is false that the guild owns the mill", False),
        ("the guild sacked the weavers of the mill", "the weavers of the mill were fired by the guild", True),
        ("the guild will pay back the loan in May", "the loan will be repaid by the guild in May", True),
        ("the weavers of the mill work in rooms without windows", "weavers at the mill work in windowless rooms", True),
        ("the guild owes three hundred weavers their wages", "300 weavers are owed their wages by the guild", True),
        ("the guild paid 20 000 crowns for the looms", "for the looms the guild paid twenty thousand crowns", True),
        ("the guild paid 20 000 crowns for the looms", "for the looms the guild paid 20 crowns", False),
        ("the mill closed months prior to the fire", "months before the fire the mill was shut", True),
        ("building a wall on the kenyan border", "to construct a wall along the border with kenya", True),
        ("a temporary ban on looms in the mill", "to temporarily ban looms from the mill", True),
        ("the guild wants as many as 250 looms", "the guild wanted about 250 looms", True),
        ("to temporarily ban looms from the mill", "temporarily banning looms from the mill", True),
        ("to build a wall along the border", "building a wall on the border", True),
        ("she neither sold nor lent the looms", "she had not sold or lent any looms", True),
        ("the mayor was born in the united states", "the mayor was born outside the united states", False),
        ("the looms were delivered to the mill by the guild", "the guild burned the looms of the mill", False),
        ("the guild met the weavers of the mill on monday", "on friday the weavers of the mill met the guild", False),
        (
            "building a wall along the border",
            "the judge is unfair as he wants to build a wall along the border to the marsh",
            False,
        ),
    ],
)
def test_rewordings(meanings: Meanings, before: str, after: str, expected: bool) -> None:
    assert meanings.is_reworded(before, after) is expected
    assert meanings.is_reworded(after, before) is expected


def _pairs() -> list[tuple[int, str, str, bool]]:
    """The pairs of contents of the labelled claims, each with the number of its claim and whether both are the same.

    The other claim is beside both wordings: it has most of the words of the first, few of those of the second in their order.
    """
    paragraphs = CASES.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    claims = [tuple(_key(line) for line in paragraph.splitlines()) for paragraph in paragraphs]
    return [
        pair
        for n, (one, same, other) in enumerate(claims, 1)
        for pair in ((n, one, same, True), (n, one, other, False), (n, same, other, False))
    ]


def _key(content: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in content.lower()).split())


def _linked(pairs: list[tuple[int, str, str, bool]]) -> list[bool]:
    """Whether the two contents of each pair become one claim, where a speaker of its own says them in two documents."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE staged_statements (statement_id VARCHAR, document_id VARCHAR, speaker_id VARCHAR, type VARCHAR, "
            "content_key VARCHAR, act VARCHAR, is_negated BOOLEAN, review_status VARCHAR)"
        )
        connection.execute("CREATE TABLE links (document_id VARCHAR, local_id VARCHAR, entity_id VARCHAR)")
        for number, (_, *contents, _same) in enumerate(pairs):
            for document, content in zip("ab", contents, strict=True):
                row = [f"{document}{number}", document, f"e{number}", "indirect", content, "say", False, ""]
                connection.execute("INSERT INTO staged_statements VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
                connection.execute("INSERT INTO links VALUES (?, ?, ?)", [document, f"e{number}", f"p{number}"])
        find_clusters(connection, Changes(load_meanings(find_models()), Kept(None)), Kept(None))
        clustered = {statement for (statement,) in connection.execute("SELECT statement_id FROM clusters").fetchall()}
    return [f"a{number}" in clustered for number in range(len(pairs))]


@pytest.mark.parametrize(
    ("claims", "least_recall", "least_precision"),
    [
        (range(1, 81, 2), 0.8, 0.85),
        (range(2, 81, 2), 0.7, 0.8),
        (range(81, 101), 0.85, 0.9),
        (range(101, 201), 0.7, 0.75),
        (range(201, 221), 0.65, 0.75),
        (range(221, 261), 0.35, 0.75),
        (range(261, 361), 0.1, 0.55),
    ],
    ids=["first", "second", "third", "fourth", "fifth", "freely", "newsrooms"],
)
def test_how_much_is_found(claims: range, least_recall: float, least_precision: float) -> None:
    pairs = [pair for pair in _pairs() if pair[0] in claims]
    assert len(pairs) == 3 * len(claims)
    found = [same for (*_, same), linked in zip(pairs, _linked(pairs), strict=True) if linked]
    assert sum(found) / len(claims) >= least_recall
    assert sum(found) / len(found) >= least_precision
