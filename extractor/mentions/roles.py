"""What the text says somebody is: "U.S. Secretary of State X", "X, the coach", "X is a lawyer", "X, who heads the club"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.analysis.grammar import AND, PLURAL
from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer
from extractor.mentions.model import Mention
from extractor.mentions.role_phrases import PhraseReader, RoleSpan
from extractor.mentions.role_words import RoleWords
from extractor.mentions.roles_beside import BesideName
from extractor.mentions.roles_made import MakerRoles
from extractor.mentions.roles_shared import SharedRoles
from extractor.mentions.roles_told import ToldRoles

RoleKind = Literal["function", "relation", "affiliation", ""]


@dataclass(frozen=True, slots=True)
class FoundRole:
    """Tokens ``start`` to ``end`` (exclusive) that say what somebody is.

    ``kind``: a function ("mayor"), a relation to somebody ("Hale's daughter"), only an affiliation ("of Harlow Bank"); empty for
    a mere description ("man"), which is with the mention but is no role of the person. ``noun`` is the role where
    other words stand: "owner" for "owned by Ann Lee", and one of a plural before or behind a list of names (``shared``).
    """

    start: int
    end: int
    kind: RoleKind
    noun: str = ""
    shared: bool = False


def make_role_finder(parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer, words: RoleWords) -> "RoleFinder":
    """Return the finder of roles for a document with these mentions by name."""
    people = [False] * len(parse)
    others = [mention for mention in mentions if mention.kind != "person"]
    persons = [mention for mention in mentions if mention.kind == "person"]
    for mention in persons:
        people[mention.start : mention.end] = [True] * (mention.end - mention.start)
    reader = PhraseReader(
        parse,
        gazetteer.titles,
        gazetteer.person_nouns,
        words,
        people,
        names={mention.start: mention.end for mention in others},
        names_ending={mention.end: mention.start for mention in others},
    )
    organizations, places = (
        frozenset(mention.end - 1 for mention in others if mention.kind == kind) for kind in ("organization", "place")
    )
    starts, ends = {mention.start: mention.end for mention in persons}, {mention.end: mention.start for mention in persons}
    return RoleFinder(
        reader,
        BesideName(reader, organizations, places, starts, gazetteer.words["honours"]),
        SharedRoles(reader, starts, ends),
        ToldRoles(reader, organizations),
        MakerRoles(reader, organizations, ends),
    )


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """Finds roles beside the names of persons, and in what is told of them."""

    reader: PhraseReader
    beside: BesideName
    shared: SharedRoles
    told: ToldRoles
    made: MakerRoles

    def honorific(self, start: int) -> str:
        """Return "Mr." before a name that begins at ``start``; empty without one."""
        return self.beside.honorific(start)

    def find(self, start: int, end: int) -> list[FoundRole]:
        """Return what the text says about the person whose name has the tokens ``start`` to ``end``, nearest first."""
        spans = (span for span in self._spans(start, end) if span is not None and span.start < span.end)
        found = [self._role(span) for span in spans]
        bare = self.beside.affiliation(start, end)
        if bare is not None and not found:
            found.append(FoundRole(bare.start, bare.end, "affiliation"))
        letters = (span for span in self.beside.letters(end) if not any(one.start <= span.start < one.end for one in found))
        found.extend(FoundRole(span.start, span.end, "function") for span in letters)
        return found

    def _spans(self, start: int, end: int) -> Iterator[RoleSpan | None]:
        beside = self.beside
        yield beside.before(start) or beside.in_front(start, end) or beside.fronted(start, end)
        yield beside.after(end)
        yield from self.shared.find(start, end)
        yield from self.told.find(start, end)
        yield from self.made.find(start, end)

    def _role(self, span: RoleSpan) -> FoundRole:
        """Return a role with its kind; that of a relative or friend begins with whose it is ("her husband"), and what only
        describes is left out before "and" ("a woman and former nurse")."""
        if span.noun:
            return FoundRole(span.start, span.end, "function", span.noun)
        lowers, words, start = self.reader.parse.lowers, self.reader.words, span.start
        one = lowers[start] in words.one_of
        described = self.reader.skip_determiners(start + 2) if one else start  # "one of the club's founders"
        kind = self._kind(described, span.end, several=one or span.several)
        stop = next((token for token in range(start + 1, span.end - 1) if lowers[token] in AND | words.links), start)
        if lowers[stop] in AND and not self._kind(start, stop, several=span.several):
            start = self.reader.skip_determiners(stop + 1)
            kind = self._kind(start, span.end, several=span.several) if start < span.end else ""
        owned = kind == "relation" and start > 0 and lowers[start - 1] in words.owners
        shared = span.several and not one
        return FoundRole(start - owned, span.end, kind, noun=self._singular(start, span.end) if shared else "", shared=shared)

    def _singular(self, start: int, end: int) -> str:
        """Return what each of several is: "GOP senator" for "many GOP senators"."""
        reader, parse = self.reader, self.reader.parse
        while start + 1 < end and (parse.lowers[start] in reader.words.amounts or parse.pos[start] == "NUM"):
            start += 1
        head = reader.head_of(start, end)
        word, lemma = parse.words[head], parse.lemmas[head]
        if lemma.lower() == word.lower() and (parse.tags[head] in PLURAL or reader.is_plural_title(head)):
            lemma = word[:-2] + "." if word.endswith("s.") else word.removesuffix("s")  # "Sens.", which no lemmatizer knows
        one = lemma[:1].upper() + lemma[1:] if word[0].isupper() else lemma
        return f"{parse.text[parse.starts[start] : parse.starts[head]]}{one}{parse.text[parse.ends[head] : parse.ends[end - 1]]}"

    def _kind(self, start: int, end: int, *, several: bool) -> RoleKind:
        """Tell a role from a mere description ("man"), and of one person from a plural ("brothers")."""
        reader, parse = self.reader, self.reader.parse
        head = reader.head_of(start, end)
        if parse.pos[head] == "NUM" and head > start:  # "his number 2"
            head -= 1
        lemma = parse.lemmas[head].lower()
        title = reader.titles.ending_at(parse.lowers, head + 1)
        # "Father Lee", but "his father Lee"; "first lady Ann Lee", but "the lady, Ann Lee,"
        if title is not None and (parse.words[head][0].isupper() or len(title.tokens) > 1):
            return "function"
        if not reader.words.prospective.isdisjoint(parse.lowers[start:head]) and "door" not in parse.lowers[start:head]:
            return ""  # "the next mayor", but "next-door neighbour"
        if lemma in reader.words.no_role or (not several and lemma != parse.lowers[head] and lemma in reader.nouns):
            return ""
        if lemma in reader.words.relations or parse.lowers[head] in reader.words.relations:
            return "relation" if self._is_owned(start, head, end) else ""
        return "function"

    def _is_owned(self, start: int, head: int, end: int) -> bool:
        """Tell whether it is said whose relative somebody is: "Hale's daughter", "friend of the Hales", "neighbor Ann Lee"."""
        parse, reader = self.reader.parse, self.reader
        owned = any(parse.lowers[token] in ("'s", "’s") or reader.people[token] for token in range(start, head))
        owned = owned or head + 1 < end or (start > 0 and parse.lowers[start - 1] in reader.words.owners)
        return owned or (end < len(parse) and reader.people[end])
