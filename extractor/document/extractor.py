"""Article in, result out: analysis, names, entities, statements, speakers, rows, in this order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extractor.analysis.joining import join_parses
from extractor.analysis.parse import Parse
from extractor.analysis.pipeline import Pipeline
from extractor.articles import Article
from extractor.cleaning.pieces import split_pieces
from extractor.cleaning.runs import break_runs
from extractor.document.headlines import truecase
from extractor.document.rows import Findings, make_result
from extractor.entities.gazetteer import load_gazetteer
from extractor.entities.names import Name
from extractor.entities.repair import repair_names
from extractor.mentions.chains import find_entities, load_name_knowledge
from extractor.records import DocumentResult
from extractor.resources import Models
from extractor.speakers.described import add_described
from extractor.speakers.layout import token_range
from extractor.speakers.resolve import load_speaker_knowledge, resolve_speakers
from extractor.speakers.voices import add_voices, write_small
from extractor.statements.engine import find_statements
from extractor.statements.lexicon import load_lexicon
from extractor.statements.marks import find_quotations
from extractor.statements.model import Span
from extractor.statements.precision import load_confidence

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Layout:
    """Where sentences must start, what may hold statements, and what is no part of the article; code points."""

    starts: list[int]
    paragraphs: list[Span]
    furniture: list[Span]
    title_end: int


class Extractor:
    """The document stage with its model and word lists; knows one article at a time."""

    def __init__(self, models: Models, pipeline: Pipeline) -> None:
        """Reads the word lists and rules.

        Raises:
            ResourceError: a file of ``models/`` is missing or does not validate.
        """
        self.pipeline = pipeline
        self.gazetteer = load_gazetteer(models)
        self.lexicon = load_lexicon(models)
        self.name_knowledge = load_name_knowledge(models)
        self.speaker_knowledge = load_speaker_knowledge(models)
        self.confidence = load_confidence(models)
        self.small_words = frozenset(models.words("en/small_words.txt"))

    def extract(self, article: Article, *, names: Sequence[tuple[int, int, str]] | None = None) -> DocumentResult:
        """All that one article says.

        ``names`` (code point start, end and label) replace the names that the model would recognise.
        """
        parse = next(self._parses([article]))
        return self._result(article, parse, names)

    def extract_many(self, articles: Iterable[Article]) -> Iterator[DocumentResult]:
        """One result for each article, in order; articles are analysed in batches."""
        waiting = iter(articles)
        while batch := list(islice(waiting, _BATCH)):
            for article, parse in zip(batch, self._parses(batch), strict=True):
                yield self._result(article, parse, None)

    def parse(self, article: Article) -> Parse:
        """The parse that the rules see."""
        return next(self._parses([article]))

    def _parses(self, articles: Sequence[Article]) -> Iterator[Parse]:
        pieces = [split_pieces(article, self.pipeline.max_length) for article in articles]
        inputs = []
        for article, parts in zip(articles, pieces, strict=True):
            readable = break_runs(truecase(article.text, article.blocks, self.small_words))
            starts = find_layout(article).starts
            for start, end in parts:
                inputs.append((readable[start:end], [offset - start for offset in starts if start <= offset < end]))
        parses = self.pipeline.parse(inputs)
        for article, parts in zip(articles, pieces, strict=True):
            yield join_parses(article.text, [(start, next(parses)) for start, _ in parts])

    def _result(self, article: Article, parse: Parse, given: Sequence[tuple[int, int, str]] | None) -> DocumentResult:
        layout = find_layout(article)
        if given is None:
            furniture = [token_range(parse, span) for span in layout.furniture]
            title_end = token_range(parse, (0, layout.title_end))[1] if layout.title_end else 0
            names = repair_names(parse, self.gazetteer, furniture=furniture, title_end=title_end)
        else:
            names = [Name(*token_range(parse, (start, end)), label, "given") for start, end, label in given]
            names = [name for name in names if name.start < name.end]
        quotations = find_quotations(parse.text, layout.paragraphs)
        statements = find_statements(
            parse, self.lexicon, paragraphs=layout.paragraphs, quotations=quotations, title_end=layout.title_end
        )
        if given is None:
            known, titles = self.speaker_knowledge.coreference, self.gazetteer.titles
            names = add_described(parse, names, known.means, given_names=known.given_names, companies=known.companies)
            names = add_voices(parse, names, statements, titles, nouns=known.means, blocks=article.blocks, author=article.author)
        document = find_entities(parse, names, self.gazetteer, self.name_knowledge)
        write_small(document)
        speakers = resolve_speakers(
            parse,
            statements,
            document,
            self.speaker_knowledge,
            quotations=[(quotation.start, quotation.end) for quotation in quotations],
            blocks=[block for block in article.blocks if block.kind != "furniture"],
            author=article.author,
        )
        return make_result(Findings(article, parse, document, statements, speakers), self.confidence)


def find_layout(article: Article) -> Layout:
    """Sentence starts and paragraphs of an article; a dateline is cut off from the sentence behind it."""
    starts, paragraphs = [], []
    waiting = article.dateline
    for block in article.blocks:
        starts.append(block.start)
        if block.kind in ("furniture", "byline"):
            continue
        start = block.start
        if waiting and article.text.startswith(waiting, start):
            start += len(waiting)
            while start < block.end and not article.text[start].isalnum() and article.text[start] not in "\"'“‘«(":
                start += 1
            starts.append(start)
            waiting = ""
        if start < block.end:
            paragraphs.append((start, block.end))
    furniture = [(block.start, block.end) for block in article.blocks if block.kind == "furniture"]
    title_end = max((block.end for block in article.blocks if block.kind == "title"), default=0)
    return Layout(starts, paragraphs, furniture, title_end)
