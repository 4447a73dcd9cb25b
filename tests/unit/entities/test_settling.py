"""The best set of spans that do not overlap."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractor.entities.settling import settle

_SPANS = st.tuples(st.integers(0, 8), st.integers(1, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))
_SCORED = st.lists(st.tuples(_SPANS, st.integers(-5, 9)), max_size=9, unique_by=lambda each: each[0])


def _apart(spans: list[tuple[int, int]]) -> bool:
    return all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))


@given(_SCORED)
def test_nothing_scores_higher(scored: list[tuple[tuple[int, int], int]]) -> None:
    spans, scores = [span for span, _ in scored], [float(score) for _, score in scored]
    taken = settle(spans, scores)
    assert _apart([spans[number] for number in taken])
    assert all(scores[number] > 0 for number in taken)
    assert [spans[number] for number in taken] == sorted(spans[number] for number in taken)
    sets = (chosen for size in range(len(spans) + 1) for chosen in combinations(range(len(spans)), size))
    best = max(sum(scores[number] for number in chosen) for chosen in sets if _apart([spans[number] for number in chosen]))
    assert sum(scores[number] for number in taken) == best


def test_two_names_beat_a_longer_one_that_scores_less_than_both() -> None:
    assert settle([(0, 5), (0, 2), (3, 5)], [3.0, 2.0, 2.0]) == [1, 2]
    assert settle([(0, 5), (0, 2), (3, 5)], [5.0, 2.0, 2.0]) == [0]


def test_nothing_is_taken_that_speaks_against_itself() -> None:
    assert settle([(0, 1), (2, 3)], [-1.0, 0.0]) == []
