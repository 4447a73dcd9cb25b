"""The document stage as a worker runs it: readers, cleaning and the extractor with its model."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractor.analysis.pipeline import load_pipeline
from extractor.articles import Article, Failure, RawDocument
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import Furniture, load_furniture
from extractor.cleaning.language import LanguageDetector, load_language_detector, other_language
from extractor.document import Extractor
from extractor.readers.base import Item, Source
from extractor.readers.read import read_items
from extractor.records import DocumentResult
from extractor.resources import find_models
from extractor.running.worker import serve
from extractor.settings import RunSettings


def main() -> None:
    """Serve as a worker process."""
    serve(build)


def build(settings: RunSettings) -> "DocumentStage":
    """Return the document stage with its model loaded.

    Raises:
        ModelError: the model cannot be loaded.
        ResourceError: a file of the models folder is missing or not valid.
    """
    models = find_models()
    furniture = load_furniture(models, more=settings.furniture)
    pipeline = load_pipeline(settings.model, engine=settings.analysis)
    with_cities = settings.gazetteer == "geonames"
    extractor = Extractor(
        models, pipeline, geonames=with_cities, min_confidence=settings.min_confidence, continued=settings.continued
    )
    return DocumentStage(settings, furniture, load_language_detector(models), extractor)


@dataclass(frozen=True, slots=True)
class DocumentStage:
    """From a source to the results of its documents."""

    settings: RunSettings
    furniture: Furniture
    languages: LanguageDetector
    extractor: Extractor

    def read(self, source: Source) -> Iterator[Item]:
        """Yield the records of a source; whatever is wrong with it is a failure."""
        return read_items(source, self.settings.reading)

    def clean(self, raw: RawDocument) -> Article | Failure:
        """Return the article of a record; a failure when it is in another language than the one wanted."""
        article = self.article(raw)
        if isinstance(article, Failure):
            return article
        if other := other_language(article.language, self.settings.language):
            return Failure(raw.source_path, "language", other, raw.record, "clean", "skipped", raw.input_format, article.language)
        return article

    def article(self, raw: RawDocument) -> Article | Failure:
        """Return the article of a record in any language, with a warning when it is not English; a failure without a text."""
        article = clean(raw, patterns=self.furniture)
        if isinstance(article, Failure):
            return article
        language = self.languages.detect(article.text, article.language)
        other = other_language(language)
        return replace(article, language=language, warnings=(*article.warnings, *([other] if other else [])))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[DocumentResult]:
        """Yield one result for each article, in order."""
        return self.extractor.extract_many(articles)
