"""What ``models/`` knows, loaded once for all articles."""

from dataclasses import dataclass
from typing import Self

from extractor.document.times import Calendar
from extractor.entities.gazetteer import Gazetteer, load_gazetteer
from extractor.mentions.chains import NameKnowledge, load_name_knowledge
from extractor.resources import Models
from extractor.speakers.resolve import SpeakerKnowledge, load_speaker_knowledge
from extractor.statements.lexicon import Lexicon, load_lexicon
from extractor.statements.weights import StatementWeights, load_statement_weights


@dataclass(frozen=True, slots=True)
class Rules:
    """Word lists, frames and weights of ``models/``; know nothing of spaCy."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    name_knowledge: NameKnowledge
    speaker_knowledge: SpeakerKnowledge
    statement_weights: StatementWeights
    calendar: Calendar

    @classmethod
    def load(cls, models: Models, *, geonames: bool = False) -> Self:
        """Load all word lists and frames of ``models``, on request with the cities of GeoNames.

        Raises:
            ModelError: the cities of GeoNames are not installed.
            ResourceError: a file is missing or does not validate.
        """
        return cls(
            gazetteer=load_gazetteer(models, geonames=geonames),
            lexicon=load_lexicon(models),
            name_knowledge=load_name_knowledge(models),
            speaker_knowledge=load_speaker_knowledge(models),
            statement_weights=load_statement_weights(models),
            calendar=Calendar.load(models),
        )
