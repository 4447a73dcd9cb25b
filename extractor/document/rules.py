"""What ``models/`` knows, loaded once for all articles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from extractor.analysis.parse import Parse
from extractor.articles import Article
from extractor.contents.antecedents import load_antecedent_weights
from extractor.contents.times import Calendar
from extractor.contents.view import Document
from extractor.contents.words import ContentWords, load_content_words
from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.entities.naming import Namer
from extractor.entities.weights import load_name_weights
from extractor.errors import ResourceError
from extractor.mentions.chains import NameLists, load_name_lists
from extractor.mentions.facts import PersonLists
from extractor.mentions.model import DocumentEntities
from extractor.mentions.speech import Speech
from extractor.resources import Models
from extractor.speakers.continued import load_continued_weights
from extractor.speakers.resolve import SpeakerLists, load_speaker_lists
from extractor.statements.lexicon import Lexicon, load_lexicon
from extractor.statements.weights import StatementWeights, load_statement_weights

_LOADERS: Mapping[str, Callable[[Models], Any]] = {
    "lexicon": load_lexicon,
    "name_lists": load_name_lists,
    "speaker_lists": load_speaker_lists,
    "statement_weights": load_statement_weights,
    "continued_weights": load_continued_weights,
    "antecedent_weights": load_antecedent_weights,
    "calendar": Calendar.load,
    "content_words": load_content_words,
    "person_lists": PersonLists.load,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Word lists, frames and weights of ``models/``; know nothing of spaCy. ``nouns`` are words that describe somebody or a
    body."""

    gazetteer: Gazetteer
    namer: Namer
    lexicon: Lexicon
    name_lists: NameLists
    speaker_lists: SpeakerLists
    statement_weights: StatementWeights
    continued_weights: StatementWeights
    antecedent_weights: StatementWeights
    calendar: Calendar
    content_words: ContentWords
    person_lists: PersonLists
    nouns: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        nouns = self.speaker_lists.coreference.means.keys() | self.lexicon.labels.unnamed
        object.__setattr__(self, "nouns", frozenset(nouns))

    @classmethod
    def load(cls, models: Models, *, geonames: bool = False) -> Self:
        """Load all word lists and frames of ``models``, on request with the cities of GeoNames.

        Raises:
            ModelError: the cities of GeoNames are not installed.
            ResourceError: a file is missing or does not validate.
        """
        gazetteer = load_gazetteer(models, geonames=geonames)
        return cls(
            gazetteer=gazetteer,
            namer=Namer(gazetteer, load_name_weights(models)),
            **{name: load(models) for name, load in _LOADERS.items()},
        )


def view_of(article: Article, parse: Parse, entities: DocumentEntities, speech: Speech, rules: Rules) -> Document:
    """Return a document as the rules for contents see it."""
    lists = rules.speaker_lists.coreference
    words = rules.content_words
    weights = rules.antecedent_weights
    return Document(parse, entities, speech, rules.lexicon, words, lists, rules.calendar, weights, article.published_at)


def check_models(models: Models) -> list[str]:
    """Return what is wrong with the lists that the document stage reads, one line a list; empty when all is well."""
    problems = []
    loaders: tuple[Callable[[Models], Any], ...] = (load_gazetteer, load_name_weights, *_LOADERS.values())
    for load in loaders:
        try:
            load(models)
        except ResourceError as error:
            problems.append(str(error))
    return problems
