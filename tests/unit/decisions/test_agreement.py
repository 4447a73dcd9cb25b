"""How far reviewers agree."""

import pytest
from deciding import event
from factories import make_result

from extractor.decisions.agreement import agreements, kappa
from extractor.decisions.model import Event
from extractor.decisions.threads import differ

SAID = make_result("Ana Kova said: the dam holds")


@pytest.mark.parametrize(
    ("verdicts", "value"),
    [
        ([("right", "right")] * 20 + [("right", "wrong")] * 5 + [("wrong", "right")] * 10 + [("wrong", "wrong")] * 15, 0.4),
        ([("right", "right"), ("wrong", "wrong")], 1.0),
        ([("right", "wrong"), ("wrong", "right")], -1.0),
        ([("right", "right")] * 3, None),
        ([], None),
    ],
)
def test_kappa_takes_off_what_chance_gives(verdicts: list[tuple[str, str]], value: float | None) -> None:
    assert kappa(verdicts) == (value if value is None else pytest.approx(value))


def _by(reviewer: str, action: str) -> Event:
    return event(SAID, action, reviewer=reviewer)  # type: ignore[arg-type]


def test_only_what_both_judged_is_compared_by_their_last_word() -> None:
    threads = {
        "s1": [_by("ann", "reject"), _by("ann", "accept"), _by("bo", "accept")],
        "s2": [_by("ann", "accept"), _by("bo", "reject")],
        "s3": [_by("ann", "accept")],
    }
    (found,) = agreements(threads)
    assert (found.first, found.second, found.judged, found.same, found.differences) == ("ann", "bo", 2, 1, ["s2"])
    assert agreements({"s3": threads["s3"]}) == []


def test_what_an_older_log_does_not_speak_of_is_no_difference() -> None:
    old = _by("ann", "accept")
    assert old.after is not None
    told = old.model_copy(update={"reviewer": "bo", "after": old.after.model_copy(update={"is_negated": True})})
    other = told.model_copy(update={"after": old.after.model_copy(update={"is_negated": False})})
    assert not differ(old, told)
    assert differ(told, other)
