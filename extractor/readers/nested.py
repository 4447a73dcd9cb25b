"""Where the articles are in a JSON value: in a list, in wrapper objects of any depth, or in an object inside each record."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from extractor.readers.base import ReadError
from extractor.readers.columns import COMMON, field_key, named_fields, text_names
from extractor.settings import ReadOptions

# Keys under which an object has its text, and those of a list that is one of records, not of paragraphs.
_TEXT_KEYS = ("text", "content", "body", "rendered", "html", "plain", "value", "#text", "$t", "bodyHtml", "bodyTextSummary")
_OF_RECORDS = frozenset(f"{COMMON['title']} {COMMON['url']}".split())
# Objects inside each other in which a record may have its text.
_DEEPEST = 4
# Objects that are looked at, and the longest path to one.
_MOST_OBJECTS, _LONGEST_PATH = 300_000, 50
_Path = tuple[str, ...]


def find_records(value: Any, options: ReadOptions) -> tuple[list[Any], ReadOptions, bool]:
    """Return the records of a JSON value, the options with fields as seen from a record, and whether the value is a single
    article.

    Of several lists that which holds most text is taken; no record when there is no text. Field names may begin at the top
    (``response.results[].fields.bodyText``) or at a record (``fields.bodyText``).
    """
    options = options.model_copy(update={f"{role}_field": name.replace("[]", "") for role, name in named_fields(options).items()})
    held: Counter[_Path | None] = Counter()
    fields: dict[_Path | None, str] = {}
    of_records: set[_Path | None] = set()
    for item, at in islice(_objects(value), _MOST_OBJECTS):
        field = fields.setdefault(at, _below(options.text_field, at))
        if text := text_of(item, field):
            held[at] += len(text)
            of_records |= {at} if at is not None and _is_record(item) else set()
    # A path that is named from the top leads through the list of records, or through one of paragraphs in a single record.
    path = max(held, key=lambda at: (bool(options.text_field) and at in of_records, held[at]), default=None)
    if not held[path]:
        return [], options, False
    if path is None:
        return [value], options, True
    named = {f"{role}_field": _below(name, path) for role, name in named_fields(options).items()}
    return _items(value, path), options.model_copy(update=named), False


def unwrapped(record: Mapping[str, Any], options: ReadOptions) -> Mapping[str, Any]:
    """Return the record with the fields of the object inside it that has the text, if it has none itself."""
    if options.text_field or holds_text(record):
        return record
    waiting: list[tuple[Mapping[str, Any], dict[str, Any]]] = [(record, {})]
    best, length = record, 0
    for _ in range(_DEEPEST):
        inner = [
            (value, {**outer, **{other: here[other] for other in here if other != name}})
            for here, outer in waiting
            for name, value in here.items()
            if isinstance(value, Mapping)
        ]
        for value, outer in inner:
            if len(text := text_of(value)) > length:
                best, length = {**outer, **value}, len(text)
        waiting = inner
    return best


def check_fields(records: Sequence[Mapping[str, Any]], options: ReadOptions) -> None:
    """Refuse records of which none has a field that the user named.

    Raises:
        ReadError: ``columns``.
    """
    for role, name in named_fields(options).items():
        if records and not any(follow(record, name) is not None for record in records):
            shown = ", ".join(dict.fromkeys(str(key) for record in records[:20] for key in record))[:300]
            raise ReadError("columns", f"no record has a field {name!r}; there are: {shown} (option --{role}-field)")


def holds_text(record: Mapping[str, Any]) -> bool:
    """Return whether a field that may be the text is no object or list of other things."""
    values = (record[name] for name in text_names(record))
    return any(as_article(value) is not None or not isinstance(value, Mapping | list | None) for value in values)


def text_of(record: Mapping[str, Any], field: str = "") -> str:
    """Return the text that a record holds itself, in the field that is named or in the likeliest; empty when there is none."""
    values = [follow(record, field)] if field else (record[name] for name in text_names(record))
    return next((text for value in values if (text := as_article(value)) and text.strip()), "")


def follow(record: Mapping[str, Any], path: str) -> Any:
    """Return the value of a field; ``fields.bodyText`` looks into an object, or into each of a list of objects."""
    if path in record:
        return record[path]
    known = next((name for name in record if field_key(name) == field_key(path)), None)
    if known is not None:
        return record[known]
    value: Any = record
    for part in path.split("."):
        if isinstance(value, list):
            value = [item[part] for item in value if isinstance(item, Mapping) and part in item] or None
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def as_article(value: Any, depth: int = 3) -> str | None:
    """Return the text of a string, of a list of paragraphs, or of an object with a text; None of anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and depth and not _is_record(value):
        return next((text for key in _TEXT_KEYS if (text := as_article(value.get(key), depth - 1)) is not None), None)
    if isinstance(value, list) and value and depth:
        texts = [as_article(item, depth - 1) for item in value]
        return None if None in texts else "\n\n".join(filter(None, texts))
    return None


def _is_record(value: Mapping[str, Any]) -> bool:
    return not _OF_RECORDS.isdisjoint(map(field_key, value))


def _objects(value: Any) -> Iterator[tuple[Mapping[str, Any], _Path | None]]:
    """Yield all objects with the path of the innermost list they are in; none inside an object that holds text."""
    waiting: list[tuple[Any, _Path, _Path | None]] = [(value, (), None)]
    while waiting:
        here, path, at = waiting.pop()
        if isinstance(here, list):
            waiting.extend((item, path, path) for item in reversed(here) if isinstance(item, Mapping | list))
        elif isinstance(here, Mapping):
            yield here, at
            if len(path) < _LONGEST_PATH and not holds_text(here):
                inner = [((child, (*path, key), at)) for key, child in here.items() if isinstance(child, Mapping | list)]
                waiting.extend(reversed(inner))


def _items(value: Any, path: _Path) -> list[Any]:
    """Return what stands in the lists at a path."""
    values = _flat(value)
    for key in path:
        values = [item for here in values if isinstance(here, Mapping) and key in here for item in _flat(here[key])]
    return values


def _flat(value: Any) -> list[Any]:
    """Return the items of a list and of the lists in it; a value alone is its own item."""
    flat, waiting = [], [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(reversed(here))
        else:
            flat.append(here)
    return flat


def _below(name: str, path: _Path | None) -> str:
    """Return a field as it is called from a path."""
    return name.removeprefix(f"{'.'.join(path)}.") if path else name
