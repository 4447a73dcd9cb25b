"""Texts analysed shortly before are not analysed again."""

import gc
from collections.abc import Iterable, Iterator

import pytest

from extractor.analysis import recent
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


def test_texts_that_came_up_twice_are_not_analysed_a_third_time(analysis: Analysis) -> None:
    parses = RecentParses(analysis)
    list(parses.parses([("rain", [0]), ("wind", [0])]))
    second = list(parses.parses([("snow", [0]), ("wind", [0]), ("rain", [0])]))
    third = list(parses.parses([("rain", [0]), ("wind", [0])]))
    assert third == second[:0:-1]
    assert analysis.asked == ["rain", "wind", "snow", "wind", "rain"]


def test_a_parse_that_nobody_needs_again_is_given_away(analysis: Analysis) -> None:
    parses = RecentParses(analysis).parses([(text, ()) for text in ("hail", "frost", "hail", "fog")])
    alive = []
    for parse in parses:
        del parse
        alive.append(
            [each.text for each in gc.get_objects() if isinstance(each, Parse) and each.text in ("hail", "frost", "fog")]
        )
    assert alive == [["hail"]] * 4  # needed twice, then kept


def test_what_came_up_is_forgotten_when_it_is_too_much(analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "_MOST_MET", 2)
    parses = RecentParses(analysis)
    for text in ("rain", "wind", "snow", "rain", "rain", "rain"):
        list(parses.parses([(text, ())]))
    assert analysis.asked == ["rain", "wind", "snow", "rain", "rain"]


def test_other_sentence_starts_are_another_analysis(analysis: Analysis) -> None:
    found = list(RecentParses(analysis).parses([("rain wind", [0]), ("rain wind", [0, 5])]))
    assert [parse.deps for parse in found] == [["from [0]"], ["from [0, 5]"]]


def test_the_text_used_longest_ago_goes_first(analysis: Analysis) -> None:
    parses = RecentParses(analysis, kept=9)
    for text in ("rain", "wind", "snow"):
        list(parses.parses([(text, ())]))
    analysis.asked.clear()
    for text in ("rain", "wind", "rain", "snow", "rain", "wind"):
        list(parses.parses([(text, ())]))
    assert analysis.asked == ["rain", "wind", "snow", "wind"]


def test_a_text_beyond_the_bound_is_not_kept(analysis: Analysis) -> None:
    parses = RecentParses(analysis, kept=9)
    for _ in range(3):
        found = parses.parses([("rain", ()), ("a long sentence", ()), ("", ())])
        assert [parse.text for parse in found] == ["rain", "a long sentence", ""]
    assert analysis.asked == [*2 * ["rain", "a long sentence", ""], "a long sentence"]


def test_batches_are_analysed_as_they_are_asked_for(analysis: Analysis) -> None:
    parses = RecentParses(analysis).parses([("rain", ()), ("wind", ())])
    next(parses)
    assert analysis.asked == ["rain"]


def test_forgetting_starts_again(analysis: Analysis) -> None:
    parses = RecentParses(analysis)
    for _ in range(2):
        list(parses.parses([("rain", ()), ("rain", ())]))
        parses.forget()
    assert analysis.asked == ["rain", "rain"]
