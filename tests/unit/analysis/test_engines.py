"""Where callers want sentences to start."""

import pytest

from extractor.analysis.engines import first_tokens

# "Up .  \n Down": the white space between the paragraphs is a token of its own.
OFFSETS = [0, 3, 5, 8]
SPACES = [False, False, True, False]


@pytest.mark.parametrize(
    ("starts", "tokens"),
    [([0], [0]), ([5], [3]), ([6], [3]), ([8], [3]), ([1], [1]), ([9], []), ([], []), ([0, 8], [0, 3])],
)
def test_the_next_token_that_is_not_white_space_starts(starts: list[int], tokens: list[int]) -> None:
    assert first_tokens(OFFSETS, SPACES, starts) == tokens
