"""When something was said: words like "on Tuesday" against the date of publication."""

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY_AND_MONTH = re.compile(rf"\b(?:(\d{{1,2}})\s+)?({'|'.join(_MONTHS)})\b(?:\s+(\d{{1,2}})\b)?(?:,?\s+(\d{{4}})\b)?")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


def resolve_time(text: str, published_at: str) -> tuple[str, str]:
    """ISO 8601 date and its precision (day, month, year); both empty when the words do not tell.

    A weekday is the last one up to the day of publication, a month without a year the last one; nothing is guessed without a date
    of publication.
    """
    words = text.lower()
    if not words:
        return "", ""
    published = _parse(published_at)
    calendar = _DAY_AND_MONTH.search(words)
    if calendar and (calendar[4] or published):
        return _calendar(calendar, published)
    if published:
        for number, name in enumerate(_WEEKDAYS):
            if name in words:
                return (published - timedelta(days=(published.weekday() - number) % 7)).isoformat(), "day"
        if "yesterday" in words:
            return (published - timedelta(days=1)).isoformat(), "day"
        if re.search(r"\btoday\b|\btonight\b|\bthis (morning|afternoon|evening)\b", words):
            return published.isoformat(), "day"
        if "last year" in words:
            return f"{published.year - 1:04}", "year"
    year = _YEAR.search(words)
    return (year[1], "year") if year else ("", "")


def _calendar(found: re.Match[str], published: date | None) -> tuple[str, str]:
    month = _MONTHS.index(found[2]) + 1
    day = int(found[1] or found[3] or 0)
    if found[4]:
        year = int(found[4])
    elif published is not None:
        year = published.year - ((month, day) > (published.month, published.day if day else 0) and month > published.month)
    else:
        return "", ""
    try:
        return (date(year, month, day).isoformat(), "day") if day else (f"{year:04}-{month:02}", "month")
    except ValueError:
        return "", ""


def _parse(published_at: str) -> date | None:
    try:
        return date.fromisoformat(published_at[:10])
    except ValueError:
        return None
