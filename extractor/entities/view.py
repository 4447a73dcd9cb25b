"""A document as the names stage looks at it: parse, word lists, and what is asked about single tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.titles import Title

_MARKS = ".,;:!?\"'`“”‘’()[]{}<>|*_…–—-/\\«»#$"
# Parts of speech that no word of a name has, unless the lists know it as one.
_FUNCTION = frozenset(("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "SPACE"))
_LONGEST_SPEAKER = 4
_NEGATIONS = (["n't"], ["n’t"])
_FINITE = frozenset(("VBD", "VBP", "VBZ"))
_LONGEST_ACRONYM = 3
# Longer words in -ing are participles rather than surnames ("Browning").
_LONGEST_SURNAME_ING = 8
# Sums of money in currencies that are written with letters ("R2.3bn", "RM50,000").
_MONEY = re.compile(r"[A-Z]{1,3}[$€£]?\d+(?:[.,]\d+)*(?:bn|m|k|tn)|[A-Z]{1,3}[$€£]?\d+(?:[.,]\d+)+|[A-Z]{1,3}[$€£]\d+")
HYPHENS = frozenset(("-", "‐", "‑"))


@dataclass(slots=False)
class View:
    """Parse and word lists.

    ``furniture`` are token ranges that are no part of the article; the headline ends before the token ``title_end``.
    """

    parse: Parse
    lists: Gazetteer
    furniture: Sequence[tuple[int, int]] = ()
    title_end: int = 0
    _may_name: dict[int, bool] = field(default_factory=dict)
    _known: dict[tuple[int, int], tuple[GazetteerEntry, ...]] = field(default_factory=dict)

    def text(self, start: int, end: int) -> str:
        """Return the words as they stand."""
        parse = self.parse
        return parse.text[parse.starts[start] : parse.ends[end - 1]]

    def known(self, start: int, end: int) -> tuple[GazetteerEntry, ...]:
        """Return what the lists say about the tokens ``start`` to ``end``."""
        found = self._known.get((start, end))
        if found is None:
            article = start > 0 and self.parse.lowers[start - 1] == "the"
            found = self._known[start, end] = self.lists.find(self.text(start, end), after_article=article)
        return found

    @cached_property
    def capitals(self) -> list[int]:
        """Tokens that begin with a capital letter."""
        return [token for token, word in enumerate(self.parse.words) if word[0].isupper()]

    @cached_property
    def firsts(self) -> frozenset[int]:
        """The first token of each sentence, marks and white space not counted."""
        found = []
        for start, end in self.parse.sentences:
            token = start
            while token < end and self.is_mark(token):
                token += 1
            found.append(token)
        return frozenset(found)

    @cached_property
    def inner(self) -> frozenset[str]:
        """Words that stand with a capital letter inside a sentence of the body, and not in capitals alone."""
        words, firsts, body = self.parse.words, self.firsts, self.title_end
        return frozenset([words[token] for token in self.capitals if token >= body and token not in firsts])

    @cached_property
    def words(self) -> frozenset[str]:
        """All words as written."""
        return frozenset(self.parse.words)

    @cached_property
    def _people(self) -> frozenset[int]:
        """The first tokens of what the model takes for names of people."""
        return frozenset(start for start, _, label in self.parse.names if label == "PERSON")

    def begins_person(self, token: int) -> bool:
        """Return whether a given name or what the model takes for the name of somebody begins with a token."""
        return token in self._people or self.parse.words[token] in self.lists.given_names

    @cached_property
    def titles(self) -> dict[int, tuple[int, Title]]:
        """Titles in capital letters: token behind the title -> its first token and the title; the longest, none in another."""
        titles, lowers, count = self.lists.titles, self.parse.lowers, len(self.parse)
        by_first, found, last = titles.by_first, {}, 0
        for token in self.capitals:
            if token >= last and lowers[token] in by_first:
                title = titles.at(lowers, token, count)
                if title is not None and not self._is_name(token, title, behind_title=token in found):
                    last = token + len(title.tokens)
                    found[last] = (token, title)
        return found

    def place_at(self, token: int) -> str:
        """Find "country" or "place" where the lists know the name of one or two words that begins here as one; else empty."""
        for end in (token + 2, token + 1):
            if end <= len(self.parse) and (known := self.known(token, end)):
                kinds = {entry.subkind for entry in known if entry.kind == "place"}
                return "country" if "country" in kinds else "place" if kinds else ""
        return ""

    def is_town_in_country(self, token: int) -> bool:
        """Return whether a town of the lists and its country touch here ("Zurich Switzerland")."""
        if self.parse.words[token] not in self.lists.first_words:
            return False
        towns = {entry.country for entry in self.known(token - 1, token) if entry.subkind == "city"}
        if not towns:
            return False
        countries = (entry for end in (token + 1, token + 2) if end <= len(self.parse) for entry in self.known(token, end))
        return any(entry.subkind == "country" and entry.country in towns for entry in countries)

    @cached_property
    def title_ends(self) -> dict[int, int]:
        """Titles in capital letters: first token -> the token behind."""
        return {first: end for end, (first, _) in self.titles.items()}

    def _is_name(self, token: int, title: Title, *, behind_title: bool) -> bool:
        """Return whether a word that is also a title is part of a name: behind a given name ("Omar Sheikh Noor") or a title
        ("Gov. Earl Marlow"), or in the lists."""
        if self.is_listed_person(token):
            return True
        words, lists = self.parse.words, self.lists
        behind = token + len(title.tokens)
        if behind < len(words) and self.text(token, behind + 1) in lists.words["holiday"]:
            return True  # Miss Universe
        if len(title.tokens) > 1:
            return False
        given = title.tokens[0] in lists.words["given_titles"] and self.is_capital(token + 1)
        if given and (behind_title or not self.is_capital(token + 2)):
            return True  # Dean Marlow
        return title.tokens[0] in lists.words["inner_titles"] and token > 0 and words[token - 1] in lists.given_names

    def is_listed_person(self, start: int) -> bool:
        """Return whether the name of somebody of the list begins here."""
        words = self.parse.words
        return any(tuple(words[start : start + len(name)]) == name for name in self.lists.people.get(words[start], ()))

    def is_mark(self, token: int) -> bool:
        """Return whether a token is white space or punctuation alone."""
        word = self.parse.words[token]
        return not word[0].isalnum() and (word.isspace() or not word.strip(_MARKS))

    def is_capital(self, token: int) -> bool:
        """Return whether there is such a token in the document and it begins with a capital letter."""
        words = self.parse.words
        return 0 <= token < len(words) and words[token][0].isupper()

    def may_name(self, token: int) -> bool:
        """Return whether a word with a capital letter may be one of a name."""
        found = self._may_name.get(token)
        if found is None:
            found = self._may_name[token] = self._is_nameable(token)
        return found

    def _is_nameable(self, token: int) -> bool:
        """Return whether a word with a capital letter may be one of a name: no function word, and at the start of a sentence no
        plain word that is with a capital nowhere else."""
        parse = self.parse
        pos = parse.pos[token]
        if is_sum(parse.words[token]):
            return False
        if parse.lowers[token + 1 : token + 2] in _NEGATIONS and self.glued(token + 1):
            return False  # the "Ca" of "Can't"
        if pos in ("PROPN", "X"):
            return not (self.opens_with_participle(token) or self.opens_with_verb(token))
        word = parse.words[token]
        if pos in _FUNCTION:
            return parse.lowers[token] not in self.lists.words["function"] and (
                word in self.lists.names_of_people or word in self.inner
            )
        if token not in self.firsts:
            if parse.tags[token] in _FINITE and token >= self.title_end and not self.lists.is_name(word):
                return False  # of a line with a capital for each word
            return not (parse.words[token].isupper() and len(word) > _LONGEST_ACRONYM and pos in ("VERB", "ADV", "ADJ", "INTJ"))
        if word in self.inner or word in self.lists.names_of_people or word in self.lists.names:
            return True
        if not word.isalpha() and any(map(str.isdigit, word)):
            return True  # M23
        if word.isupper() and self.lists.find(word):
            return True  # LUSAKA
        if len(word) == 1 and self.glued(token + 1) and self.glued(token + 2) and parse.words[token + 1] in HYPHENS:
            return parse.words[token + 2].isupper()  # A-B-C
        return pos in ("ADJ", "NOUN") and self.is_capital(token + 1) and parse.pos[token + 1] == "PROPN"

    def opens_plainly(self, token: int) -> bool:
        """Return whether a word has its capital letter only from the start of its sentence ("Carmaker", "Credit agency")."""
        parse = self.parse
        if token not in self.firsts or parse.words[token] in self.inner:
            return False
        if parse.pos[token] in ("NOUN", "ADJ", "VERB", "ADV"):
            return True
        return any(parse.lowers[token] in self.lists.words[kind] for kind in ("plain", "organization_noun"))

    def opens_with_participle(self, token: int) -> bool:
        """Return whether a sentence begins with a participle before a given name or a word that is a name elsewhere ("Praising
        Ann Lee", "Praising Lee")."""
        words, lists = self.parse.words, self.lists
        word = words[token]
        if not word.endswith("ing") or len(word) <= _LONGEST_SURNAME_ING or token not in self.firsts or word in self.inner:
            return False
        known = word in lists.names_of_people or token + 1 >= len(words)
        return not known and (words[token + 1] in self.inner or words[token + 1] in lists.given_names)

    def opens_with_verb(self, token: int) -> bool:
        """Return whether a sentence begins with a verb of speaking, and who speaks and a colon follow ("Continued Lee: ...")."""
        words = self.parse.words
        if token not in self.firsts or self.parse.lowers[token] not in self.lists.words["inverted"]:
            return False
        end = token + 1
        while end - token < _LONGEST_SPEAKER and self.is_capital(end):
            end += 1
        return end > token + 1 and words[end : end + 1] == [":"]

    def glued(self, token: int) -> bool:
        """Return whether there is such a token and no space stands before it."""
        parse = self.parse
        return 0 < token < len(parse) and parse.starts[token] == parse.ends[token - 1]


def is_sum(word: str) -> bool:
    """Return whether a word that begins with a capital is a sum of money ("R2.3bn")."""
    return not word.isalpha() and _MONEY.fullmatch(word) is not None


def trimmed(view: View, start: int, end: int) -> tuple[int, int]:
    """Return the range without marks and white space at its edges; a final dot that belongs to the last token stays."""
    while start < end and view.is_mark(start):
        start += 1
    while end > start and view.is_mark(end - 1):
        end -= 1
    return start, end
