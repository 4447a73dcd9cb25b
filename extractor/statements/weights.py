"""How likely a statement is right: the weights of what speaks for and against it, as ``statement_weights.csv`` has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from extractor.errors import ResourceError
from extractor.records import ConfidenceLevel
from extractor.resources import Models

FILE = "en/statement_weights.csv"
COLUMNS = ("evidence", "weight", "prior", "observations")
# At least so likely to be called so.
_HIGH, _MEDIUM = 0.85, 0.6


@dataclass(frozen=True, slots=True)
class StatementWeights:
    """Log-odds by name of evidence; what is not listed weighs nothing."""

    weights: Mapping[str, float]

    def probability(self, evidence: Iterable[str]) -> float:
        """Return how likely a statement is right, by all that was seen of it, between 0 and 1."""
        weights = self.weights
        total = sum([weights.get(name, 0.0) for name in evidence])
        return 1.0 / (1.0 + exp(-total))


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
