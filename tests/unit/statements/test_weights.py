"""Weights of evidence for statements."""

from pathlib import Path

import pytest

from extractor.errors import ResourceError
from extractor.resources import Models, find_models
from extractor.statements.weights import FILE, StatementWeights, level_of, load_statement_weights


def models(folder: Path, rows: str) -> Models:
    (folder / "en").mkdir()
    (folder / FILE).write_text(rows, "utf-8")
    return Models(folder)


def test_weights_are_added_up_and_what_is_not_listed_weighs_nothing() -> None:
    weights = StatementWeights({"cue: say": 1.0, "nested": -1.0})
    assert weights.probability(["cue: say", "nested", "unheard of"]) == 0.5
    assert weights.probability(["nested"]) < 0.5 < weights.probability(["cue: say"])


@pytest.mark.parametrize(
    ("probability", "level"), [(0.99, "high"), (0.85, "high"), (0.8, "medium"), (0.6, "medium"), (0.5, "low")]
)
def test_level(probability: float, level: str) -> None:
    assert level_of(probability) == level


def test_a_weight_that_is_no_number_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"statement_weights\.csv, line 3"):
        load_statement_weights(models(tmp_path, "evidence,weight,prior,observations\na,1,1,0\nb,much,0,0\n"))


def test_missing_columns_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="columns"):
        load_statement_weights(models(tmp_path, "evidence,weight\na,0.5\n"))


def test_weights_of_the_project_are_moderate() -> None:
    assert all(abs(weight) <= 4 for weight in load_statement_weights(find_models()).weights.values())
