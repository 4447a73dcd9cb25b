"""Precision, recall and F1, added up over documents for several metrics and groups at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["predicted", "gold"]


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores between 0 and 1, and how many predictions and gold items they are over."""

    precision: float
    recall: float
    f1: float
    predicted: float
    gold: float


@dataclass(slots=True)
class Cell:
    """Credit and number of the predictions, credit and number of the gold items."""

    right: float = 0.0
    predicted: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    def add(self, other: "Cell") -> None:
        """Add the counts of another cell."""
        self.right += other.right
        self.predicted += other.predicted
        self.found += other.found
        self.gold += other.gold

    def figures(self) -> Figures:
        """Return the precision, recall and their harmonic mean; 0 where nothing was predicted or nothing is to be found."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Figures(precision, recall, f1, self.predicted, self.gold)


class Tally:
    """Cells by metric and group, such as ``("headline", "type:direct")``."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str], Cell] = defaultdict(Cell)

    def add(self, metric: str, groups: Iterable[str], side: Side, credit: float, size: float = 1.0) -> None:
        """Credit one prediction or gold item in all its groups."""
        for group in groups:
            cell = self.cells[metric, group]
            if side == "predicted":
                cell.right += credit
                cell.predicted += size
            else:
                cell.found += credit
                cell.gold += size

    def figures(self) -> dict[str, dict[str, Figures]]:
        """Return the metric -> group -> figures."""
        table: dict[str, dict[str, Figures]] = defaultdict(dict)
        for (metric, group), cell in self.cells.items():
            table[metric][group] = cell.figures()
        return dict(table)


def total(tallies: Sequence[Tally]) -> Tally:
    """Return the sum of several documents' tallies."""
    result = Tally()
    for tally in tallies:
        for key, cell in tally.cells.items():
            result.cells[key].add(cell)
    return result
