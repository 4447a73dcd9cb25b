"""The weights of evidence: what each piece says for and against each kind of name, in log-odds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.errors import ResourceError
from extractor.resources import Models

LABELS = ("PERSON", "ORG", "PLACE", "OTHER")
# What is no name at all: its weights count against all labels.
NONE = "NONE"
COLUMNS = ("evidence", "label", "weight", "prior", "observations")
FILE = "en/name_weights.csv"
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NameWeights:
    """``rows`` gives each piece of evidence its row in ``matrix``, which has a column for each label; the last row is zero."""

    rows: Mapping[str, int]
    matrix: Matrix

    def weight(self, evidence: str, column: int) -> float:
        """Return what a piece of evidence says for the label of a column."""
        return float(self.matrix[self.rows.get(evidence, len(self.matrix) - 1), column])

    def sums(self, evidence: Sequence[Sequence[str]]) -> Matrix:
        """Return for each candidate the sums of its evidence by label; ``evidence`` must not be empty."""
        rows, unknown = self.rows, len(self.matrix) - 1
        flat = [rows.get(name, unknown) for names in evidence for name in (*names, "")]
        ends = np.cumsum([len(names) + 1 for names in evidence])
        sums: Matrix = np.add.reduceat(self.matrix[flat], np.concatenate(([0], ends[:-1])), axis=0)
        return sums


def load_name_weights(models: Models) -> NameWeights:
    """Return the weights of ``name_weights.csv``.

    Raises:
        ResourceError: the file is missing, has other columns, an unknown label or no number for a weight.
    """
    weights: dict[str, dict[str, float]] = {}
    for place, row in models.placed_table(FILE, *COLUMNS):
        if row["label"] not in (*LABELS, NONE):
            raise ResourceError(f"{place}: label {row['label']!r}; one of {', '.join((*LABELS, NONE))} is expected")
        try:
            weights.setdefault(row["evidence"], {})[row["label"]] = float(row["weight"])
        except ValueError as error:
            raise ResourceError(f"{place}: {error}") from error
    return as_weights(weights)


def as_weights(weights: Mapping[str, Mapping[str, float]]) -> NameWeights:
    """Return the weights by evidence and label as a matrix; what speaks for no name counts against every label."""
    matrix = np.zeros((len(weights) + 1, len(LABELS)))
    for row, by_label in enumerate(weights.values()):
        matrix[row] = [by_label.get(label, 0.0) - by_label.get(NONE, 0.0) for label in LABELS]
    return NameWeights({name: row for row, name in enumerate(weights)}, matrix)
