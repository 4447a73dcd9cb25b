"""Roles that stand beside a name: "coach Ann Lee", "the coach, Ann Lee", "Ann Lee, 41, the coach", "A coach, Ann Lee left"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.analysis.grammar import NOUN_SUBJECTS, PLURAL, POSSESSIVES, head_of
from extractor.mentions.role_context import before_age, before_bracket, is_unreal, past_age
from extractor.mentions.role_phrases import MARKS, PhraseReader, RoleSpan

_LOOSE_POS = frozenset(("VERB", "AUX", "PUNCT", "SPACE"))
_OPENING = frozenset((",", "“", '"', "‘"))
_LONGEST_OBJECT, _LONGEST_TITLE, _LONGEST_BRACKET = 12, 10, 8


@dataclass(frozen=True, slots=True)
class BesideName:
    """Reads what stands before and behind the names of persons.

    ``organizations`` and ``places`` are the last tokens of names of such; ``persons`` leads from the first token of a name to the
    token after it; ``honours`` are letters after a name (KC, MP).
    """

    reader: PhraseReader
    organizations: frozenset[int]
    places: frozenset[int]
    persons: Mapping[int, int]
    honours: frozenset[str]

    def honorific(self, start: int) -> str:
        """Return "Mr." before a name that begins at ``start``; empty without one."""
        first = self._honorific_start(start)
        return " ".join(self.reader.parse.words[first:start])

    def _honorific_start(self, start: int) -> int:
        """Return where the honorific before ``start`` begins ("Tan Sri"), or the same token: "first lady" is none."""
        parse = self.reader.parse
        title = self.reader.titles.ending_at(parse.lowers, start) if start and parse.words[start - 1][0].isupper() else None
        return start - len(title.tokens) if title is not None and title.kind == "honorific" else start

    def before(self, start: int) -> RoleSpan | None:
        """Find "Foreign Minister Ann Lee", "former coach Ann Lee", "Minister for Ports and Rivers Ann Lee"; no "a President
        Lee"."""
        reader, parse = self.reader, self.reader.parse
        name, start = start, self._before_honorific(start)
        head = reader.head_ending_at(reader.before_stop(before_bracket(parse, start, _LONGEST_BRACKET)))
        if head is None:
            head = self._title_with_object(before_bracket(parse, start, _LONGEST_BRACKET), name)
        if head is None:
            return None
        first = reader.start_of(head)
        imagined = first and parse.lowers[first - 1] in reader.words.imagined and parse.words[head][0].isupper()
        return None if imagined else RoleSpan(first, start, several=reader.is_plural_title(start - 1))

    def _before_honorific(self, start: int) -> int:
        while (before := self._honorific_start(start)) < start:
            start = before
        return start

    def _title_with_object(self, stop: int, name: int) -> int | None:
        """Find the title of "Minister for Ports and Rivers Ann Lee": words in capitals and small links up to the name; in small
        letters ("head of product design Ann Lee") where the parser hangs both together."""
        reader, parse = self.reader, self.reader.parse
        plain_end = parse.words[stop - 1][0].islower()
        if parse.lowers[stop - 1] in reader.words.links or parse.lowers[stop - 1] in reader.words.determiners:
            return None  # "a former aide to the Rev. Ann Lee": that is not her role
        for token in range(stop - 1, max(stop - _LONGEST_TITLE, 0), -1):
            small = parse.lowers[token] in reader.words.links or parse.lowers[token] in ("and", "&", "the")
            if parse.lowers[token] in reader.words.links and token < stop - 1:
                head = reader.head_ending_at(token)
                if head is not None and (self._hangs_with(head, name) or (not plain_end and self._is_titled(head))):
                    return head
            plain = parse.pos[token] in ("NOUN", "ADJ")  # "Professor of economics at Harlow University Ann Lee"
            if reader.people[token] or not (small or plain or parse.words[token][0].isupper()):
                return None
        return None

    def _hangs_with(self, head: int, start: int) -> bool:
        """Tell whether a noun and the name that begins at ``start`` are one phrase, or both the subject of one verb."""
        parse = self.reader.parse
        name = head_of(parse, start, self.persons[start])
        if parse.heads[head] in (name, parse.heads[name]):
            return True
        above = parse.heads[name]
        while head < above < name and parse.heads[above] != above:
            above = parse.heads[above]
        return above == head

    def _is_titled(self, head: int) -> bool:
        """Tell whether a role is a title in capitals or has an owner before it ("Kestrel's director of Ports Ann Lee")."""
        lowers, first = self.reader.parse.lowers, self.reader.start_of(head)
        return self.reader.parse.words[head][0].isupper() or not POSSESSIVES.isdisjoint(lowers[first:head])

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
        first, several = reader.start_of(head, one=True), parse.tags[head] in PLURAL
        if several and (one := reader.one_before(first)) is not None:
            first = one
        name = head_of(parse, start, end)
        hangs = parse.deps[name] == "appos" and first <= parse.heads[name] < stop
        closed = hangs or reader.is_closing(end) or self._opens(first, head, start, end)
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
            token = before_bracket(parse, token + 1, _LONGEST_BRACKET) - 1
            if parse.pos[token] in _LOOSE_POS or reader.people[token]:
                return None
            if parse.lowers[token] in reader.words.links:
                head = reader.head_ending_at(before_bracket(parse, token, _LONGEST_BRACKET))
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
        if end + 1 >= len(parse) or parse.words[end] not in MARKS:
            return None
        first = past_age(parse, end + 1)
        if (span := reader.one_of(first) or self._of_owner(first) or self._in_court(first)) is not None:
            return span
        span = self._phrase(first, name_end=end)
        return self._with_employer(span) if span is not None else None

    def _with_employer(self, span: RoleSpan) -> RoleSpan:
        """Return a role with the body behind a comma: "Ann Lee, Director, Harlow Bank, said"."""
        reader, comma = self.reader, span.end
        if reader.parse.words[comma : comma + 1] != [","] or span.determined:
            return span
        stop = reader.names.get(reader.skip_determiners(comma + 1), 0)
        inside = any(token in self.organizations for token in range(span.start, comma))
        if stop - 1 not in self.organizations or inside or not reader.is_closing(stop):
            return span
        return RoleSpan(span.start, stop)

    def _in_court(self, first: int) -> RoleSpan | None:
        """Find "Ann Lee, prosecuting, said", "Ann Lee, for the defence, said", "Ann Lee, representing the family, said"."""
        reader, parse = self.reader, self.reader.parse
        word, stop = parse.lowers[first], first + 1
        if word in reader.words.representing:
            stop = max(reader.ends_of(reader.skip_determiners(stop)), default=0)
            return RoleSpan(first, stop) if stop and reader.is_closing(stop) else None
        if word == "for":
            stop = reader.skip_determiners(stop)
            court = stop < len(parse) and parse.lowers[stop] in reader.words.sides
            return RoleSpan(first, stop + 1) if court and reader.is_closing(stop + 1) else None
        return RoleSpan(first, stop) if word in reader.words.pleading and reader.is_closing(stop) else None

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
        if any(self._is_of_another(start, token) for token in range(start + 1, stop) if token in self.persons):
            return None
        begin = first if parse.lowers[first] in reader.words.past else start
        return RoleSpan(begin, stop, determined=determined or timed) if stop > start else None

    def _is_of_another(self, start: int, name: int) -> bool:
        """Tell whether a phrase is the title of the next in a list ("Ann Lee, Secretary of State Bo Hale and"); "adviser to
        President Bo Hale" is not."""
        parse, reader = self.reader.parse, self.reader
        title = reader.titles.ending_at(parse.lowers, name)
        stop = name - (len(title.tokens) if title is not None else 0)
        return reader.words.links.isdisjoint(parse.lowers[start:stop]) and parse.lowers[name - 1] not in reader.words.links

    def _is_apposition(self, end: int, name_end: int, *, determined: bool) -> bool:
        """Tell whether a phrase names a person: by its noun, or since it has an article and the parser hangs it on the name."""
        reader, parse = self.reader, self.reader.parse
        if reader.head_ending_at(end) is not None:
            return True
        if not determined or parse.tags[end - 1] != "NN":
            return False
        hangs = parse.deps[end - 1] == "appos" and parse.heads[end - 1] == name_end - 1
        return hangs and parse.lemmas[end - 1].lower() in reader.words.beside_name

    def affiliation(self, start: int, end: int) -> RoleSpan | None:
        """Find "Ann Lee of Harlow Bank said", "Ann Lee, of Marlow,", "Arsenal's Ann Lee", "Ann Lee (Arsenal)": only whom
        somebody belongs to, or where."""
        reader, parse = self.reader, self.reader.parse
        if start > 1 and parse.lowers[start - 1] in POSSESSIVES and start - 1 in reader.names_ending:
            owner = start - 2 in self.organizations or start - 2 in self.places
            return RoleSpan(reader.names_ending[start - 1], start - 1) if owner else None
        if end + 2 < len(parse) and parse.words[end] == "(":
            return self._in_brackets(end + 1)
        link = end + 1 if end < len(parse) and parse.words[end] == "," else end
        if link + 1 >= len(parse) or parse.lowers[link] not in ("of", "from", "with"):
            return None
        named = reader.skip_determiners(link + 1)
        while named > link + 1 and named + 1 < len(parse) and parse.pos[named] == "NOUN" and named not in reader.names:
            named += 1  # "of the law firm Hale & Berg"
        stop = reader.names.get(named)
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
