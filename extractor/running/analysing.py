"""A few records to results, each for itself: what is wrong with one costs no other its result."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from extractor.articles import Article, Failure, RawDocument
from extractor.errors import OutputError
from extractor.readers.base import Item, Source
from extractor.records import DocumentResult
from extractor.running import faults
from extractor.running.check import check_result
from extractor.running.tasks import failure_result


class Stage(Protocol):
    """The document stage: what turns the records of a source into results, one document at a time."""

    def read(self, source: Source) -> Iterator[Item]:
        """Yield the records of a source; whatever is wrong with it is a failure."""
        ...

    def clean(self, raw: RawDocument) -> Article | Failure:
        """Return the article of a record."""
        ...

    def extract_many(self, articles: Iterable[Article]) -> Iterator[DocumentResult]:
        """Yield one result for each article, in order."""
        ...


def analyse(stage: Stage, items: Sequence[RawDocument | Failure]) -> list[DocumentResult]:
    """Return one result for each record, in order; of one that failed it has nothing but the document and an error.

    Raises:
        MemoryError: there is not enough.
        OutputError: temporary files cannot be written.
    """
    cleaned = [item if isinstance(item, Failure) else _cleaned(stage, item) for item in items]
    extracted = iter(_extracted(stage, [item for item in cleaned if isinstance(item, Article)]))
    return [failure_result(item) if isinstance(item, Failure) else next(extracted) for item in cleaned]


@contextmanager
def collecting_later() -> Iterator[None]:
    """Let garbage be collected after the ``with`` block, in which hardly any may be circular.

    The rules and the tables make many lists and no cycles; a quarter of their time would go into collections that find nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _cleaned(stage: Stage, raw: RawDocument) -> Article | Failure:
    try:
        return stage.clean(raw)
    except (MemoryError, OutputError):
        raise
    except Exception as error:  # the boundary at which one bad document must not end a run
        return _internal(raw, "clean", error)


def _extracted(stage: Stage, articles: list[Article]) -> list[DocumentResult]:
    """Return the results of a batch; if it fails as a whole, each document is tried by itself."""
    try:
        results = list(stage.extract_many(_struck(articles)))
        for article, result in zip(articles, results, strict=True):
            check_result(result, article.document_id)
        return results
    except (MemoryError, OutputError):
        raise
    except Exception as error:  # as above
        if len(articles) == 1:
            return [failure_result(_internal(articles[0], "extract", error))]
        return [result for article in articles for result in _extracted(stage, [article])]


def _struck(articles: list[Article]) -> Iterator[Article]:
    for article in articles:
        faults.strike(article.source_path, article.record)
        yield article


def _internal(item: RawDocument | Article, stage: str, error: Exception) -> Failure:
    text = f"{type(error).__name__}: {error}"
    return Failure(item.source_path, "internal", text[:500], record=item.record, stage=stage, input_format=item.input_format)
