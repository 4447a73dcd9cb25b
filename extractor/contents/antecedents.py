"""What "they" stands for where no entity is meant: of the nouns before it the likeliest, if it is likely enough.

Every plural, joined noun or body in its sentence and the three before is a candidate; what is seen of it is named as evidence,
and ``antecedent_weights.csv`` says what that weighs. An earlier "they" is a candidate, too, and means what that one does.
"""

from collections.abc import Iterator
from dataclasses import field
from math import exp

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.contents.view import Document
from extractor.frozen import dataclass
from extractor.resources import Models
from extractor.statements.weights import StatementWeights, load_statement_weights

FILE = "en/antecedent_weights.csv"
_SENTENCES = 3
_RANKS = ("nearest", "second nearest", "farther")
_SUBJECTS = frozenset(("subject", "passive_subject", "embedded_subject"))
_NOUN = frozenset(("NOUN", "PROPN"))
_OPENING = 4  # tokens at the beginning of a sentence
_LINKS = frozenset(("ccomp", "advcl", "relcl", "xcomp", "conj"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_PERSONAL = frozenset(("person", "group"))
_PARTS = frozenset(("compound", "amod", "nmod", "nummod", "quantmod", "npadvmod", "appos"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun, or an earlier "they", that a "they" may stand for, and what is seen of it."""

    head: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The noun that a pronoun stands for, and how likely that is."""

    head: int
    probability: float


@dataclass(frozen=True)
class Antecedents:
    """The antecedents of the pronouns of a document."""

    document: Document
    known: dict[int, Antecedent | None] = field(default_factory=dict)

    def of(self, token: int) -> Antecedent | None:
        """Return what a pronoun stands for; None where nothing is likelier than that it is none of the nouns before."""
        if token not in self.known:
            self.known[token] = None  # a pronoun is no antecedent of itself
            self.known[token] = self._choose(token)
        return self.known[token]

    def _choose(self, token: int) -> Antecedent | None:
        sums: dict[int, float] = {}
        for candidate in candidates(self.document, token):
            head, certain = candidate.head, 1.0
            if head in self.document.plurals:
                before = self.of(head)
                if before is None:
                    continue
                head, certain = before.head, before.probability
            sums[head] = sums.get(head, 0.0) + certain * exp(self.document.antecedent_weights.total(candidate.evidence))
        if not sums:
            return None
        best = max(sums, key=sums.__getitem__)
        return Antecedent(best, sums[best] / (1.0 + sum(sums.values())))


def candidates(document: Document, token: int) -> Iterator[Candidate]:
    """Yield what a "they" may stand for, the last first."""
    parse, no = document.parse, barred(document, token)
    first = parse.sentences[max(0, parse.sentence_of[token] - _SENTENCES)][0]
    of_pronoun = list(_general(document, token))
    rank = subjects = 0
    for head in range(token - 1, first - 1, -1):
        if head in no or not (head in document.plurals or _may_be(document, head)):
            continue
        evidence = [*of_pronoun, *_seen(document, token, head), _RANKS[min(rank, len(_RANKS) - 1)]]
        if grammar.position_of(parse, head) in _SUBJECTS:
            evidence.append("farther subject" if subjects else "nearest subject")
            subjects += 1
        rank += 1
        yield Candidate(head, tuple(evidence))


def _may_be(document: Document, head: int) -> bool:
    """Return whether several can be meant by a noun: a plural, joined nouns, a body; no time, no part of a name or compound."""
    parse = document.parse
    if parse.tags[head] not in _NOUNS or parse.pos[head] == "PRON" or parse.deps[head] in _PARTS:
        return False
    lemma = parse.lemmas[head].lower()
    if lemma in document.lexicon.words.calendar:
        return False
    mention = document.mention_at.get(head)
    if mention is not None and mention.form == "name" and head + 1 < mention.end and parse.heads[head] < mention.end:
        return False
    if parse.deps[head] == "conj" and is_joined(parse, parse.heads[head]):
        return False  # "Ann Lee and her aides" is one
    if parse.tags[head] in grammar.PLURAL or is_joined(parse, head) or lemma in document.words.shares:
        return True
    named = mention is not None and mention.kind == "organization"
    return named or document.coreference.means.get(lemma) in ("organization", "group")


def is_joined(parse: Parse, head: int) -> bool:
    """Return whether somebody or something else is joined to a noun by "and": not in "the chairman and owner"."""
    kids = parse.children[head]
    if not any(parse.lowers[kid] in grammar.AND for kid in kids):
        return False
    alone = not _has_article(parse, head)
    return any(
        parse.deps[kid] == "conj" and parse.pos[kid] in _NOUN and (alone or _has_article(parse, kid) or parse.pos[kid] == "PROPN")
        for kid in kids
    )


def _has_article(parse: Parse, noun: int) -> bool:
    return any(parse.deps[kid] in ("det", "poss") for kid in parse.children[noun])


def barred(document: Document, token: int) -> set[int]:
    """Return what a pronoun cannot mean: the noun that it owns, and the subject or object of its own verb."""
    parse = document.parse
    if parse.deps[token] == "poss":
        no, up = set(), token
        while parse.deps[up] in ("poss", "pobj", "prep", "conj", "dobj", "nsubj", "compound", "appos") and parse.heads[up] != up:
            up = parse.heads[up]
            if parse.pos[up] in _NOUN:
                no.add(up)
        return no
    clause = grammar.clause_of(parse, token)
    no = {kid for kid in parse.children[clause] if parse.deps[kid] in (*grammar.OBJECTS, *grammar.SUBJECTS)}
    subject = grammar.subject_of(parse, clause)
    if subject is not None and parse.deps[token] not in grammar.SUBJECTS:
        no.add(subject)
    return no


def _general(document: Document, token: int) -> Iterator[str]:
    """Yield what is seen of the pronoun alone: it says how likely it stands for any noun before."""
    parse = document.parse
    yield "any"
    if document.coreference.pronouns[parse.lowers[token]].form in ("possessive", "reflexive"):
        yield "owns"
    else:
        yield "is subject" if parse.deps[token] in grammar.SUBJECTS else "is object"
        if parse.lowers[parse.heads[token]] == "of":
            yield "behind of"
    if token in document.speech.inside:
        yield "quoted"


def _seen(document: Document, token: int, head: int) -> Iterator[str]:
    """Yield what is seen of a candidate."""
    parse = document.parse
    distance = parse.sentence_of[token] - parse.sentence_of[head]
    position = grammar.position_of(parse, head)
    yield f"{distance} sentences before"
    yield f"is {position}"
    if position in ("subject", "passive_subject") and parse.deps[token] in grammar.SUBJECTS:
        yield "both subjects, same sentence" if distance == 0 else "both subjects"
    inside = document.speech.inside
    if inside.get(token) != inside.get(head):
        yield "quoted, and not" if token in inside else "in another quotation"
    if distance == 0:
        yield from _bound(parse, token, head)
    elif head < parse.sentences[parse.sentence_of[head]][0] + _OPENING:
        yield "opens its sentence"
    if head in document.plurals:
        yield "same pronoun"
    else:
        yield from _noun(document, head)


def _bound(parse: Parse, token: int, head: int) -> Iterator[str]:
    """Yield how pronoun and candidate lie in one sentence."""
    clause = grammar.clause_of(parse, token)
    if head == grammar.subject_of(parse, clause):
        yield "subject of its clause"
    for _ in range(3):
        link, above = parse.deps[clause], grammar.clause_of(parse, parse.heads[clause])
        if above == clause:
            break
        if head == grammar.subject_of(parse, above):
            yield f"subject above, {link}" if link in _LINKS else "subject above"
            break
        if link == "relcl" and head == parse.heads[clause]:
            yield "owns the relative clause"
        clause = above
    if parse.edges[0][head] <= token <= parse.edges[1][head]:
        yield "holds the pronoun"


def _noun(document: Document, head: int) -> Iterator[str]:
    """Yield what kind of noun a candidate is, and how the text speaks of it."""
    parse, mention = document.parse, document.mention_at.get(head)
    lemma = parse.lemmas[head].lower()
    means = document.coreference.means.get(lemma)
    named = mention is not None and mention.form != "pronoun" and (mention.entity is not None or mention.form == "name")
    if mention is not None and named and mention.kind == "person" and is_joined(parse, head):
        yield "joined persons"
    elif mention is not None and named:
        yield f"named {mention.kind}"
    elif means in _PERSONAL:
        yield "for people"
    elif means == "organization":
        yield "for a body"
    elif means == "place":
        yield "for a place"
    else:
        yield "for a thing"
    if parse.tags[head] in ("NN", "NNP"):
        yield "joined" if is_joined(parse, head) else "singular"
    kids = {parse.lowers[kid] for kid in parse.children[head] if parse.deps[kid] in ("det", "poss", "nummod")}
    if not kids.isdisjoint(document.coreference.definite):
        yield "with the"
    elif kids & {"a", "an"}:
        yield "with a"
    elif not kids.isdisjoint(document.lexicon.words.negations):
        yield "with no"
    elif not kids:
        yield "bare"
    if len(document.nouns.get(lemma, ())) > 2:
        yield "often"


def load_antecedent_weights(models: Models) -> StatementWeights:
    """Read ``antecedent_weights.csv``.

    Raises:
        ResourceError: the file is missing, has other columns, or holds no number for a weight.
    """
    return load_statement_weights(models, FILE)
