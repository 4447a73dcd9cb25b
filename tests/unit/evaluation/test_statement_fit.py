"""Fitting what the confidence of statements rests on."""

from pathlib import Path

import pytest

from extractor.evaluation.statement_fit import (
    ANY,
    Judged,
    Option,
    calibration_error,
    fit,
    left_out,
    levelled,
    observations,
    precision_at,
    write_dial,
    write_weights,
)
from extractor.resources import Models
from extractor.statements.weights import DIAL, FILE, StatementWeights, load_statement_dial, load_statement_weights


def judged(doc_id: str, evidence: list[str], is_right: bool) -> Judged:
    """A cue with one candidate."""
    return Judged(doc_id, [Option(evidence, is_right)])


def examples() -> list[Judged]:
    """Statements of twenty articles: nested ones are wrong in two of three, others right in nine of ten."""
    found = []
    for number in range(20):
        found += [judged(f"d{number}", [ANY, "plain"], number % 10 != place) for place in range(3)]
        found += [judged(f"d{number}", [ANY, "nested"], place == 0) for place in range(3)]
    return found


def test_weights_go_where_the_annotation_points_and_never_far_from_what_was_written_by_hand() -> None:
    free, held = fit(examples(), {}, held=0.1), fit(examples(), {}, held=1000)
    assert free["plain"] > 1
    assert free["nested"] < 0
    assert max(map(abs, held.values())) < 0.2
    assert fit(examples(), {}, held=0.1) == free


def test_a_prior_that_the_annotation_says_nothing_of_stays() -> None:
    assert fit(examples(), {"never seen": -1.5})["never seen"] == pytest.approx(-1.5)


def test_of_the_candidates_of_a_cue_the_one_that_the_annotation_has_weighs_more() -> None:
    cue = [Option([ANY, "long"], False), Option([ANY, "short"], True)]
    weights = fit([Judged(f"d{number}", cue) for number in range(20)], {}, held=1)
    assert weights["short"] > weights["long"]
    probability, is_right = Judged("d", cue).told(StatementWeights(weights))
    assert is_right
    assert probability < StatementWeights(weights).probability([ANY, "short"])


def test_rare_evidence_has_no_weight_of_its_own() -> None:
    assert "rare" not in fit([*examples(), judged("d", [ANY, "rare"], True)], {})


def test_the_level_is_that_of_the_corpora() -> None:
    easy = [judged("e", [ANY], True)] * 9 + [judged("e", [ANY], False)]
    hard = [judged("h", [ANY], True)] * 50 + [judged("h", [ANY], False)] * 50
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


def test_the_dial_tells_what_a_least_confidence_leaves(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    write_dial(tmp_path / DIAL, [(0.9, True), (0.7, True), (0.5, False), (0.3, True)])
    dial = {point.confidence: point for point in load_statement_dial(Models(tmp_path))}
    assert (dial[0.25].kept, dial[0.25].precision) == (1, 0.6)
    assert (dial[0.6].kept, dial[0.6].precision) == (0.5, 0.8)
    assert (dial[0.95].kept, dial[0.95].precision) == (0, 0)
