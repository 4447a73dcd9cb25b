"""RIS, the exchange format of databases and of programs that keep references: one record between TY and ER."""

import re
from collections.abc import Iterator

from extractor.cleaning.structure import squeeze
from extractor.readers.collections.base import Announced, Collection, Entry, Line, marks
from extractor.readers.collections.lines import outlet_and_place
from extractor.readers.collections.nexis import CUT_OFF

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<value>.*)")
_TEXTS, _TITLES, _OUTLETS = ("N2", "AB"), ("T1", "TI"), ("JF", "JO", "T2", "PB")
_AUTHORS, _DATES = ("A1", "AU"), ("DA", "Y1", "PY")
_PARAGRAPHS = re.compile(r"\n+|<br\s*/?>\s*", re.IGNORECASE)


def split_ris(lines: Iterator[Line]) -> Iterator[Entry | Announced]:
    """Yield the records; a value may go on over lines without a tag."""
    record: dict[str, list[list[str]]] = {}
    last = ""
    for line in lines:
        found = _TAG.fullmatch(line.text.strip("\ufeff \t\r\n"))
        if found is None:
            if last and record:
                record[last][-1].append(line.text.strip())
            continue
        last = found["tag"]
        if last == "TY":
            if record:
                yield _entry(record)
            record = {}
        if last == "ER":
            if record:
                yield _entry(record)
            record, last = {}, ""
        else:
            record.setdefault(last, []).append([found["value"].strip()])
    if record:
        yield _entry(record, warnings=(CUT_OFF,))


def _entry(lines: dict[str, list[list[str]]], *, warnings: tuple[str, ...] = ()) -> Entry:
    record = {tag: ["\n".join(value) for value in values] for tag, values in lines.items()}
    outlet, place = outlet_and_place(_first(record, _OUTLETS))
    text = max((value for tag in _TEXTS for value in record.get(tag, [])), key=len, default="")
    return Entry(
        [squeeze(part) for part in _PARAGRAPHS.split(text) if part.strip()],
        title=_first(record, _TITLES),
        author="; ".join(_name(value) for tag in _AUTHORS for value in record.get(tag, [])),
        outlet=outlet,
        outlet_place=place or _first(record, ("CY",)),
        published_at=_date(_first(record, _DATES)),
        url=_first(record, ("UR", "L2")),
        id=_first(record, ("ID", "AN")),
        language=_first(record, ("LA",)),
        warnings=warnings,
    )


def _first(record: dict[str, list[str]], tags: tuple[str, ...]) -> str:
    return next((squeeze(value) for tag in tags for value in record.get(tag, []) if value.strip()), "")


def _name(text: str) -> str:
    """Return ``Bell, Ann`` as Ann Bell."""
    family, _, given = squeeze(text).partition(",")
    return f"{given.strip()} {family}".strip()


def _date(text: str) -> str:
    """Return ``2024/11/01/`` without the slash that opens further information."""
    return "-".join(part for part in text.split("/")[:3] if part)


RIS = Collection("ris", "RIS", "lines", marks(r"^\ufeff?TY  ?- ", r"^ER  ?-", r"^(?:T1|TI|JF|JO|A1|AU|Y1|DA)  ?- "), split_ris)
