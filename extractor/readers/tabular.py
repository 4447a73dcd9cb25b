"""Tables: one article a row, read one by one; the delimiter is found out from the header."""

import csv
import re
from collections.abc import Iterator
from typing import Literal

from extractor.articles import Failure, RawDocument, Status
from extractor.readers.base import ReadError, Source, Stream, reader
from extractor.readers.columns import check_columns, text_column, used_columns
from extractor.readers.decode import Decoded
from extractor.readers.fields import Records
from extractor.readers.lines import decoded_lines, look_ahead
from extractor.readers.order import date_column, day_first_in
from extractor.settings import ReadOptions

_LOOK_AHEAD = 50
_MOST_NOTES = 10
_LONGEST_ROW = 20_000  # lines
_CARRIAGE_RETURN = re.compile(r"(?<=\r)(?!\n)(?=.)", re.DOTALL)  # the line end of old files
_TOLD = re.compile(r"\"?sep=(.)\"?\r?\n?$", re.IGNORECASE)
_DELIMITERS = (",", ";", "\t", "|")


@reader("csv", suffixes=(".csv", ".tsv", ".tab"))
def read_table(stream: Stream, source: Source, options: ReadOptions) -> Iterator[RawDocument | Failure]:
    """Yield an article or a failure for each row below the header.

    Raises:
        ReadError: ``columns`` when no column holds the text, ``not_article`` when it is no table at all.
    """
    csv.field_size_limit(options.max_bytes)  # of the whole process; the default is smaller than a long article
    order = day_first_in(stream, lambda again: _dates(again, options))
    lines, rows, columns = _open(stream, options)
    if len(columns) < 2 and not text_column(columns, options):
        status: Status = "error" if source.named else "skipped"
        raise ReadError("not_article", "no table with a column for the text", status=status)
    check_columns(columns, options, source)
    used = [(columns.index(name), name) for name in used_columns(dict.fromkeys(columns), options)]
    records = Records(source, options, day_first=order)
    number = 0
    while True:
        lines.begin_row()
        name = ""
        try:
            row = next(rows, None)
            if row is None:
                return
            if not any(row):
                continue
            number += 1
            record = {column: row[place] for place, column in used if place < len(row)}
            name = records.name(number, record)
            warnings = dict.fromkeys(lines.warnings)
            if len(row) > len(columns):
                warnings["more cells than columns"] = None
            yield records.document(record, name, Decoded("", lines.encoding, tuple(warnings)))
        except csv.Error as error:
            number += 1
            rest = "" if lines.reread() else "; the rows behind it were not read"
            yield source.failure(ReadError("parse", f"row {number}: {error}{rest}"), records.name(number))
        except ReadError as error:
            number += not name
            yield source.failure(error, name or records.name(number))


def _open(stream: Stream, options: ReadOptions) -> "tuple[_Lines, Iterator[list[str]], list[str]]":
    """Return the lines of a table, its rows, and the columns of its header.

    Raises:
        ReadError: ``parse``.
    """
    start, decoded = look_ahead(decoded_lines(stream, options), _LOOK_AHEAD)
    texts = [line.text for line in start if isinstance(line, Decoded)]
    told = _TOLD.match(texts[0]) if texts else None
    if told:  # for Excel
        del texts[0]
        next(decoded)
    for _ in range(_notes(texts, options) if len(texts) + bool(told) == len(start) else 0):
        del texts[0]
        next(decoded)
    head = _CARRIAGE_RETURN.split(texts[0])[0] if texts else ""
    delimiter = options.delimiter or (told[1] if told else _delimiter(head, options))
    lines = _Lines(decoded)
    rows = csv.reader(lines, delimiter=delimiter, strict=True, quoting=_quoting(texts, delimiter))
    try:
        return lines, rows, next(rows, [])
    except csv.Error as error:
        raise ReadError("parse", f"no table: {error}") from None


def _dates(stream: Stream, options: ReadOptions) -> Iterator[str]:
    """Yield the dates of all rows."""
    lines, rows, columns = _open(stream, options)
    name = date_column(columns, options)
    place = columns.index(name) if name else len(columns)
    while name:
        lines.begin_row()
        try:
            row = next(rows, None)
        except csv.Error:
            lines.reread()
            continue
        except ReadError:
            continue
        if row is None:
            return
        if place < len(row) and row[place].strip():
            yield row[place]


class _Lines:
    """Lines as ``csv`` wants them; what had to be repaired in them is remembered until the row is complete.

    So are the lines themselves: a quotation mark that never closes swallows all lines after it, which are then read again.
    """

    def __init__(self, lines: Iterator[Decoded | ReadError]) -> None:
        self._lines = lines
        self._ready: list[str] = []
        self._taken: list[str] = []
        self.warnings: list[str] = []
        self.encoding = "utf-8"

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if not self._ready:
            line = next(self._lines)
            if isinstance(line, ReadError):
                raise line
            self.warnings.extend(line.warnings)
            self.encoding = line.encoding
            self._ready = _CARRIAGE_RETURN.split(line.text)[::-1]
        if len(self._taken) <= _LONGEST_ROW:
            self._taken.append(self._ready[-1])
        return self._ready.pop()

    def begin_row(self) -> None:
        """Forget what belonged to the row before."""
        self.warnings.clear()
        self._taken.clear()

    def reread(self) -> bool:
        """Put back all lines of this row but the first; False when there are too many to have been kept."""
        if len(self._taken) > _LONGEST_ROW:
            return False
        self._ready.extend(reversed(self._taken[1:]))
        return True


def _notes(lines: list[str], options: ReadOptions) -> int:
    """Return how many lines of notes stand above the header: a line of several columns, one of them for the text."""
    for number, line in enumerate(lines[:_MOST_NOTES]):
        head = _CARRIAGE_RETURN.split(line)[0].strip("\r\n")
        delimiter = options.delimiter or _delimiter(head, options)
        columns = next(csv.reader([head], delimiter=delimiter), [])
        if len(columns) > 1 and text_column(columns, options):
            return number
    return 0


def _delimiter(head: str, options: ReadOptions) -> str:
    """Return the delimiter by which the header has a column for the text, and the most columns."""

    def fitness(delimiter: str) -> tuple[bool, int]:
        columns = next(csv.reader([head], delimiter=delimiter), [])
        return bool(text_column(columns, options)), len(columns)

    return max(_DELIMITERS, key=fitness)


def _quoting(lines: list[str], delimiter: str) -> Literal[0, 3]:
    """Return the no quoting in a file of tabs where cells begin with a quotation mark that no mark closes, and all rows are
    complete."""
    if delimiter != "\t" or len({line.count("\t") for line in lines}) != 1:
        return csv.QUOTE_MINIMAL
    cells = [cell for line in lines for cell in line.rstrip("\r\n").split("\t") if cell.startswith('"')]
    return csv.QUOTE_NONE if any(len(cell) == 1 or not cell.endswith('"') for cell in cells) else csv.QUOTE_MINIMAL
