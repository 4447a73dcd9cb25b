import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cleaning.structure import find_pieces

WRAPPED = """The town council of Tarnby voted on Tuesday to rebuild the
old harbour, ending a dispute that had lasted for three
years and cost two mayors their office. The work is to
begin in May.

"It is a good day," said Anna Kovac, the mayor. "We will
build well-
known quays again, and nobody will be left without a
berth."
"""


def texts(text: str) -> list[str]:
    return [piece.text for piece in find_pieces(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert texts("One.\n\n \nTwo.\n") == ["One.", "Two."]


def test_lines_without_blank_lines_are_paragraphs() -> None:
    assert texts("The ferry sails.\nThe mayor was pleased.\nNobody else was.") == [
        "The ferry sails.",
        "The mayor was pleased.",
        "Nobody else was.",
    ]


def test_wrapped_lines_are_joined() -> None:
    first, second = texts(WRAPPED)
    assert first.startswith("The town council of Tarnby voted on Tuesday to rebuild the old harbour, ending")
    assert second.endswith('We will build well-known quays again, and nobody will be left without a berth."')


def test_a_single_wrapped_paragraph_is_joined() -> None:
    assert texts("The council voted to\nrebuild the harbour.") == ["The council voted to rebuild the harbour."]


def test_wrapped_paragraphs_without_blank_lines_part_at_indents_and_at_short_lines() -> None:
    text = (
        "The council of Tarnby voted on Tuesday to rebuild the\n"
        "harbour, and so ended a dispute that had lasted for\nyears. It was close.\n"
        "The mayor was pleased with what she called a very\ngood day for the town and all of its fishing people\n"
        "  Her rival Peter Lindholm was not pleased at all, he\nsaid, because nobody had told him of the costs of it."
    )
    assert [piece.split()[:2] for piece in texts(text)] == [["The", "council"], ["The", "mayor"], ["Her", "rival"]]


def test_a_headline_byline_and_speakers_stay_lines_of_their_own() -> None:
    text = "Ferry sails\nBy Jane Roe\n\nQ: Will it sail?\nA: It will.\nQ: When?\nA: In May, if the weather is good."
    assert texts(text) == [
        "Ferry sails",
        "By Jane Roe",
        "Q: Will it sail?",
        "A: It will.",
        "Q: When?",
        "A: In May, if the weather is good.",
    ]


def test_quoted_lines_are_a_block_quotation() -> None:
    pieces = find_pieces("She wrote:\n> We will sail\n> in May.\n>\n> And again.\nThat was all.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("paragraph", "She wrote:"),
        ("quote", "We will sail in May."),
        ("quote", "And again."),
        ("paragraph", "That was all."),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u2028\u00a0"])
def test_blank_text_has_no_pieces(text: str) -> None:
    assert find_pieces(text) == []


@given(st.text(st.sampled_from("aB. ,>-\n\r\t\u2028\u00a0"), max_size=120))
def test_pieces_are_in_order_and_cover_all_that_is_not_white_space(text: str) -> None:
    position = 0
    for piece in find_pieces(text):
        assert not text[position : piece.start].strip()
        assert not text[piece.start].isspace()
        assert not text[piece.end - 1].isspace()
        position = piece.end
    assert not text[position:].strip()
