"""What the text says somebody is: "U.S. Secretary of State X", "X, the coach", "X is a lawyer", "X, who heads the club"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.analysis.grammar import NOUN_SUBJECTS, PLURAL
from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer
from extractor.mentions.model import Mention
from extractor.mentions.role_phrases import PhraseReader, RoleWords

RoleKind = Literal["function", "relation", "affiliation", ""]

_MARKS = {",": ",", "(": ")", "—": "—", "–": "–", "--": "--"}
_SUPERLATIVE = frozenset(("JJS", "RBS", "JJR", "RBR"))


@dataclass(frozen=True, slots=True)
class FoundRole:
    """Tokens ``start`` to ``end`` (exclusive) that say what somebody is.

    ``kind``: a function ("mayor"), a relation to somebody ("Hale's daughter"), only an affiliation ("of Harlow Bank"); empty for
    a mere description ("man"), which is with the mention but is no role of the person.
    """

    start: int
    end: int
    kind: RoleKind


def make_role_finder(parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer, words: RoleWords) -> "RoleFinder":
    """Return the finder of roles for a document with these mentions by name."""
    people = [False] * len(parse)
    others = [mention for mention in mentions if mention.kind != "person"]
    for mention in mentions:
        if mention.kind == "person":
            people[mention.start : mention.end] = [True] * (mention.end - mention.start)
    starts, ends = {mention.start: mention.end for mention in others}, {mention.end: mention.start for mention in others}
    reader = PhraseReader(parse, gazetteer.titles, gazetteer.person_nouns, words, people, names=starts, names_ending=ends)
    organizations, places = (
        frozenset(mention.end - 1 for mention in others if mention.kind == kind) for kind in ("organization", "place")
    )
    return RoleFinder(reader, organizations, places, gazetteer.words["honours"])


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """Finds roles around the names of persons.

    ``organizations`` and ``places`` are the last tokens of names of such, ``honours`` letters after a name (KC, MP).
    """

    reader: PhraseReader
    organizations: frozenset[int]
    places: frozenset[int]
    honours: frozenset[str] = frozenset()

    def honorific(self, start: int) -> str:
        """Return "Mr." before a name that begins at ``start``; empty without one."""
        parse = self.reader.parse
        title = self.reader.titles.at(parse.lowers, start - 1, start) if start else None
        return parse.words[start - 1] if title is not None and title.kind == "honorific" else ""

    def find(self, start: int, end: int) -> list[FoundRole]:
        """Return what the text says about the person whose name has the tokens ``start`` to ``end``, nearest first."""
        spans = [self._before(start) or self._in_front(start, end), self._after(end), *self._told(start, end)]
        found = [self._role(*span) for span in spans if span is not None and span[0] < span[1]]
        bare = self._affiliation(end)
        if bare is not None and not found:
            found.append(FoundRole(*bare, "affiliation"))
        found.extend(FoundRole(*span, "function") for span in self._letters(end))
        return found

    def _before(self, start: int) -> tuple[int, int] | None:
        """Find "Foreign Minister Ann Lee", "former coach Ann Lee", "Minister for Ports and Rivers Ann Lee"; no "a President
        Lee"."""
        reader, parse = self.reader, self.reader.parse
        while start and self.honorific(start):
            start -= 1
        head = reader.head_ending_at(start)
        if head is None:
            head = self._title_with_object(start)
        if head is None:
            return None
        first = reader.start_of(head)
        imagined = first and parse.lowers[first - 1] in reader.words.imagined and parse.words[head][0].isupper()
        return None if imagined else (first, start)

    def _title_with_object(self, stop: int) -> int | None:
        """Find the title of "Minister for Ports and Rivers Ann Lee": words in capitals and small links up to the name."""
        reader, parse = self.reader, self.reader.parse
        for token in range(stop - 1, max(stop - 10, 0), -1):
            small = parse.lowers[token] in reader.words.links or parse.lowers[token] in ("and", "&", "the")
            if parse.lowers[token] in reader.words.links and token < stop - 1:
                head = reader.head_ending_at(token)
                if head is not None and parse.words[head][0].isupper():
                    return head
            if not small and not parse.words[token][0].isupper():
                return None
            if reader.people[token]:
                return None
        return None

    def _in_front(self, start: int, end: int) -> tuple[int, int] | None:
        """Find "Norland's president, Ann Lee," and "the president of Norland, Ann Lee,"."""
        reader, parse = self.reader, self.reader.parse
        if start < 2 or parse.words[start - 1] != ",":
            return None
        stop = start - 1
        head = reader.head_ending_at(stop)
        if head is None:
            head = self._head_with_object(stop)
        if head is None:
            return None
        first = reader.start_of(head)
        return (first, stop) if reader.is_closing(end) or self._opens(first, head, start, end) else None

    def _head_with_object(self, stop: int) -> int | None:
        reader, parse = self.reader, self.reader.parse
        for token in range(stop - 1, max(stop - 12, 0), -1):
            if parse.pos[token] in ("VERB", "AUX", "PUNCT", "SPACE") or reader.people[token]:
                return None
            if parse.lowers[token] in reader.words.links:
                head = reader.head_ending_at(token)
                if head is not None:
                    return head
        return None

    def _opens(self, first: int, head: int, start: int, end: int) -> bool:
        """Tell whether a title in capitals opens the clause whose subject the name is: "The Municipal Director, Ann Lee says"."""
        reader, parse = self.reader, self.reader.parse
        before = first - 1
        while before >= 0 and parse.lowers[before] in reader.words.determiners:
            before -= 1
        opens = before < 0 or parse.sentence_of[before] != parse.sentence_of[first] or parse.words[before] in (",", "“", '"')
        subject = any(parse.deps[token] == "nsubj" and parse.heads[token] >= end for token in range(first, end))
        return opens and subject and parse.words[head][0].isupper() and parse.words[start - 2][0].isupper()

    def _after(self, end: int) -> tuple[int, int] | None:
        """Find "Ann Lee, a spokesperson for the council,", "Ann Lee, 74, Norland's president" and "Ann Lee (a nurse)"."""
        reader, parse = self.reader, self.reader.parse
        if end + 1 >= len(parse) or parse.words[end] not in _MARKS:
            return None
        first = self._past_age(end + 1)
        timed = parse.lowers[first] in reader.words.past or parse.lowers[first] in reader.words.present
        start = reader.skip_determiners(first + timed)
        ends = reader.ends_of(start)
        if not ends or not self._is_apposition(ends[0], end, determined=start > first + timed):
            return None
        closed = [stop for stop in ends if reader.closes(start, stop)]
        if not closed:
            return None
        stop = reader.trimmed(start, closed[-1])
        return (first if parse.lowers[first] in reader.words.past else start, stop) if stop > start else None

    def _past_age(self, token: int) -> int:
        """Return the token behind "74," or the same token."""
        parse = self.reader.parse
        if parse.pos[token] == "NUM" and token + 2 < len(parse) and parse.words[token + 1] in (",", ")"):
            return token + 2
        return token

    def _is_apposition(self, end: int, name_end: int, *, determined: bool) -> bool:
        """Tell whether a phrase names a person: by its noun, or since it has an article and the parser hangs it on the name."""
        reader, parse = self.reader, self.reader.parse
        if reader.head_ending_at(end) is not None:
            return True
        if not determined or parse.tags[end - 1] != "NN":
            return False
        hangs = parse.deps[end - 1] == "appos" and parse.heads[end - 1] == name_end - 1
        return hangs and parse.lemmas[end - 1].lower() in reader.words.beside_name

    def _told(self, start: int, end: int) -> Iterator[tuple[int, int] | None]:
        """Find "X is a lawyer", "X, who is now head of Y", "X works as a nurse", "the council named X treasurer"."""
        parse = self.reader.parse
        head = next((token for token in range(start, end) if not start <= parse.heads[token] < end), None)
        if head is None or self._is_quoted(head):
            return
        above = parse.heads[head]
        governor = parse.heads[above] if parse.deps[above] == "oprd" else above  # "named Ann Lee treasurer"
        if governor < start and parse.lemmas[governor].lower() in self.reader.words.appointing:
            yield from self._appointed(governor, end)
        verbs = [above] if parse.deps[head] in NOUN_SUBJECTS else []
        for child in parse.children[head]:
            if parse.deps[child] == "relcl" and any(
                parse.deps[below] in NOUN_SUBJECTS and parse.lowers[below] == "who" for below in parse.children[child]
            ):
                verbs.append(child)
        for verb in verbs:
            verbs.extend(
                child
                for child in parse.children[verb]
                if parse.deps[child] == "conj" and not any(parse.deps[below] in NOUN_SUBJECTS for below in parse.children[child])
            )
        for verb in verbs:
            if not self._is_unreal(verb):
                yield from self._of_verb(verb, end)

    def _of_verb(self, verb: int, name_end: int) -> Iterator[tuple[int, int] | None]:
        parse, words = self.reader.parse, self.reader.words
        lemma = parse.lemmas[verb].lower()
        passive = any(parse.deps[child] in ("nsubjpass", "auxpass") for child in parse.children[verb])
        if lemma in words.being:
            for child in parse.children[verb]:
                if parse.deps[child] == "attr" and child > verb:
                    yield self._noun_phrase(child, bare=False)
        elif lemma in words.appointing and passive:
            yield from self._appointed(verb, verb + 1)
        elif lemma in words.acting and not passive:
            yield from self._as(verb)
        elif lemma in words.leading and not passive and verb >= name_end:
            for child in parse.children[verb]:
                if parse.deps[child] == "dobj" and child in self.organizations:
                    yield verb, child + 1

    def _appointed(self, verb: int, after: int) -> Iterator[tuple[int, int] | None]:
        parse = self.reader.parse
        for child in parse.children[verb]:
            if parse.deps[child] in ("oprd", "attr", "dobj", "xcomp", "ccomp", "appos") and child >= after:
                yield self._noun_phrase(child, bare=True)
        start = self.reader.skip_determiners(after)
        if self.reader.ends_of(start) and self.reader.head_ending_at(self.reader.ends_of(start)[0]) is not None:
            yield self._noun_phrase(self.reader.ends_of(start)[0] - 1, bare=True)
        yield from self._as(verb)

    def _as(self, verb: int) -> Iterator[tuple[int, int] | None]:
        parse = self.reader.parse
        for prep in range(verb + 1, parse.sentences[parse.sentence_of[verb]][1]):
            if parse.lowers[prep] != "as" or parse.deps[prep] != "prep":
                continue
            for child in parse.children[prep]:
                if parse.deps[child] == "pobj":
                    yield self._noun_phrase(child, bare=True)
            return

    def _noun_phrase(self, head: int, *, bare: bool) -> tuple[int, int] | None:
        """Return the role whose noun is ``head``, without its determiner; a plain noun without one is a role only if ``bare``."""
        reader, parse = self.reader, self.reader.parse
        if parse.tags[head] in PLURAL or reader.head_ending_at(head + 1) is None:
            return None
        below = parse.children[head]
        if any(parse.tags[child] in _SUPERLATIVE or parse.deps[child] == "neg" for child in below):
            return None
        start = reader.start_of(reader.head_ending_at(head + 1) or head)
        determined = start > 0 and parse.lowers[start - 1] in reader.words.determiners
        linked = head + 1 < len(parse) and parse.lowers[head + 1] in reader.words.links
        owned = parse.lowers[start : head + 1] and any(word in ("'s", "’s") for word in parse.lowers[start:head])
        if not (determined or bare or linked or owned) or reader.people[start]:
            return None
        ends = reader.ends_of(start, attached=True)
        return start, max(reader.trimmed(start, ends[-1]) if ends else 0, head + 1)

    def _is_unreal(self, verb: int) -> bool:
        """Tell whether a clause is denied, only thought of, asked, or what somebody says ("Hale said Lee is a thief")."""
        parse, words = self.reader.parse, self.reader.words
        above = verb
        while parse.heads[above] != above:
            if parse.deps[above] in ("ccomp", "csubj", "pcomp"):
                return True
            above = parse.heads[above]
        below = parse.children[verb]
        if any(parse.deps[child] == "neg" for child in below):
            return True
        unreal = any(parse.lowers[child] in words.unreal and parse.deps[child] in ("aux", "mark", "advmod") for child in below)
        end = parse.sentences[parse.sentence_of[verb]][1]
        return unreal or parse.words[end - 1] == "?"

    def _is_quoted(self, token: int) -> bool:
        """Tell whether a token is inside quotation marks that its sentence opens: those are not the article's words."""
        parse = self.reader.parse
        first = parse.sentences[parse.sentence_of[token]][0]
        before = parse.text[parse.starts[first] : parse.starts[token]]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def _affiliation(self, end: int) -> tuple[int, int] | None:
        """Find "Ann Lee of Harlow Bank said", "Ann Lee, of Marlow,": only whom somebody belongs to, or where."""
        reader, parse = self.reader, self.reader.parse
        start = end + 1 if end < len(parse) and parse.words[end] == "," else end
        if start + 1 >= len(parse) or parse.lowers[start] not in ("of", "from", "with"):
            return None
        first = reader.skip_determiners(start + 1)
        stop = reader.names.get(first)
        at_home = parse.lowers[start] == "of" and stop is not None and stop - 1 in self.places
        if stop is None or not (stop - 1 in self.organizations or at_home):
            return None
        return start, stop

    def _letters(self, end: int) -> list[tuple[int, int]]:
        """Return the honours behind a name that ends at ``end`` ("Ann Lee, MP", "Bo Hale KC OBE")."""
        words, found = self.reader.parse.words, []
        while end < len(words) and (words[end] in self.honours or words[end : end + 1] == [","]):
            if words[end] in self.honours:
                found.append((end, end + 1))
            elif words[end + 1 : end + 2] and words[end + 1] not in self.honours:
                break
            end += 1
        return found

    def _role(self, start: int, end: int) -> FoundRole:
        """Return a role with its kind; that of a relative or friend begins with whose it is ("her husband")."""
        kind = self._kind(start, end)
        lowers, reader = self.reader.parse.lowers, self.reader
        owned = kind == "relation" and start > 0 and lowers[start - 1] in reader.words.owners
        return FoundRole(start - owned, end, kind)

    def _kind(self, start: int, end: int) -> RoleKind:
        """Tell a role of one person from a mere description ("man") or a plural ("brothers")."""
        reader, parse = self.reader, self.reader.parse
        head = reader.head_of(start, end)
        lemma = parse.lemmas[head].lower()
        # "Father Lee", but "his father Lee"
        if parse.words[head][0].isupper() and reader.titles.ending_at(parse.lowers, head + 1) is not None:
            return "function"
        if lemma in reader.words.no_role or (lemma != parse.lowers[head] and lemma in reader.nouns):
            return ""
        if lemma in reader.words.relations or parse.lowers[head] in reader.words.relations:
            owned = any(parse.lowers[token] in ("'s", "’s") for token in range(start, head)) or head + 1 < end
            owned = owned or (start > 0 and parse.lowers[start - 1] in reader.words.owners)
            named = end < len(parse) and reader.people[end]  # "neighbor Ann Lee"
            return "relation" if owned or named else ""
        return "function"
