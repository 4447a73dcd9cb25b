"""Senses in which a cue reports nothing, by the nouns and names that tell them: a keeper "concedes a penalty"."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.model_entries import read_entry
from extractor.resources import Models
from extractor.statements.words import WordClasses

FILE = "en/other_senses.toml"
_Words = Annotated[frozenset[str], Field(default_factory=frozenset)]


class Sense(BaseModel):
    """A sense of some cues that is no statement: lemmas that head source or content, labels of names there."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    about: str = Field(min_length=3)
    cues: frozenset[str] = Field(min_length=1)
    sources: _Words
    names: _Words
    contents: _Words
    in_names: _Words
    persons: bool = False
    no: tuple[str, ...] = Field(min_length=1)

    def holds(self, parse: Parse, source: int | None, content: int, words: WordClasses) -> bool:
        """Return whether the heads of source and content (tokens) show this sense; a clause as content never does, but a
        participle may ("was found shot")."""
        if parse.tags[content] == "VBN" and parse.lemmas[content] in self.contents:
            return grammar.child(parse, content, "aux", "auxpass", "nsubj", "nsubjpass", "mark") is None
        if parse.pos[content] not in ("NOUN", "PROPN", "PRON", "NUM"):
            return False
        if _lemma(parse, content) in self.contents or (self.in_names and _label(parse, content) in self.in_names):
            return True
        if source is None:
            return False
        noun, label = _lemma(parse, source), _label(parse, source)
        if noun in self.sources or (self.names and label in self.names):
            return True
        return self.persons and not (noun in words.persons or label == "PERSON" or parse.lowers[source] in words.personal)


def load_senses(models: Models) -> Mapping[str, tuple[Sense, ...]]:
    """Return the other senses of each cue by its lemma.

    Raises:
        ResourceError: an entry does not validate; the message names it.
    """
    found: defaultdict[str, list[Sense]] = defaultdict(list)
    for number, entry in enumerate(models.toml(FILE).get("sense", []), 1):
        sense = read_entry(Sense, entry, f"{models.root / FILE}, sense {number}")
        for lemma in sense.cues:
            found[lemma].append(sense)
    return {lemma: tuple(senses) for lemma, senses in found.items()}


def _lemma(parse: Parse, token: int) -> str:
    return parse.lemmas[token].lower() if parse.pos[token] == "NOUN" else ""


def _label(parse: Parse, token: int) -> str:
    return next((label for start, end, label in parse.names if start <= token < end), "")
