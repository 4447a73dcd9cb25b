"""Roles for which the text has no noun: "a club founded by X", "the film was directed by X", "Marlow (Ann Lee) left him"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from extractor.analysis.grammar import clause_subject, head_of
from extractor.mentions.role_context import is_quoted, is_unreal
from extractor.mentions.role_phrases import PhraseReader, RoleSpan

_LONGEST_PRAISE = 5
# Different words of the stage that a text about plays and films has at least.
_STAGED = 2


@dataclass(frozen=True)
class MakerRoles:
    """Reads who founded, made or plays what; ``organizations`` are the last tokens of names of such, ``persons_ending`` leads
    from the token after the name of somebody to its first."""

    reader: PhraseReader
    organizations: frozenset[int]
    persons_ending: Mapping[int, int]

    @cached_property
    def staged(self) -> bool:
        """Whether the text is about a play or film."""
        return len(self.reader.words.stage.intersection(self.reader.parse.lowers)) >= _STAGED

    def find(self, start: int, end: int) -> Iterator[RoleSpan | None]:
        """Find what the person whose name has the tokens ``start`` to ``end`` did with the subject of a verb, or plays."""
        parse = self.reader.parse
        head = head_of(parse, start, end)
        if not is_quoted(parse, head):
            yield self._by(head)
            yield self._star(head)
            yield self._plays(head, end)
        yield self._cast(start, end)

    def _by(self, head: int) -> RoleSpan | None:
        """Find "the club was founded by X", "a film directed by X": the noun for who does it."""
        parse, words = self.reader.parse, self.reader.words
        while parse.deps[head] == "conj":
            head = parse.heads[head]
        verb = parse.heads[parse.heads[head]]
        lemma = parse.lemmas[verb].lower()
        if parse.deps[parse.heads[head]] != "agent" or is_unreal(parse, verb, words):
            return None
        subject = clause_subject(parse, verb)
        if subject is None:
            return None
        for nouns, fits in ((words.done_by, self._is_body(subject)), (words.made_by, self._is_work(subject))):
            if fits and lemma in nouns:
                return self._made(verb, subject, nouns[lemma])
        return None

    def _star(self, head: int) -> RoleSpan | None:
        """Find "a film starring X" and "the film stars X"."""
        parse, words = self.reader.parse, self.reader.words
        while parse.deps[head] == "conj":
            head = parse.heads[head]
        verb = parse.heads[head]
        stars = parse.deps[head] == "dobj" and parse.lemmas[verb].lower() == "star"
        return RoleSpan(verb, verb + 1, noun=words.made_by["star"]) if stars else None

    def _plays(self, head: int, end: int) -> RoleSpan | None:
        """Find "X, who plays Marlow" and "X plays Marlow": somebody whom the object names."""
        parse, words = self.reader.parse, self.reader.words
        verbs = [token for token in parse.children[head] if parse.deps[token] == "relcl"] + [parse.heads[head]]
        for verb in verbs:
            if verb < end or parse.lemmas[verb].lower() not in words.playing or is_unreal(parse, verb, words):
                continue
            if any(parse.deps[token] == "dobj" and self.reader.people[token] for token in parse.children[verb]) and self.staged:
                return RoleSpan(verb, verb + 1, noun=words.made_by["play"])
        return None

    def _made(self, verb: int, subject: int, noun: str) -> RoleSpan:
        reader, parse = self.reader, self.reader.parse
        if parse.lowers[max(verb - 2, 0) : verb] == ["co", "-"]:
            noun = f"co-{noun}"
        start = reader.names_ending.get(subject + 1)
        if start is None:
            return RoleSpan(verb, verb + 1, noun=noun)
        return RoleSpan(start, verb + 1, noun=f"{noun} of {parse.span_text(start, subject + 1)}")

    def _is_body(self, token: int) -> bool:
        return token in self.organizations or self.reader.parse.lemmas[token].lower() in self.reader.words.bodies

    def _is_work(self, token: int) -> bool:
        other = token + 1 in self.reader.names_ending and token not in self.organizations
        return other or self.reader.people[token] or self.reader.parse.lemmas[token].lower() in self.reader.words.works

    def _cast(self, start: int, end: int) -> RoleSpan | None:
        """Find "Marlow (a weary Ann Lee)" and "Marlow (played by Ann Lee)" in a text about a play or film: who plays whom."""
        parse, words = self.reader.parse, self.reader.words
        token = start - 1
        while token > max(start - _LONGEST_PRAISE, 0) and parse.pos[token] in ("DET", "ADJ", "ADV", "VERB", "ADP"):
            token -= 1
        closes = ")" in parse.words[end : end + 2 * _LONGEST_PRAISE]
        if not self.staged or end - start < 2 or token < 1 or parse.words[token] != "(" or not closes:
            return None
        played = self.persons_ending.get(token)
        if played is None and not parse.words[token - 1][0].isupper():
            return None
        return RoleSpan(token - 1 if played is None else played, token, noun=words.made_by["play"])
