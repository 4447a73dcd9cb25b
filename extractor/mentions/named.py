"""The names of a document with what every kind of entity asks of them: text, what the lists know, kind and form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Self

from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.names import PLACES, Name
from extractor.frozen import dataclass
from extractor.mentions.acronyms import is_acronym
from extractor.mentions.model import Entity, Mention
from extractor.records import Form, Kind


@dataclass(frozen=True, slots=True)
class Chain:
    """An entity with its mentions: their numbers, each with how it was found, and the roles that stand beside some of them."""

    entity: Entity
    mentions: tuple[tuple[int, str], ...]
    role_texts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedMentions:
    """The mentions by name of a document, not yet grouped; ``texts`` and ``known`` go with ``mentions``."""

    parse: Parse
    gazetteer: Gazetteer
    names: Sequence[Name]
    texts: Sequence[str]
    known: Sequence[tuple[GazetteerEntry, ...]]
    mentions: Sequence[Mention]

    @classmethod
    def of(cls, parse: Parse, names: Sequence[Name], gazetteer: Gazetteer) -> Self:
        """Look up every name and say what kind of thing it names."""
        texts = [parse.span_text(name.start, name.end).strip("-–—") for name in names]
        known = [_look_up(parse, name, text, gazetteer) for name, text in zip(names, texts, strict=True)]
        mentions = []
        for name, text, entries in zip(names, texts, known, strict=True):
            kind, form = _kind_and_form(name.label, text, entries, gazetteer)
            mentions.append(Mention(name.start, name.end, name.label, kind, form, origin=name.origin))
        return cls(parse, gazetteer, names, texts, known, mentions)

    def of_kind(self, kind: Kind) -> Iterator[int]:
        """Yield the numbers of the mentions of one kind."""
        return (number for number, mention in enumerate(self.mentions) if mention.kind == kind)

    def demonyms(self) -> list[str]:
        """Return the keys of the places whose people are named."""
        found = (_demonym(name.label, text, self.gazetteer) for name, text in zip(self.names, self.texts, strict=True))
        return [key for key in found if key]

    def written(self, start: int, end: int) -> str:
        """Return the tokens as one line without a possessive at their end."""
        text = " ".join(self.parse.span_text(start, end).split()).strip("-–—")
        owned = text.endswith(("'s", "’s")) and not self.gazetteer.find(text)  # "Macy's" is no possessive
        return text[:-2] if owned else text

    def without_article(self, number: int) -> str:
        """Return a name without "the" in front."""
        text = self.written(self.names[number].start, self.names[number].end)
        return text[4:] if text[:4].lower() == "the " and len(text) > 4 else text


def _look_up(parse: Parse, name: Name, text: str, gazetteer: Gazetteer) -> tuple[GazetteerEntry, ...]:
    article = name.start > 0 and parse.lowers[name.start - 1] == "the"
    if text[:4].lower() == "the " and not gazetteer.find(text):
        text, article = text[4:], True
    found = gazetteer.find(text, after_article=article)
    if name.start > 0 and parse.lowers[name.start - 1] == "state":
        return tuple(entry for entry in found if entry.kind != "organization")  # "the state Senate"
    return found


def _kind_and_form(label: str, text: str, known: Sequence[GazetteerEntry], gazetteer: Gazetteer) -> tuple[Kind, Form]:
    if label == "PERSON":
        return "person", "name"
    if label == "ORG" or (label in PLACES and known and all(entry.kind == "organization" for entry in known)):
        return "organization", "acronym" if is_acronym(text) else "name"
    if label in PLACES:
        return "place", "acronym" if is_acronym(text) else "name"
    return "other", "demonym" if _demonym(label, text, gazetteer) else "name"


def _demonym(label: str, text: str, gazetteer: Gazetteer) -> str:
    return gazetteer.demonyms.get(text, "") if label in ("NORP", "LANGUAGE") else ""
