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
_YEAR = r"(?P<year>\d{4})"
_ZONE = (
    r"(?P<zone>Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT|BST|CET|CEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|MT|PT|IST|AEST|AEDT)"
    r"(?:\s?\[?UTC\]?)?"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?)?\s?(?P<half>[ap]\.?m\.?)?"
    rf"(?:\s?{_ZONE})?"
)
_TIME = rf"(?:(?:,?\s+|T|,?\s+at\s+|\s?[-–|]\s?){_CLOCK})?"
_NAMED_DAYS = (
    _DAY + r"(?:\s+of)?[\s/-]" + _MONTH + r",?[\s/-](?P<year>\d{4}|\d{2})",
    _MONTH + r"[\s-]" + _DAY + r",?[\s-]" + _YEAR,
)
_LEADING = tuple(
    re.compile(rf"(?:{_WEEKDAY_NAME},?\s+)?{form}(?:,?\s+{_WEEKDAY_NAME})?{_TIME}(?!\w)", re.I) for form in _NAMED_DAYS
)
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        _YEAR + r"-(?P<number>\d{1,2})-(?P<day>\d{1,2})" + _TIME,
        _YEAR + r"[/.](?P<number>\d{1,2})[/.](?P<day>\d{1,2})" + _TIME,
        _YEAR + r"(?P<number>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})\d{2}(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
        _YEAR + r",?[\s-]" + _MONTH + r"[\s-]" + _DAY + _TIME,
        *(form + _TIME for form in _NAMED_DAYS),
        _MONTH + r"\s" + _DAY + r"\s" + _CLOCK + r"\s" + _YEAR,  # of Unix and of Twitter
        _CLOCK + r",?\s(?:on\s)?" + _DAY + r"\s" + _MONTH + r",?\s" + _YEAR,
        _CLOCK + r",?\s(?:on\s)?" + _MONTH + r"\s" + _DAY + r",?\s" + _YEAR,
        r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})" + _TIME,
        _YEAR + r"-(?P<number>\d{2})",
        _MONTH + r",?[\s-]" + _YEAR,
        _YEAR,
    )
)
_LABEL = re.compile(
    r"(?:(?:first|last)\s)?(?:published|posted|issued|created|updated|modified|date|on)(?:\s(?:on|at))?\s?:?\s", re.I
)
_WEEKDAY = re.compile(rf"(?:^|(?<=[\s,(])){_WEEKDAY_NAME},?\s?", re.I)
_NOTE = re.compile(r"\s?\([^()]{0,60}\)$")
_EPOCH = re.compile(r"(?:/Date\()?(\d{10})(?:\.\d+|\d{3}|\d{6}|\d{9})?(?:\)/)?")
# Days since the end of 1899, as spreadsheets store them: 1954 to 2099.
_SERIAL = re.compile(r"(?P<day>\d{5})(?P<part>\.\d+)?")
_SERIALS, _BEFORE_THE_FIRST = range(20_000, 73_051), datetime(1899, 12, 30)
# Two digits of a year up to this are of this century.
_LAST_SHORT_YEAR = 68
_HOURS_FROM_UTC = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


def parse_date(text: str, *, day_first: bool | None = None) -> tuple[str, str]:
    """Return the ISO 8601 form of a date or time and its precision: minute, day, month or year; two empty strings when it is
    none.

    ``03/05/2024`` could be two days and gives nothing unless ``day_first`` tells; with points the day is first, as wherever they
    are used. A time of exactly midnight is how many exports write a day without time.
    """
    text = " ".join(text.split())
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC).strftime("%Y-%m-%dT%H:%MZ"), "minute"
    if found := _SERIAL.fullmatch(text):
        return _of_spreadsheet(int(found["day"]), float(found["part"] or 0))
    if label := _LABEL.match(text):
        text = text[label.end() :]
    text = _WEEKDAY.sub("", _NOTE.sub("", text)).strip(" ,")
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _normalized(found.groupdict(), day_first)
    return "", ""


def leading_date(text: str) -> str:
    """Return the ISO 8601 form of the day, or time, that a line begins with and names by its month; empty when it begins with
    none.

    ``March 5, 2024 Tuesday 9:20 AM GMT First Edition`` gives ``2024-03-05T09:20Z``.
    """
    found = next((match for form in _LEADING if (match := form.match(text.strip()))), None)
    return _normalized(found.groupdict(), None)[0] if found else ""


def could_be_two_days(text: str) -> bool:
    """Return whether a date in numbers is not understood because day and month cannot be told apart."""
    return not parse_date(text)[0] and bool(parse_date(text, day_first=True)[0])


def _of_spreadsheet(day: int, part: float) -> tuple[str, str]:
    if day not in _SERIALS:
        return "", ""
    when = _BEFORE_THE_FIRST + timedelta(days=day, minutes=round(part * 24 * 60))
    return (when.strftime("%Y-%m-%dT%H:%M"), "minute") if part else (when.strftime("%Y-%m-%d"), "day")


def _normalized(parts: dict[str, str | None], day_first: bool | None) -> tuple[str, str]:
    year = int(parts["year"] or 0)
    if len(parts["year"] or "") == 2:
        year += 2000 if year <= _LAST_SHORT_YEAR else 1900
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return "", ""
    if parts.get("first"):
        day_first = True if parts["mark"] == "." else day_first
        month, day = _day_and_month(int(parts["first"] or 0), int(parts["second"] or 0), day_first)
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
    """Return the number of the month of a name, 1 to 12."""
    return next(number for number, names in enumerate(_MONTHS, 1) if re.fullmatch(names, name, re.I))


def _day_and_month(first: int, second: int, day_first: bool | None) -> tuple[int, int]:
    """Return the month and day of ``31/12`` or ``12/31``; zeros when either could be the month and nothing tells."""
    if first > 12 or first == second or (day_first and second <= 12):
        return second, first
    return (first, second) if second > 12 or day_first is False else (0, 0)


def _time(parts: dict[str, str | None]) -> str:
    """Return ``10:30``, ``10:30Z`` or ``10:30+02:00``; empty when there is none, at midnight, or when no clock shows it."""
    if not parts.get("hour"):
        return ""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower()
    if parts["minute"] is None and not half:
        return ""
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59 or (hour == minute == 0 and not half):
        return ""
    zone = (parts.get("zone") or "").lower()
    if len(zone) > 3 and zone[3] in "+-":
        zone = zone[3:]
    if not zone or (zone[0] not in "+-" and zone not in _HOURS_FROM_UTC):  # "ET" is one of two
        return f"{hour:02}:{minute:02}"
    if zone in _HOURS_FROM_UTC:
        offset = timedelta(hours=_HOURS_FROM_UTC[zone])
    else:
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    if abs(offset) >= timedelta(hours=24):
        return f"{hour:02}:{minute:02}"
    shown = "Z" if not offset else timezone(offset).tzname(None)[3:]
    return f"{hour:02}:{minute:02}{shown}"
