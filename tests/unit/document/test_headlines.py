"""The case that words of headlines in title case get for the analysis."""

import pytest

from extractor.articles import Block
from extractor.document.headlines import HeadlineWords, truecase

WORDS = HeadlineWords(
    small=frozenset(("over", "as", "for", "says")),
    common=frozenset(("back", "deny", "storm", "plan")),
    given=frozenset(("Dora", "John")),
    is_name=lambda word: word in ("Hale", "Tarnby", "Grant", "John"),
)
BODY = (
    "The town council met on Monday, and Dora Brandt warned that the pier, which had been closed since May, was not safe. "
    "Nobody was hurt there."
)


def read(title: str, body: str = "") -> str:
    """The title as the analysis reads it above this body."""
    blocks = [Block(0, len(title), "title" if body else "paragraph")]
    if body:
        blocks.append(Block(len(title) + 2, len(title) + 2 + len(body)))
    return truecase(f"{title}\n\n{body}" if body else title, blocks, WORDS)[: len(title)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Brandt Warns Hale Over Pier", "Brandt warns Hale over pier"),
        ("Brandt Backs Hale, Denies Plan", "Brandt backs Hale, denies plan"),
        ("Brandt Dodges Questions As Storm Nears Tarnby", "Brandt dodges questions as storm nears Tarnby"),
        ("NATO Says McCabe and John F. Grant Saw U.S. Ships", "NATO says McCabe and John F. Grant saw U.S. ships"),
        ("Brandt's Council Calls Town ‘Safe’", "Brandt's council calls town ‘safe’"),
    ],
)
def test_the_body_decides(title: str, expected: str) -> None:
    assert read(title, BODY) == expected


def test_below_a_short_body_unknown_words_stay() -> None:
    assert read("Brandt Backs Okeke Over Pier", "Dora Brandt spoke.") == "Brandt backs Okeke over Pier"


def test_a_headline_alone_loses_the_capitals_of_ordinary_words() -> None:
    assert read("Brandt Backs Okeke As Storm Nears Tarnby") == "Brandt backs Okeke as storm Nears Tarnby"


@pytest.mark.parametrize("title", ["Brandt warns Hale over the pier", "Brandt Resigns", "Dora Brandt says Hale lied to Tarnby"])
def test_a_headline_in_sentence_case_stays(title: str) -> None:
    assert read(title, BODY) == title


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dora Brandt Answers Critics As Storm Nears Tarnby.", "Dora Brandt answers critics as storm nears Tarnby."),
        ("Dora Yarel Resigns For Tarnby.", "Dora Yarel resigns for Tarnby."),
        ("Dora Hale, Tom Brandt, Ida Grant, Ben Says, For Tarnby", "Dora Hale, Tom Brandt, Ida Grant, Ben Says, For Tarnby"),
        ("Ports and Parks Committee Of Tarnby", "Ports and Parks Committee Of Tarnby"),
    ],
)
def test_a_line_of_the_body_with_small_words_in_capitals_is_a_headline(line: str, expected: str) -> None:
    text = f"Results\n\n{line}\n\n{BODY}"
    blocks = [Block(0, 7, "title"), Block(9, 9 + len(line)), Block(11 + len(line), len(text))]
    assert truecase(text, blocks, WORDS)[9 : 9 + len(line)] == expected


def test_a_list_of_names_in_the_body_stays() -> None:
    text = "Results\n\nDora Plan, Tom Storm, Ida Back\n\nNobody else ran in the race that day."
    blocks = [Block(0, 7, "title"), Block(9, 39), Block(41, len(text))]
    assert truecase(text, blocks, WORDS) == text
