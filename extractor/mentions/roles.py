"""Titles, functions and descriptions that stand with the name of a person: "U.S. Secretary of State X", "X, the coach"."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.analysis.parse import Parse
from extractor.entities.titles import Titles

_MODIFIERS = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_LINKS = frozenset(("of", "for", "at", "in", "to", "with", "on", "from", "against"))
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "my", "then", "one", "another"))
# A role does not end with these ("an anchor of NBC's").
_LOOSE = _POSSESSIVES | _LINKS | _DETERMINERS
_CLOSING = frozenset((",", ".", ";", ")", "(", "--", "—", "–", "-", ":", "”", '"', "?", "!"))
# A small noun that is an object or a subject by itself is no part of the title behind it ("a way Senator Lee knew").
_OUTSIDE = frozenset(("pobj", "dobj", "nsubj", "nsubjpass", "attr", "conj"))
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """``nouns`` are lemmas of nouns for people (minister, coach, mother), ``no_role`` those that are no role (man, rival),
    ``honours`` letters behind a name (KC, MP)."""

    parse: Parse
    titles: Titles
    nouns: frozenset[str]
    people: Sequence[bool]
    no_role: frozenset[str] = frozenset()
    honours: frozenset[str] = frozenset()

    def honorific(self, start: int) -> str:
        """ "Mr." before a name that begins at ``start``; empty without one."""
        title = self.titles.at(self.parse.lowers, start - 1, start) if start else None
        return self.parse.words[start - 1] if title is not None and title.kind == "honorific" else ""

    def before(self, start: int) -> tuple[int, int] | None:
        """Tokens of the role that stands directly before a name ("Foreign Minister Ann Lee", "former coach Ann Lee")."""
        while start and self.honorific(start):
            start -= 1
        head = self._head_ending_at(start)
        if head is None:
            return None
        return self._with_modifiers(head), start

    def in_front(self, start: int, end: int) -> tuple[int, int] | None:
        """The role of "Norland's president, Ann Lee," and "the president of Norland, Ann Lee,"."""
        words, lowers = self.parse.words, self.parse.lowers
        if start < 2 or words[start - 1] != "," or (end < len(words) and words[end] not in _CLOSING):
            return None
        stop = start - 1
        head = self._head_ending_at(stop)
        if head is not None:
            return self._with_modifiers(head), stop
        for token in range(stop - 1, max(stop - 10, 0), -1):
            if self.parse.pos[token] in ("VERB", "AUX", "PUNCT", "SPACE") or self.people[token]:
                return None
            if lowers[token] in _LINKS:
                head = self._head_ending_at(token)
                if head is not None:
                    return self._with_modifiers(head), stop
        return None

    def behind(self, end: int) -> tuple[int, int] | None:
        """The role of "Ann Lee, a spokesperson for the council," and "Ann Lee, Norland's president"."""
        parse = self.parse
        count = len(parse)
        if end + 1 >= count or parse.words[end] != ",":
            return None
        start = end + 1
        while start < count and parse.lowers[start] in _DETERMINERS:
            start += 1
        limit = min(count, start + _LONGEST)
        token = start
        while token < limit and self._is_modifier(token) and not self.people[token]:
            token += 1
        if token == start or (token < count and self.people[token]) or self._head_ending_at(token) is None:
            return None
        while token < limit and (
            parse.lowers[token] in _LINKS or (parse.lowers[token] in ("and", "&") and self._goes_on(token + 1))
        ):
            after = self._phrase_end(token + 1, limit)
            if after == token + 1:
                break
            token = after
        if (
            token < count
            and parse.words[token] not in _CLOSING
            and parse.pos[token] not in ("SPACE", "AUX", "VERB", "PRON", "CCONJ", "ADV")
        ):
            return None
        while token > start and (parse.lowers[token - 1] in _LOOSE or parse.words[token - 1] == "-"):
            token -= 1
        return (start, token) if token > start else None

    def letters(self, end: int) -> list[tuple[int, int]]:
        """The honours behind a name that ends at ``end`` ("Ann Lee, MP", "Bo Hale KC OBE")."""
        words, found = self.parse.words, []
        while end < len(words) and (words[end] in self.honours or words[end : end + 1] == [","]):
            if words[end] in self.honours:
                found.append((end, end + 1))
            elif words[end + 1 : end + 2] and words[end + 1] not in self.honours:
                break
            end += 1
        return found

    def is_role(self, start: int, end: int) -> bool:
        """Whether what the methods above found is a role of one person: no mere description ("man"), no plural ("brothers")."""
        parse = self.parse
        for token in range(start, end):
            if token + 1 == end or parse.lowers[token + 1] in _LINKS or parse.words[token + 1] in _CLOSING:
                written = parse.words[token][0].isupper()  # "Father Lee", but "his father Lee"
                known = written and self.titles.ending_at(parse.lowers, token + 1) is not None
                lemma = parse.lemmas[token].lower()
                return known or not (lemma in self.no_role or (lemma != parse.lowers[token] and lemma in self.nouns))
        return False

    def _phrase_end(self, start: int, limit: int) -> int:
        parse, token = self.parse, start
        while token < limit and (self._is_modifier(token) or parse.pos[token] == "DET" or parse.lowers[token] in _DETERMINERS):
            token += 1
        return token

    def _goes_on(self, token: int) -> bool:
        """Whether a further role follows "and" ("founder and director")."""
        parse = self.parse
        return token < len(parse) and parse.pos[token] == "NOUN" and parse.lemmas[token].lower() in self.nouns

    def _is_modifier(self, token: int) -> bool:
        parse = self.parse
        if parse.pos[token] == "VERB":
            return parse.lowers[token : token + 2] == ["running", "mate"]
        return parse.pos[token] in _MODIFIERS or parse.lowers[token] in _POSSESSIVES or parse.words[token] == "-"

    def _is_outside(self, token: int) -> bool:
        """Whether a small noun before a title in capitals is no part of it: by its relation, or as one that names no people
        ("the panel Chairman Lee" and "candidate Senator Lee")."""
        parse = self.parse
        plain = parse.pos[token] == "NOUN" and parse.lemmas[token].lower() not in self.nouns
        return parse.deps[token] in _OUTSIDE or (plain and parse.words[token + 1] != "-")

    def _head_ending_at(self, end: int) -> int | None:
        """First token of the title or describing noun whose last token is ``end - 1``."""
        if end <= 0:
            return None
        parse, token = self.parse, end - 1
        if parse.words[token][0].isupper() or parse.lowers[token] in ("general", "state"):
            title = self.titles.ending_at(parse.lowers, end)
            if title is not None and title.kind != "honorific":
                return end - len(title.tokens)
        if parse.pos[token] in _NOUNS and parse.lemmas[token].lower() in self.nouns and not self.people[token]:
            return token
        return None

    def _with_modifiers(self, head: int) -> int:
        parse, start = self.parse, head
        while start and start > head - _LONGEST and self._is_modifier(start - 1):
            if parse.words[start][0].isupper() and parse.words[start - 1].islower() and self._is_outside(start - 1):
                break
            if parse.words[start - 1] == "-" and parse.starts[start] > parse.ends[start - 1]:
                break
            if parse.lowers[start - 1] in _POSSESSIVES and start > 1 and parse.pos[start - 2] == "NOUN":
                break
            start -= 1
        if start and parse.words[start] == "-" and parse.lowers[start - 1] in ("then", "ex"):
            start -= 1
        while start < head and (parse.lowers[start] in _POSSESSIVES or parse.words[start] == "-" or parse.pos[start] == "NUM"):
            start += 1
        return start
