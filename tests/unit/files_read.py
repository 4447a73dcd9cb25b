"""Files read as a run reads them, and what became of their records."""

from pathlib import Path

from extractor.articles import Failure, RawDocument
from extractor.readers.base import Source
from extractor.readers.find import find_inputs
from extractor.readers.read import read_source
from extractor.settings import ReadOptions


def read_file(path: Path, **options: int) -> list[RawDocument | Failure]:
    """The documents and failures of one file."""
    (source,) = find_inputs([str(path)])
    assert isinstance(source, Source)
    return list(read_source(source, ReadOptions(**options)))


def codes(items: list[RawDocument | Failure]) -> list[str]:
    """For each what went wrong, or "ok"."""
    return [item.code if isinstance(item, Failure) else "ok" for item in items]
