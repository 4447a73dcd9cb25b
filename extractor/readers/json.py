"""A JSON document: one article, a list of articles, or objects of any depth round such a list."""

from collections.abc import Iterator, Mapping
from typing import Any

from extractor.articles import Failure, RawDocument, Status
from extractor.readers.base import ReadError, Source, Stream, read_all, reader
from extractor.readers.decode import decode
from extractor.readers.fields import Records, is_evaluation
from extractor.readers.jsonl import parse_json
from extractor.readers.nested import check_fields, find_records, unwrapped
from extractor.readers.order import dates_of, day_first
from extractor.settings import ReadOptions

_LISTS = ("articles", "documents", "docs", "items", "results", "records", "data", "response")


@reader("json", suffixes=(".json",))
def read_json(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield the articles of the document.

    Raises:
        ReadError: ``parse``; ``not_article`` when there is nothing in it that could be one.
    """
    decoded = decode(read_all(stream, options.max_bytes), declared=options.encoding)
    value = parse_json(decoded.text)
    found, options, single = find_records(value, options)
    if not found:
        found = _without_text(value)
        status: Status = "error" if source.named else "skipped"
        if not any(isinstance(record, dict) for record in found):
            raise ReadError("not_article", "neither an object with a text nor a list of such objects", status=status)
    objects = [unwrapped(record, options) if isinstance(record, dict) else record for record in found]
    if not source.named and any(isinstance(record, dict) and is_evaluation(record) for record in found[:1]):
        raise ReadError("not_article", "an evaluation file (texts with annotation)", status="skipped")
    check_fields([record for record in objects if isinstance(record, Mapping)], options)
    records = Records(source, options, day_first=day_first(dates_of(objects, options)))
    for number, record in enumerate(objects, 1):
        name = ""
        try:
            if not isinstance(record, Mapping):
                raise ReadError("record", "no JSON object")
            name = "" if single else records.name(number, record)
            yield records.document(record, name, decoded)
        except ReadError as error:
            yield source.failure(error, name or ("" if single else records.name(number)))


def _without_text(value: Any) -> list[Any]:
    """Return the records of a document in which no text was found: a list, or that in an object under a name of lists of
    articles."""
    while isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), dict | list)), None)
    return value if isinstance(value, list) else []
