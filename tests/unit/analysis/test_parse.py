"""What a parse says of its tokens."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.marked import marked
from tests.unit.parsed import parsed


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


@given(st.dictionaries(st.integers(0, 4), st.integers(0, 4), min_size=1))
def test_the_way_up_the_heads_ends_after_every_correction(heads: dict[int, int]) -> None:
    line = "Ann/NNP/nsubj/+1 said/VBD/ROOT/0 Tom/NNP/nsubj/+1 left/VBD/ccomp/-2 ././punct/-3"
    parse = parsed(line).corrected(heads=heads, deps=dict.fromkeys(heads, "dep"))
    for token in range(len(parse)):
        above, way = token, {token}
        while parse.heads[above] != above:
            above = parse.heads[above]
            assert above not in way
            way.add(above)


def test_a_correction_that_makes_no_tree_is_refused() -> None:
    parse = parsed("Ann/NNP/nsubj/+1 said/VBD/ROOT/0 Tom/NNP/nsubj/+1 left/VBD/ccomp/-2 ././punct/-3")
    refused = parse.corrected(heads={2: 3, 3: 2}, deps={2: "dobj"}, lemmas={3: "go"})
    assert (refused.heads, refused.deps, refused.lemmas[3]) == (parse.heads, parse.deps, "go")
    assert parse.corrected(heads={2: 1}, deps={2: "dobj"}).heads[2] == 1
