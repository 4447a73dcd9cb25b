"""Texts in, results out: what ``extractor.load()`` gives."""

import tempfile
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from extractor.articles import Article, Failure, RawDocument
from extractor.cleaning.furniture import Furniture
from extractor.cleaning.language import LanguageDetector
from extractor.document import Extractor
from extractor.errors import InputError
from extractor.linking.links import make_links
from extractor.linking.names import load_knowledge
from extractor.readers.given import Given, hand_over, hand_over_text, read_given
from extractor.records import DocumentResult, DocumentRow, ErrorRow, MentionRow, StatementRow, StatementSpanRow
from extractor.resources import find_models
from extractor.running.analysing import analyse, collecting_later
from extractor.running.document_stage import DocumentStage, build
from extractor.running.parts import Key, encode
from extractor.running.tasks import failure_result
from extractor.running.text_workers import TextWorkers
from extractor.settings import RunSettings, checked_settings
from extractor.tables.build import build_tables
from extractor.tables.staging import database, stage_results
from extractor.told import ContentReferenceRow, LocalEntity
from extractor.writers.base import writers

if TYPE_CHECKING:
    import pandas as pd

# Tables about a run, its reviews and past fact-checks; they say nothing about texts.
_NOT_OF_TEXTS = {"runs", "decisions", "fact_check_matches"}
# Texts that are analysed together.
_BATCH = 32


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

    @property
    def references(self) -> list[ContentReferenceRow]:
        """What words of the contents stand for."""
        return self.result.content_references

    @property
    def errors(self) -> list[ErrorRow]:
        """Why there is nothing: the text could not be used, or is in another language; empty where all went well."""
        return self.result.errors

    @property
    def warnings(self) -> list[str]:
        """What the text needed to be read, or makes it doubtful; also why it was skipped."""
        return self.result.document.warnings

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain values: the lists of records by name."""
        return self.result.model_dump(mode="json")

    def to_json(self) -> str:
        """Return all of it as one line of JSON, which ``extractor show --json`` prints and ``extractor serve`` answers with."""
        return self.result.model_dump_json()

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
    """Extracts from texts; keeps the language model and the word lists in memory.

    Threads may share one, which works for one of them at a time; processes get their own when it is pickled.
    """

    def __init__(self, stage: DocumentStage) -> None:
        self.stage = stage
        self._lock = threading.Lock()

    @classmethod
    def load(cls, model: str = "md", **settings: Any) -> Self:
        """Load the language model and the word lists, as a run with these settings does.

        Raises:
            ModelError: the language model is not installed, or the package of the gazetteer.
            ResourceError: a file of the models folder does not validate.
            SettingsError: a setting is unknown, or its value does not fit.
        """
        return cls(build(checked_settings(RunSettings, {"model": model, **settings})))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the pickle the settings alone: the model is loaded where it is needed."""
        return _load, (type(self), self.stage.settings)

    @property
    def extractor(self) -> Extractor:
        """From articles to results."""
        return self.stage.extractor

    @property
    def furniture(self) -> Furniture:
        """What is no part of an article."""
        return self.stage.furniture

    @property
    def languages(self) -> LanguageDetector:
        """Tells the language of a text."""
        return self.stage.languages

    def extract(
        self, text: str, *, title: str = "", author: str = "", outlet: str = "", published_at: str = "", url: str = ""
    ) -> Extraction:
        """Find the statements and entities of one article.

        ``published_at`` is an ISO 8601 date; with it "on Tuesday" becomes a date. A text in another language than the one asked
        for gives a result without statements, of which ``errors`` says why.

        Raises:
            InputError: there is no text.
        """
        if not isinstance(text, str):
            raise InputError(f"a text is expected, not {type(text).__name__}; extract_many takes records, too")
        facts = {"title": title, "author": author, "outlet": outlet, "published_at": published_at, "url": url}
        raw = read_given(hand_over_text(text, {name: value for name, value in facts.items() if value}))
        if isinstance(raw, RawDocument):
            raw = replace(raw, title=title, author=author, outlet=outlet, published_at=published_at, url=url)
        with self._lock, collecting_later():
            article = self.stage.clean(raw) if isinstance(raw, RawDocument) else raw
            if isinstance(article, Article):
                return Extraction(self.extractor.extract(article))
        if article.code != "language":
            raise InputError(article.message)
        return Extraction(failure_result(article))

    def extract_many(self, texts: Iterable[Given], *, workers: int = 1) -> Iterator[Extraction]:
        """Yield one result for each text or record, in order; faster than one call each.

        A record is a mapping with the fields of an article under their common names: ``text``, ``id``, ``title``, ``author``,
        ``outlet``, ``date``, ``url``. What is wrong with one of them is in ``errors`` of its result; the others have theirs.
        With ``workers`` so many processes analyse, which pays from some hundred articles on.

        Raises:
            ModelError: other processes cannot load the language model.
        """
        if workers > 1:
            yield from self._from_workers(texts, workers)
            return
        given = hand_over(texts)
        while batch := list(islice(given, _BATCH)):
            with self._lock, collecting_later():
                results = analyse(self.stage, list(map(read_given, batch)))
            yield from map(Extraction, results)

    def _from_workers(self, texts: Iterable[Given], number: int) -> Iterator[Extraction]:
        with TextWorkers(self.stage.settings, number) as workers:
            for line in workers.stream(hand_over(texts)):
                yield Extraction(DocumentResult.model_validate_json(line))

    def article(self, raw: RawDocument) -> Article:
        """Return the cleaned article in any language, and with a warning when that is not English.

        Raises:
            InputError: there is no text.
        """
        article = self.stage.article(raw)
        if isinstance(article, Failure):
            raise InputError(article.message)
        return article


def _load(kind: type[TextExtractor], settings: RunSettings) -> TextExtractor:
    return kind(build(settings))


def to_pandas(extractions: Sequence[Extraction]) -> "dict[str, pd.DataFrame]":
    """Return the tables of several texts as pandas frames, by name, with entities linked over all texts, as a run makes them.

    A result that is there twice counts once.

    Raises:
        InputError: two different results have one id.
    """
    from extractor.tables.dataframes import read_dataframes

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [encode(Key(each.document.document_id, "", "", ""), each.result) for each in _each_once(extractions)]
        part = folder / "part.jsonl"
        part.write_bytes(b"".join(lines))
        with database(folder / "work") as connection:
            stage_results(connection, [part], folder)
            make_links(connection, folder, load_knowledge(find_models()))
            build_tables(connection, folder)
            writers()["parquet"].write(connection, folder)
        return {table: frame for table, frame in read_dataframes(folder).items() if table not in _NOT_OF_TEXTS}


def _each_once(extractions: Iterable[Extraction]) -> list[Extraction]:
    known: dict[str, Extraction] = {}
    for each in extractions:
        if known.setdefault(each.document.document_id, each).result != each.result:
            raise InputError(f"two results have the id '{each.document.record}'; give the records ids of their own")
    return list(known.values())
