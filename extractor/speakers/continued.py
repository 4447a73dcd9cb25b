"""Sentences without a cue that go on with what somebody has said: "X said the dam is old. It was built in 1950."

A sentence of the narrator after a statement is offered as long as nobody else speaks; what is seen of it is weighed
(``models/en/continued_weights.csv``), and what is likely enough becomes a statement of the same speaker.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.analysis.grammar import AUXILIARIES, FINITE, PLURAL, SUBJECTS
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference
from extractor.mentions.model import DocumentEntities, Mention
from extractor.mentions.speech import Speech
from extractor.resources import Models
from extractor.speakers.documents import is_document
from extractor.speakers.model import Speaker
from extractor.statements.model import Statement
from extractor.statements.weights import StatementWeights, load_statement_weights

FILE = "en/continued_weights.csv"
RULE = "continued"
# Less likely ones are not taken.
LEAST = 0.6
# A statement that is less likely right is not gone on with.
_CERTAIN = 0.65
_FARTHEST = 4  # sentences after the statement
_SAYING = frozenset(("say", "claim", "accuse", "deny", "confirm", "warn", "criticize", "praise"))
_REPORTED = frozenset(("clause", "quotation"))
_SHORTEST = 4  # words of a sentence
_LENGTHS = (8, 15, 25, 40)
_CLOSED = frozenset(("PRON", "DET", "CCONJ", "SCONJ", "ADV", "ADP"))
_BULLETS = frozenset(("-", "•", "*", "–", "—", "·", "▪", "●"))
_MARKS = frozenset("\"“”‘’'«»")
_OPEN = '"“«'


@dataclass(frozen=True, slots=True)
class Continued:
    """A sentence (tokens ``start`` to ``end``, exclusive) that may go on with the statement of the number ``of``.

    ``evidence`` is what was seen of it, ``probability`` how likely it does.
    """

    start: int
    end: int
    of: int
    evidence: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Told:
    """An article with its statements, how likely each is right, and their speakers."""

    parse: Parse
    layout: Layout
    statements: Sequence[Statement]
    probabilities: Sequence[float]
    speakers: Sequence[Speaker]
    entities: DocumentEntities
    speech: Speech
    coreference: Coreference


def load_continued_weights(models: Models) -> StatementWeights:
    """Read ``continued_weights.csv``.

    Raises:
        ResourceError: the file is missing, has other columns, or holds no number for a weight.
    """
    return load_statement_weights(models, FILE)


def find_continued(told: Told, weights: StatementWeights) -> Iterator[Continued]:
    """Yield the sentences that may continue a statement, likely or not, in text order."""
    parse, layout = told.parse, told.layout
    last_in, spoken = _statements_by_sentence(told)
    paragraphs = _paragraphs(parse, layout)
    mentions = _mentions_by_sentence(parse, told.entities)
    seen_before: set[int] = set()
    of: int | None = None
    distance, before, paragraph, opens = 0, "", -1, False
    for sentence, (start, end) in enumerate(parse.sentences):
        here = {mention.entity for mention in mentions.get(sentence, ()) if mention.entity is not None}
        new = bool(here - seen_before)
        seen_before |= here
        first = paragraphs.get(sentence)
        if first is None:  # headline, heading, furniture
            of = None
            continue
        if spoken.get(sentence):
            of, distance, before, paragraph = last_in.get(sentence), 0, "", first
            opens = paragraphs.get(sentence - 1) != first
            continue
        listed = parse.words[start] in _BULLETS
        if _ends_with_colon(parse, start, end):
            of = _introduced(told, of, start, end)
            distance, before = 0, ""
            continue
        if of is None:
            continue
        words = sum(parse.pos[token] not in ("PUNCT", "SPACE") for token in range(start, end))
        if words < _SHORTEST or start in told.speech.inside or (distance >= _FARTHEST and not listed):
            of = None
            continue
        distance += 1
        evidence = [
            *_of_statement(told, of),
            *(["in a list"] if listed else _of_place(same=first == paragraph, opens=opens, holds=sentence in spoken)),
            *([] if listed else [f"distance: {distance}", *([f"behind {before} one"] if before else [])]),
            *_of_sentence(told, start, end, words, same=first == paragraph),
            *_of_mentions(told, of, start, end, mentions.get(sentence, ()), new=new),
            *_of_next(told, of, sentence, last_in, paragraphs),
        ]
        probability = weights.probability(evidence)
        yield Continued(start, end, of, tuple(dict.fromkeys(evidence)), probability)
        before, paragraph = ("a likely" if probability >= LEAST else "an unlikely"), first


def _ends_with_colon(parse: Parse, start: int, end: int) -> bool:
    last = next((token for token in range(end - 1, start - 1, -1) if parse.pos[token] != "SPACE"), start)
    return parse.words[last] == ":"


def _introduced(told: Told, of: int | None, start: int, end: int) -> int | None:
    """Return the statement that a list goes on with: the last one of a document if its introduction speaks of one."""
    if not any(is_document(told.parse, token, told.coreference) for token in range(start, end)):
        return of
    before = [
        number
        for number, statement in enumerate(told.statements)
        if statement.content[0][0] < told.parse.starts[start]
        and statement.source_head is not None
        and is_document(told.parse, statement.source_head, told.coreference)
        and _may_be_continued(told, number)
    ]
    return before[-1] if before else of


def _of_place(*, same: bool, opens: bool, holds: bool) -> Iterator[str]:
    """Yield where the sentence stands, and whether it tells of a wish or belief itself."""
    yield "in the same paragraph" if same else "in a new paragraph"
    if opens and same:
        yield "the statement opens the paragraph"
    if holds:
        yield "tells of a wish or belief"


def _statements_by_sentence(told: Told) -> tuple[Mapping[int, int], Mapping[int, bool]]:
    """Return the statement that may be continued after each sentence, and whether a sentence with statements says something.

    Others only tell what somebody wants or believes, and may be part of what is said.
    """
    parse = told.parse
    last: dict[int, int] = {}
    spoken: dict[int, bool] = {}
    for number, statement in enumerate(told.statements):
        if statement.nested_in is not None:
            continue
        spans = [*statement.content, *statement.cue, *statement.source]
        sentences = {parse.sentence_of[token] for start, end in spans for token in range(*parse.token_range((start, end)))}
        says = statement.form in _REPORTED or (statement.attitude == "assertion" and _may_be_continued(told, number))
        for sentence in sentences:
            spoken[sentence] = says or spoken.get(sentence, False)
        if sentences and (says or max(sentences) not in last):
            last[max(sentences)] = number
    may = {sentence: number for sentence, number in last.items() if _may_be_continued(told, number)}
    return may, spoken


def _may_be_continued(told: Told, number: int) -> bool:
    statement = told.statements[number]
    said = statement.act in _SAYING and statement.attitude == "assertion" and told.probabilities[number] >= _CERTAIN
    return said and bool(told.speakers[number].name) and not statement.negated


def _paragraphs(parse: Parse, layout: Layout) -> Mapping[int, int]:
    """Return the paragraph of each sentence, by its first token; none for headline and headings."""
    found: dict[int, int] = {}
    for span in layout.paragraphs:
        if span in layout.headings or span[0] < layout.title_end:
            continue
        start, end = parse.token_range(span)
        for token in range(start, end):
            found.setdefault(parse.sentence_of[token], start)
    return found


def _mentions_by_sentence(parse: Parse, entities: DocumentEntities) -> Mapping[int, Sequence[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in entities.mentions:
        found.setdefault(parse.sentence_of[mention.start], []).append(mention)
    return found


def _of_statement(told: Told, number: int) -> Iterator[str]:
    """Yield what is seen of the statement that may go on."""
    parse, statement, speaker = told.parse, told.statements[number], told.speakers[number]
    head = statement.source_head
    yield "any"
    document = head is not None and is_document(parse, head, told.coreference)
    yield f"source: {'document' if document else speaker.kind}"
    yield f"statement is {statement.type}"
    yield f"statement: {statement.form}"
    if statement.cue:
        yield "cue behind" if statement.cue[0][0] > statement.content[0][0] else "cue before"
    yield f"statement by {statement.rule.partition('/')[0]}"


def _of_sentence(told: Told, start: int, end: int, words: int, *, same: bool) -> Iterator[str]:
    """Yield what is seen of the sentence itself."""
    parse = told.parse
    yield f"words: {next((f'to {most}' for most in _LENGTHS if words <= most), 'more')}"
    first = next((token for token in range(start, end) if parse.pos[token] not in ("PUNCT", "SPACE")), start)
    yield f"begins with {parse.lowers[first] if parse.pos[first] in _CLOSED else parse.pos[first]}"
    root = next((token for token in range(start, end) if parse.heads[token] == token and parse.pos[token] != "PUNCT"), first)
    auxiliaries = [child for child in parse.children[root] if parse.deps[child] in AUXILIARIES]
    finite = next((token for token in (*auxiliaries, root) if parse.tags[token] in FINITE), None)
    yield f"verb: {'none' if finite is None else parse.lowers[finite] if parse.tags[finite] == 'MD' else parse.tags[finite]}"
    if same and finite is not None:
        yield f"verb: {parse.tags[finite]} in the same paragraph"
    if any(parse.lemmas[child] == "have" for child in auxiliaries):
        yield "verb: have done"
    if any(parse.deps[child] in SUBJECTS and parse.tags[child] in PLURAL for child in parse.children[root]):
        yield "subject: plural"
    if any(parse.tags[token] == "CD" for token in range(start, end)):
        yield "has a number"
    if any(parse.words[token] in _MARKS and parse.words[token] in _OPEN for token in range(start, end)):
        yield "has words in marks"
    if parse.words[end - 1] == "?":
        yield "asks"
    if any(parse.tags[token] in ("PRP", "PRP$") and _person(told, token) in ("1", "2") for token in range(start, end)):
        yield "has I, we or you"


def _person(told: Told, token: int) -> str:
    pronoun = told.coreference.pronouns.get(told.parse.lowers[token])
    return pronoun.person if pronoun is not None else ""


def _of_mentions(told: Told, number: int, start: int, end: int, mentions: Sequence[Mention], *, new: bool) -> Iterator[str]:
    """Yield whom the sentence names, beside the speaker and those named in the statement."""
    parse, speaker = told.parse, told.speakers[number]
    if new:
        yield "names somebody new"
    if any(mention.kind == "person" and mention.form == "name" for mention in mentions):
        yield "names a person"
    for mention in mentions:
        if mention.entity is not None and mention.entity == speaker.entity:
            subject = any(parse.deps[token] in SUBJECTS for token in range(mention.start, mention.end))
            yield "the speaker is subject" if subject else "has the speaker"
    if any(label in ("DATE", "TIME") and start <= first < end for first, _, label in parse.names):
        yield "has a date"
        if any(label in ("DATE", "TIME") and start <= first <= start + 1 for first, _, label in parse.names):
            yield "begins with a date"
    words = _nouns(parse, start, end)
    content = {word for span in told.statements[number].content for word in _nouns(parse, *parse.token_range(span))}
    if words & content:
        yield "shares a noun with what was said"


def _nouns(parse: Parse, start: int, end: int) -> set[str]:
    return {parse.lemmas[token].lower() for token in range(start, end) if parse.tags[token] in ("NN", "NNS")}


def _of_next(told: Told, number: int, sentence: int, last_in: Mapping[int, int], paragraphs: Mapping[int, int]) -> Iterator[str]:
    """Yield what follows: the end of the paragraph, the same speaker again, another one."""
    following = sentence + 1
    same = following in paragraphs and paragraphs[following] == paragraphs[sentence]
    if not same:
        yield "ends its paragraph"
    number_of_next = last_in.get(following)
    if number_of_next is None:
        return
    entity, other = told.speakers[number].entity, told.speakers[number_of_next].entity
    if entity is not None and entity == other:
        yield "then the same speaker" if same else "then the same speaker in a new paragraph"
    elif same:
        yield "then another speaker"
