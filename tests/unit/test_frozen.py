"""Quick dataclasses are Python's, but for the guard at run time."""

from dataclasses import replace

from extractor.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a plane."""

    x: int
    y: int = 0


def test_they_are_equal_hashed_and_replaced_like_those_of_python() -> None:
    assert Point(1) == Point(1, 0) != Point(2)
    assert {Point(1): "a"}[Point(1)] == "a"
    assert replace(Point(1), y=2) == Point(1, 2)
    assert repr(Point(1)) == "Point(x=1, y=0)"


def test_the_type_checker_refuses_an_assignment() -> None:
    point = Point(1)
    point.x = 2  # type: ignore[misc]  (mypy fails where it would let this pass: unused comments are errors)
    assert point.x == 2
