"""Article in, result out: the model analyses, the rules read what it says."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from extractor.analysis.joining import join_parses
from extractor.analysis.layout import sentence_starts
from extractor.analysis.parse import Parse
from extractor.analysis.pipeline import Pipeline
from extractor.analysis.recent import RecentParses
from extractor.articles import Article
from extractor.cleaning.splitting import forced_starts, split_pieces
from extractor.cleaning.tokenizable import (
    break_runs,
    hide_emphasis,
    part_credits,
    turn_apostrophes,
    turn_letters,
    turn_quotation_marks,
)
from extractor.document.headlines import HeadlineWords, truecase
from extractor.document.pipeline import GivenName, extract
from extractor.document.rules import Rules
from extractor.records import DocumentResult
from extractor.resources import Models

_BATCH = 64


class Extractor:
    """The document stage with its model and word lists; knows one article at a time."""

    def __init__(
        self,
        models: Models,
        pipeline: Pipeline,
        *,
        geonames: bool = False,
        min_confidence: float = 0.0,
        continued: bool = False,
    ) -> None:
        """Read the word lists and rules.

        Statements that are less likely right than ``min_confidence`` are left out. With ``continued`` sentences without a cue
        that go on with a statement are found, too.

        Raises:
            ModelError: the cities of GeoNames are not installed.
            ResourceError: a file of ``models/`` is missing or does not validate.
        """
        self.pipeline = pipeline
        self.min_confidence, self.continued = min_confidence, continued
        self.recent = RecentParses(pipeline.parse)
        self.rules = Rules.load(models, geonames=geonames)
        self.headline_words = HeadlineWords(
            small=frozenset(models.words("en/small_words.txt")),
            common=self.rules.lexicon.ordinary,
            given=self.rules.gazetteer.given_names,
            is_name=self.rules.gazetteer.is_name,
        )

    def extract(self, article: Article, *, names: Sequence[GivenName] | None = None) -> DocumentResult:
        """Return all that one article says.

        ``names`` (code point start, end and label) replace the names that the model would recognise.
        """
        return extract(article, self.parse(article), self.rules, given=names, least=self.min_confidence, continued=self.continued)

    def extract_many(self, articles: Iterable[Article]) -> Iterator[DocumentResult]:
        """Yield one result for each article, in order; articles are analysed in batches."""
        waiting = iter(articles)
        while batch := list(islice(waiting, _BATCH)):
            for article, parse in zip(batch, self.parse_many(batch), strict=True):
                yield extract(article, parse, self.rules, least=self.min_confidence, continued=self.continued)

    def parse(self, article: Article) -> Parse:
        """Return the parse that the rules see."""
        return next(self.parse_many([article]))

    def parse_many(self, articles: Sequence[Article]) -> Iterator[Parse]:
        """Yield the parses of one batch of articles, in order."""
        pieces = [split_pieces(article, self.pipeline.max_length) for article in articles]
        inputs = []
        for article, parts in zip(articles, pieces, strict=True):
            cased = truecase(article.text, article.blocks, self.headline_words)
            readable = break_runs(turn_letters(part_credits(hide_emphasis(turn_quotation_marks(turn_apostrophes(cased))))))
            starts = sorted([*sentence_starts(article), *forced_starts(article)])
            for start, end in parts:
                inputs.append((readable[start:end], [offset - start for offset in starts if start <= offset < end]))
        parses = self.recent.parses(inputs)
        for article, parts in zip(articles, pieces, strict=True):
            yield join_parses(article.text, [(start, next(parses)) for start, _ in parts])
