"""What the words of a content stand for: pronouns, "the company", "the allegations", words that are left out, days.

Each finder yields references of its own kind; of several for one place the first counts. What is not clear has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.analysis import grammar
from extractor.analysis.parse import Span
from extractor.contents.agents import body_meant
from extractor.contents.anaphors import stands_for, stands_for_clause
from extractor.contents.antecedents import Antecedents, barred, is_joined
from extractor.contents.model import Reference
from extractor.contents.phrases import phrase, repeated, told_alone
from extractor.contents.view import RIVALLED, Document, Said
from extractor.told import ReferenceKind

# How often the rules are right on annotated articles; from `BRACKETED` on their words are in brackets.
BRACKETED = 0.9
_DATED = frozenset(("pobj", "npadvmod", "nmod"))
_LEAST = 0.5  # below this nothing is told
_RIGHT: Mapping[str, float] = {
    "pronoun": 0.97,
    "pronoun, rivalled": 0.6,
    "speaker": 0.97,
    "description": 0.93,
    "description, rivalled": 0.8,
    "source": 0.93,
    "body": 0.92,
    "repeated": 0.92,
    "repeated far": 0.8,
    "speaker and others": 0.95,
    "apposition": 0.95,
    "answered": 0.92,
    "sentence": 0.92,
    "subject": 0.95,
    "day": 0.97,
}


@dataclass(frozen=True)
class References:
    """The references of the statements of a document."""

    document: Document
    statements: Sequence[Said]
    antecedents: Antecedents
    # What nouns take up: one may stand in many contents.
    taken_up: dict[int, tuple[Span, bool] | None] = field(default_factory=dict)

    def of(self, number: int) -> tuple[Reference, ...]:
        """Return the references of the statement with this number, in text order, one for each place."""
        said = self.statements[number]
        found: dict[Span, Reference] = {}
        for reference in (
            *self._as_a_whole(number),
            *self._left_out(said),
            *self._mentioned(said),
            *self._first_person(said),
            *self._of_source(said),
            *self._of_nouns(said),
            *self._of_bodies(said),
            *self._named_before(said),
            *self._days(said),
        ):
            if not any(_overlap(reference.span, other) for other in found):
                found[reference.span] = reference
        return tuple(sorted(found.values(), key=lambda reference: reference.span))

    def _mentioned(self, said: Said) -> Iterator[Reference]:
        """Yield pronouns and descriptions whose entity is known."""
        document = self.document
        for token in (*said.among(document.pronouns), *said.among(document.descriptions)):
            mention = document.mention_at.get(token)
            if mention is None or mention.start != token or mention.entity is None or mention.form not in ("pronoun", "nominal"):
                continue
            kind: ReferenceKind = "definite"
            rule = "description"
            if mention.form == "pronoun":
                pronoun = document.coreference.pronouns.get(document.parse.lowers[token])
                if pronoun is None:
                    continue
                first = pronoun.person == "1"
                kind = "first_person" if first else "it" if pronoun.gender == "n" else "personal_pronoun"
                rule = "speaker" if first else "pronoun"
            rivalled = any(document.rivalled.get(each, 0.0) >= RIVALLED for each in range(mention.start, mention.end))
            rule = f"{rule}, rivalled" if rivalled and rule != "speaker" else rule
            yield self._entity((mention.start, mention.end), kind, rule, mention.entity)

    def _of_source(self, said: Said) -> Iterator[Reference]:
        """Yield pronouns for a source without a name: "residents said they ..."."""
        document, source, told = self.document, said.statement.source_head, said.statement.addressee_head
        if source is None or said.speaker.entity is not None or document.parse.pos[source] == "PRON":
            return
        if not (document.acts(source) or document.is_share(source)) or (
            told is not None and document.parse.tags[told] in grammar.PLURAL
        ):
            return
        for token in said.among(document.pronouns):
            pronoun = document.coreference.pronouns.get(document.parse.lowers[token])
            third = pronoun is not None and pronoun.person == "3" and document.entity_at(token) is None
            apart = source not in barred(document, token) and not self._comes_between(said, token)
            if third and said.is_speaker(token) and apart and not stands_for_clause(document.parse, token):
                kind: ReferenceKind = "it" if pronoun is not None and pronoun.gender == "n" else "personal_pronoun"
                yield self._words((token, token + 1), kind, "source", self._source(said, source))

    def _source(self, said: Said, head: int) -> Span:
        """Return the words of a source, without a clause that holds the cue: "people" of "people who say"."""
        parse, cue = self.document.parse, said.statement.cue_head
        if cue is None or not head < cue <= parse.edges[1][head]:
            return phrase(self.document, head)
        return parse.starts[parse.edges[0][head]], parse.ends[head]

    def _of_nouns(self, said: Said) -> Iterator[Reference]:
        """Yield "they" where a noun before it is likely to be meant."""
        document = self.document
        for token in said.among(sorted(document.plurals)):
            found = self.antecedents.of(token) if document.entity_at(token) is None else None
            if found is None or found.probability < _LEAST:
                continue
            joined = is_joined(document.parse, found.head)
            span, entity = self._span((token, token + 1)), None if joined else document.entity_at(found.head)
            words = phrase(document, found.head)
            if document.parse.token_range(words)[1] - 1 in document.plurals:  # "none of them"
                continue
            means = told_alone(self.document, words) if entity is None else self._name(entity)
            antecedent = words if entity is None else None
            yield Reference(span, "personal_pronoun", "noun", means, entity, antecedent, round(found.probability, 3))

    def _of_bodies(self, said: Said) -> Iterator[Reference]:
        """Yield "its" of a body without a name that is spoken of in the same sentence."""
        for token in said.among(self.document.pronouns):
            body = body_meant(self.document, token)
            if body is not None and not stands_for_clause(self.document.parse, token):
                yield self._words((token, token + 1), "it", "body", phrase(self.document, body))

    def _comes_between(self, said: Said, token: int) -> bool:
        """Return whether another plural noun that the pronoun could mean stands in the content before it."""
        parse = self.document.parse
        return any(each < token for each in said.among(parse.with_tag("NNS", "NNPS")))

    def _named_before(self, said: Said) -> Iterator[Reference]:
        """Yield "the smell" where the text spoke of "a sickening smell from the house"."""
        for token in said.among(self.document.determined):
            if token not in self.taken_up:
                self.taken_up[token] = repeated(self.document, token)
            if (found := self.taken_up[token]) is not None:
                before, near = found
                first = self.document.parse.edges[0][token]
                kind: ReferenceKind = "demonstrative" if _points(said, first) else "definite"
                yield self._words((first, token + 1), kind, "repeated" if near else "repeated far", before)

    def _first_person(self, said: Said) -> Iterator[Reference]:
        """Yield "I" and "we" of a speaker whom the pronouns do not tell: somebody without a name, a person with others."""
        document, source, speaker = self.document, said.statement.source_head, said.speaker
        if source is None or (document.parse.pos[source] == "PRON" and speaker.entity is None):
            return
        if speaker.entity is None and document.parse.pos[source] == "NOUN" and not document.acts(source):
            return  # no letter is "I"
        words = self._source(said, source)
        name = self._text(words) if speaker.entity is None else self._name(speaker.entity)
        for token in said.among(document.pronouns):
            pronoun = document.coreference.pronouns.get(document.parse.lowers[token])
            own = document.entity_at(token) is None and self._is_own_word(said, token)
            if pronoun is None or pronoun.person != "1" or not own or said.holds(source):
                continue
            span = self._span((token, token + 1))
            antecedent = words if speaker.entity is None else None
            if pronoun.number != "plural":
                yield Reference(span, "first_person", "speaker", name, speaker.entity, antecedent, _RIGHT["speaker"])
            elif self._is_person(said):
                means, rule = f"{name} and others", "speaker and others"
                yield Reference(span, "first_person", rule, means, speaker.entity, antecedent, _RIGHT[rule])

    def _is_own_word(self, said: Said, token: int) -> bool:
        """Return whether a quoted word is that of the speaker, and of nobody quoted within: “She said, ‘I will pay,’” he said."""
        speech, source, speaker = self.document.speech, said.statement.source_head, said.speaker.entity
        utterance = speech.voice_of(token)
        if utterance is None:
            return False
        if utterance.source is None:
            return not any(start < utterance.start and utterance.end < end for start, end in said.ranges)
        return utterance.source == source or (speaker is not None and self.document.entity_at(utterance.source) == speaker)

    def _is_person(self, said: Said) -> bool:
        """Return whether one person speaks."""
        source = said.statement.source_head
        if said.speaker.entity is not None:
            return self.document.entities.entities[said.speaker.entity].kind == "person"
        parse = self.document.parse
        return (
            source is not None
            and parse.tags[source] == "NN"
            and parse.lemmas[source].lower() in self.document.lexicon.words.persons
        )

    def _as_a_whole(self, number: int) -> Iterator[Reference]:
        """Yield what a content as a whole stands for: "a move confirmed by ...", "denied the allegations"."""
        found = stands_for(self.statements, number)
        if found is not None:
            start, end, rule, antecedent = found
            yield self._words((start, end), "anaphoric", rule, antecedent)

    def _left_out(self, said: Said) -> Iterator[Reference]:
        """Yield who shall do what an infinitive says: the speaker, or whoever is told to."""
        statement, parse = said.statement, self.document.parse
        if statement.form != "infinitive" or statement.rule != "infinitive" or not said.ranges:
            return
        start = said.ranges[0][0]
        if parse.tags[start] != "TO":
            return
        told = statement.addressee_head
        if told is not None and not self.document.acts(told):
            return
        who = statement.source_head if told is None else told
        entity = said.speaker.entity if told is None else self.document.entity_at(told)
        at = parse.starts[start]
        if entity is not None:
            yield Reference((at, at), "elliptic", "subject", self._name(entity), entity, None, _RIGHT["subject"])
        elif who is not None and self.document.acts(who) and parse.pos[who] != "PRON":
            words = phrase(self.document, who)
            yield Reference((at, at), "elliptic", "subject", told_alone(self.document, words), None, words, _RIGHT["subject"])

    def _days(self, said: Said) -> Iterator[Reference]:
        """Yield what tells a day by its distance from that of publication: "on Friday", "last week"."""
        parse = self.document.parse
        for token in said.among(self.document.days):
            found = self.document.calendar.span_at(parse.lowers, token)
            inside = found is not None and said.holds(found[0]) and said.holds(found[1] - 1)
            if found is None or not inside or self._is_any_day(token, found[0]):
                continue
            words, tense = self._span(found), "future" if self._lies_ahead(token) else "past"
            day, precision = self.document.calendar.resolve(parse.text[words[0] : words[1]], self.document.published_at, tense)
            if day:
                means = f"{precision} of {day}" if precision.startswith("week") else day
                yield Reference(words, "temporal", "day", means, None, None, _RIGHT["day"])

    def _is_any_day(self, token: int, first: int) -> bool:
        """Return whether it is one of many days, or told elsewhere: "every Monday", "that Saturday evening", "Black Friday".

        ``first`` is the first of the words that tell the day.
        """
        parse, calendar = self.document.parse, self.document.calendar
        if parse.lowers[first] in calendar.shifts and first and parse.deps[first - 1] == "det":
            return True  # "the last week", "the previous day" count from elsewhere
        if parse.tags[token] == "NNS" and parse.lowers[first] in calendar.shifts:
            return True  # "in previous years"
        if parse.lowers[token] in calendar.months and not self._is_dated(token):
            return True
        if (
            first < token
            and parse.words[token][0].isupper()
            and parse.lowers[token] not in (*calendar.weekdays, *calendar.months)
        ):
            return True  # the programme "This Morning"
        nouns = [token, parse.heads[token]] if parse.deps[token] in ("compound", "nmod") else [token]
        kids = [kid for noun in nouns for kid in parse.children[noun] if kid < token]
        if token not in parse.with_tag("NNP") or not calendar.shifts.keys().isdisjoint(parse.lowers[kid] for kid in kids):
            return False
        named = [kid for kid in kids if parse.deps[kid] in grammar.MODIFIERS and parse.words[kid][0].isupper()]
        return bool(named) or any(parse.deps[kid] == "det" for kid in kids)

    def _lies_ahead(self, token: int) -> bool:
        """Return whether the verb of a word for a day is one of the future."""
        parse = self.document.parse
        verb = grammar.clause_of(parse, token)
        kids = parse.children[verb]
        return any(parse.tags[kid] in ("MD", "TO") for kid in kids if parse.deps[kid] == "aux")

    def _is_dated(self, month: int) -> bool:
        """Return whether a month tells when something happened or will: not in "the March sales", "Ann May", "votes in May"."""
        parse, above = self.document.parse, self.document.parse.heads[month]
        if parse.deps[month] not in _DATED or month in self.document.mention_at:
            return False
        if parse.deps[above] == "prep" and parse.pos[parse.heads[above]] in ("NOUN", "PROPN"):
            return False  # "the vote in May" may be any
        verb = grammar.clause_of(parse, month)
        with_it = [verb, *(kid for kid in parse.children[verb] if parse.deps[kid] in grammar.AUXILIARIES)]
        tags = {parse.tags[each] for each in with_it}
        perfect = "VBN" in tags and any(parse.lemmas[each] == "have" for each in with_it[1:])
        return perfect or not tags.isdisjoint(("MD", "VBD"))

    def _entity(self, tokens: Span, kind: ReferenceKind, rule: str, entity: int) -> Reference:
        return Reference(self._span(tokens), kind, rule, self._name(entity), entity, None, _RIGHT[rule])

    def _words(self, tokens: Span, kind: ReferenceKind, rule: str, antecedent: Span) -> Reference:
        return Reference(self._span(tokens), kind, rule, told_alone(self.document, antecedent), None, antecedent, _RIGHT[rule])

    def _span(self, tokens: Span) -> Span:
        return self.document.parse.starts[tokens[0]], self.document.parse.ends[tokens[1] - 1]

    def _text(self, span: Span) -> str:
        return " ".join(self.document.parse.text[span[0] : span[1]].split())

    def _name(self, entity: int) -> str:
        return self.document.entities.entities[entity].name


def _points(said: Said, token: int) -> bool:
    """Return whether a determiner is "this" or "those"."""
    word, words = said.document.parse.lowers[token], said.document.lexicon.words
    return word in words.announcing or word in words.demonstrative


def _overlap(first: Span, second: Span) -> bool:
    return first == second or (first[0] < second[1] and second[0] < first[1])
