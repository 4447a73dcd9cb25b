"""A random sample of statements, spread over rules and types."""

import random
from collections import defaultdict
from collections.abc import Sequence

from extractor.decisions.model import Draw
from extractor.decisions.trust import population_hash


def draw_sample(population: Sequence[tuple[str, str, str]], size: int, seed: int) -> Draw:
    """Draw statements from ``(statement_id, rule, type)``; the same population, size and seed give the same sample.

    Systematic sampling from a list ordered by stratum, in random order within each, with a random start: every statement has the
    same chance, so that shares need no weights, and each stratum gets its part to within one. The ids come in random order, so
    that a reviewer who stops early has judged a fair sample, too.
    """
    chance = random.Random(seed)
    strata: dict[tuple[str, str], list[str]] = defaultdict(list)
    for statement_id, rule, type_ in sorted(population):
        strata[rule, type_].append(statement_id)
    ordered: list[str] = []
    for stratum in sorted(strata):
        chance.shuffle(strata[stratum])
        ordered += strata[stratum]
    size = min(size, len(ordered))
    step = len(ordered) / size if size else 1.0
    start = chance.random() * step
    drawn = [ordered[min(int(start + number * step), len(ordered) - 1)] for number in range(size)]
    chance.shuffle(drawn)
    return Draw(
        size=size,
        seed=seed,
        population=len(ordered),
        population_sha256=population_hash(ordered),
        statement_ids=drawn,
    )
