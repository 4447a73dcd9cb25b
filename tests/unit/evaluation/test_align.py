"""Pairing: as good as trying everything."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation.align import assignment, best_pairs, dice

sets = st.frozensets(st.integers(0, 12), max_size=6)
matrices = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.floats(0, 1, width=16), min_size=width, max_size=width), min_size=1, max_size=5)
)


def _best_by_trying(gains: list[list[float]]) -> float:
    if len(gains) > len(gains[0]):
        gains = [list(column) for column in zip(*gains, strict=True)]
    return max(
        sum(gains[row][column] for row, column in enumerate(columns))
        for columns in permutations(range(len(gains[0])), len(gains))
    )


@given(matrices)
def test_assignment_reaches_the_greatest_sum(gains: list[list[float]]) -> None:
    pairs = assignment(gains)
    assert len(pairs) == min(len(gains), len(gains[0]))
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sum(gains[row][column] for row, column in pairs) == pytest.approx(_best_by_trying(gains))


@given(st.lists(sets, min_size=1, max_size=5), st.lists(sets, min_size=1, max_size=5))
def test_pairs_overlap_and_reach_the_greatest_sum(left: list[frozenset[int]], right: list[frozenset[int]]) -> None:
    pairs = best_pairs(left, right)
    assert all(left[i] & right[j] for i, j in pairs)
    everything = [[dice(a, b) for b in right] for a in left]
    assert sum(everything[i][j] for i, j in pairs) == pytest.approx(_best_by_trying(everything))


def test_a_worse_first_choice_leaves_the_better_whole() -> None:
    long, left, right = frozenset(range(10)), frozenset(range(6)), frozenset(range(4, 10))
    assert best_pairs([long, left], [left, right]) == [(0, 1), (1, 0)]


def test_dice() -> None:
    assert dice(frozenset({1, 2}), frozenset({2, 3})) == 0.5
    assert dice(frozenset(), frozenset()) == 0.0
