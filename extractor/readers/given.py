"""Texts and records that a program hands over, in place of files."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source
from extractor.readers.decode import Decoded, replace_surrogates
from extractor.readers.fields import Records
from extractor.readers.markup import read_where_marked
from extractor.readers.naming import Names
from extractor.settings import ReadOptions

# A text, or the fields of an article under their common names (text, id, title, date ...), as in a line of JSON lines.
Given = str | Mapping[str, Any]
_SOURCE: Final = Source("", "text", "json")
# Stands for what is neither a text nor a record.
_NOTHING = "null"


class Handed(NamedTuple):
    """A text or record as JSON, and the name under which it is known."""

    value: str
    name: str


def hand_over(given: Iterable[object]) -> Iterator[Handed]:
    """Yield texts and records with names: the ``id`` of a record, else a hash of all it holds; a number after a repeated one.

    So the same text has the same name again in another program.
    """
    names, records = Names(), Records(_SOURCE, ReadOptions())
    for each in given:
        value = _as_json(each)
        name = records.id_of(each) if isinstance(each, Mapping) and value != _NOTHING else ""
        yield Handed(value, names.unique(name or _hash(value)))


def hand_over_text(text: str, facts: Mapping[str, str]) -> Handed:
    """Return one text, known by what it holds and by facts about it."""
    value = _as_json(text)
    return Handed(value, _hash(_as_json({"text": text, **facts}) if facts else value))


def read_given(handed: Handed) -> RawDocument | Failure:
    """Return the article of a text or record, or why there is none."""
    value = json.loads(handed.value, parse_constant=lambda _: None)
    try:
        if isinstance(value, str):
            text, warnings = replace_surrogates(value)
            text, blocks = read_where_marked(text)
            return RawDocument(_SOURCE.source_path, text, handed.name, blocks=blocks, warnings=warnings, input_format="txt")
        if isinstance(value, dict):
            return Records(_SOURCE, ReadOptions()).document(value, handed.name, Decoded(""))
        raise ReadError("record", "a text, or a record with named fields, is expected")
    except ReadError as error:
        return _SOURCE.failure(error, handed.name)


def _as_json(given: object) -> str:
    """Return the JSON of a text or record; days, times and numbers of other libraries become texts."""
    if not isinstance(given, str | Mapping):
        return _NOTHING
    try:
        return json.dumps(given if isinstance(given, str) else dict(given), default=str)
    except (TypeError, ValueError, RecursionError):  # names that are none, or a record inside itself
        return _NOTHING


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:32]
