"""Which words of a parse mean a person and which may stand before them: the nouns and titles that roles are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.analysis.grammar import POSSESSIVES
from extractor.analysis.parse import Parse
from extractor.entities.titles import Titles
from extractor.mentions.role_words import RoleWords

_MISREAD = frozenset(("VERB", "ADV", "INTJ"))  # words of names that are also others
MODIFIERS = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
NOUNS = frozenset(("NOUN", "PROPN"))
# Tokens from "sister" to "law" of "sister-in-law".
_LAW = 4
# A small noun that is an object or a subject by itself is no part of the title after it ("a way Senator Lee knew").
_OUTSIDE = frozenset(("pobj", "dobj", "nsubj", "nsubjpass", "attr", "conj"))
# Relations that a noun directly before a name has, whatever part of speech it is taken for.
_BEFORE_NAME = frozenset(("amod", "nmod", "dobj", "nsubj", "nsubjpass", "pobj", "appos"))


@dataclass(frozen=True, slots=True)
class RoleNouns:
    """Knows the person nouns of a parse; tokens, ends exclusive.

    ``nouns`` are lemmas of nouns for persons, ``people`` tells for each token whether it is in the name of a person, ``names``
    leads from the first token of any other name to the token after it, ``names_ending`` the other way.
    """

    parse: Parse
    titles: Titles
    nouns: frozenset[str]
    words: RoleWords
    people: Sequence[bool]
    names: Mapping[int, int]
    names_ending: Mapping[int, int]

    def is_person_noun(self, token: int) -> bool:
        """Tell whether a noun means a person (minister, coach, mother)."""
        parse = self.parse
        noun = parse.pos[token] in NOUNS or parse.deps[token] == "compound"
        if not noun and token + 1 < len(parse) and self.people[token + 1] and parse.deps[token] in _BEFORE_NAME:
            return parse.lowers[token] in self.nouns and not self.people[token]  # "strongman Ann Lee", taken for an adjective
        if not noun and token and token + 1 < len(parse) and self.people[token + 1]:  # "her advocate Ann Lee", taken for a verb
            return parse.lowers[token] in self.nouns and parse.lowers[token - 1] in self.words.determiners
        return noun and parse.lemmas[token].lower() in self.nouns and not self.people[token]

    def head_ending_at(self, end: int) -> int | None:
        """Return the first token of the title or person noun whose last token is ``end - 1``."""
        if end <= 0:
            return None
        parse, token = self.parse, end - 1
        if parse.words[token][0].isupper() or parse.lowers[token] in self.words.title_ends:
            title = self.titles.ending_at(parse.lowers, end)
            if title is not None and title.kind != "honorific":
                return end - len(title.tokens)
        if token and parse.lowers[token] in self.words.title_ends and self.is_person_noun(token - 1):
            return token - 1  # "professor emerita"
        longer = self._longer_noun(token)
        if longer is not None:
            return longer
        return token if self.is_person_noun(token) or self._is_noun_before_name(token) else None

    def is_plural_title(self, token: int) -> bool:
        """Tell whether a title stands for several ("Sens.", "Senators")."""
        word = self.parse.lowers[token]
        stop = "." * word.endswith(".")
        one = word.removesuffix(stop).removesuffix("s") + stop
        return one != word and one in self.titles.last and self.parse.words[token][0].isupper()

    def _longer_noun(self, token: int) -> int | None:
        """Find "number 2", "No. 1", "father of two", "mother-of-three" and "sister-in-law" by their last token."""
        parse, words = self.parse, self.words
        before = token - 1
        if before < 1:
            return 0 if before == 0 and parse.pos[token] == "NUM" and parse.lemmas[0].lower() in words.numbered else None
        if parse.pos[token] == "NUM":
            numbered = before - (parse.words[before] == ".")
            if parse.lemmas[numbered].lower() in words.numbered:
                return numbered
            while before and parse.lowers[before] in ("-", "of"):
                before -= 1
            return before if before < token - 1 and parse.lemmas[before].lower() in words.relations else None
        if token > _LAW and parse.lowers[token - _LAW + 1 : token + 1] == ["-", "in", "-", "law"]:
            return token - _LAW if parse.lemmas[token - _LAW].lower() in self.nouns else None
        return None

    def _is_noun_before_name(self, token: int) -> bool:
        """Tell whether a noun means a person since a name follows and a modifier precedes ("college senior Ann Lee"), or a comma
        follows ("the accused, Ann Lee,")."""
        if self.parse.lowers[token] in self.words.participles and token:
            return self.parse.lowers[token - 1] == "the" and self.parse.words[token + 1 : token + 2] == [","]
        if self.parse.lowers[token] not in self.words.before_name or not token or token + 1 >= len(self.parse):
            return False
        return self.people[token + 1] and self.parse.pos[token - 1] in MODIFIERS and not self.people[token - 1]

    def is_modifier(self, token: int) -> bool:
        """Tell whether a token can stand before a noun of its phrase."""
        parse = self.parse
        if parse.pos[token] in ("VERB", "ADV"):  # "a retired nurse", "her running mate", "a Lund-based analyst"
            running = parse.lowers[token : token + 2] == ["running", "mate"]
            return running or parse.deps[token] == "amod" or self._is_hyphened(token)
        if parse.words[token] == "&":  # "Hale & Friends anchor"
            return self._is_between_capitals(token)
        return parse.pos[token] in MODIFIERS or parse.lowers[token] in POSSESSIVES or self._is_hyphen(token)

    def is_in_capitals(self, token: int) -> bool:
        """Tell whether a word taken for a verb or adverb belongs to a name ("Ink Well Company", "Ink Well Consulting")."""
        words, parse = self.parse.words, self.parse
        if parse.pos[token] not in _MISREAD or not token or not (words[token - 1][0].isupper() and words[token][0].isupper()):
            return False
        return parse.tags[token] == "VBG" or self._is_between_capitals(token)

    def _is_between_capitals(self, token: int) -> bool:
        words = self.parse.words
        return 0 < token < len(words) - 1 and words[token - 1][0].isupper() and words[token + 1][0].isupper()

    def _is_hyphen(self, token: int) -> bool:
        """Tell whether a hyphen joins two words ("Lund-based") and is no dash."""
        parse = self.parse
        if parse.words[token] != "-":
            return False
        return token + 1 >= len(parse) or token == 0 or parse.starts[token + 1] == parse.ends[token]

    def _is_hyphened(self, token: int) -> bool:
        parse = self.parse
        before = token > 0 and parse.words[token - 1] == "-" and parse.ends[token - 1] == parse.starts[token]
        after = token + 1 < len(parse) and parse.words[token + 1] == "-" and parse.starts[token + 1] == parse.ends[token]
        return before or after

    def is_outside(self, token: int) -> bool:
        """Tell whether a small noun before a title in capitals is no part of it: by its relation, or as one that names no people
        ("the panel Chairman Lee" and "candidate Senator Lee")."""
        parse = self.parse
        plain = parse.pos[token] == "NOUN" and parse.lemmas[token].lower() not in self.nouns | self.words.forces
        return parse.deps[token] in _OUTSIDE or (plain and parse.words[token + 1] != "-")

    def owned_by_phrase(self, mark: int) -> bool:
        """Tell whether a possessive belongs to a noun that tells nothing by itself ("the alliance's Secretary General")."""
        parse = self.parse
        return mark > 0 and parse.pos[mark - 1] == "NOUN" and parse.lemmas[mark - 1].lower() not in self.nouns
