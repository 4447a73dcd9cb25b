"""Which candidates are names: the set that does not overlap and has the highest sum."""

from bisect import bisect_right
from collections.abc import Sequence


def settle(spans: Sequence[tuple[int, int]], scores: Sequence[float]) -> list[int]:
    """Return the numbers of the spans (start, end exclusive) that do not overlap and together score highest, in text order.

    Only spans with a score above zero are taken; of equal sums the one with the earlier, then the longer spans.
    """
    order = sorted((number for number in range(len(spans)) if scores[number] > 0), key=lambda number: spans[number])
    taken: list[int] = []
    position = 0
    while position < len(order):
        last, end = position + 1, spans[order[position]][1]
        while last < len(order) and spans[order[last]][0] < end:
            end = max(end, spans[order[last]][1])
            last += 1
        group = order[position:last]
        taken += group if len(group) == 1 else _best(group, spans, scores)
        position = last
    return taken


def _best(group: Sequence[int], spans: Sequence[tuple[int, int]], scores: Sequence[float]) -> list[int]:
    """Return the weighted interval scheduling over spans that hang together."""
    order = sorted(group, key=lambda number: (spans[number][1], -spans[number][0]))
    ends = [spans[number][1] for number in order]
    sums, before = [0.0], []
    for position, number in enumerate(order):
        free = bisect_right(ends, spans[number][0], 0, position)
        before.append(free)
        sums.append(max(sums[position], sums[free] + scores[number]))
    found, position = [], len(order)
    while position:
        number = order[position - 1]
        if sums[position] > sums[position - 1]:
            found.append(number)
            position = before[position - 1]
        else:
            position -= 1
    return found[::-1]
