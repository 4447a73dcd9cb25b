"""What the rules for contents look at: the parse, who is meant by which word, and the statement at hand."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from extractor.analysis import grammar
from extractor.analysis.parse import Parse, Span
from extractor.contents.times import Calendar
from extractor.contents.words import ContentWords
from extractor.frozen import dataclass
from extractor.mentions.coreference import Coreference, is_noun
from extractor.mentions.model import DocumentEntities, Mention
from extractor.mentions.speech import Speech
from extractor.speakers.model import Speaker
from extractor.statements.lexicon import Lexicon
from extractor.statements.model import Statement
from extractor.statements.weights import StatementWeights

RIVALLED = 0.4  # share of what the best weighs, from which the second best is a rival
_OFTEN = 3
_DESCRIBED = "description/words"
_ACTING = frozenset(("person", "organization", "group", "place"))


@dataclass(frozen=True)
class Document:
    """A document as its statements see it; ``published_at`` is the day of publication (ISO 8601, or empty)."""

    parse: Parse
    entities: DocumentEntities
    speech: Speech
    lexicon: Lexicon
    words: ContentWords
    coreference: Coreference
    calendar: Calendar
    antecedent_weights: StatementWeights
    published_at: str = ""

    @cached_property
    def mention_at(self) -> Mapping[int, Mention]:
        """The mention that holds a token, of several the shortest."""
        found: dict[int, Mention] = {}
        for mention in sorted(self.entities.mentions, key=lambda mention: mention.start - mention.end):
            found.update(dict.fromkeys(range(mention.start, mention.end), mention))
        return found

    @cached_property
    def nouns(self) -> Mapping[str, Sequence[int]]:
        """The common nouns of the text by lemma, in text order."""
        found: dict[str, list[int]] = {}
        for token in self.parse.with_tag("NN", "NNS"):
            found.setdefault(self.parse.lemmas[token].lower(), []).append(token)
        return found

    @cached_property
    def verbs(self) -> Sequence[int]:
        """The verbs of the text that are no auxiliaries."""
        parse = self.parse
        return [
            token for token, pos in enumerate(parse.pos) if pos in grammar.VERBAL and parse.deps[token] not in grammar.AUXILIARIES
        ]

    @cached_property
    def pronouns(self) -> Sequence[int]:
        """The pronouns of the text that ``pronouns.csv`` has."""
        known = self.coreference.pronouns
        words = self.parse.lowers
        return [token for token, word in enumerate(words) if word in known and not is_noun(self.parse, token, self.coreference)]

    @cached_property
    def plurals(self) -> frozenset[int]:
        """The forms of "they" in the text."""
        known, words = self.coreference.pronouns, self.parse.lowers
        return frozenset(
            token for token in self.pronouns if known[words[token]].person == "3" and known[words[token]].number == "plural"
        )

    def is_share(self, head: int) -> bool:
        """Return whether a word is the head of part of those who were asked: "40 percent", "eight in 10", "a third"."""
        parse = self.parse
        return parse.lemmas[head].lower() in self.words.shares or (
            parse.tags[head] == "CD" and parse.lowers[head] not in ("one", "1")
        )

    @cached_property
    def rivalled(self) -> Mapping[int, float]:
        """What the second best for "he", "she" or a description weighs, as a share of the best, by token.

        Two that a description fits as well as one another are even, however little that weighs.
        """
        found = {}
        for resolution in self.entities.resolutions:
            (_, best), (_, second), *_ = (*resolution.competitors, (None, 0.0), (None, 0.0))
            even = resolution.rule == _DESCRIBED and len(resolution.competitors) > 1 and best == second
            found[resolution.token] = 1.0 if even else second / best if best > 0.0 else 0.0
        return found

    @cached_property
    def descriptions(self) -> Sequence[int]:
        """The first tokens of descriptions whose entity is known."""
        return sorted(
            mention.start for mention in self.entities.mentions if mention.form == "nominal" and mention.entity is not None
        )

    @cached_property
    def determined(self) -> Sequence[int]:
        """The common nouns of the text with "the", "this" and the like, and nothing else but modifiers before them.

        In "they say that government fails", "that" may open a clause.
        """
        parse, definite = self.parse, self.coreference.definite
        return [
            token
            for token in parse.with_tag("NN", "NNS")
            if (kids := parse.children[token])
            and parse.lowers[kids[0]] in definite
            and kids[-1] < token
            and all(parse.deps[kid] in grammar.MODIFIERS for kid in kids[1:])
            and not (
                parse.lowers[kids[0]] == "that" and parse.deps[parse.heads[token]] == "ccomp" and parse.pos[kids[0] - 1] == "VERB"
            )
        ]

    @cached_property
    def days(self) -> Sequence[int]:
        """The words of the text that may tell a day by its distance from now."""
        words = self.calendar.main_words
        return [token for token, word in enumerate(self.parse.lowers) if word in words] if self.published_at else []

    @cached_property
    def topic(self) -> int | None:
        """The organization that the text is about: it is named often, and far more often than any other that is no outlet."""
        names = (each.entity for each in self.entities.mentions if each.form in ("name", "acronym") and each.entity is not None)
        entities = self.entities.entities
        count = Counter(each for each in names if entities[each].kind == "organization" and not entities[each].is_outlet)
        (first, most), (_, next_most), *_ = (*count.most_common(2), (None, 0), (None, 0))
        return first if most >= _OFTEN and most >= 2 * next_most else None

    def entity_at(self, token: int) -> int | None:
        """Return the entity that a token means."""
        mention = self.mention_at.get(token)
        return None if mention is None else mention.entity

    def clear_at(self, token: int) -> int | None:
        """Return the entity that a token means without a rival."""
        return None if self.rivalled.get(token, 0.0) >= RIVALLED else self.entity_at(token)

    def acts(self, token: int) -> bool:
        """Return whether a noun or pronoun can do something: a name, a noun for persons or bodies, "he", "she" or "they"."""
        lower = self.parse.lowers[token]
        pronoun = self.coreference.pronouns.get(lower)
        if pronoun is not None and self.parse.pos[token] == "PRON":
            return pronoun.person == "3" and (pronoun.gender != "n" or self.entity_at(token) is not None)
        mention = self.mention_at.get(token)
        if mention is not None and (mention.entity is not None or mention.form == "name"):
            return True
        return self.coreference.means.get(self.parse.lemmas[token].lower()) in _ACTING


def owner(document: Document, noun: int) -> int | None:
    """Return whose a thing is: "the senator's plan", "the leadership of Tarnby"; somebody is nobody's."""
    if document.acts(noun):
        return None
    parse, words = document.parse, document.words.belonging
    beside = [kid for kid in parse.children[noun] if parse.deps[kid] in grammar.MODIFIERS or parse.deps[kid] == "poss"]
    for kid in parse.children[noun]:
        of = grammar.child(parse, kid, "pobj") if parse.deps[kid] == "prep" and parse.lowers[kid] in words else None
        beside += [] if of is None else [of]
    return next((entity for kid in beside if (entity := document.entity_at(kid)) is not None), None)


@dataclass(frozen=True)
class Said:
    """A statement with its speaker, in a document."""

    document: Document
    statement: Statement
    speaker: Speaker

    @cached_property
    def ranges(self) -> Sequence[Span]:
        """The tokens of the content, a range for each span."""
        parse = self.document.parse
        return [found for span in self.statement.content if (found := parse.token_range(span))[0] < found[1]]

    def among(self, tokens: Sequence[int]) -> list[int]:
        """Return those of the tokens, which are sorted, that stand in the content."""
        found: list[int] = []
        for start, end in self.ranges if tokens else ():
            first = bisect_left(tokens, start)
            if first < len(tokens) and tokens[first] < end:
                found += tokens[first : bisect_left(tokens, end, first)]
        return found

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb: of several that the parser hangs on it the last one of the content."""
        parse = self.document.parse
        subjects = [kid for kid in parse.children[verb] if parse.deps[kid] in grammar.NOUN_SUBJECTS]
        own = [kid for kid in subjects if self.holds(kid)] if len(subjects) > 1 else []
        return own[-1] if own else grammar.subject_of(parse, verb)

    def holds(self, token: int) -> bool:
        """Return whether a token stands in the content."""
        return any(start <= token < end for start, end in self.ranges)

    def is_speaker(self, token: int) -> bool:
        """Return whether a word means who speaks: "I" and "we" in a quotation, else a pronoun for the speaker or a plural
        source."""
        document = self.document
        parse = document.parse
        pronoun = document.coreference.pronouns.get(parse.lowers[token])
        if pronoun is None or parse.pos[token] != "PRON":
            return False
        if pronoun.person == "1":
            return True
        if self.statement.source_head is None or token in document.speech.inside:
            return False
        entity = document.entity_at(token)
        if entity is not None or self.speaker.entity is not None:
            return entity == self.speaker.entity
        return self._is_source(token)

    def _is_source(self, token: int) -> bool:
        """Return whether "they" means a plural source without a name, or "it" at the beginning a body without one."""
        document, source = self.document, self.statement.source_head
        parse = document.parse
        if source is None:
            return False
        if parse.tags[source] in grammar.PLURAL or document.is_share(source):
            return document.coreference.pronouns[parse.lowers[token]].number == "plural"
        lemma = parse.lemmas[source].lower()
        body = document.coreference.means.get(lemma) in ("organization", "group") and lemma not in document.coreference.another
        opens = bool(self.ranges) and self.ranges[0][0] <= token <= self.ranges[0][0] + 1
        return body and opens and document.coreference.pronouns[parse.lowers[token]].gender == "n"
