"""Texts analysed shortly before are not analysed again."""

from collections.abc import Iterable, Iterator

import pytest

from extractor.analysis.engines import Input
from extractor.analysis.parse import Parse
from extractor.analysis.recent import RecentParses


class Analysis:
    """One token a text; remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Iterable[Input]) -> Iterator[Parse]:
        for text, starts in texts:
            self.asked.append(text)
            yield Parse(text, [text], [0], [len(text)], [text], ["X"], ["XX"], [f"from {list(starts)}"], [0], [(0, 1)])


@pytest.fixture
def analysis() -> Analysis:
    return Analysis()


def test_equal_texts_of_a_batch_are_analysed_once(analysis: Analysis) -> None:
    found = list(RecentParses(analysis).parses([("rain", [0]), ("wind", []), ("rain", (0,)), ("rain", [0])]))
    assert [parse.text for parse in found] == ["rain", "wind", "rain", "rain"]
    assert analysis.asked == ["rain", "wind"]


def test_equal_texts_of_later_batches_are_not_analysed_again(analysis: Analysis) -> None:
    recent = RecentParses(analysis)
    first = list(recent.parses([("rain", [0]), ("wind", [0])]))
    again = list(recent.parses([("snow", [0]), ("wind", [0]), ("rain", [0])]))
    assert again[1:] == first[::-1]
    assert analysis.asked == ["rain", "wind", "snow"]


def test_other_sentence_starts_are_another_analysis(analysis: Analysis) -> None:
    found = list(RecentParses(analysis).parses([("rain wind", [0]), ("rain wind", [0, 5])]))
    assert [parse.deps for parse in found] == [["from [0]"], ["from [0, 5]"]]


def test_the_text_used_longest_ago_goes_first(analysis: Analysis) -> None:
    recent = RecentParses(analysis, kept=9)
    for text in ("rain", "wind", "rain", "snow", "rain", "wind"):
        list(recent.parses([(text, ())]))
    assert analysis.asked == ["rain", "wind", "snow", "wind"]


def test_a_text_beyond_the_bound_is_not_kept(analysis: Analysis) -> None:
    recent = RecentParses(analysis, kept=9)
    for _ in range(2):
        found = recent.parses([("rain", ()), ("a long sentence", ()), ("", ())])
        assert [parse.text for parse in found] == ["rain", "a long sentence", ""]
    assert analysis.asked == ["rain", "a long sentence", "", "a long sentence"]


def test_batches_are_analysed_as_they_are_asked_for(analysis: Analysis) -> None:
    parses = RecentParses(analysis).parses([("rain", ()), ("wind", ())])
    next(parses)
    assert analysis.asked == ["rain"]


def test_forgetting_starts_again(analysis: Analysis) -> None:
    recent = RecentParses(analysis)
    list(recent.parses([("rain", ())]))
    recent.forget()
    list(recent.parses([("rain", ())]))
    assert analysis.asked == ["rain", "rain"]
