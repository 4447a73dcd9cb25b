"""What to expect of a least confidence: how many of the statements that are left are right, and how many of the right ones."""

from typing import NamedTuple

from extractor.resources import Models
from extractor.statements.weights import DIAL, load_statement_dial


class Expected(NamedTuple):
    """Of statements with at least this ``confidence``: the share that is right, and the share of all right ones that is left."""

    confidence: float
    precision: float
    recall: float


def read_dial(models: Models) -> list[Expected]:
    """Return the curve in rising order of confidence; without the file, nothing.

    All right statements are those of the lowest confidence that the file has.

    Raises:
        ResourceError: the file has other columns, or holds no number.
    """
    if not any(path.is_file() for path in models.files(DIAL)):
        return []
    points = load_statement_dial(models)
    right = max((point.kept * point.precision for point in points), default=0.0)
    return [
        Expected(point.confidence, point.precision, round(point.kept * point.precision / right, 3) if right else 0.0)
        for point in points
    ]
