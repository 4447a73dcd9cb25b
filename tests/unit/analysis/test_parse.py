"""What a parse says of its tokens."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.marked import marked


@given(st.integers(0, 40), st.integers(0, 40))
def test_tokens_of_a_range_lie_in_it(one: int, other: int) -> None:
    parse = marked("Ann left / / Tom stayed , she said .")
    span = (min(one, other), max(one, other))
    start, end = parse.token_range(span)
    assert 0 <= start <= len(parse)
    assert end <= len(parse)
    assert all(parse.ends[token] > span[0] for token in range(start, end))
    assert all(parse.starts[token] < span[1] for token in range(start, end))
    if start < end:
        assert "SPACE" not in (parse.pos[start], parse.pos[end - 1])
