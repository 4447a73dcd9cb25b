"""How precise each rule is on a gold file: the table that a statement's ``confidence`` rests on."""

import csv
from pathlib import Path
from typing import NamedTuple

from extractor.evaluation.statements import StatementScores


class RulePrecision(NamedTuple):
    """A rule, the number of its statements that were judged, and the share of them that was right."""

    rule: str
    n: int
    precision: float


def measure_rules(scores: StatementScores) -> list[RulePrecision]:
    """Return the precision of every rule that predicted something, by rule id.

    A statement is right when it and a gold statement cover half of each other and, if it has a source, the sources agree.
    """
    return [
        RulePrecision(group.removeprefix("rule:"), int(figures.predicted), round(figures.precision, 3))
        for group, figures in sorted(scores.metrics.get("right", {}).items())
        if group.startswith("rule:") and figures.predicted
    ]


def write_rule_precision(path: Path, rows: list[RulePrecision]) -> None:
    """Write the table as CSV with the columns rule, n, precision."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(RulePrecision._fields)
        writer.writerows(rows)
