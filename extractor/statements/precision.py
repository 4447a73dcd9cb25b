"""How far to trust a rule: the precision that was measured for it on gold."""

from extractor.records import Confidence
from extractor.resources import Models

FILE = "en/rule_precision.csv"
_HIGH, _LOW, _ENOUGH = 0.8, 0.6, 10


def load_confidence(models: Models) -> dict[str, Confidence]:
    """Confidence by rule id: high from 80% precision, low under 60%, and never high on fewer than ten judged statements."""
    found: dict[str, Confidence] = {}
    for row in models.table(FILE, "rule", "n", "precision"):
        precision, number = float(row["precision"]), int(row["n"])
        level: Confidence = "high" if precision >= _HIGH else "medium" if precision >= _LOW else "low"
        found[row["rule"]] = "medium" if level == "high" and number < _ENOUGH else level
    return found
