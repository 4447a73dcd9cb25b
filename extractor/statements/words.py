"""Classes of words that the rules for statements ask for, read from ``models/en/`` and validated."""

from dataclasses import dataclass, fields

from extractor.errors import ResourceError
from extractor.resources import Models

_NOUNS = ("speakers", "persons", "documents")


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Words that the rules ask for by class, as ``word_classes.toml`` lists and explains them.

    ``speakers`` (persons, groups, organizations, places), among them ``persons``, and ``documents`` are the nouns of
    ``descriptions.csv``.
    """

    object_control: frozenset[str] = frozenset()
    occasions: frozenset[str] = frozenset()
    continuing: frozenset[str] = frozenset()
    conceding: frozenset[str] = frozenset()
    parting: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()
    hedges: frozenset[str] = frozenset()
    hedging_verbs: frozenset[str] = frozenset()
    hedging_modals: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    obligations: frozenset[str] = frozenset()
    unreal_after: frozenset[str] = frozenset()
    withholding: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()
    hedging_passives: frozenset[str] = frozenset()
    declining_modals: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    calendar_prepositions: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    addressed: frozenset[str] = frozenset()
    corrected_lemmas: frozenset[str] = frozenset()
    told_to: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    receiving: frozenset[str] = frozenset()
    voicing: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    surveys: frozenset[str] = frozenset()
    mistagged: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    demonstrative: frozenset[str] = frozenset()
    announcing: frozenset[str] = frozenset()
    said_to: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def can_speak(self, noun: str) -> bool:
        """Return whether a noun (its lemma) names somebody or a document: "mayor", "report", and not "ferry"."""
        noun = noun.lower()
        return noun in self.speakers or noun in self.documents


def load_word_classes(models: Models) -> WordClasses:
    """Return the classes of ``word_classes.toml`` and ``descriptions.csv``.

    Raises:
        ResourceError: a class is missing or unknown; the message names it.
    """
    name = "en/word_classes.toml"
    entries = models.toml(name)
    wanted = {each.name for each in fields(WordClasses)}.difference(_NOUNS)
    if set(entries) != wanted:
        odd = ", ".join(sorted(set(entries) ^ wanted))
        raise ResourceError(f"{models.root / name}: missing or unknown: {odd}")
    classes = {key: frozenset(str(entry["words"]).split()) for key, entry in entries.items()}
    nouns = models.table("en/descriptions.csv", "head", "means", "gender")
    documents = frozenset(row["head"] for row in nouns if row["means"] == "document")
    speakers = frozenset(row["head"] for row in nouns if row["means"] != "document")
    persons = frozenset(row["head"] for row in nouns if row["means"] == "person")
    return WordClasses(**classes, speakers=speakers, persons=persons, documents=documents)
