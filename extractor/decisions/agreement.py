"""How far two reviewers agree about what both judged: Cohen's kappa (1960), which takes off what chance would give."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from extractor.decisions.model import Event
from extractor.decisions.threads import differ

_VERDICT = {"accept": "right", "add": "right", "correct": "corrected", "reject": "wrong"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers: how many statements both judged, how many with the same verdict, kappa (None where chance alone gives all),
    and the statements about which they differ, also in what they corrected."""

    first: str
    second: str
    judged: int
    same: int
    kappa: float | None
    differences: list[str]


def agreements(threads: Mapping[str, Iterable[Event]]) -> list[Agreement]:
    """Return each pair of reviewers who judged statements in common, those with the most first."""
    said: dict[str, dict[str, Event]] = defaultdict(dict)
    for statement_id, events in threads.items():
        for event in events:
            said[event.reviewer][statement_id] = event
    pairs = (_compare(first, second, said[first], said[second]) for first, second in combinations(sorted(said), 2))
    return sorted((pair for pair in pairs if pair.judged), key=lambda pair: (-pair.judged, pair.first, pair.second))


def _compare(first: str, second: str, one: Mapping[str, Event], other: Mapping[str, Event]) -> Agreement:
    both = [name for name in one if name in other]
    verdicts = [(_VERDICT[one[name].action], _VERDICT[other[name].action]) for name in both]
    same = sum(left == right for left, right in verdicts)
    return Agreement(first, second, len(both), same, kappa(verdicts), [name for name in both if differ(one[name], other[name])])


def kappa(verdicts: list[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of verdicts; None where both always say the same one thing, or nothing."""
    if not verdicts:
        return None
    number = len(verdicts)
    left, right = Counter(pair[0] for pair in verdicts), Counter(pair[1] for pair in verdicts)
    chance = sum(left[verdict] * right[verdict] for verdict in left) / number**2
    observed = sum(one == other for one, other in verdicts) / number
    return (observed - chance) / (1 - chance) if chance < 1 else None
