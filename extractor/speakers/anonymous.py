"""Sources without a name: their classes (official, person familiar with the matter, witness ...), and why they have none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from extractor.errors import ResourceError
from extractor.model_entries import read_entry
from extractor.resources import Models

FILE = "en/anonymous_sources.toml"
_KEYS = {"id", "heads", "with", "examples"}


@dataclass(frozen=True, slots=True)
class SourceClass:
    """A class of anonymous sources: lemmas of head nouns and, if not empty, words one of which must stand behind the head."""

    id: str
    heads: frozenset[str]
    behind: frozenset[str]


def load_source_classes(models: Models) -> tuple[SourceClass, ...]:
    """Return the classes of ``models/en/anonymous_sources.toml`` in their order.

    Raises:
        ResourceError: an entry has an unknown key, or lacks id, heads or examples.
    """
    found = []
    for entry in models.toml(FILE).get("class", []):
        if not _KEYS >= entry.keys() >= _KEYS - {"with"}:
            raise ResourceError(f"{models.root / FILE}: entry {entry.get('id', '?')}: keys must be {sorted(_KEYS)}")
        found.append(SourceClass(entry["id"], frozenset(entry["heads"]), frozenset(entry.get("with", ()))))
    return tuple(found)


def classify(classes: Iterable[SourceClass], lemma: str, words: Iterable[str]) -> str:
    """Return the id of the first class that the head's lemma and the words of the source fit; empty when none does."""
    present = set(words)
    for entry in classes:
        if lemma in entry.heads and (not entry.behind or entry.behind & present):
            return entry.id
    return ""


class SpeakerExample(BaseModel):
    """A text and who speaks in it, beside the words that it shows."""

    model_config = ConfigDict(extra="forbid")
    text: str
    speaker: str


class _Example(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    reason: str


class _Reasons(BaseModel):
    model_config = ConfigDict(extra="forbid")
    phrases: tuple[str, ...]
    example: tuple[_Example, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonFinder:
    """Finds why the source of a sentence has no name; most sentences have none of the words with which ``phrases`` end."""

    phrases: re.Pattern[str]
    last_words: frozenset[str]

    def find(self, sentence: str) -> str:
        """Return the reason in the words of a sentence; empty when it does not say so."""
        small = sentence.lower()
        if not any(word in small for word in self.last_words):
            return ""
        found = self.phrases.search(sentence)
        return " ".join(found[0].split()) if found else ""


def load_reasons(models: Models) -> ReasonFinder:
    """Return what finds the reason why a source has no name, in a sentence.

    Raises:
        ResourceError: the table is missing, or a key of it is missing or unknown.
    """
    read = read_entry(_Reasons, models.toml(FILE).get("reasons", {}), f"{models.root / FILE}: reasons")
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in read.phrases)
    pattern = rf"\b(?:{phrases})\b(?:[^.,;:!?”\"]|,(?= (?:citing|because|since|as|fearing|for)\b))*"
    last_words = frozenset(phrase.split()[-1].lower() for phrase in read.phrases)
    return ReasonFinder(re.compile(pattern, re.IGNORECASE), last_words)
