"""Which lines go on in the next; every text is invented."""

import re
import textwrap
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import load_furniture
from extractor.cleaning.structure import find_pieces
from extractor.resources import find_models

FURNITURE = load_furniture(find_models())
TITLE = "Tarnby votes to rebuild its harbour"
PARAGRAPHS = [
    "The town council of Tarnby voted on Tuesday to rebuild the old harbour, ending a dispute that had lasted for three years "
    "and cost two mayors their office. The work is to begin in May.",
    "“It is a good day,” said Ilsa Brandt, the mayor. “We will build the quays again, and nobody will be left without a berth,” "
    "Brandt added. She had promised the fishing families of Orrin Street that the fees would not rise before the summer.",
    "Peter Lindholm, who leads the opposition, was not pleased. The money, he said, was missing elsewhere: the school in Marlow "
    "Road has waited for a roof since the storms of last winter. Lindholm asked for a second vote.",
    "The vote was close.",
]
TEXT = "\n\n".join([TITLE, *PARAGRAPHS])


def pieces(text: str) -> list[str]:
    article = clean(RawDocument("a.txt", text), patterns=FURNITURE)
    assert isinstance(article, Article)
    return [article.text[block.start : block.end] for block in article.blocks]


def wrapped(paragraph: str, *widths: int) -> str:
    """A paragraph in lines of these widths by turns."""
    lines: list[str] = []
    turns = cycle(widths)
    line, width = "", next(turns)
    for word in paragraph.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line, width = word, next(turns)
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize("widths", [(50,), (72,), (100,), (66, 90, 78), (45, 60, 52, 70), (80, 79, 55)])
@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n \n", "\r\n\r\n"])
def test_wrapped_paragraphs_are_those_of_the_text(widths: tuple[int, ...], between: str) -> None:
    text = between.join([TITLE, *(wrapped(paragraph, *widths) for paragraph in PARAGRAPHS)])
    assert pieces(text) == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n\n\n\n", "\u2028", "\u2029", "\x85", " \n\t\n", "\n\x0c\n", "\n\x0c"])
def test_any_line_end_parts_paragraphs(end: str) -> None:
    assert pieces(end.join([TITLE, *PARAGRAPHS])) == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_indents_part_wrapped_paragraphs(indent: str) -> None:
    text = "\n".join([TITLE, *(indent + wrapped(paragraph, 70) for paragraph in PARAGRAPHS)])
    assert pieces(text) == [TITLE, *PARAGRAPHS]
    assert pieces("\n".join(indent + paragraph for paragraph in PARAGRAPHS)) == PARAGRAPHS


def test_a_headline_above_wrapped_lines_is_a_line_of_its_own() -> None:
    text = "\n\n".join([f"{TITLE}\n{wrapped(PARAGRAPHS[0], 70)}", *(wrapped(paragraph, 70) for paragraph in PARAGRAPHS[1:])])
    assert pieces(text) == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize(
    "lines",
    [
        ["Sophie Van der", "Lind told the court in Marlow that the estate was settled."],
        ["Members of the Board of Harbour", "Affairs said the talks with North", "Sorrel had failed."],
        [
            "A judge in Orrin found on Monday that the town must pay",
            'Mrs. Brandt 3 million crowns. "It is a relief,"',
            "Brandt said.",
        ],
        [
            "By noon the union had talked to the ferry firm and to Commodore",
            "Peter Lindholm, who called the fees too low. Brandt denied it.",
        ],
        ["Leaders of the town met to talk about the", "fees."],
    ],
)
def test_a_first_line_that_goes_on_is_no_headline(lines: list[str]) -> None:
    article = clean(RawDocument("a.txt", "\n".join(lines)), patterns=FURNITURE)
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("", " ".join(lines))


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE, "Ilsa Brandt said the work begins in May. Nobody disagreed, and so the meeting ended at nine."],
        ["Ferry sails", "By Jane Roe", "The ferry sails on Monday."],
        ["What we know", "The ferry sails on Monday.", "What we do not know", "Nobody has seen the captain."],
        ["Eggs", "Milk", "Bread", "Salt"],
        ["Q: Will it sail?", "A: It will.", "Q: When?", "A: In May."],
        ["The ferry sails on Monday.", "nobody is glad."],
    ],
)
def test_lines_that_stand_alone_are_not_joined(lines: list[str]) -> None:
    assert [piece.text for piece in find_pieces("\n".join(lines), FURNITURE.joining)] == lines


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("They sang in the well-\nknown hall.", "They sang in the well-known hall."),
        ("The har-\nbour is old. The harbour is deep.", "The harbour is old. The harbour is deep."),
        ("He met Anne-\nMarie Roe on the quay in the evening.", "He met Anne-Marie Roe on the quay in the evening."),
        ("The vote on Covid-\n19 rules in Tarnby was close.", "The vote on Covid-19 rules in Tarnby was close."),
        ("It was late -\nnobody was there.", "It was late - nobody was there."),
    ],
)
def test_words_parted_at_a_hyphen(text: str, joined: str) -> None:
    assert pieces(text) == [joined]


@given(
    st.lists(st.integers(45, 95), min_size=1, max_size=5),
    st.sampled_from(["\n\n", "\r\n\r\n", "\n\n\n", "\n\u00a0\n"]),
    st.sampled_from([" ", "\u00a0", "\u2009", "  ", "\t", "\u200b "]),
    st.integers(2, 9),
)
def test_neither_width_nor_spaces_change_the_text(widths: list[int], between: str, space: str, every: int) -> None:
    text = between.join([TITLE, *(wrapped(paragraph, *widths) for paragraph in PARAGRAPHS)])
    gaps = iter(range(len(text)))
    spaced = re.sub(r"(?<=\w) (?=\w)", lambda found: space if next(gaps) % every == 0 else " ", text)
    assert pieces(spaced) == pieces(TEXT)


def test_a_wrapped_text_of_one_paragraph() -> None:
    assert pieces(textwrap.fill(PARAGRAPHS[1], 60)) == [PARAGRAPHS[1]]
