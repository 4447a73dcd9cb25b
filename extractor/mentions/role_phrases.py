"""Noun phrases that may tell a role, read from a parse: leftwards from a head, rightwards from a first word."""

from dataclasses import dataclass

from extractor.analysis.grammar import AND, NOUN_SUBJECTS, PLURAL, POSSESSIVES
from extractor.mentions.role_context import before_bracket, is_time
from extractor.mentions.role_nouns import MODIFIERS, NOUNS, RoleNouns

# Before a role behind a name.
MARKS = frozenset((",", "(", "—", "–", "--"))
_CLOSING = frozenset((",", ".", ";", ")", "(", "--", "—", "–", "-", ":", "”", '"', "?", "!"))
# A phrase also ends before words of these kinds.
_CLOSING_POS = frozenset(("SPACE", "AUX", "VERB", "PRON", "CCONJ", "ADV", "SCONJ", "PART", "DET"))
_LONGEST = 16
# How far before the bracket that closes the one opens around an acronym.
_ACRONYM = 2
# Words between "and" and the noun of the first of two roles ("director for rates and strategist").
_LONGEST_FIRST = 8


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Tokens ``start`` to ``end`` (exclusive) that tell a role: of ``several`` people, with an article before it, or by a verb
    for which ``noun`` says the role."""

    start: int
    end: int
    noun: str = ""
    several: bool = False
    determined: bool = False


@dataclass(frozen=True, slots=True)
class PhraseReader(RoleNouns):
    """Reads phrases around person nouns; tokens, ends exclusive."""

    def start_of(self, head: int, *, one: bool = False) -> int:
        """Return where the phrase begins that ends in the title or noun at ``head``: its modifiers, also joined ones ("the
        housing and parks reporter"), and a first role before "and" if no determiner comes before both ("director and senior
        economist"), or if both are known to be of ``one`` person."""
        start = self._with_modifiers(head)
        first = self._first_role(start, one=one)
        if first is None:
            first = self._joined_modifiers(start, head)
        return start if first is None else first

    def ends_of(self, start: int, *, attached: bool = False) -> list[int]:
        """Return where a phrase that begins at ``start`` may end: after its head noun, and after each piece that goes on ("of the
        club", "and director"); empty where there is no noun. With ``attached`` only pieces go on that the parser hangs on it."""
        parse, links = self.parse, self.words.links
        limit = min(len(parse), start + _LONGEST)
        token = self._modifiers_end(start, limit)
        if token == start or parse.pos[token - 1] not in NOUNS or (token < limit and self.people[token]):
            return []
        if token < limit and parse.lowers[token] in self.words.title_ends:  # "professor emerita"
            token += 1
        ends = [token]
        while token < limit:
            linked = parse.lowers[token] in links and not (attached and self._hangs_outside(token, start))
            joined = parse.lowers[token] in AND
            if not linked and not (joined and (len(ends) > 1 or self._goes_on(token + 1))):
                break
            if linked and is_time(parse, self.skip_determiners(token + 1), self.words):
                break
            after = self._phrase_end(token + 1, limit)
            if after == token + 1:
                break
            token = after
            ends.append(token)
        return ends

    def closes(self, start: int, end: int) -> bool:
        """Tell whether a phrase can end here and is not the subject of the verb that follows ("..., the mayor said")."""
        parse = self.parse
        if end >= len(parse) or parse.words[end] in _CLOSING:
            return True
        if parse.lowers[end] in self.words.links and is_time(parse, self.skip_determiners(end + 1), self.words):
            return True
        if parse.pos[end] not in _CLOSING_POS:
            return False
        subject = any(parse.deps[token] in NOUN_SUBJECTS and parse.heads[token] >= end for token in range(start, end))
        return not (subject and start and parse.lowers[start - 1] in self.words.determiners)

    def before_stop(self, start: int) -> int:
        """Return the token of the stop of an abbreviated title before a name ("Capt. Ann Lee"), else ``start``."""
        parse = self.parse
        stopped = start > 1 and parse.words[start - 1] == "." and parse.ends[start - 2] == parse.starts[start - 1]
        return start - 1 if stopped and f"{parse.lowers[start - 2]}." in self.titles.last else start

    def is_closing(self, token: int) -> bool:
        """Tell whether a mark that ends a phrase stands at ``token``, or the text ends there."""
        return token >= len(self.parse) or self.parse.words[token] in _CLOSING

    def skip_determiners(self, token: int) -> int:
        """Return the first token from ``token`` on that is no determiner."""
        while token < len(self.parse) and self.parse.lowers[token] in self.words.determiners:
            token += 1
        return token

    def trimmed(self, start: int, end: int) -> int:
        """Return the end of a phrase without what no role ends with ("an anchor of NBC's")."""
        parse = self.parse
        loose = POSSESSIVES | AND | self.words.links | self.words.determiners | {"-"}
        while end > start and parse.lowers[end - 1] in loose:
            end -= 1
        return end

    def one_of(self, token: int) -> RoleSpan | None:
        """Find "one of the club's founders" from "one" on."""
        parse = self.parse
        if parse.lowers[token] not in self.words.one_of or parse.lowers[token + 1 : token + 2] != ["of"]:
            return None
        start = self.skip_determiners(token + 2)
        ends = self.ends_of(start) if start < len(parse) else []
        closed = [stop for stop in ends if self.closes(start, stop)]
        if not closed or self.head_ending_at(ends[0]) is None:
            return None
        return RoleSpan(token, self.trimmed(start, closed[-1]), several=True)

    def one_before(self, first: int) -> int | None:
        """Return the token of "one" of "one of the founders" whose phrase begins at ``first``."""
        parse = self.parse
        while first and parse.lowers[first - 1] in self.words.determiners:
            first -= 1
        one = first > 1 and parse.lowers[first - 1] == "of" and parse.lowers[first - 2] in self.words.one_of
        return first - 2 if one else None

    def head_of(self, start: int, end: int) -> int:
        """Return the token of the noun that a phrase is about: the last before its first link or mark."""
        parse = self.parse
        for token in range(start, end - 1):
            if parse.lowers[token + 1] in self.words.links or parse.words[token + 1] in _CLOSING - {"-"}:
                return token - (parse.words[token] == "-" and token > start)
        return end - 1

    def _first_role(self, start: int, *, one: bool) -> int | None:
        parse = self.parse
        if start < 2 or parse.lowers[start - 1] not in AND:
            return None
        for token in range(start - 2, max(start - 2 - _LONGEST_FIRST, -1), -1):
            if self.people[token]:
                return None
            head = self.head_ending_at(token + 1)
            if head is not None:
                before = self._with_modifiers(head)
                determined = before and parse.lowers[before - 1] in self.words.determiners
                plural = parse.tags[token] in PLURAL
                return None if (determined and not one) or plural else before
            if parse.lowers[token] not in self.words.links and not self.is_modifier(token):
                return None
        return None

    def _joined_modifiers(self, start: int, head: int) -> int | None:
        """Return where "the housing and parks reporter" and "Parks and Recreation Director" begin, from their "parks" on."""
        parse, token = self.parse, start - 2
        if token < 0 or start == head or parse.lowers[start - 1] not in AND or token + 1 in self.names_ending:
            return None
        if parse.pos[token] not in MODIFIERS or self.people[token] or self.head_ending_at(token + 1) is not None:
            return None
        first = self._with_modifiers(token)
        if parse.words[token][0].isupper() and parse.words[start][0].isupper() and parse.words[head][0].isupper():
            return first
        determined = first > 0 and parse.lowers[first - 1] in self.words.determiners
        return first if determined and start <= parse.heads[token] <= head else None

    def _modifiers_end(self, start: int, limit: int) -> int:
        token = start
        while token < limit and not self.people[token]:
            if token in self.names:
                token = self.names[token]
            elif self.is_modifier(token):
                token += 1
            else:
                break
        return token

    def _phrase_end(self, start: int, limit: int) -> int:
        parse, token = self.parse, start
        while token < limit:
            if token in self.names:
                token = self.names[token]
            elif (
                self.is_modifier(token)
                or self.is_in_capitals(token)
                or (token == start and (parse.pos[token] == "DET" or parse.lowers[token] in self.words.determiners))
            ):
                token += 1
            else:
                break
        return token

    def _hangs_outside(self, link: int, start: int) -> bool:
        """Tell whether a link belongs to what stands before the phrase: "in May" of "was elected head of the club in May"."""
        return self.parse.lowers[link] != "of" and not start <= self.parse.heads[link] <= link

    def _goes_on(self, token: int) -> bool:
        """Tell whether a further role follows "and" ("founder and managing director")."""
        parse = self.parse
        while token < len(parse) and parse.pos[token] == "ADJ":
            token += 1
        end = self._modifiers_end(token, min(len(parse), token + _LONGEST))
        return end > token and self.head_ending_at(end) is not None and parse.tags[end - 1] not in PLURAL

    def _with_modifiers(self, head: int) -> int:
        parse, start = self.parse, head
        while start and start > head - _LONGEST:
            if start in self.names_ending and not self.people[start - 1]:
                start = self.names_ending[start]
                continue
            named = before_bracket(parse, start, _ACRONYM)
            if named < start and named in self.names_ending:  # "Harlow Growers Party (HGP) president"
                start = self.names_ending[named]
                continue
            named = self.people[start - 1] and parse.lowers[start] not in POSSESSIVES and not self.people[start]
            if (named and not start <= parse.heads[start - 1] <= head) or not self.is_modifier(start - 1):
                break
            if parse.lowers[start - 1] in self.words.moments and start > 1 and parse.lowers[start - 2] == "the":
                break
            if parse.words[start][0].isupper() and parse.words[start - 1].islower() and self.is_outside(start - 1):
                break
            if parse.words[start - 1] == "-" and parse.starts[start] > parse.ends[start - 1]:
                break
            if parse.lowers[start - 1] in POSSESSIVES and self.owned_by_phrase(start - 1):
                break
            start -= 1
        title = self._title_of_work(start, head)
        if title < start:
            return title
        if start and parse.words[start] == "-" and parse.lowers[start - 1] in ("then", "ex"):
            start -= 1
        while start < head and (parse.lowers[start] in POSSESSIVES or parse.words[start] == "-" or parse.pos[start] == "NUM"):
            aged = parse.lowers[start : start + 4] == ["-", "year", "-", "old"]
            aged_only = parse.lowers[start : start + 2] == ["-", "year"]  # "a 34-year state senator"
            if parse.pos[start] == "NUM" and parse.words[start + 1] == "-" and parse.lowers[start + 2] != "year":
                break  # "One-time rival"
            start += 4 if aged and start + 4 <= head else 2 if aged_only else 1
        return start

    def _title_of_work(self, start: int, head: int) -> int:
        """Return where a name of several words with "of" begins that the phrase cuts: "Harbour of the Gulls author Ann Lee"."""
        words, lowers = self.parse.words, self.parse.lowers
        if words[head][0].isupper() or not words[start][0].isupper():
            return start
        link = start - 1 - (start > 0 and lowers[start - 1] == "the")
        token = link - 1
        if token < 0 or lowers[link] != "of" or not words[token][0].isupper() or self.people[token]:
            return start
        if self.head_ending_at(token + 1) is not None:
            return start
        while token and words[token - 1][0].isupper() and self.is_modifier(token - 1) and not self.people[token - 1]:
            token -= 1
        return token
