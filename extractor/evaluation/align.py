"""One-to-one pairing of two lists of word sets that maximizes the summed Dice overlap."""

from collections import defaultdict
from collections.abc import Sequence

from extractor.evaluation.words import Words

Pair = tuple[int, int]


def dice(a: Words, b: Words) -> float:
    """Return the dice coefficient: 1 for equal sets, 0 for sets without a common word (and for two empty ones)."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def best_pairs(left: Sequence[Words], right: Sequence[Words]) -> list[Pair]:
    """Return the pairs (index into left, index into right) of overlapping sets with the greatest sum of Dice overlaps.

    Sets overlap few others, so the problem falls into small independent ones (connected components).
    """
    holders: dict[int, list[int]] = defaultdict(list)
    for j, words in enumerate(right):
        for word in words:
            holders[word].append(j)
    weights = {
        (i, j): dice(words, right[j])
        for i, words in enumerate(left)
        for j in sorted({j for word in words for j in holders.get(word, ())})
    }
    pairs: list[Pair] = []
    for rows, columns in _components(weights):
        gains = [[weights.get((i, j), 0.0) for j in columns] for i in rows]
        pairs += [(rows[i], columns[j]) for i, j in assignment(gains) if gains[i][j] > 0]
    return sorted(pairs)


def _components(edges: dict[Pair, float]) -> list[tuple[list[int], list[int]]]:
    """Return the rows and columns of each connected component of a bipartite graph."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for i, j in edges:
        parent[root(("row", i))] = root(("column", j))
    groups: dict[tuple[str, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for i, j in edges:
        rows, columns = groups[root(("row", i))]
        rows.add(i)
        columns.add(j)
    return [(sorted(rows), sorted(columns)) for rows, columns in groups.values()]


def assignment(gains: Sequence[Sequence[float]]) -> list[Pair]:
    """Return the pairs (row, column) of a matrix, each row and column at most once, with the greatest sum.

    The Hungarian method with potentials and shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987), O(n^2 m).
    """
    if len(gains) > len(gains[0]):
        return [(i, j) for j, i in assignment([list(column) for column in zip(*gains, strict=True)])]
    size, width = len(gains), len(gains[0])
    row_potential, column_potential = [0.0] * size, [0.0] * width
    owner = [-1] * width  # row that a column is assigned to
    for start in range(size):
        slack, previous = [float("inf")] * width, [-1] * width
        done = [False] * width
        row, column = start, -1
        while row >= 0:
            best = -1
            for candidate in range(width):
                if done[candidate]:
                    continue
                cost = -gains[row][candidate] - row_potential[row] - column_potential[candidate]
                if cost < slack[candidate]:
                    slack[candidate], previous[candidate] = cost, column
                if best < 0 or slack[candidate] < slack[best]:
                    best = candidate
            delta = slack[best]
            row_potential[start] += delta
            for candidate in range(width):
                if done[candidate]:
                    row_potential[owner[candidate]] += delta
                    column_potential[candidate] -= delta
                else:
                    slack[candidate] -= delta
            done[best] = True
            row, column = owner[best], best
        while column >= 0:  # shift the assignments along the path back to the row that was free
            before = previous[column]
            owner[column] = owner[before] if before >= 0 else start
            column = before
    return [(row, column) for column, row in enumerate(owner) if row >= 0]
