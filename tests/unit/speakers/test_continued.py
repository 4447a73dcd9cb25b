"""Which of the sentences that may go on with a statement are taken."""

import pytest

from extractor.speakers.continued import Continued, without_gaps


def _run(*probabilities: float) -> list[Continued]:
    return [Continued(place, place + 1, 0, (), each, place + 1) for place, each in enumerate(probabilities)]


@pytest.mark.parametrize(
    ("probabilities", "taken"),
    [
        ((), 0),
        ((0.7,), 1),
        ((0.3,), 0),
        ((0.7, 0.2), 1),
        ((0.5, 0.9), 2),  # the second is likely enough for both
        ((0.1, 0.8), 0),  # the gap is wider than that
        ((0.7, 0.2, 0.8, 0.3), 1),
    ],
)
def test_no_sentence_is_taken_behind_one_that_is_not(probabilities: tuple[float, ...], taken: int) -> None:
    run = _run(*probabilities)
    assert list(without_gaps(run)) == run[:taken]


def test_each_statement_is_looked_at_by_itself() -> None:
    assert list(without_gaps([*_run(0.2), *_run(0.9)])) == _run(0.9)
