"""Roles of all names of a list: "nurses Ann Lee and Bo Hale", "Ann Lee and Bo Hale, both nurses,"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.analysis.grammar import AND, PLURAL, head_of
from extractor.mentions.role_context import before_bracket
from extractor.mentions.role_phrases import MARKS, PhraseReader, RoleSpan

_DASHES = frozenset(("—", "–", "--", "-", ":"))
_LONGEST_BRACKET = 8


@dataclass(frozen=True, slots=True)
class SharedRoles:
    """Reads what stands before and behind lists of names; ``persons`` leads from the first token of somebody's name to the token
    after it, ``persons_ending`` the other way."""

    reader: PhraseReader
    persons: Mapping[int, int]
    persons_ending: Mapping[int, int]

    def find(self, start: int, end: int) -> Iterator[RoleSpan | None]:
        """Find what all of a list of names are: "nurses Ann Lee and Bo Hale", "Ann Lee and Bo Hale, both nurses,"."""
        reader, parse = self.reader, self.reader.parse
        first, last = start, end
        while (before := self._name_before(first)) is not None:
            first = before
        while (behind := self._name_behind(last)) is not None:
            last = behind
        yield self._example_of(first)
        if (first, last) == (start, end):
            return
        yield self._list_head(first, last)
        begin = reader.skip_determiners(last + 1) if last + 1 < len(parse) and parse.words[last] in MARKS else len(parse)
        begin += begin < len(parse) and parse.pos[begin] == "NUM"  # "two nurses"
        ends = reader.ends_of(begin) if begin < len(parse) else []
        if ends and parse.tags[ends[0] - 1] in PLURAL and reader.head_ending_at(ends[0]) is not None:
            closed = [stop for stop in ends if reader.closes(begin, stop)]
            if closed:
                yield RoleSpan(begin, reader.trimmed(begin, closed[-1]), several=True)

    def _example_of(self, first: int) -> RoleSpan | None:
        """Find "experts like Ann Lee", "critics such as Ann Lee and Bo Hale", "nurses, including Ann Lee"."""
        reader, parse = self.reader, self.reader.parse
        link = first - 1
        if link < 1 or parse.lowers[link] not in reader.words.such:
            return None
        link -= parse.lowers[link - 1] == "such"
        stop = link - (parse.words[link - 1] == ",")
        head = reader.head_ending_at(stop)
        if head is None or parse.tags[stop - 1] not in PLURAL or (parse.lowers[first - 1] == "as" and link == first - 1):
            return None
        return RoleSpan(reader.start_of(head), stop, several=True)

    def _list_head(self, first: int, last: int) -> RoleSpan | None:
        """Find "nurses Ann Lee and Bo Hale", "Sens. Lee and Hale" and "the nurses who left — Ann Lee and Bo Hale — said"."""
        reader, parse = self.reader, self.reader.parse
        if first and parse.words[first - 1] in _DASHES:
            noun = parse.heads[head_of(parse, first, last)]
            if noun < first and parse.tags[noun] in PLURAL and reader.head_ending_at(noun + 1) is not None:
                return RoleSpan(reader.start_of(noun), noun + 1, several=True)
            return None
        stop = reader.before_stop(first - (first > 0 and parse.words[first - 1] == ","))
        head = reader.head_ending_at(stop)
        if head is None:
            return None
        if not reader.is_plural_title(stop - 1) and not (parse.tags[stop - 1] in PLURAL and self._hangs(stop - 1, first, last)):
            return None
        return RoleSpan(reader.start_of(head), first if parse.words[first - 1] == "." else stop, several=True)

    def _hangs(self, noun: int, first: int, last: int) -> bool:
        """Tell whether a noun in front of a list belongs to it: it is no object of its own ("told reporters Ann Lee would")."""
        parse = self.reader.parse
        if first <= parse.heads[noun] < last:
            return True
        return any(parse.heads[token] == noun for token in range(first, last))

    def _name_before(self, start: int) -> int | None:
        """Return where the name before this one in a list begins ("Ann Lee, 41, and Bo Hale")."""
        parse, token = self.reader.parse, start
        while token and (parse.lowers[token - 1] in AND or parse.words[token - 1] == "," or parse.pos[token - 1] == "NUM"):
            token -= 1
        return self.persons_ending.get(before_bracket(parse, token, _LONGEST_BRACKET)) if token < start else None

    def _name_behind(self, end: int) -> int | None:
        parse, token = self.reader.parse, self._behind_bracket(end)
        while token < len(parse) and (parse.lowers[token] in AND or parse.words[token] == "," or parse.pos[token] == "NUM"):
            token += 1
        return self.persons.get(token) if token > end else None

    def _behind_bracket(self, token: int) -> int:
        """Return the token behind "(District 4)", else the same token."""
        words = self.reader.parse.words[token : token + _LONGEST_BRACKET]
        return token + words.index(")") + 1 if words[:1] == ["("] and ")" in words else token
