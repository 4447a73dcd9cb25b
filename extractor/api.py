"""Texts in, results out: what ``extractor.load()`` gives."""

import tempfile
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from extractor.analysis.pipeline import EngineName, load_pipeline
from extractor.articles import Article, Failure, RawDocument
from extractor.cleaning.clean import clean
from extractor.cleaning.furniture import Furniture, load_furniture
from extractor.cleaning.language import LanguageDetector, load_language_detector, other_language
from extractor.document import Extractor
from extractor.errors import InputError
from extractor.linking.names import load_knowledge
from extractor.records import DocumentResult, DocumentRow, LocalEntity, MentionRow, StatementRow, StatementSpanRow
from extractor.resources import find_models
from extractor.running.corpus import write_links
from extractor.running.parts import Key, encode
from extractor.settings import GazetteerName
from extractor.tables.build import build_tables
from extractor.tables.staging import database, stage_results
from extractor.writers.base import writers

if TYPE_CHECKING:
    import pandas as pd

# Tables about a run, its failures and reviews; they say nothing about texts.
_NOT_OF_TEXTS = {"errors", "runs", "decisions"}


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one text; ids of entities are local ("e0") until :meth:`to_pandas` links them."""

    result: DocumentResult

    @property
    def document(self) -> DocumentRow:
        """The article: its cleaned text, into which all offsets point, and what is known about it."""
        return self.result.document

    @property
    def statements(self) -> list[StatementRow]:
        """Who said what, in text order."""
        return self.result.statements

    @property
    def spans(self) -> list[StatementSpanRow]:
        """Where the parts of the statements stand."""
        return self.result.statement_spans

    @property
    def entities(self) -> list[LocalEntity]:
        """People, organizations and places."""
        return self.result.entities

    @property
    def mentions(self) -> list[MentionRow]:
        """Names, pronouns and descriptions, and whom they mean."""
        return self.result.mentions

    def to_pandas(self) -> "dict[str, pd.DataFrame]":
        """Return the tables of this text as pandas frames, by name."""
        return to_pandas([self])

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Call :meth:`to_pandas`, the name of which this was until version 0.1."""
        warnings.warn("frames() is called to_pandas() now", DeprecationWarning, stacklevel=2)
        return self.to_pandas()

    def _repr_html_(self) -> str:
        """Return how notebooks show it: the text with statements marked, and a list of them."""
        from extractor.report.article import article_html

        return article_html(self.result)


class TextExtractor:
    """Extracts from texts; keeps the language model and the word lists in memory."""

    def __init__(self, extractor: Extractor, furniture: Furniture, languages: LanguageDetector) -> None:
        self.extractor = extractor
        self.furniture = furniture
        self.languages = languages

    @classmethod
    def load(
        cls, model: str = "md", *, analysis: EngineName = "auto", gazetteer: GazetteerName = "lists", min_confidence: float = 0.0
    ) -> Self:
        """Return the with the language model and the word lists loaded, on request with the cities of GeoNames.

        Raises:
            ModelError: the language model is not installed, or the package of the gazetteer.
            ResourceError: a file of the models folder does not validate.
        """
        models = find_models()
        pipeline = load_pipeline(model, engine=analysis)
        extractor = Extractor(models, pipeline, geonames=gazetteer == "geonames", min_confidence=min_confidence)
        return cls(extractor, load_furniture(models), load_language_detector(models))

    def extract(self, text: str, *, title: str = "", author: str = "", outlet: str = "", published_at: str = "") -> Extraction:
        """Return the statements and entities of one article.

        ``published_at`` is an ISO 8601 date; with it "on Tuesday" becomes a date. A text that is not English has a warning in
        ``document.warnings``.

        Raises:
            InputError: there is no text.
        """
        raw = RawDocument("text", text, input_format="txt", title=title, author=author, outlet=outlet, published_at=published_at)
        return next(self._extractions([raw]))

    def extract_many(self, texts: Iterable[str]) -> Iterator[Extraction]:
        """Yield one extraction for each text, in order; faster than one call each.

        Raises:
            InputError: a text is empty.
        """
        return self._extractions(
            RawDocument("text", text, input_format="txt", record=str(number)) for number, text in enumerate(texts, 1)
        )

    def _extractions(self, raws: Iterable[RawDocument]) -> Iterator[Extraction]:
        return map(Extraction, self.extractor.extract_many(map(self.article, raws)))

    def article(self, raw: RawDocument) -> Article:
        """Return the cleaned article with its language, and a warning when that is not English.

        Raises:
            InputError: there is no text.
        """
        article = clean(raw, patterns=self.furniture)
        if isinstance(article, Failure):
            raise InputError(article.message)
        language = self.languages.detect(article.text, article.language)
        other = other_language(language)
        return replace(article, language=language, warnings=(*article.warnings, *([other] if other else [])))


def to_pandas(extractions: Sequence[Extraction]) -> "dict[str, pd.DataFrame]":
    """Return the tables of several texts as pandas frames, by name, with entities linked over all texts, as a run makes them."""
    from extractor.tables.dataframes import read_dataframes

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [encode(Key(each.document.document_id, "", "", ""), each.result) for each in extractions]
        part = folder / "part.jsonl"
        part.write_bytes(b"".join(lines))
        with database(folder / "work") as connection:
            stage_results(connection, [part], max(map(len, lines), default=0))
            links, _ = write_links(connection, folder, load_knowledge(find_models()))
            build_tables(connection, *links)
            writers()["parquet"].write(connection, folder)
        return {table: frame for table, frame in read_dataframes(folder).items() if table not in _NOT_OF_TEXTS}
