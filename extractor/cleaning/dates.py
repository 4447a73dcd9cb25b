"""Dates of publication in the forms that files, feeds and pages use; never a guess."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

# English, French and German: the languages in which databases write the dates of news in English, too.
_MONTHS = (
    r"jan(?:uary)?|janvier|januar", r"feb(?:ruary)?|février|fevrier|februar", r"mar(?:ch)?|mars|märz", r"apr(?:il)?|avril",
    r"may|mai", r"june?|juin|juni", r"july?|juillet|juli", r"aug(?:ust)?|août|aout", r"sept?(?:ember|embre)?",
    r"oct(?:ober|obre)?|oktober", r"nov(?:ember|embre)?", r"dec(?:ember)?|décembre|decembre|dezember",
)  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_WEEKDAY_NAME = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b\.?"
)
_WEEKDAY = rf"(?:{_WEEKDAY_NAME},?\s+)?"
_WEEKDAY_BEHIND = rf"(?:,?\s+{_WEEKDAY_NAME})?"
_TIME = (
    r"(?:(?:,?\s+|T|,?\s+at\s+)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?P<half>[ap]\.?m\.?)?"
    r"\s?(?P<zone>Z|UTC|GMT|BST|CET|CEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[+-]\d{2}:?\d{2})?)?"
)
_NAMED_DAYS = (
    _WEEKDAY + _DAY + r"(?:\s+of)?[\s-]" + _MONTH + r",?[\s-](?P<year>\d{4})" + _WEEKDAY_BEHIND + _TIME,
    _WEEKDAY + _MONTH + r"\s+" + _DAY + r",?\s+(?P<year>\d{4})" + _WEEKDAY_BEHIND + _TIME,
)
_LEADING = tuple(re.compile(form + r"(?!\w)", re.I) for form in _NAMED_DAYS)
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})" + _TIME,
        r"(?P<year>\d{4})[/.](?P<number>\d{1,2})[/.](?P<day>\d{1,2})" + _TIME,
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})\d{2}(?P<zone>Z)?)?",
        *_NAMED_DAYS,
        r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})" + _TIME,
        r"(?P<year>\d{4})-(?P<number>\d{2})",
        _MONTH + r",?\s+(?P<year>\d{4})",
        r"(?P<year>\d{4})",
    )
)
_HOURS_FROM_UTC = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


def parse_date(text: str) -> tuple[str, str]:
    """ISO 8601 form of a date or time and its precision: minute, day, month or year; two empty strings when it is none.

    ``03/05/2024`` could be two days and gives nothing. A time of exactly midnight is how many exports write a day without time.
    """
    text = text.strip()
    if re.fullmatch(r"\d{10}|\d{13}", text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ"), "minute"
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _normalized(found.groupdict())
    return "", ""


def leading_date(text: str) -> str:
    """ISO 8601 form of the day, or time, that a line begins with and names by its month; empty when it begins with none.

    ``March 5, 2024 Tuesday 9:20 AM GMT First Edition`` gives ``2024-03-05T09:20Z``.
    """
    found = next((match for form in _LEADING if (match := form.match(text.strip()))), None)
    return _normalized(found.groupdict())[0] if found else ""


def _normalized(parts: dict[str, str | None]) -> tuple[str, str]:
    year = int(parts["year"] or 0)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return "", ""
    if parts.get("first"):
        month, day = _day_and_month(int(parts["first"] or 0), int(parts["second"] or 0))
    else:
        named = parts.get("month")
        month = _month(named) if named else int(parts.get("number") or 0)
        day = int(parts.get("day") or 0)
    if not month:
        return ("", "") if parts.get("first") else (f"{year:04}", "year")
    if not 1 <= month <= 12:
        return "", ""
    if not parts.get("day") and not parts.get("first"):
        return f"{year:04}-{month:02}", "month"
    try:
        day_text = date(year, month, day).isoformat()
    except ValueError:
        return "", ""
    time = _time(parts)
    return (f"{day_text}T{time}", "minute") if time else (day_text, "day")


def _month(name: str) -> int:
    """Number of the month of a name, 1 to 12."""
    return next(number for number, names in enumerate(_MONTHS, 1) if re.fullmatch(names, name, re.I))


def _day_and_month(first: int, second: int) -> tuple[int, int]:
    """Month and day of ``31/12`` or ``12/31``; zeros when either could be the month."""
    if first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else (0, 0)


def _time(parts: dict[str, str | None]) -> str:
    """``10:30``, ``10:30Z`` or ``10:30+02:00``; empty when there is none, at midnight, or when no clock shows it."""
    if not parts.get("hour"):
        return ""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59 or (hour == minute == 0 and not half):
        return ""
    zone = (parts.get("zone") or "").lower()
    if not zone:
        return f"{hour:02}:{minute:02}"
    if zone in _HOURS_FROM_UTC:
        offset = timedelta(hours=_HOURS_FROM_UTC[zone])
    else:
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    if abs(offset) >= timedelta(hours=24):
        return f"{hour:02}:{minute:02}"
    shown = "Z" if not offset else timezone(offset).tzname(None)[3:]
    return f"{hour:02}:{minute:02}{shown}"
