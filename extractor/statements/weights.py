"""How likely a statement is right: the weights of what speaks for and against it, as ``statement_weights.csv`` has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp
from typing import NamedTuple

from extractor.errors import ResourceError
from extractor.records import ConfidenceLevel
from extractor.resources import Models

FILE = "en/statement_weights.csv"
COLUMNS = ("evidence", "weight", "prior", "observations")
DIAL = "en/statement_dial.csv"
DIAL_COLUMNS = ("confidence", "kept", "precision")
# At least so likely to be called so.
_HIGH, _MEDIUM = 0.85, 0.6


class DialPoint(NamedTuple):
    """What a least ``confidence`` leaves: the share of statements that is ``kept``, and the ``precision`` expected of them."""

    confidence: float
    kept: float
    precision: float


@dataclass(frozen=True, slots=True)
class StatementWeights:
    """Log-odds by name of evidence; what is not listed weighs nothing.

    ``sums`` keeps those that are the same in every text, by what they are of.
    """

    weights: Mapping[str, float]
    sums: dict[tuple[str, ...], float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def total(self, evidence: Iterable[str]) -> float:
        """Return the sum of the weights of all that was seen, in log-odds."""
        weights = self.weights
        return sum([weights.get(name, 0.0) for name in evidence])

    def probability(self, evidence: Iterable[str]) -> float:
        """Return how likely a statement is right that has no rivals, by all that was seen of it, between 0 and 1."""
        return 1.0 / (1.0 + exp(-self.total(evidence)))


def level_of(probability: float) -> ConfidenceLevel:
    """Return high, medium or low for a probability."""
    return "high" if probability >= _HIGH else "medium" if probability >= _MEDIUM else "low"


def load_statement_weights(models: Models, file: str = FILE) -> StatementWeights:
    """Read ``statement_weights.csv``, or another file with the same columns.

    Raises:
        ResourceError: the file is missing, has other columns, or holds no number for a weight.
    """
    weights = {}
    for place, row in models.placed_table(file, *COLUMNS):
        try:
            weights[row["evidence"]] = float(row["weight"])
        except ValueError as error:
            raise ResourceError(f"{place}: {error}") from error
    return StatementWeights(weights)


def load_statement_dial(models: Models) -> list[DialPoint]:
    """Read ``statement_dial.csv``, in rising order of confidence.

    Raises:
        ResourceError: the file is missing, has other columns, or holds no number.
    """
    points = []
    for place, row in models.placed_table(DIAL, *DIAL_COLUMNS):
        try:
            points.append(DialPoint(*(float(row[column]) for column in DIAL_COLUMNS)))
        except ValueError as error:
            raise ResourceError(f"{place}: {error}") from error
    return sorted(points)
