"""JSON lines: one article a line, read one by one."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.articles import Failure, RawDocument
from extractor.readers.base import ReadError, Source, Stream, reader
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records, is_evaluation
from extractor.readers.lines import decoded_lines, look_ahead
from extractor.settings import ReadOptions

_LOOK_AHEAD = 20
# Byte order marks stay between files that were put together, record separators between texts of RFC 7464.
_MARKS = "\ufeff\x1e"


@reader("jsonl", suffixes=(".jsonl", ".ndjson", ".jsonlines"))
def read_jsonl(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """An article or a failure for each line that is not blank; an array written over several lines is taken too.

    Raises:
        ReadError: ``parse`` when the file holds no JSON at all, ``not_article`` when it is an evaluation file.
    """
    lines: Iterator[Decoded | ReadError] = (
        line for line in decoded_lines(stream, options) if isinstance(line, ReadError) or line.text.strip()
    )
    start, lines = look_ahead(lines, _LOOK_AHEAD)
    _check_start(start, source)
    is_array = bool(start) and isinstance(start[0], Decoded) and start[0].text.strip() == "["
    records = Records(source, options)
    for number, line in enumerate(_without_brackets(lines) if is_array else lines, 1):
        name = ""
        try:
            if isinstance(line, ReadError):
                raise line
            record = parse_object(line.text)
            name = records.name(number, record)
            yield records.document(record, name, line)
        except ReadError as error:
            yield source.failure(error, name or records.name(number))


def parse_object(text: str) -> dict[str, Any]:
    """The JSON object that the text is.

    Raises:
        ReadError: ``parse`` when it is no JSON, ``record`` when it is another value.
    """
    value = parse_json(text)
    if not isinstance(value, dict):
        raise ReadError("record", f"no JSON object but {_kind(value)}")
    return value


def parse_json(text: str) -> Any:
    """The JSON value that the text is.

    Raises:
        ReadError: ``parse``; also for brackets nested too deep and numbers of thousands of digits, which are not JSON errors.
    """
    try:
        return json.loads(text.lstrip(_MARKS))
    except json.JSONDecodeError as error:
        raise ReadError("parse", f"not JSON: {error}") from None
    except RecursionError:
        raise ReadError("parse", "JSON nested too deep") from None
    except ValueError:
        raise ReadError("parse", "JSON with a number of too many digits") from None


def _check_start(lines: list[Decoded | ReadError], source: Source) -> None:
    texts = [text for line in lines if isinstance(line, Decoded) and (text := line.text.lstrip(_MARKS).strip())]
    if texts and not any(text[0] in "{[" for text in texts):
        raise ReadError("parse", f"not JSON lines: none of the first {len(texts)} lines is an object")
    if source.named or not texts or '"doc_id"' not in texts[0]:
        return
    try:
        first = parse_object(texts[0])
    except ReadError:
        return
    if is_evaluation(first):
        raise ReadError("not_article", "an evaluation file (texts with annotation)", status="skipped")


def _without_brackets(lines: Iterable[Decoded | ReadError]) -> Iterator[Decoded | ReadError]:
    for line in lines:
        if isinstance(line, ReadError):
            yield line
        elif line.text.strip() not in {"[", "]"}:
            yield Decoded(line.text.rstrip().removesuffix(","), line.encoding, line.warnings)


def _kind(value: object) -> str:
    kinds: dict[type, str] = {list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
