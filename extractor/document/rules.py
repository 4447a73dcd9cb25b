"""From a parse to all that an article says: names, entities, statements, speakers, rows, in this order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from extractor.analysis.parse import Parse
from extractor.articles import Article
from extractor.document.layout import Layout, find_layout
from extractor.document.rows import Findings, make_result
from extractor.document.times import Calendar
from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.entities.names import Name
from extractor.entities.repair import Repair, repair_names
from extractor.mentions.chains import NameKnowledge, find_entities, load_name_knowledge
from extractor.records import Confidence, DocumentResult
from extractor.resources import Models
from extractor.speakers.described import add_described
from extractor.speakers.layout import token_range
from extractor.speakers.resolve import SpeakerKnowledge, load_speaker_knowledge, resolve_speakers
from extractor.speakers.voices import add_voices, write_small
from extractor.statements.engine import find_statements
from extractor.statements.lexicon import Lexicon, load_lexicon
from extractor.statements.marks import find_quotations
from extractor.statements.precision import load_confidence

# A name that is given instead of recognised: code point start and end (exclusive), spaCy label.
GivenName = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """What ``models/`` knows, loaded; knows one article at a time and nothing of spaCy."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    name_knowledge: NameKnowledge
    speaker_knowledge: SpeakerKnowledge
    confidence: dict[str, Confidence]
    calendar: Calendar

    @classmethod
    def load(cls, models: Models, *, geonames: bool = False) -> Self:
        """With all word lists and frames of ``models``, on request with the cities of GeoNames.

        Raises:
            ModelError: the cities of GeoNames are not installed.
            ResourceError: a file is missing or does not validate.
        """
        return cls(
            gazetteer=load_gazetteer(models, geonames=geonames),
            lexicon=load_lexicon(models),
            name_knowledge=load_name_knowledge(models),
            speaker_knowledge=load_speaker_knowledge(models),
            confidence=load_confidence(models),
            calendar=Calendar.load(models),
        )

    def apply(self, article: Article, parse: Parse, *, names: Sequence[GivenName] | None = None) -> DocumentResult:
        """All that ``article`` says; ``names`` replace those that the model recognised."""
        layout = find_layout(article)
        if names is None:
            found = self.recognise(article, parse, layout=layout)
        else:
            found = [Name(*token_range(parse, (start, end)), label, "given") for start, end, label in names]
            found = [name for name in found if name.start < name.end]
        quotations = find_quotations(parse.text, layout.paragraphs)
        statements = find_statements(
            parse,
            self.lexicon,
            paragraphs=layout.paragraphs,
            quotations=quotations,
            names=[(name.start, name.end, name.label) for name in found],
            title_end=layout.title_end,
        )
        if names is None:
            known = self.speaker_knowledge.coreference
            found = add_described(parse, found, known.means, given_names=known.given_names, companies=known.companies)
            found = add_voices(
                parse,
                found,
                statements,
                self.gazetteer.titles,
                nouns=known.means.keys() | self.lexicon.labels.unnamed,
                gazetteer=self.gazetteer,
                blocks=article.blocks,
                author=article.author,
            )
        document = find_entities(parse, found, self.gazetteer, self.name_knowledge)
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
        return make_result(Findings(article, parse, document, statements, speakers), self.confidence, self.calendar)

    def recognise(
        self, article: Article, parse: Parse, *, layout: Layout | None = None, repairs: Iterable[Repair] | None = None
    ) -> list[Name]:
        """The names of the model after repair, by all rules or by ``repairs``; ``layout`` is that of the article, if known."""
        layout = layout or find_layout(article)
        furniture = [token_range(parse, span) for span in layout.furniture]
        title_end = token_range(parse, (0, layout.title_end))[1] if layout.title_end else 0
        return repair_names(parse, self.gazetteer, furniture=furniture, title_end=title_end, rules=repairs)
