"""Roles that stand beside a name: "coach Ann Lee", "the coach, Ann Lee", "Ann Lee, 41, the coach", "A coach, Ann Lee left"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.analysis.grammar import AND, NOUN_SUBJECTS, PLURAL, POSSESSIVES, head_of
from extractor.mentions.role_context import before_age, before_bracket, is_unreal, past_age
from extractor.mentions.role_phrases import PhraseReader, RoleSpan

_MARKS = {",": ",", "(": ")", "—": "—", "–": "–", "--": "--"}
_DASHES = frozenset(("—", "–", "--", "-", ":"))
_LOOSE_POS = frozenset(("VERB", "AUX", "PUNCT", "SPACE"))
_OPENING = frozenset((",", "“", '"', "‘"))
_LONGEST_OBJECT, _LONGEST_TITLE, _LONGEST_BRACKET = 12, 10, 8


@dataclass(frozen=True, slots=True)
class BesideName:
    """Reads what stands before and behind the names of persons.

    ``organizations`` and ``places`` are the last tokens of names of such; ``persons`` leads from the first token of a name to the
    token after it, ``persons_ending`` the other way; ``honours`` are letters after a name (KC, MP).
    """

    reader: PhraseReader
    organizations: frozenset[int]
    places: frozenset[int]
    persons: Mapping[int, int]
    persons_ending: Mapping[int, int]
    honours: frozenset[str]

    def honorific(self, start: int) -> str:
        """Return "Mr." before a name that begins at ``start``; empty without one."""
        parse = self.reader.parse
        title = self.reader.titles.at(parse.lowers, start - 1, start) if start else None
        return parse.words[start - 1] if title is not None and title.kind == "honorific" else ""

    def before(self, start: int) -> RoleSpan | None:
        """Find "Foreign Minister Ann Lee", "former coach Ann Lee", "Minister for Ports and Rivers Ann Lee"; no "a President
        Lee"."""
        reader, parse = self.reader, self.reader.parse
        start = self._before_honorific(start)
        head = reader.head_ending_at(self._before_stop(start))
        if head is None:
            head = self._title_with_object(start)
        if head is None:
            return None
        first = reader.start_of(head)
        imagined = first and parse.lowers[first - 1] in reader.words.imagined and parse.words[head][0].isupper()
        return None if imagined else RoleSpan(first, start)

    def _before_honorific(self, start: int) -> int:
        while start and self.honorific(start):
            start -= 1
        return start

    def _before_stop(self, start: int) -> int:
        """Return the token of the stop of an abbreviated title before a name ("Capt. Ann Lee"), else ``start``."""
        reader, parse = self.reader, self.reader.parse
        stopped = start > 1 and parse.words[start - 1] == "." and parse.ends[start - 2] == parse.starts[start - 1]
        return start - 1 if stopped and f"{parse.lowers[start - 2]}." in reader.titles.last else start

    def _title_with_object(self, stop: int) -> int | None:
        """Find the title of "Minister for Ports and Rivers Ann Lee": words in capitals and small links up to the name."""
        reader, parse = self.reader, self.reader.parse
        for token in range(stop - 1, max(stop - _LONGEST_TITLE, 0), -1):
            small = parse.lowers[token] in reader.words.links or parse.lowers[token] in ("and", "&", "the")
            if parse.lowers[token] in reader.words.links and token < stop - 1:
                head = reader.head_ending_at(token)
                if head is not None and (parse.words[head][0].isupper() or self._is_owned(reader.start_of(head), head)):
                    return head
            if not small and not parse.words[token][0].isupper():
                return None
            if reader.people[token]:
                return None
        return None

    def _is_owned(self, first: int, head: int) -> bool:
        """Tell whether the owner of a role in small letters stands before it ("Kestrel's director of Ports Ann Lee")."""
        return not POSSESSIVES.isdisjoint(self.reader.parse.lowers[first:head])

    def in_front(self, start: int, end: int) -> RoleSpan | None:
        """Find "Norland's president, Ann Lee,", "the president of Norland, Ann Lee," and "one of the nurses, 41-year-old Ann
        Lee,"."""
        reader, parse = self.reader, self.reader.parse
        start = self._before_honorific(before_age(parse, start))
        if start < 2 or parse.words[start - 1] != ",":
            return None
        stop = start - 1
        head = reader.head_ending_at(stop)
        if head is None:
            head = self._head_with_object(stop)
        if head is None:
            return None
        first, several = reader.start_of(head), parse.tags[head] in PLURAL
        if several and (one := reader.one_before(first)) is not None:
            first = one
        closed = reader.is_closing(end) or self._opens(first, head, start, end)
        return RoleSpan(self._relative_of(first), stop) if closed else None

    def _relative_of(self, first: int) -> int:
        """Return where "the wife of the mayor" begins whose "mayor" begins at ``first``; else ``first``."""
        reader, parse = self.reader, self.reader.parse
        link = first - 1
        while link > 0 and parse.lowers[link] in reader.words.determiners:
            link -= 1
        related = link > 0 and parse.lowers[link] == "of" and parse.lemmas[link - 1].lower() in reader.words.relations
        return reader.start_of(link - 1) if related else first

    def _head_with_object(self, stop: int) -> int | None:
        reader, parse = self.reader, self.reader.parse
        token = before_bracket(parse, stop, _LONGEST_BRACKET) - 1
        while token > max(stop - _LONGEST_OBJECT, 0):
            if parse.pos[token] in _LOOSE_POS or reader.people[token]:
                return None
            if parse.lowers[token] in reader.words.links:
                head = reader.head_ending_at(token)
                if head is not None:
                    return head
            token -= 1
        return None

    def _opens(self, first: int, head: int, start: int, end: int) -> bool:
        """Tell whether a title in capitals opens the clause whose subject the name is: "The Municipal Director, Ann Lee says"."""
        reader, parse = self.reader, self.reader.parse
        before = first - 1
        while before >= 0 and parse.lowers[before] in reader.words.determiners:
            before -= 1
        opens = before < 0 or parse.sentence_of[before] != parse.sentence_of[first] or parse.words[before] in _OPENING
        subject = any(parse.deps[token] == "nsubj" and parse.heads[token] >= end for token in range(first, end))
        return opens and subject and parse.words[head][0].isupper() and parse.words[start - 2][0].isupper()

    def fronted(self, start: int, end: int) -> RoleSpan | None:
        """Find "A nurse from Marlow, Ann Lee left early." and "As mayor, Ann Lee closed it.": what opens the sentence of which
        the name is the subject."""
        reader, parse = self.reader, self.reader.parse
        start = self._before_honorific(start)
        head = head_of(parse, start, end)
        if start < 2 or parse.words[start - 1] != "," or parse.deps[head] not in NOUN_SUBJECTS:
            return None
        first = parse.sentences[parse.sentence_of[start]][0]
        while parse.pos[first] in ("SPACE", "PUNCT") and first < start:
            first += 1
        held = parse.lowers[first] == "as"
        if held and is_unreal(parse, parse.heads[head], reader.words):
            return None
        span = self._phrase(first + held)
        return span if span is not None and span.end == start - 1 and (held or span.determined) else None

    def after(self, end: int) -> RoleSpan | None:
        """Find "Ann Lee, a spokesperson for the council,", "Ann Lee, 74, Norland's president" and "Ann Lee (a nurse)"."""
        reader, parse = self.reader, self.reader.parse
        if end + 1 >= len(parse) or parse.words[end] not in _MARKS:
            return None
        first = past_age(parse, end + 1)
        return reader.one_of(first) or self._of_owner(first) or self._phrase(first, name_end=end)

    def _of_owner(self, first: int) -> RoleSpan | None:
        """Find "Bo Hale's brother" and "the late Bo Hale's lawyer" behind a name."""
        reader, parse = self.reader, self.reader.parse
        start = reader.skip_determiners(first)
        named = self.persons.get(start, start)
        if named == start or named + 1 >= len(parse) or parse.lowers[named] not in POSSESSIVES:
            return None
        span = self._phrase(named + 1)
        return RoleSpan(start, span.end) if span is not None else None

    def _phrase(self, first: int, *, name_end: int = -1) -> RoleSpan | None:
        """Return the role that a phrase tells, with "formerly" but without "now" and articles before it."""
        reader, parse = self.reader, self.reader.parse
        timed = parse.lowers[first] in reader.words.past or parse.lowers[first] in reader.words.present
        start = reader.skip_determiners(first + timed)
        determined, ends = start > first + timed, reader.ends_of(start)
        if not ends or not self._is_apposition(ends[0], name_end, determined=determined):
            return None
        closed = [stop for stop in ends if reader.closes(start, stop)]
        if not closed:
            return None
        stop = reader.trimmed(start, closed[-1])
        begin = first if parse.lowers[first] in reader.words.past else start
        return RoleSpan(begin, stop, determined=determined or timed) if stop > start else None

    def _is_apposition(self, end: int, name_end: int, *, determined: bool) -> bool:
        """Tell whether a phrase names a person: by its noun, or since it has an article and the parser hangs it on the name."""
        reader, parse = self.reader, self.reader.parse
        if reader.head_ending_at(end) is not None:
            return True
        if not determined or parse.tags[end - 1] != "NN":
            return False
        hangs = parse.deps[end - 1] == "appos" and parse.heads[end - 1] == name_end - 1
        return hangs and parse.lemmas[end - 1].lower() in reader.words.beside_name

    def of_list(self, start: int, end: int) -> Iterator[RoleSpan | None]:
        """Find what all of a list of names are: "nurses Ann Lee and Bo Hale", "Ann Lee and Bo Hale, both nurses,"."""
        reader, parse = self.reader, self.reader.parse
        first, last = start, end
        while (before := self._name_before(first)) is not None:
            first = before
        while (behind := self._name_behind(last)) is not None:
            last = behind
        if (first, last) == (start, end):
            return
        yield self._list_head(first, last)
        begin = reader.skip_determiners(last + 1) if last + 1 < len(parse) and parse.words[last] in _MARKS else len(parse)
        begin += begin < len(parse) and parse.pos[begin] == "NUM"  # "two nurses"
        ends = reader.ends_of(begin) if begin < len(parse) else []
        if ends and parse.tags[ends[0] - 1] in PLURAL and reader.head_ending_at(ends[0]) is not None:
            closed = [stop for stop in ends if reader.closes(begin, stop)]
            if closed:
                yield RoleSpan(begin, reader.trimmed(begin, closed[-1]), several=True)

    def _list_head(self, first: int, last: int) -> RoleSpan | None:
        """Find "nurses Ann Lee and Bo Hale", "Sens. Lee and Hale" and "the nurses who left — Ann Lee and Bo Hale — said"."""
        reader, parse = self.reader, self.reader.parse
        if first and parse.words[first - 1] in _DASHES:
            noun = parse.heads[head_of(parse, first, last)]
            if noun < first and parse.tags[noun] in PLURAL and reader.head_ending_at(noun + 1) is not None:
                return RoleSpan(reader.start_of(noun), noun + 1, several=True)
            return None
        stop = self._before_stop(first - (first > 0 and parse.words[first - 1] == ","))
        head = reader.head_ending_at(stop)
        if head is None:
            return None
        titles = parse.words[head][0].isupper() and parse.lowers[stop - 1].endswith("s") and parse.lowers[stop - 1][-2:] != "ss"
        if not titles and not (parse.tags[stop - 1] in PLURAL and self._hangs(stop - 1, first, last)):
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
        parse, token = self.reader.parse, end
        while token < len(parse) and (parse.lowers[token] in AND or parse.words[token] == "," or parse.pos[token] == "NUM"):
            token += 1
        return self.persons.get(token) if token > end else None

    def affiliation(self, start: int, end: int) -> RoleSpan | None:
        """Find "Ann Lee of Harlow Bank said", "Ann Lee, of Marlow,", "Arsenal's Ann Lee", "Ann Lee (Arsenal)": only whom
        somebody belongs to, or where."""
        reader, parse = self.reader, self.reader.parse
        if start > 1 and parse.lowers[start - 1] in POSSESSIVES and start - 1 in reader.names_ending:
            owner = start - 2 in self.organizations or start - 2 in self.places
            return RoleSpan(reader.names_ending[start - 1], start) if owner else None
        if end + 2 < len(parse) and parse.words[end] == "(":
            return self._in_brackets(end + 1)
        link = end + 1 if end < len(parse) and parse.words[end] == "," else end
        if link + 1 >= len(parse) or parse.lowers[link] not in ("of", "from", "with"):
            return None
        stop = reader.names.get(reader.skip_determiners(link + 1))
        at_home = parse.lowers[link] == "of" and stop is not None and stop - 1 in self.places
        if stop is None or not (stop - 1 in self.organizations or at_home):
            return None
        if stop < len(parse) and parse.pos[stop] in ("NOUN", "PROPN"):
            return None  # "of the Marlow fire brigade"
        return RoleSpan(link, stop) if self._belongs(link, start, end) else None

    def _in_brackets(self, start: int) -> RoleSpan | None:
        """Find the team or country of "Ann Lee (Norway)", but nothing in "(R-Iowa)" and "(Fla.)"."""
        words, stop = self.reader.parse.words, self.reader.names.get(start, 0)
        owner = stop - 1 in self.organizations or stop - 1 in self.places
        letters = words[start][1:2] in ("", "-") or words[stop - 1][-1] == "."
        return RoleSpan(start, stop) if owner and not letters and words[stop : stop + 1] == [")"] else None

    def _belongs(self, link: int, start: int, end: int) -> bool:
        """Tell whether "from Harlow Bank" belongs to the name before it and not to a verb ("a film with Ann Lee from a shop")."""
        parse = self.reader.parse
        if parse.lowers[link] == "of" or start <= parse.heads[link] < end:
            return True
        dep = parse.deps[head_of(parse, start, end)]
        return dep in NOUN_SUBJECTS or (parse.lowers[link] == "from" and dep == "pobj")

    def letters(self, end: int) -> Iterator[RoleSpan]:
        """Find the honours behind a name that ends at ``end`` ("Ann Lee, MP", "Bo Hale KC OBE")."""
        words = self.reader.parse.words
        while end < len(words) and (words[end] in self.honours or words[end : end + 1] == [","]):
            if words[end] in self.honours:
                yield RoleSpan(end, end + 1)
            elif words[end + 1 : end + 2] and words[end + 1] not in self.honours:
                return
            end += 1
