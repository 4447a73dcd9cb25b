"""What a text says of its persons: the pronouns that it uses of them, their age, party and nationality. Nothing is guessed.

A given name tells nothing here, and neither does an office: a "French president" need not be French.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from extractor.analysis.parse import Parse, Span
from extractor.entities.gazetteer import Gazetteer
from extractor.errors import ResourceError
from extractor.mentions.coreference import Coreference
from extractor.mentions.model import DocumentEntities, Mention
from extractor.resources import Models
from extractor.told import FactKind, Role

FILE = "en/persons.toml"
_KEYS = {"age", "parties", "letters", "offices"}
_WORD = re.compile(r"[\w’'.]+")
_DIGIT = re.compile(r"\d")
_COUNTRY = "country/"
_REACH = 60
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Fact:
    """What the text says of the entity with this index, and where (code points)."""

    entity: int
    kind: FactKind
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class PersonLists:
    """Expressions and words by which ages, parties and nationalities are told, as ``persons.toml`` explains them."""

    behind: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    parties: Mapping[str, str]
    letters: Mapping[str, str]
    offices: frozenset[str]
    of_party: re.Pattern[str]

    @classmethod
    def load(cls, models: Models) -> Self:
        """Load ``persons.toml``.

        Raises:
            ResourceError: a table is missing or unknown; the message names it.
        """
        tables = {name: entry for name, entry in models.toml(FILE).items() if name != "example"}
        if odd := tables.keys() ^ _KEYS:
            raise ResourceError(f"{models.root / FILE}: missing or unknown: {', '.join(sorted(odd))}")
        letters = "|".join(map(re.escape, tables["letters"]))
        return cls(
            behind=tuple(map(re.compile, tables["age"]["behind"])),
            before=tuple(map(re.compile, tables["age"]["before"])),
            parties=tables["parties"],
            letters=tables["letters"],
            offices=frozenset(tables["offices"]["words"].split()),
            of_party=re.compile(rf",? ?\(({letters})(?:[-–—][A-Z][\w. ]*)?\)"),
        )


def find_facts(
    parse: Parse, document: DocumentEntities, lists: PersonLists, gazetteer: Gazetteer, coreference: Coreference
) -> list[Fact]:
    """Return what the text says of its persons, in text order, each once for a place."""
    found: dict[tuple[int, FactKind, Span], Fact] = {}
    for fact in (*_of_mentions(parse, document, lists, coreference), *_of_roles(parse, document, lists, gazetteer)):
        found.setdefault((fact.entity, fact.kind, fact.span), fact)
    return sorted(found.values(), key=lambda fact: (fact.span, fact.entity, fact.kind))


def _of_mentions(parse: Parse, document: DocumentEntities, lists: PersonLists, coreference: Coreference) -> Iterator[Fact]:
    first: dict[tuple[str, str, str], str] = {}
    for word, each in coreference.pronouns.items():
        first.setdefault((each.person, each.number, each.gender), word)
    for mention in document.mentions:
        if mention.entity is None or document.entities[mention.entity].kind != "person":
            continue
        if mention.form == "pronoun":
            pronoun = coreference.pronouns.get(parse.lowers[mention.start])
            if pronoun is not None and pronoun.person == "3":
                value = first[pronoun.person, pronoun.number, pronoun.gender]
                yield Fact(mention.entity, "pronouns", value, _span(parse, mention))
        elif mention.form == "name":
            yield from _beside(parse, mention, mention.entity, lists)


def _beside(parse: Parse, mention: Mention, entity: int, lists: PersonLists) -> Iterator[Fact]:
    start, end = _span(parse, mention)
    text = parse.text
    for pattern in lists.behind if _DIGIT.search(text, end, end + _REACH) else ():
        found = pattern.match(text, end, end + _REACH)
        if found is not None and int(found[1]) <= _OLDEST:
            yield Fact(entity, "age", found[1], found.span(1))
            break
    else:
        first = max(0, start - _REACH)
        before = text[first:start]
        for pattern in lists.before if _DIGIT.search(before) else ():
            found = pattern.search(before)
            if found is not None and int(found[1]) <= _OLDEST:
                yield Fact(entity, "age", found[1], (first + found.start(1), first + found.end(1)))
                break
    party = lists.of_party.match(text, end, end + _REACH)
    if party is not None:
        yield Fact(entity, "party", lists.letters[party[1]], party.span(1))


def _of_roles(parse: Parse, document: DocumentEntities, lists: PersonLists, gazetteer: Gazetteer) -> Iterator[Fact]:
    parties = {
        parse.starts[mention.start]: mention
        for mention in document.mentions
        if mention.entity is not None and document.entities[mention.entity].subkind == "party"
    }
    for number, entity in enumerate(document.entities):
        if entity.kind != "person":
            continue
        for role in entity.roles:
            if role.kind == "relation":
                continue
            yield from _party(parse, document, number, role, parties=parties, lists=lists, gazetteer=gazetteer)
            yield from _nationality(parse, number, role, lists, gazetteer)


def _party(
    parse: Parse,
    document: DocumentEntities,
    number: int,
    role: Role,
    *,
    parties: Mapping[int, Mention],
    lists: PersonLists,
    gazetteer: Gazetteer,
) -> Iterator[Fact]:
    for offset, mention in parties.items():
        if role.start <= offset < role.end and mention.entity is not None:
            named = document.entities[mention.entity]
            known = gazetteer.by_key.get(named.known_as)  # "GOP" is the Republican Party
            yield Fact(number, "party", known.name if known is not None else named.name, _span(parse, mention))
            return
    for word, party in lists.parties.items():
        at = parse.text.find(word, role.start, role.end)
        if at >= 0 and not parse.text[at + len(word) : at + len(word) + 1].isalnum():
            yield Fact(number, "party", party, (at, at + len(word)))
            return


def _nationality(parse: Parse, number: int, role: Role, lists: PersonLists, gazetteer: Gazetteer) -> Iterator[Fact]:
    words = [(found[0], found.span()) for found in _WORD.finditer(parse.text, role.start, role.end)]
    if not lists.offices.isdisjoint(word.lower() for word, _ in words):
        return
    for (word, span), (following, _) in pairwise(words):
        taught = word.lower() in gazetteer.words["languages"] and following.lower() in gazetteer.words["subjects"]
        key = "" if taught else gazetteer.demonyms.get(word, "")
        if key.startswith(_COUNTRY) and parse.text[span[1] : span[1] + 1] == " ":  # not "Kenyan-born"
            yield Fact(number, "nationality", gazetteer.by_key[key].country, span)
            return


def _span(parse: Parse, mention: Mention) -> Span:
    return parse.starts[mention.start], parse.ends[mention.end - 1]
