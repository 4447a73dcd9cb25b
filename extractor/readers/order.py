"""Whether dates in numbers have the day before the month: 05/03/2024 alone does not tell, a whole column mostly does."""

import io
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from extractor.readers.base import Stream
from extractor.readers.columns import COMMON, field_key
from extractor.readers.nested import follow
from extractor.settings import ReadOptions

_NUMBERS = re.compile(r"\D{0,20}(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)")
# Dates that are looked at; a column whose first dates are in another form is not read to its end.
_FIRST = 50


def day_first(dates: Iterable[str]) -> bool | None:
    """Return what the dates of a column allow: the day first, or the month; None where all of them or none allow it."""
    allowed: set[bool] = set()
    numeric = 0
    for count, date in enumerate(dates, 1):
        found = _NUMBERS.match(date)
        if found is None:
            if count >= _FIRST and not numeric:
                return None
            continue
        numeric += 1
        first, second = int(found[1]), int(found[2])
        if first != second and max(first, second) > 12 >= min(first, second):
            allowed.add(first > 12)
    return allowed.pop() if len(allowed) == 1 else None


def day_first_in(stream: Stream, dates: Callable[[Stream], Iterable[str]]) -> bool | None:
    """Return what all dates of a stream allow, which is read to its end where it has to be and then stands where it stood.

    None of a stream that cannot be read twice, such as a pipe or a member of a tar archive.
    """
    if not isinstance(stream, io.IOBase) or isinstance(stream, tarfile.ExFileObject) or not stream.seekable():
        return None
    start = stream.tell()
    try:
        return day_first(dates(stream))
    except Exception:  # what is wrong is met again, and told, when the records are read
        return None
    finally:
        stream.seek(start)


def date_column(names: Iterable[str], options: ReadOptions) -> str:
    """Return the column with the date of publication; empty when no name fits."""
    known = {field_key(name): name for name in reversed(list(names))}
    wanted = [field_key(options.date_field)] if options.date_field else COMMON["date"].split()
    return next((known[key] for key in wanted if key in known), "")


def dates_of(records: Iterable[Any], options: ReadOptions) -> Iterator[str]:
    """Yield the dates of records, blank where there is none or it is no text."""
    for record in records:
        if isinstance(record, Mapping):
            name = options.date_field or date_column(record, options)
            value = follow(record, name) if name else None
            yield value if isinstance(value, str) else ""
