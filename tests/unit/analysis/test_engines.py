"""What is settled about sentences before a parser decides."""

import pytest

from extractor.analysis.engines import sentence_marks

# "Up . \n Down he went": the white space between the paragraphs is a token of its own.
OFFSETS = [0, 3, 5, 8, 13, 16]
SPACES = [False, False, True, False, False, False]


@pytest.mark.parametrize(
    ("starts", "tokens"),
    [([0], [0]), ([5], [3]), ([6], [3]), ([8], [3]), ([1], [1]), ([17], []), ([], []), ([0, 8], [0, 3]), ([13, 14], [4, 5])],
)
def test_the_next_token_that_is_not_white_space_starts(starts: list[int], tokens: list[int]) -> None:
    assert [token for token, mark in sorted(sentence_marks(OFFSETS, SPACES, starts).items()) if mark] == tokens


@pytest.mark.parametrize(("starts", "tokens"), [([0, 8], [1, 4]), ([16], []), ([8, 13], [5]), ([], [])])
def test_the_token_behind_starts_none_unless_it_has_to(starts: list[int], tokens: list[int]) -> None:
    assert [token for token, mark in sorted(sentence_marks(OFFSETS, SPACES, starts).items()) if not mark] == tokens
