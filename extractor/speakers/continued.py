"""Sentences without a cue that go on with what somebody has said: "X said the dam is old. It was built in 1950."

A sentence of the narrator after a statement is offered as long as nobody else speaks; what is seen of it is weighed
(``models/en/continued_weights.csv``), and what is likely enough becomes a statement of the same speaker.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse
from extractor.mentions.model import DocumentEntities, Mention
from extractor.resources import Models
from extractor.speakers.continued_evidence import Told, of_content, of_mentions, of_next, of_place, of_sentence, of_statement
from extractor.speakers.documents import is_document
from extractor.statements.weights import StatementWeights, load_statement_weights

FILE = "en/continued_weights.csv"
RULE = "continued"
# Less likely ones are not taken.
LEAST = 0.6
_LEAST_ODDS = log(LEAST / (1 - LEAST))
# A statement that is less likely right is not gone on with.
_CERTAIN = 0.65
_FARTHEST = 4  # sentences after the statement
_SAYING = frozenset(("say", "claim", "accuse", "deny", "confirm", "warn", "criticize", "praise"))
_REPORTED = frozenset(("clause", "quotation"))
_SHORTEST = 4  # words of a sentence
_LONG = 8  # sentences of a paragraph
_BULLETS = frozenset(("-", "•", "*", "–", "—", "·", "▪", "●"))


@dataclass(frozen=True, slots=True)
class Continued:
    """A sentence (tokens ``start`` to ``end``, exclusive) that may go on with the statement of the number ``of``.

    ``evidence`` is what was seen of it, ``probability`` how likely it does; ``distance`` counts the sentences since.
    """

    start: int
    end: int
    of: int
    evidence: tuple[str, ...]
    probability: float
    distance: int


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
    lengths = Counter(paragraphs.values())
    mentions = _mentions_by_sentence(parse, told.entities)
    seen_before: set[int] = set()
    of: int | None = None
    listing: int | None = None  # the statement that a list goes on with
    distance, before, paragraph, opens = 0, "", -1, False
    for sentence, (start, end) in enumerate(parse.sentences):
        here = {mention.entity for mention in mentions.get(sentence, ()) if mention.entity is not None}
        new = {told.entities.entities[entity].kind for entity in here - seen_before}
        seen_before |= here
        first = paragraphs.get(sentence)
        if first is None:  # headline, heading, furniture
            of = None
            continue
        listed = parse.words[start] in _BULLETS
        if listed and listing is not None and not spoken.get(sentence):
            of, distance, before = listing, 0, ""
        if spoken.get(sentence):
            of, distance, before, paragraph = last_in.get(sentence), 0, "", first
            opens = paragraphs.get(sentence - 1) != first
            continue
        if _ends_with_colon(parse, start, end):
            of = listing = _introduced(told, of, start, end)
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
            *of_statement(told, of),
            *(
                ["in a list"]
                if listed
                else of_place(same=first == paragraph, long=lengths[first] > _LONG, opens=opens, holds=sentence in spoken)
            ),
            *([] if listed else [f"distance: {distance}", *([f"behind {before} one"] if before else [])]),
            *of_sentence(told, start, end, words, same=first == paragraph and lengths[first] <= _LONG),
            *of_content(told, of, start, end),
            *of_mentions(told, of, start, end, mentions.get(sentence, ()), new=new),
            *of_next(told, of, sentence, last_in, paragraphs),
        ]
        probability = weights.probability(evidence)
        yield Continued(start, end, of, tuple(dict.fromkeys(evidence)), probability, distance)
        likely = probability >= LEAST
        before, paragraph = ("a likely", first) if likely else ("an unlikely", paragraph)


def without_gaps(found: Iterable[Continued]) -> Iterator[Continued]:
    """Yield those that are taken: of the sentences behind a statement the first ones, as long as they are likely together.

    Who is quoted without a cue is not left and taken up again, so that no sentence is taken behind one that is not.
    """
    runs: list[list[Continued]] = []
    for each in found:
        if each.distance == 1:
            runs.append([])
        runs[-1].append(each)
    for run in runs:
        gains = [log(each.probability / (1 - each.probability)) - _LEAST_ODDS for each in run]
        sums = list(accumulate(gains))
        best = max(range(len(run)), key=sums.__getitem__)
        if sums[best] >= 0.0:
            yield from run[: best + 1]


def _ends_with_colon(parse: Parse, start: int, end: int) -> bool:
    last = next((token for token in range(end - 1, start - 1, -1) if parse.pos[token] != "SPACE"), start)
    return parse.words[last] == ":"


def _introduced(told: Told, of: int | None, start: int, end: int) -> int | None:
    """Return the statement that a list goes on with: the last one of a document if its introduction speaks of one, that of a
    report rather than of figures if it speaks of a report."""
    parse = told.parse
    named = {parse.lemmas[token] for token in range(start, end) if is_document(parse, token, told.coreference)}
    if not named:
        return of
    before = [
        (parse.lemmas[statement.source_head] in named, number)
        for number, statement in enumerate(told.statements)
        if statement.content[0][0] < parse.starts[start]
        and statement.source_head is not None
        and is_document(parse, statement.source_head, told.coreference)
        and _may_be_continued(told, number)
    ]
    return max(before)[1] if before else of


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
