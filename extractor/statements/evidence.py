"""What speaks for and against a statement: small observations by name, which ``statement_weights.csv`` weighs.

Nothing here drops a statement, and no observation depends on another.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from extractor.analysis import grammar
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.statements.label_evidence import NameSpan
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.model import LicenceKind, Statement
from extractor.statements.quotation_marks import Quotation, covering

# Upper bounds of lengths in words that count alike.
_LENGTHS = (1, 2, 4, 7, 12, 35, 60)
_NO_WORDS = frozenset(("PUNCT", "SPACE"))
_MODALS = frozenset(("would", "could", "will", "should", "might"))
_SHOWN_FIRST = frozenset(("that", "to", "it", "there", "if", "whether", "how", "what", "why", "i", "we"))
_ENDS = frozenset((".", "!", "?", "…"))
_QUOTES = frozenset("\"“”'‘’«»")
# Marks at which a content may have ended already; those of the first kind only with space before them.
_BREAKS = frozenset(("—", "–", "--", "-", "("))
_STOPS = frozenset((":", ";"))
_BEHIND_COMMA = frozenset(("CC", "VBG", "VBN"))
_LABELS = {"PERSON": "person", "ORG": "organization", "NORP": "people", "GPE": "place", "LOC": "place", "FAC": "place"}
_SHOWN_NEXT = frozenset(
    (",", ":", ";", "(", "—", "–", "-", "that", "and", "but", "as", "when", "while", "after", "to", "of", "in")
)


@dataclass(frozen=True, slots=True)
class Text:
    """What the evidence looks at besides the statement: the parse, its quotations and headline, names by token."""

    parse: Parse
    lexicon: Lexicon
    quotations: Sequence[Quotation]
    layout: Layout
    labels: Mapping[int, str]

    @classmethod
    def of(
        cls, parse: Parse, lexicon: Lexicon, quotations: Sequence[Quotation], layout: Layout, names: Sequence[NameSpan]
    ) -> Self:
        """Prepare the text for its statements."""
        labels = {token: label for start, end, label in names for token in range(start, end)}
        return cls(parse, lexicon, quotations, layout, labels)


def evidence(text: Text, statement: Statement, *, licence: LicenceKind = "first") -> list[str]:
    """Return the names of what can be seen of a statement by itself, each once, in a fixed order."""
    told = () if licence == "first" else (f"licence: {licence}", f"licence: {licence}, {statement.rule}")
    return list(dict.fromkeys((*_of_cue(text, statement), *told, *_of_source(text, statement), *_of_content(text, statement))))


def evidence_of_cue(cue: Cue, frame: str) -> list[str]:
    """Return what speaks for and against a frame without a licence by the entry of its cue alone."""
    act = cue.acts.get(frame, cue.act)
    licence = ("licence: none", f"licence: none, {frame}")
    return ["any", f"rule: {frame}", *licence, f"attitude: {cue.attitude}", f"act: {act}", f"cue: {cue.lemma}"]


def evidence_of_place(statement: Statement) -> list[str]:
    """Return what can be seen of a statement by its place among the others."""
    found = ["rule: another, too"] if statement.other_rules else []
    return [*found, "nested", f"nested: {statement.rule.partition('/')[0]}"] if statement.nested_in is not None else found


def _of_cue(text: Text, statement: Statement) -> Iterator[str]:
    parse, cue = text.parse, statement.cue_head
    yield "any"
    yield f"rule: {statement.rule}"
    if statement.content[0][0] < text.layout.title_end:
        yield "in the headline"
    for fact in ("negated", "hedged", "conditional"):
        if getattr(statement, fact):
            yield f"cue: {fact}"
    yield f"attitude: {statement.attitude}"
    yield f"act: {statement.act}"
    if cue is None:
        yield "cue: none"
        return
    yield f"cue: {statement.cue_lemma}"
    if statement.cue_lemma not in text.lexicon.lemmas:
        yield "cue: not listed"
    yield f"cue is {parse.tags[cue]}"
    yield f"cue stands as {parse.deps[cue]}"
    for child in parse.children[cue]:
        if parse.tags[child] in ("MD", "TO"):
            yield "cue behind to" if parse.tags[child] == "TO" else f"cue behind {parse.lowers[child]}"
        elif parse.deps[child] in ("auxpass", "nsubjpass"):
            yield "cue: passive"
    if statement.cue and covering(text.quotations, statement.cue[0][0]) is not None:
        yield "cue in a quotation"


def _of_source(text: Text, statement: Statement) -> Iterator[str]:
    parse, head = text.parse, statement.source_head
    if head is None or not statement.source:
        yield "source: none"
        return
    yield f"source: {_kind_of_source(text, head)}"
    yield f"source stands as {parse.deps[head]}"
    if any(start <= statement.source[0][0] and statement.source[-1][1] <= end for start, end in statement.content):
        yield "source in the content"
    if covering(text.quotations, statement.source[0][0]) is not None:
        yield "source in a quotation"
    if parse.tags[head] in grammar.PLURAL:
        yield "source: plural"
    determiner = next((parse.lowers[child] for child in parse.children[head] if parse.deps[child] == "det"), "")
    if parse.tags[head].startswith("NN") and parse.tags[head] != "NNP":
        yield f"source with {determiner}" if determiner in ("a", "an", "the", "no", "some") else "source without article"
    words = sum(len(parse.text[start:end].split()) for start, end in statement.source)
    yield f"source words: {_length(words)}"
    if statement.cue_head is not None:
        yield f"cue to source: {'before' if statement.source[0][0] > statement.cue[0][0] else 'after'}"
        between = abs(head - statement.cue_head)
        if between > 12:
            yield "source far from cue"


def _kind_of_source(text: Text, head: int) -> str:
    parse, words = text.parse, text.lexicon.words
    if parse.pos[head] == "PRON":
        return parse.lowers[head]
    if head in text.labels:
        return f"name of {_LABELS.get(text.labels[head], 'thing')}"
    lemma = parse.lemmas[head].lower()
    for kind, listed in (("person", words.persons), ("document", words.documents), ("body or group", words.speakers)):
        if lemma in listed:
            return kind
    return "unknown name" if parse.pos[head] == "PROPN" else "thing"


def _of_content(text: Text, statement: Statement) -> Iterator[str]:
    parse = text.parse
    first, end = parse.token_range((statement.content[0][0], statement.content[-1][1]))
    tokens = [
        token for span in statement.content for token in range(*parse.token_range(span)) if parse.pos[token] not in _NO_WORDS
    ]
    yield f"content: {statement.type}"
    yield f"content is {statement.form}"
    yield f"content words: {_length(len(tokens))}"
    if len(statement.content) > 1:
        yield "content in pieces"
        if statement.time in statement.content:
            yield "content is when it was said"
    if not tokens:
        return
    yield f"content begins with {parse.tags[tokens[0]]}"
    if parse.lowers[tokens[0]] in _SHOWN_FIRST:
        yield f"content begins with {parse.lowers[tokens[0]]}"
    if not grammar.FINITE.isdisjoint([parse.tags[token] for token in tokens]):
        yield "content has a finite verb"
    if not _MODALS.isdisjoint([parse.lowers[token] for token in tokens]):
        yield "content has would"
    if parse.sentence_of[first] != parse.sentence_of[tokens[-1]]:
        yield "content of several sentences"
    if statement.type == "indirect":
        yield from _breaks(parse, first, end)
    start, stop = parse.sentences[parse.sentence_of[first]]
    yield f"words before, tens: {min((first - start) // 10, 4)}"
    yield f"sentence words, tens: {min((stop - start) // 10, 6)}"
    if len(tokens) <= _LENGTHS[2]:
        yield f"short content ends in {parse.tags[tokens[-1]]}"
        if tokens[-1] in text.labels:
            yield f"short content: name of {_LABELS.get(text.labels[tokens[-1]], 'thing')}"
    yield from _at_edges(text, statement, tokens, end)


def _breaks(parse: Parse, first: int, end: int) -> Iterator[str]:
    """Yield where a content breaks and may have gone on too long: at a dash, colon or bracket, at "and" or a participle behind a
    comma."""
    words, tags = parse.words, parse.tags
    for token in range(first + 1, end - 1):
        word = words[token]
        if word == ",":
            if tags[token + 1] in _BEHIND_COMMA:
                yield f"content has , {tags[token + 1]}"
        elif word in _STOPS or (word in _BREAKS and parse.ends[token - 1] < parse.starts[token]):
            yield "content has a break"


def _at_edges(text: Text, statement: Statement, tokens: Sequence[int], end: int) -> Iterator[str]:
    parse = text.parse
    last = tokens[-1]
    after = bisect_left(parse.starts, statement.content[-1][1])
    while after < len(parse) and (parse.pos[after] == "SPACE" or parse.words[after] in _QUOTES):
        after += 1
    closed = parse.words[end - 1] in _ENDS or after >= len(parse) or parse.words[after] in _ENDS
    if closed or parse.sentence_of[after] != parse.sentence_of[last]:
        yield "content ends with its sentence"
    else:
        word = parse.lowers[after]
        yield f"then {word if word in _SHOWN_NEXT else parse.pos[after]}"
    before = tokens[0] - 1
    while before >= 0 and parse.words[before] in _QUOTES:
        before -= 1
    if before < 0 or parse.sentence_of[before] != parse.sentence_of[tokens[0]]:
        yield "content opens its sentence"
    elif parse.words[before] in _SHOWN_NEXT or parse.lowers[before] == "that":
        yield f"content behind {parse.lowers[before]}"
    if statement.addressee_head is not None:
        is_thing = _kind_of_source(text, statement.addressee_head) in ("thing", "document")
        yield f"told: {'thing' if is_thing else 'somebody'}"
    for label in dict.fromkeys(_left_outside(text, statement)):
        yield f"left outside: {label}"
        yield f"left outside: {label}, {statement.rule}"


def _left_outside(text: Text, statement: Statement) -> Iterator[str]:
    """Yield the labels of what the cue has for a complement that is no part of the content; "it" says nothing ("as Lee put
    it")."""
    parse, cue = text.parse, statement.cue_head
    if cue is None:
        return
    entry = text.lexicon.get(parse.pos[cue], statement.cue_lemma)
    prepositions = frozenset() if entry is None else entry.prepositions
    for child in parse.children[cue]:
        label, word = parse.deps[child], parse.lowers[child]
        if label == "prep":
            is_complement = child > cue and word in prepositions
        else:
            is_complement = label in ("ccomp", "dobj", "xcomp") and child != statement.addressee_head and word != "it"
        if is_complement and not any(start <= parse.starts[child] < stop for start, stop in statement.content):
            yield label


def _length(words: int) -> str:
    return next((f"to {bound}" for bound in _LENGTHS if words <= bound), "more")
