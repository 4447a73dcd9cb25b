"""Fitting what the confidence of statements rests on."""

from pathlib import Path

import pytest

from extractor.evaluation.statement_fit import (
    ANY,
    Judged,
    calibration_error,
    fit,
    left_out,
    levelled,
    observations,
    precision_at,
    write_weights,
)
from extractor.resources import Models
from extractor.statements.weights import FILE, StatementWeights, load_statement_weights


def examples() -> list[Judged]:
    """Statements of twenty articles: nested ones are wrong in two of three, others right in nine of ten."""
    found = []
    for number in range(20):
        found += [Judged(f"d{number}", [ANY, "plain"], number % 10 != place) for place in range(3)]
        found += [Judged(f"d{number}", [ANY, "nested"], place == 0) for place in range(3)]
    return found


def test_weights_go_where_the_annotation_points_and_never_far_from_what_was_written_by_hand() -> None:
    free, held = fit(examples(), {}, held=0.1), fit(examples(), {}, held=1000)
    assert free["plain"] > 1
    assert free["nested"] < 0
    assert max(map(abs, held.values())) < 0.2
    assert fit(examples(), {}, held=0.1) == free


def test_a_prior_that_the_annotation_says_nothing_of_stays() -> None:
    assert fit(examples(), {"never seen": -1.5})["never seen"] == pytest.approx(-1.5)


def test_rare_evidence_has_no_weight_of_its_own() -> None:
    assert "rare" not in fit([*examples(), Judged("d", [ANY, "rare"], True)], {})


def test_the_level_is_that_of_the_corpora() -> None:
    easy = [Judged("e", [ANY], True)] * 9 + [Judged("e", [ANY], False)]
    hard = [Judged("h", [ANY], True)] * 50 + [Judged("h", [ANY], False)] * 50
    moved = StatementWeights(levelled({ANY: 3.0}, [easy, hard]))
    assert moved.probability([ANY]) == pytest.approx(0.7, abs=1e-3)


def test_each_article_is_judged_without_it() -> None:
    told = left_out(examples(), {})
    assert len(told) == len(examples())
    assert calibration_error(told) < 0.25
    assert precision_at(told, 0.5) > precision_at(told, 1.0)


def test_calibration_error_is_the_gap_between_what_is_said_and_what_is_so() -> None:
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)
    assert calibration_error([(0.95, False)] * 10) == pytest.approx(0.95)
    assert calibration_error([]) == 0


def test_precision_at_a_share_of_what_is_right() -> None:
    told = [(0.9, True), (0.8, False), (0.7, True), (0.1, False)]
    assert (precision_at(told, 0.5), precision_at(told, 1.0)) == (1.0, pytest.approx(2 / 3))


def test_what_is_written_is_what_the_program_reads(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    weights = fit(examples(), {"plain": 0.5}, held=1)
    write_weights(tmp_path / FILE, weights, {"plain": 0.5}, observations(examples()))
    read = load_statement_weights(Models(tmp_path)).weights
    assert read == {name: pytest.approx(weight, abs=0.006) for name, weight in weights.items() if round(weight, 2)}
