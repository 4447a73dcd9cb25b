"""JSON lines: one article a line, read one by one."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, reader
from extractor.readers.columns import named_fields
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records, is_evaluation
from extractor.readers.lines import decoded_lines, look_ahead
from extractor.readers.nested import check_fields, find_records, holds_text, unwrapped
from extractor.readers.order import dates_of, day_first_in
from extractor.settings import ReadOptions

_LOOK_AHEAD = 20
# Byte order marks stay between files that were put together, record separators between texts of RFC 7464.
_MARKS = "\ufeff\x1e"


@reader("jsonl", suffixes=(".jsonl", ".ndjson", ".jsonlines"))
def read_jsonl(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield an article or a failure for each line that is not blank; an array written over several lines is taken too.

    Raises:
        ReadError: ``parse`` when the file holds no JSON at all, ``not_article`` when it is an evaluation file.
    """
    order = day_first_in(stream, lambda again: dates_of(_all_records(again, options), options))
    start, lines = look_ahead(_lines(stream, options), _LOOK_AHEAD)
    _check_start(start, source, options)
    records = Records(source, options, day_first=order)
    for number, line in enumerate(lines, 1):
        name = ""
        try:
            if isinstance(line, ReadError):
                raise line
            found, records.options = _records(parse_object(line.text), options)
        except ReadError as error:
            yield source.failure(error, records.name(number))
            continue
        for record in found:
            name = ""
            try:
                if not isinstance(record, Mapping):
                    raise ReadError("record", f"no JSON object but {_kind(record)}")
                name = records.name(number, record)
                yield records.document(record, name, line)
            except ReadError as error:
                yield source.failure(error, name or records.name(number))


def _lines(stream: Stream, options: ReadOptions) -> Iterator[Decoded | ReadError]:
    """Yield the lines that are not blank, without those that open and close an array, and without its commas."""
    is_array: bool | None = None
    for line in decoded_lines(stream, options):
        text = "" if isinstance(line, ReadError) else line.text.strip()
        if isinstance(line, ReadError):
            yield line
        elif text:
            is_array = text == "[" if is_array is None else is_array
            if not is_array:
                yield line
            elif text not in {"[", "]"}:
                yield Decoded(text.removesuffix(","), line.encoding, line.warnings)


def _records(value: dict[str, Any], options: ReadOptions) -> tuple[list[Any], ReadOptions]:
    """Return the records of the object of a line, mostly itself, and the options with fields as seen from them."""
    if not options.text_field and holds_text(value):
        return [value], options
    found, seen, _ = find_records(value, options)
    return [unwrapped(record, seen) if isinstance(record, dict) else record for record in found or [value]], seen


def _all_records(stream: Stream, options: ReadOptions) -> Iterator[Any]:
    """Yield the records of all lines that can be read."""
    for line in _lines(stream, options):
        with suppress(ReadError):
            if isinstance(line, Decoded):
                yield from _records(parse_object(line.text), options)[0]


def parse_object(text: str) -> dict[str, Any]:
    """Return the JSON object that the text is.

    Raises:
        ReadError: ``parse`` when it is no JSON, ``record`` when it is another value.
    """
    value = parse_json(text)
    if not isinstance(value, dict):
        raise ReadError("record", f"no JSON object but {_kind(value)}")
    return value


def parse_json(text: str, *, strict: bool = True) -> Any:
    """Return the JSON value that the text is; line ends may stand in strings where it is not ``strict``.

    Raises:
        ReadError: ``parse``; also for brackets nested too deep and numbers of thousands of digits, which are not JSON errors.
    """
    try:
        return json.loads(text.lstrip(_MARKS), strict=strict)
    except json.JSONDecodeError as error:
        raise ReadError("parse", f"not JSON: {error}") from None
    except RecursionError:
        raise ReadError("parse", "JSON nested too deep") from None
    except ValueError:
        raise ReadError("parse", "JSON with a number of too many digits") from None


def _check_start(lines: list[Decoded | ReadError], source: Source, options: ReadOptions) -> None:
    texts = [text for line in lines if isinstance(line, Decoded) and (text := line.text.lstrip(_MARKS).strip())]
    if texts and not any(text[0] in "{[" for text in texts):
        raise ReadError("parse", f"not JSON lines: none of the first {len(texts)} lines is an object")
    objects = []
    for text in texts:
        with suppress(ReadError):
            objects.append(parse_object(text))
    if not source.named and objects[:1] and is_evaluation(objects[0]):
        raise ReadError("not_article", "an evaluation file (texts with annotation)", status="skipped")
    if objects and named_fields(options):
        read = [_records(value, options) for value in objects]
        check_fields([record for found, _ in read for record in found if isinstance(record, Mapping)], read[0][1])


def _kind(value: object) -> str:
    kinds: dict[type, str] = {list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
