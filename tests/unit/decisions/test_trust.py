"""Wilson's interval and the random sample."""

from collections import Counter

import pytest

from extractor.decisions.sample import draw_sample
from extractor.decisions.trust import wilson


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(81, 100, 0.7222, 0.8749), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson(right: int, judged: int, low: float, high: float) -> None:
    share = wilson(right, judged)
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


POPULATION = [(f"s{number:04}", f"rule{number % 7}", "direct" if number % 3 else "indirect") for number in range(1000)]


def test_a_sample_is_repeatable_and_spread_over_strata() -> None:
    draw = draw_sample(POPULATION, 100, 7)
    assert draw == draw_sample(POPULATION[::-1], 100, 7)
    assert draw.statement_ids != draw_sample(POPULATION, 100, 8).statement_ids
    assert len(set(draw.statement_ids)) == 100 == draw.size
    stratum = {statement: (rule, type_) for statement, rule, type_ in POPULATION}
    sizes, drawn = Counter(stratum.values()), Counter(stratum[name] for name in draw.statement_ids)
    assert all(abs(drawn[each] - sizes[each] / 10) < 1.0001 for each in sizes)


def test_every_statement_has_the_same_chance() -> None:
    times = Counter[str]()
    for seed in range(300):
        times.update(draw_sample(POPULATION[:40], 10, seed).statement_ids)
    assert len(times) == 40
    assert 40 < min(times.values()) <= max(times.values()) < 115


def test_a_small_population_is_drawn_whole() -> None:
    assert sorted(draw_sample(POPULATION[:3], 10, 1).statement_ids) == ["s0000", "s0001", "s0002"]
    assert draw_sample([], 10, 1).statement_ids == []
