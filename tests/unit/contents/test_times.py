"""When something was said, against the day of publication."""

from pathlib import Path

import pytest

from extractor.contents.times import Calendar
from extractor.errors import ResourceError
from extractor.resources import Models, find_models

WEDNESDAY = "2025-06-18"


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar.load(find_models())


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("on Wednesday", "past", ("2025-06-18", "day")),
        ("on Thursday", "past", ("2025-06-12", "day")),
        ("on Thursday", "", ("2025-06-12", "day")),
        ("on Thursday", "future", ("2025-06-19", "day")),
        ("on Wednesday", "future", ("2025-06-18", "day")),
        ("last Wednesday", "past", ("2025-06-11", "day")),
        ("last Tuesday", "past", ("2025-06-17", "day")),
        ("next Wednesday", "future", ("2025-06-25", "day")),
        ("next Friday", "", ("2025-06-20", "day")),
        ("this Thursday", "future", ("2025-06-19", "day")),
        ("this Thursday", "past", ("2025-06-12", "day")),
        ("on Friday of last week", "past", ("2025-06-13", "day")),
        ("Monday this week", "past", ("2025-06-16", "day")),
        ("Monday next week", "future", ("2025-06-23", "day")),
        ("this weekend", "future", ("2025-06-21", "weekend")),
        ("last weekend", "past", ("2025-06-14", "weekend")),
        ("the day before yesterday", "past", ("2025-06-16", "day")),
    ],
)
def test_weekdays_go_by_tense_and_the_word_before(calendar: Calendar, text: str, tense: str, expected: tuple[str, str]) -> None:
    assert calendar.resolve(text, WEDNESDAY, tense) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday", ("2025-06-17", "day")),
        ("the day before yesterday", ("2025-06-16", "day")),
        ("tomorrow", ("2025-06-19", "day")),
        ("the day after tomorrow", ("2025-06-20", "day")),
        ("late last night", ("2025-06-17", "day")),
        ("earlier today", ("2025-06-18", "day")),
        ("this morning", ("2025-06-18", "day")),
        ("two days ago", ("2025-06-16", "day")),
        ("10 days ago", ("2025-06-08", "day")),
        ("last week", ("2025-06-09", "week")),
        ("earlier this week", ("2025-06-16", "week")),
        ("next week", ("2025-06-23", "week")),
        ("three weeks ago", ("2025-05-26", "week")),
        ("last month", ("2025-05", "month")),
        ("seven months ago", ("2024-11", "month")),
        ("next month", ("2025-07", "month")),
        ("late last year", ("2024", "year")),
        ("a year ago", ("2024", "year")),
    ],
)
def test_distances_keep_their_precision(calendar: Calendar, text: str, expected: tuple[str, str]) -> None:
    assert calendar.resolve(text, WEDNESDAY, "past") == expected


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("in May", "past", ("2025-05", "month")),
        ("in June", "past", ("2025-06", "month")),
        ("in July", "past", ("2024-07", "month")),
        ("in July", "future", ("2025-07", "month")),
        ("in March", "future", ("2026-03", "month")),
        ("last June", "past", ("2024-06", "month")),
        ("next June", "future", ("2026-06", "month")),
        ("in August last year", "past", ("2024-08", "month")),
        ("on Oct. 4", "past", ("2024-10-04", "day")),
        ("on 4 October", "past", ("2024-10-04", "day")),
        ("on the 4th of October", "past", ("2024-10-04", "day")),
        ("at 10 am on May 2nd", "past", ("2025-05-02", "day")),
        ("on Oct. 4, 1931", "past", ("1931-10-04", "day")),
        ("in 2019", "past", ("2019", "year")),
    ],
)
def test_months_and_years(calendar: Calendar, text: str, tense: str, expected: tuple[str, str]) -> None:
    assert calendar.resolve(text, WEDNESDAY, tense) == expected


@pytest.mark.parametrize("text", ["", "over the weekend", "years ago", "several days ago", "at night", "on February 30"])
def test_what_tells_no_date_has_none(calendar: Calendar, text: str) -> None:
    assert calendar.resolve(text, WEDNESDAY, "past") == ("", "")


@pytest.mark.parametrize(
    ("text", "expected"), [("last week", ("", "")), ("on Friday", ("", "")), ("in May 2019", ("2019-05", "month"))]
)
def test_without_a_date_of_publication_only_named_years_count(calendar: Calendar, text: str, expected: tuple[str, str]) -> None:
    assert calendar.resolve(text, "", "past") == expected


def test_dates_before_the_calendar_begins_are_none(calendar: Calendar) -> None:
    assert calendar.resolve("9000 years ago", WEDNESDAY) == ("", "")


def test_an_unknown_list_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "times.toml").write_text('weekday = ["monday"]\n', "utf-8")
    with pytest.raises(ResourceError, match="weekday"):
        Calendar.load(Models(tmp_path))


@pytest.mark.parametrize(
    ("text", "main", "expected"),
    [
        ("on 12 april it", 2, (1, 3)),
        ("on april 12 it", 1, (1, 3)),
        ("in last may it", 2, (1, 3)),
        ("in may 2020 it", 1, None),
        ("on april 12 , 2019", 1, None),
        ("the day before yesterday", 3, (1, 4)),
        ("last night it", 1, (0, 2)),
        ("at night it", 1, None),
    ],
)
def test_the_words_that_tell_a_day(calendar: Calendar, text: str, main: int, expected: tuple[int, int] | None) -> None:
    assert calendar.span_at(text.split(), main) == expected
