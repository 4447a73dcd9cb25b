"""What to expect of a least confidence: shares of right statements, and that the page does without the file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import ResourceError
from extractor.report.dial import Expected, read_dial
from extractor.resources import Models, find_models
from extractor.statements.weights import DIAL


@pytest.fixture
def write_models(tmp_path: Path) -> Callable[[str], Models]:
    """Write a folder of models with nothing but the curve."""

    def write(curve: str) -> Models:
        path = tmp_path / DIAL
        path.parent.mkdir(parents=True)
        path.write_text(curve, "utf-8")
        return Models(tmp_path)

    return write


def test_recall_is_the_share_of_all_right_statements(write_models: Callable[[str], Models]) -> None:
    models = write_models("confidence,kept,precision\n0.8,0.5,0.9\n0.2,1.0,0.75\n")
    assert read_dial(models) == [Expected(0.2, 0.75, 1.0), Expected(0.8, 0.9, 0.6)]


def test_without_right_statements_nothing_is_divided(write_models: Callable[[str], Models]) -> None:
    assert read_dial(write_models("confidence,kept,precision\n0.2,0.0,0.0\n")) == [Expected(0.2, 0.0, 0.0)]


def test_without_the_file_there_is_no_curve(tmp_path: Path) -> None:
    assert read_dial(Models(tmp_path)) == []


def test_a_broken_file_is_told(write_models: Callable[[str], Models]) -> None:
    with pytest.raises(ResourceError, match="line 2"):
        read_dial(write_models("confidence,kept,precision\nhigh,1.0,0.75\n"))


def test_the_curve_that_comes_along_rises_as_less_is_left() -> None:
    curve = read_dial(find_models())
    assert curve[0].recall == 1.0
    assert [point.precision for point in curve] == sorted(point.precision for point in curve)
    assert [point.recall for point in curve] == sorted((point.recall for point in curve), reverse=True)
