"""Lines of a stream, decoded one by one, so that one bad byte costs one warning and memory holds one line."""

import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import Never, TypeVar

from extractor.readers.base import ReadError, Stream
from extractor.readers.decode import MAC, Decoded, decode_line, marked_encoding, unmarked_utf16
from extractor.settings import ReadOptions

Line = TypeVar("Line")


def decoded_lines(stream: Stream, options: ReadOptions) -> Iterator[Decoded | ReadError]:
    """Yield each line with its line feed; only the line feed ends a line (U+2028 inside a JSON string does not).

    A line that is too long or in an unknown character set comes as a :class:`ReadError` in its place.
    """
    first = stream.readline(options.max_bytes)
    encoding, length = marked_encoding(first)
    encoding = encoding or unmarked_utf16(first[: len(first) // 2 * 2])
    if encoding and encoding != "utf-8":
        yield from _wide_lines(first[length:], stream, encoding)
        return
    line, charset = first[length:], options.encoding
    while line:
        if len(line) == options.max_bytes and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(options.max_bytes)
            yield ReadError("too_large", f"a line of more than {options.max_bytes:,} bytes (option max_bytes)")
        else:
            try:
                decoded = decode_line(line, declared=charset)
                # Not every line shows by itself that it is Mac Roman.
                charset = charset or (decoded.encoding if decoded.encoding == MAC else "")
                yield decoded
            except ReadError as error:
                yield error
        line = stream.readline(options.max_bytes)


def look_ahead(lines: Iterator[Line], count: int) -> tuple[list[Line], Iterator[Line]]:
    """Return the first lines, and all lines; what goes wrong among the first is raised behind those that could be read."""
    start: list[Line] = []
    try:
        start.extend(islice(lines, count))
    except Exception as error:  # the caller meets it in its place
        return start, chain(start, _raising(error))
    return start, chain(start, lines)


def _raising(error: Exception) -> Iterator[Never]:
    raise error
    yield


def behind(taken: bytes, stream: Stream) -> io.BufferedReader:
    """Return the bytes that were taken from a stream, then the stream."""
    return io.BufferedReader(_Rest(taken, stream))


class _Rest(io.RawIOBase):
    def __init__(self, taken: bytes, stream: Stream) -> None:
        self._taken = memoryview(taken)
        self._stream = stream

    def readable(self) -> bool:
        """Return true: always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; 0 at the end."""
        data = self._taken[: len(buffer)] or self._stream.read(len(buffer))
        self._taken = self._taken[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _wide_lines(first: bytes, stream: Stream, encoding: str) -> Iterator[Decoded]:
    """Yield the lines of UTF-16 or UTF-32, where a line feed is more than one byte."""
    for line in io.TextIOWrapper(behind(first, stream), encoding=encoding, errors="replace", newline="\n"):
        yield Decoded(line, encoding)
