"""Floors under the scores."""

from pathlib import Path

import pytest

from extractor.errors import GateError, InputError
from extractor.evaluation.gate import MAIN, MARGIN, check_floors, raise_floors, read_baseline


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("{}\n", "utf-8")
    return path


def test_floors_lie_a_margin_below(tmp_path: Path, gold: Path) -> None:
    baseline = raise_floors(tmp_path / "baseline.json", gold, "md", {MAIN: 0.6, "statements.found.all.f1": 0.7})
    assert baseline.floors == {"md": {MAIN: 0.6 - MARGIN}}
    assert read_baseline(tmp_path / "baseline.json") == baseline


def test_scores_at_the_floor_pass_and_lower_ones_do_not(tmp_path: Path, gold: Path) -> None:
    baseline = raise_floors(tmp_path / "baseline.json", gold, "md", {MAIN: 0.6})
    assert check_floors(baseline, gold, "md", {MAIN: 0.595}) == 1
    with pytest.raises(GateError, match=r"headline.all.f1 0\.594 < 0\.595"):
        check_floors(baseline, gold, "md", {MAIN: 0.594})
    with pytest.raises(GateError, match="below the floor"):
        check_floors(baseline, gold, "md", {})


def test_floors_sink_only_when_told(tmp_path: Path, gold: Path) -> None:
    path = tmp_path / "baseline.json"
    raise_floors(path, gold, "md", {MAIN: 0.6})
    with pytest.raises(GateError, match="would sink"):
        raise_floors(path, gold, "md", {MAIN: 0.5})
    assert raise_floors(path, gold, "md", {MAIN: 0.5}, allow_lower=True).floors["md"][MAIN] == 0.495


def test_models_have_floors_of_their_own(tmp_path: Path, gold: Path) -> None:
    path = tmp_path / "baseline.json"
    raise_floors(path, gold, "md", {MAIN: 0.6})
    baseline = raise_floors(path, gold, "sm", {MAIN: 0.5})
    assert set(baseline.floors) == {"md", "sm"}
    with pytest.raises(GateError, match="no floors for the model 'lg'"):
        check_floors(baseline, gold, "lg", {})


def test_floors_belong_to_one_gold_file(tmp_path: Path, gold: Path) -> None:
    baseline = raise_floors(tmp_path / "baseline.json", gold, "md", {MAIN: 0.6})
    gold.write_text("{ }\n", "utf-8")
    with pytest.raises(GateError, match="not the file"):
        check_floors(baseline, gold, "md", {MAIN: 0.9})


def test_unreadable_floors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no floors"):
        read_baseline(tmp_path / "none.json")
