"""When something was said: words like "on Tuesday" against the date of publication."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from extractor.errors import ResourceError
from extractor.resources import Models

FILE = "en/times.toml"
_KEYS = {"weekdays", "months", "shifts", "days", "units", "ago", "numbers"}
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_DAYS_OF_WEEK = 7
_MONTHS_OF_YEAR = 12
_FIRST_DAYS = {"week": 0, "weekend": 5}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words for time and what they mean, as ``times.toml`` lists and explains them; weekdays and months by their number from 0.

    ``days`` are phrases with the days they lie from the day of publication, longest first.
    """

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    shifts: Mapping[str, int]
    days: Mapping[str, int]
    units: Mapping[str, str]
    ago: frozenset[str]
    numbers: Mapping[str, int]
    day_and_month: re.Pattern[str]

    @classmethod
    def load(cls, models: Models) -> Self:
        """Load ``times.toml``.

        Raises:
            ResourceError: a list is missing or unknown; the message names it.
        """
        lists = models.toml(FILE)
        if lists.keys() != _KEYS:
            raise ResourceError(f"{models.root / FILE}: missing or unknown: {', '.join(sorted(lists.keys() ^ _KEYS))}")
        months = {word: number for number, words in enumerate(lists["months"]) for word in words.split("|")}
        names = "|".join(months)
        return cls(
            weekdays={word: number for number, words in enumerate(lists["weekdays"]) for word in words.split("|")},
            months=months,
            shifts=lists["shifts"],
            days=dict(sorted(lists["days"].items(), key=lambda entry: -len(entry[0]))),
            units={word: unit for unit, words in lists["units"].items() for word in words.split()},
            ago=frozenset(lists["ago"]["words"].split()),
            numbers=lists["numbers"],
            day_and_month=re.compile(
                rf"\b(?:(\d{{1,2}})[a-z]{{0,2}}\s+(?:[a-z]{{2}}\s+)?)?({names})\b\.?(?:\s+(\d{{1,2}})(?:[a-z]{{2}})?\b)?(?:,?\s+(\d{{4}})\b)?"
            ),
        )

    @property
    def main_words(self) -> frozenset[str]:
        """Words at which :meth:`span_at` may find something."""
        return frozenset((*self.weekdays, *self.months, *(day.split()[-1] for day in self.days), *self.units, *self.ago))

    def span_at(self, words: Sequence[str], place: int) -> tuple[int, int] | None:
        """Return the first of the ``words`` (lower case) and the one after the last that tell a day by its distance from now.

        ``place`` is that of its main word: "Friday" in "last Friday", "week" in "next week", "ago" in "two days ago".
        """
        word = words[place]
        before = words[place - 1] if place else ""
        if word in self.weekdays:
            return (place - 1 if before in self.shifts else place), place + 1
        if word in self.months:
            return self._month_at(words, place)
        for day in self.days:
            first = place - day.count(" ")
            if day.endswith(word) and first >= 0 and " ".join(words[first : place + 1]) == day:
                return first, place + 1
        if word in self.units and before in self.shifts:
            return place - 1, place + 1
        if word in self.ago and place > 1 and before in self.units:
            return place - 2, place + 1
        return None

    def _month_at(self, words: Sequence[str], place: int) -> tuple[int, int] | None:
        """Return a month with its day ("12 April", "last May"); None beside a year, which tells it at once."""
        before, behind = (words[at] if 0 <= at < len(words) else "" for at in (place - 1, place + 1))
        first = place - 1 if before in self.shifts or _DAY.fullmatch(before) else place
        last = place + 2 if first == place and _DAY.fullmatch(behind) else place + 1
        told = any(_YEAR.fullmatch(word) for word in words[last : last + 3])  # "from May to June 2014"
        return None if told else (first, last)

    def resolve(self, text: str, published_at: str, tense: str = "") -> tuple[str, str]:
        """Return the ISO 8601 date and its precision (day, week, weekend, month, year); both empty when the words do not tell.

        A week is told by its Monday, a weekend by its Saturday. ``tense`` is that of the cue: a weekday or month without more is
        the last one up to the day of publication, in the future tense the next one. Without a date of publication only what names
        its year has a date.
        """
        lower = text.lower()
        if not lower:
            return "", ""
        published = _parse(published_at)
        words = _WORD.findall(lower)
        found = self.day_and_month.search(lower)
        if found and (found[4] or published):
            return self._in_month(found, words, published, tense)
        if published:
            resolved = self._relative(words, published, tense)
            if resolved[0]:
                return resolved
        year = _YEAR.search(lower)
        return (year[1], "year") if year else ("", "")

    def _relative(self, words: Sequence[str], published: date, tense: str) -> tuple[str, str]:
        """Return a weekday, a day or a unit of time by its distance from the day of publication."""
        shift, unit = self._shifted_unit(words)
        place = next((place for place, word in enumerate(words) if word in self.weekdays), None)
        if place is not None:
            number = self.weekdays[words[place]]
            if unit == "week":
                return _day(_monday(published) + timedelta(days=shift * _DAYS_OF_WEEK + number))
            toward = self._direction(words[place - 1] if place else "", tense)
            days = (number - published.weekday()) % _DAYS_OF_WEEK
            if toward < 0:
                days -= _DAYS_OF_WEEK if days or toward < -1 else 0
            elif not days and toward > 1:
                days = _DAYS_OF_WEEK
            return _day(published + timedelta(days=days))
        phrase = f" {' '.join(words)} "
        for day, distance in self.days.items():
            if f" {day} " in phrase:
                return _day(published + timedelta(days=distance))
        return _shifted(published, shift, unit) if unit else ("", "")

    def _direction(self, before: str, tense: str) -> int:
        """Return where a name of the calendar is from the day of publication: -1 up to it, 1 from it on, -2 and 2 without it."""
        shift = self.shifts.get(before, 0)
        return 2 * shift if shift else 1 if tense == "future" else -1

    def _shifted_unit(self, words: Sequence[str]) -> tuple[int, str]:
        """Return how many units from now, and the unit: "last week", "two days ago"; no unit when the words do not tell."""
        for place, word in enumerate(words):
            unit = self.units.get(word)
            if unit is None or not place:
                continue
            before = words[place - 1]
            if place + 1 < len(words) and words[place + 1] in self.ago:
                number = int(before) if before.isdecimal() else self.numbers.get(before)
                return (-number, unit) if number else (0, "")
            if before in self.shifts:
                return self.shifts[before], unit
        return 0, ""

    def _in_month(self, found: re.Match[str], words: Sequence[str], published: date | None, tense: str) -> tuple[str, str]:
        month, day = self.months[found[2]] + 1, int(found[3] or found[1] or 0)
        shift, unit = self._shifted_unit(words)
        if found[4]:
            year = int(found[4])
        elif published is None:
            return "", ""
        elif unit == "year":
            year = published.year + shift
        else:
            place = words.index(found[2])
            toward = self._direction(words[place - 1] if place else "", tense)
            same = month == published.month
            year = published.year
            if toward < 0:
                year -= month > published.month or (same and toward < -1)
            else:
                year += month < published.month or (same and toward > 1)
        try:
            return _day(date(year, month, day)) if day else (f"{year:04}-{month:02}", "month")
        except ValueError:
            return "", ""


def _shifted(published: date, shift: int, unit: str) -> tuple[str, str]:
    """Return the day, week, month or year so many units from the day of publication; nothing before the first year of the
    calendar."""
    months = published.year * _MONTHS_OF_YEAR + published.month - 1 + shift * (_MONTHS_OF_YEAR if unit == "year" else 1)
    try:
        if unit == "day":
            return _day(published + timedelta(days=shift))
        if unit in _FIRST_DAYS:
            return (_monday(published) + timedelta(days=shift * _DAYS_OF_WEEK + _FIRST_DAYS[unit])).isoformat(), unit
        first = date(months // _MONTHS_OF_YEAR, months % _MONTHS_OF_YEAR + 1, 1).isoformat()
    except (OverflowError, ValueError):
        return "", ""
    return (first[:7], unit) if unit == "month" else (first[:4], unit)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(day: date) -> tuple[str, str]:
    return day.isoformat(), "day"


def _parse(published_at: str) -> date | None:
    try:
        return date.fromisoformat(published_at[:10])
    except ValueError:
        return None
