"""Roles that a sentence tells of a name: "X is a lawyer", "X works as a nurse", "X, who heads the club"."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.analysis.grammar import NOUN_SUBJECTS, PLURAL, POSSESSIVES, child, head_of
from extractor.mentions.role_context import is_quoted, is_thought, is_unreal
from extractor.mentions.role_phrases import PhraseReader, RoleSpan

_SUPERLATIVE = frozenset(("JJS", "RBS", "JJR", "RBR"))
_OBJECTS = frozenset(("him", "her", "them", "me", "us"))
_LONGEST_WORK, _LONGEST_CALLED = 20, 12


@dataclass(frozen=True, slots=True)
class ToldRoles:
    """Reads the verbs around the names of persons; ``organizations`` are the last tokens of names of such."""

    reader: PhraseReader
    organizations: frozenset[int]

    def find(self, start: int, end: int) -> Iterator[RoleSpan | None]:
        """Find "X is a lawyer", "X, who is now head of Y", "X works as a nurse", "the council named X treasurer"."""
        parse = self.reader.parse
        head = head_of(parse, start, end)
        if is_quoted(parse, head):
            return
        above = parse.heads[head]
        governor = parse.heads[above] if parse.deps[above] == "oprd" else above  # "named Ann Lee treasurer"
        appointed = governor < start and parse.lemmas[governor].lower() in self.reader.words.appointing
        if appointed and not is_thought(parse, governor, self.reader.words):
            yield from self._appointed(governor, end)
        yield self._called(start)
        yield self._who_is(head)
        for verb in self._verbs(head):
            if not is_unreal(parse, verb, self.reader.words):
                yield from self._of_verb(verb, end)

    def _verbs(self, head: int) -> list[int]:
        """Return the verbs whose subject a name is, itself or by "who", and those joined to them."""
        parse = self.reader.parse
        verbs = [parse.heads[head]] if parse.deps[head] in NOUN_SUBJECTS else []
        described = [head, *(below for below in parse.children[head] if parse.deps[below] == "appos")]
        for below in (below for noun in described for below in parse.children[noun]):
            if parse.deps[below] == "relcl" and any(
                parse.deps[token] in NOUN_SUBJECTS and parse.lowers[token] == "who" for token in parse.children[below]
            ):
                verbs.append(below)
        for verb in verbs:
            verbs.extend(
                below
                for below in parse.children[verb]
                if parse.deps[below] == "conj" and not any(parse.deps[token] in NOUN_SUBJECTS for token in parse.children[below])
            )
        return verbs

    def _of_verb(self, verb: int, name_end: int) -> Iterator[RoleSpan | None]:
        parse, words = self.reader.parse, self.reader.words
        lemma = parse.lemmas[verb].lower()
        passive = any(parse.deps[below] in ("nsubjpass", "auxpass") for below in parse.children[verb])
        if lemma in words.being:
            for below in parse.children[verb]:
                if parse.deps[below] == "attr" and below > verb:
                    joined = self._joined(below)
                    yield self._noun_phrase(below, bare=bool(joined))
                    yield from (self._noun_phrase(also, bare=True) for also in joined)
        elif lemma in words.appointing and passive:
            yield from self._appointed(verb, verb + 1)
        elif not passive:
            himself = any(parse.lowers[below] in words.reflexive for below in parse.children[verb])
            yield from self._as(verb, bare=lemma not in words.acting and not himself)
        if not passive and verb >= name_end:
            yield from self._at_work(verb, lemma)

    def _at_work(self, verb: int, lemma: str) -> Iterator[RoleSpan]:
        """Find "heads the Harlow Institute", "runs the clinic", "teaches history at Harlow University"."""
        parse, words = self.reader.parse, self.reader.words
        if lemma in words.leading:
            for below in parse.children[verb]:
                if parse.deps[below] == "dobj" and self._is_body(below) and self._is_certain(below):
                    yield RoleSpan(verb, below + 1)
        if lemma in words.authoring:
            for below in parse.children[verb]:
                if parse.deps[below] == "dobj" and parse.lemmas[below].lower() in words.works:
                    yield RoleSpan(verb, below + 1)
        if lemma in words.working:
            stop = self._workplace(verb)
            if stop is not None:
                yield RoleSpan(verb, stop)

    def _is_body(self, token: int) -> bool:
        return token in self.organizations or self.reader.parse.lemmas[token].lower() in self.reader.words.bodies

    def _is_certain(self, noun: int) -> bool:
        """Return whether a campaign, group or the like is a certain one: "the campaign of Bo Hale", "Bo Hale's campaign"."""
        parse = self.reader.parse
        if parse.lemmas[noun].lower() not in self.reader.words.certain:
            return True
        return any(parse.deps[below] == "poss" or parse.lowers[below] == "the" for below in parse.children[noun])

    def _workplace(self, verb: int) -> int | None:
        """Return the end of the first organization in the clause of a verb that stands with "at", "for" or "in"."""
        reader, parse = self.reader, self.reader.parse
        for token in range(verb + 1, min(parse.sentences[parse.sentence_of[verb]][1], verb + _LONGEST_WORK)):
            if parse.pos[token] in ("VERB", "AUX", "PUNCT", "PRON") or parse.lowers[token] == "as":
                return None
            if parse.lowers[token] in reader.words.workplaces:
                start = reader.skip_determiners(token + 1)
                ends = reader.ends_of(start)
                told = start > token + 1 or start in reader.names  # not "in office"
                if told and ends and self._is_body(ends[0] - 1):
                    return ends[0]
        return None

    def _joined(self, noun: int) -> list[int]:
        """Return the nouns joined to one: "a teacher and a mother"."""
        joined = [noun]
        for token in joined:
            joined.extend(below for below in self.reader.parse.children[token] if self.reader.parse.deps[below] == "conj")
        return [token for token in joined[1:] if not self._has_own_name(token)]

    def _has_own_name(self, noun: int) -> bool:
        """Tell whether a name follows a joined noun: "was his uncle and his father, Bo Hale, was"."""
        named = noun + 2 < len(self.reader.parse) and self.reader.parse.words[noun + 1] == ","
        return named and self.reader.people[noun + 2]

    def _who_is(self, head: int) -> RoleSpan | None:
        """Find "The winner is X" and "The three candidates are X, Y and Z"."""
        parse, reader = self.reader.parse, self.reader
        while parse.deps[head] == "conj":
            head = parse.heads[head]
        verb = parse.heads[head]
        if (
            parse.deps[head] != "attr"
            or parse.lemmas[verb].lower() not in reader.words.being
            or is_unreal(parse, verb, reader.words)
        ):
            return None
        subject = next((token for token in parse.children[verb] if parse.deps[token] in NOUN_SUBJECTS), None)
        noun = reader.head_ending_at(subject + 1) if subject is not None and subject < verb else None
        if noun is None or subject is None or reader.people[subject]:
            return None
        start = reader.start_of(noun)
        before = parse.lowers[start - 1] if start else ""
        determined = before == "the" or (parse.pos[start - 1] == "NUM" and before not in reader.words.one_of)
        return RoleSpan(start, subject + 1, several=parse.tags[subject] in PLURAL) if determined else None

    def _called(self, start: int) -> RoleSpan | None:
        """Find "a nurse who asked to be identified only as X": what somebody is whose name the relative clause tells."""
        reader, parse = self.reader, self.reader.parse
        for token in range(start - 1, max(start - _LONGEST_CALLED, 0), -1):
            if parse.pos[token] == "PUNCT" or reader.people[token]:
                return None
            if parse.lowers[token] == "who":
                called = self._is_calling(start, token)
                clause = parse.heads[token]
                noun = parse.heads[clause]
                told = called and parse.deps[clause] == "relcl" and noun < token
                return self._noun_phrase(noun, bare=True) if told else None
        return None

    def _is_calling(self, start: int, who: int) -> bool:
        """Tell whether a clause with "who" ends in "as", "the pseudonym" or "is called" before a name."""
        parse, called = self.reader.parse, self.reader.words.called
        before = parse.lowers[start - 1]
        if before == "as":
            return not called.isdisjoint(parse.lowers[who + 1 : start])
        return before in called and (parse.pos[start - 1] == "NOUN" or parse.lemmas[start - 2] in self.reader.words.being)

    def _appointed(self, verb: int, after: int) -> Iterator[RoleSpan | None]:
        reader, parse = self.reader, self.reader.parse
        for below in parse.children[verb]:
            if parse.deps[below] in ("oprd", "attr", "dobj", "xcomp", "ccomp", "appos") and below >= after:
                held = child(parse, below, "attr") if parse.lemmas[below] in self.reader.words.being else below
                yield self._noun_phrase(held, bare=True) if held is not None else None
        ends = reader.ends_of(reader.skip_determiners(after))
        if ends and reader.head_ending_at(ends[0]) is not None:
            yield self._noun_phrase(ends[0] - 1, bare=True)
        yield from self._as(verb, bare=False)

    def _as(self, verb: int, *, bare: bool) -> Iterator[RoleSpan | None]:
        """Find the role after "as"; of any verb ("closed it as mayor") only without an article, and nobody between them who may
        be meant ("hired a friend as mayor")."""
        reader, parse = self.reader, self.reader.parse
        for prep in range(verb + 1, parse.sentences[parse.sentence_of[verb]][1]):
            if bare and (reader.people[prep] or reader.is_person_noun(prep) or parse.lowers[prep] in _OBJECTS):
                return
            if parse.lowers[prep] != "as" or parse.deps[prep] != "prep":
                continue
            held = child(parse, prep, "pobj")
            if held is not None and not (bare and parse.lowers[prep + 1] in reader.words.determiners):
                yield self._noun_phrase(held, bare=True)
            return

    def _noun_phrase(self, head: int, *, bare: bool) -> RoleSpan | None:
        """Return the role whose noun is ``head``, without its determiner; a plain noun without one is a role only if ``bare``."""
        reader, parse = self.reader, self.reader.parse
        if (one := reader.one_of(head)) is not None:
            return one
        if parse.tags[head] in PLURAL or reader.head_ending_at(head + 1) is None:
            return None
        below = parse.children[head]
        if any(parse.tags[token] in _SUPERLATIVE or parse.deps[token] == "neg" for token in below):
            return None
        start = reader.start_of(reader.head_ending_at(head + 1) or head)
        determined = start > 0 and parse.lowers[start - 1] in reader.words.determiners
        linked = head + 1 < len(parse) and parse.lowers[head + 1] in reader.words.links
        owned = any(word in ("'s", "’s") for word in parse.lowers[start:head])
        named = start
        while named < head and reader.people[named]:
            named += 1
        owned_by_name = named > start and parse.lowers[named] in POSSESSIVES  # "served as Ann Lee's chief of staff"
        start = start if owned_by_name else named  # "named Ann Lee treasurer"
        if not (determined or bare or linked or owned):
            return None
        ends = reader.ends_of(named + 1 if owned_by_name else start, attached=True)
        return RoleSpan(start, max(reader.trimmed(start, ends[-1]) if ends else 0, head + 1))
