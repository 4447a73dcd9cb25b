"""The document stage as a worker runs it: readers, cleaning and the extractor with its model."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.analysis.pipeline import load_pipeline
from extractor.articles import Article, Failure, RawDocument
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import Furniture, load_furniture
from extractor.document import Extractor
from extractor.readers.base import Source
from extractor.readers.read import read_source
from extractor.records import DocumentResult
from extractor.resources import find_models
from extractor.running.worker import serve
from extractor.settings import RunSettings


def main() -> None:
    """Entry point of a worker process."""
    serve(build)


def build(settings: RunSettings) -> "DocumentStage":
    """The document stage with its model loaded.

    Raises:
        ModelError: the model cannot be loaded.
        ResourceError: a file of the models folder is missing or not valid.
    """
    models = find_models()
    return DocumentStage(settings, load_furniture(models), Extractor(models, load_pipeline(settings.model)))


@dataclass(frozen=True, slots=True)
class DocumentStage:
    """From a source to the results of its documents."""

    settings: RunSettings
    furniture: Furniture
    extractor: Extractor

    def read(self, source: Source) -> Iterator[RawDocument | Failure]:
        """The records of a source; never raises."""
        return read_source(source, self.settings.reading)

    def clean(self, raw: RawDocument) -> Article | Failure:
        """The article of a record."""
        return clean(raw, patterns=self.furniture)

    def extract_many(self, articles: Iterable[Article]) -> Iterator[DocumentResult]:
        """One result for each article, in order."""
        return self.extractor.extract_many(articles)
