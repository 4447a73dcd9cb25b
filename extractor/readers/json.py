"""A JSON document: one article, a list of articles, or an object with such a list."""

from collections.abc import Iterator
from typing import Any

from extractor.articles import Failure, RawDocument, Status
from extractor.readers.base import ReadError, Source, Stream, read_all, reader
from extractor.readers.decode import decode
from extractor.readers.fields import Records, is_evaluation, text_column
from extractor.readers.jsonl import parse_json
from extractor.settings import ReadOptions

_LISTS = ("articles", "documents", "docs", "items", "results", "records", "data", "response")


@reader("json", suffixes=(".json",))
def read_json(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """The articles of the document.

    Raises:
        ReadError: ``parse``; ``not_article`` when there is nothing in it that could be one.
    """
    decoded = decode(read_all(stream, options.max_bytes), declared=options.encoding)
    value = parse_json(decoded.text)
    found = _articles(value, options)
    status: Status = "error" if source.named else "skipped"
    if found is None:
        raise ReadError("not_article", "neither an object with a text nor a list of such objects", status=status)
    if not source.named and any(isinstance(record, dict) and is_evaluation(record) for record in found[:1]):
        raise ReadError("not_article", "an evaluation file (texts with annotation)", status="skipped")
    records = Records(source, options)
    single = isinstance(value, dict) and found == [value]
    for number, record in enumerate(found, 1):
        name = ""
        try:
            if not isinstance(record, dict):
                raise ReadError("record", "no JSON object")
            name = "" if single else records.name(number, record)
            yield records.document(record, name, decoded)
        except ReadError as error:
            yield source.failure(error, name or ("" if single else records.name(number)))


def _articles(value: Any, options: ReadOptions, *, depth: int = 0) -> list[Any] | None:
    """The records of a document; None when it holds none."""
    if isinstance(value, list):
        return value if any(isinstance(item, dict) for item in value) else None
    if not isinstance(value, dict):
        return None
    if text_column(value, options) or "." in options.text_field:
        return [value]
    if depth < 2:
        for key in _LISTS:
            inner = _articles(value.get(key), options, depth=depth + 1)
            if inner is not None:
                return inner
    return None
