from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from extractor.articles import Deferred, Failure, RawDocument
from extractor.readers.base import ReadError, Source, readers
from extractor.settings import ReadOptions

ReadBytes = Callable[..., list[RawDocument | Failure]]


@pytest.fixture
def read() -> ReadBytes:
    """Read bytes by the reader of a name; options are keyword arguments."""

    def read_bytes(format_name: str, data: bytes | str, *, named: bool = True, **options: Any) -> list[RawDocument | Failure]:
        source = Source("-", f"given.{format_name}", format_name, named=named)
        stream = BytesIO(data.encode() if isinstance(data, str) else data)
        found: list[RawDocument | Failure] = []
        try:
            for item in readers()[format_name].read(stream, source, ReadOptions(**options)):
                found.append(item.load() if isinstance(item, Deferred) else item)
        except ReadError as error:
            found.append(source.failure(error))
        return found

    return read_bytes
