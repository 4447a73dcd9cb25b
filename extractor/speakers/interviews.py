"""Interviews: who asks and who is asked, by the labels "Q" and "A", or without labels and quotation marks by paragraphs that ask
and paragraphs that answer in the first person."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from extractor.analysis.parse import Parse
from extractor.mentions.model import DocumentEntities, Mention
from extractor.statements.label_evidence import LabelKnowledge
from extractor.statements.model import Statement

_FIRST = frozenset(("i", "me", "my", "mine", "we", "us", "our"))
_SECOND = frozenset(("you", "your", "yours"))
_QUESTIONS = 3
_ANSWERS = 6
_QUOTED = 0.15
_NAMED = 0.4
_SHORT = 40
_PAIR = 2
_LONG = 120


@dataclass(frozen=True, slots=True)
class Interview:
    """Who is asked and, if the introduction says it, who asks; the paragraphs of questions and of answers as (first token, token
    after the last)."""

    asked: int
    interviewer: int | None
    questions: Sequence[tuple[int, int]]
    answers: Sequence[tuple[int, int]]


def find_interview(
    parse: Parse,
    document: DocumentEntities,
    paragraphs: Sequence[tuple[int, int]],
    taken: Collection[int],
    *,
    title_end: int,
    known: LabelKnowledge,
) -> Interview | None:
    """Return the interview that a document is, or None.

    A document is an interview when at least three paragraphs outside the tokens ``taken`` (quotations) end in a question mark, or
    one if the text before it speaks of an interview, the others hold at least six words of the first person, and little of it
    is in quotation marks. A short paragraph that turns to somebody ("you") is a question too, if it is the first one or
    holds no "I". The person asked is the one that headline and introduction name most; answers seldom name them, and a paragraph
    that does without a word in the first person is a caption.
    """
    asking = _asking(parse, paragraphs, taken, title_end)
    if not asking:
        return None
    begin = paragraphs[asking[0]][0]
    if len(asking) < _QUESTIONS and known.interview.isdisjoint(parse.lowers[:begin]):
        return None
    spoken = [
        (number, sum(parse.lowers[token] in _FIRST for token in range(start, end) if token not in taken))
        for number, (start, end) in enumerate(paragraphs)
        if number not in asking and start >= title_end
    ]
    asked = _introduced(document, begin, title_end)
    if asked is None or sum(words for _, words in spoken) < _ANSWERS or len(taken) > _QUOTED * len(parse):
        return None
    answers = [(paragraphs[number], words) for number, words in spoken if words or number > asking[0]]
    if _named_in(document, asked, [paragraph for paragraph, _ in answers]) > _NAMED * len(answers):
        return None
    said = [paragraph for paragraph, words in answers if words or not _named_in(document, asked, [paragraph])]
    return Interview(
        asked, _asker(parse, document, asked, begin, known.interview), [paragraphs[number] for number in asking], said
    )


def _asking(parse: Parse, paragraphs: Sequence[tuple[int, int]], taken: Collection[int], title_end: int) -> Sequence[int]:
    """Return the numbers of the paragraphs that are questions; empty when none ends in a question mark."""
    outside = [number for number, (start, end) in enumerate(paragraphs) if start >= title_end and end - 1 not in taken]
    marked = [number for number in outside if _asks(parse, *paragraphs[number])]
    if not marked:
        return ()
    opening = [number for number in outside if number < marked[0] and _turns(parse, *paragraphs[number])][:1]
    later = [number for number in outside if number > marked[0] and _turns(parse, *paragraphs[number], alone=True)]
    return sorted({*opening, *marked, *later})


@dataclass(frozen=True, slots=True)
class Labels:
    """Who asks and who is asked by the labels "Q" and "A", as far as the text says it, and mentions for the labels."""

    interviewer: int | None = None
    asked: int | None = None
    mentions: tuple[Mention, ...] = ()


def label_speakers(
    parse: Parse,
    document: DocumentEntities,
    statements: Iterable[Statement],
    *,
    title_tokens: int,
    author: int | None,
    known: LabelKnowledge,
) -> Labels:
    """Return who asks and who is asked by labels such as "Q" and "Answer", as ``known`` lists them.

    The interviewer is named by "Interview: X" or "talks to X", or else is the author.
    """
    labels = [
        statement.source_head
        for statement in statements
        if statement.rule == "label/transcript" and statement.source_head is not None
    ]
    asking, answering = ([token for token in labels if parse.lowers[token] in words] for words in (known.asking, known.answering))
    if not asking or not answering:
        return Labels()
    interviewer = _interviewer(parse, document, known)
    asked = _introduced(document, min(labels), title_tokens, interviewer)
    interviewer = author if interviewer is None else interviewer
    mentions = (
        Mention(token, token + 1, "", "person", "nominal", entity, "coref", origin="label")
        for tokens, entity in ((asking, interviewer), (answering, asked))
        if entity is not None
        for token in tokens
    )
    return Labels(interviewer, asked, tuple(mentions))


def _introduced(document: DocumentEntities, begin: int, title_end: int, interviewer: int | None = None) -> int | None:
    """Return the person whom headline and introduction, the tokens up to ``begin``, name most, besides the interviewer."""
    counts: Counter[int] = Counter()
    for mention in document.mentions:
        if mention.kind == "person" and mention.entity is not None and mention.start < begin and mention.origin != "byline":
            counts[mention.entity] += 3 if mention.start < title_end else 1
    counts.pop(-1 if interviewer is None else interviewer, None)
    return max(counts, key=lambda entity: counts[entity]) if counts else None


def _interviewer(parse: Parse, document: DocumentEntities, known: LabelKnowledge) -> int | None:
    """Return who asks: "Interview: X", "she talks to X"; whom "we" talked to is asked."""
    for mention in document.mentions:
        if mention.kind != "person" or mention.entity is None or mention.start < _PAIR:
            continue
        verb, joint = parse.lowers[mention.start - 2], parse.lowers[mention.start - 1]
        ours = not _FIRST.isdisjoint(parse.lowers[max(mention.start - 5, 0) : mention.start - 2])
        if (verb in known.interview and joint in (":", "by")) or (verb in known.talking and joint in ("to", "with") and not ours):
            return mention.entity
    return None


def _asks(parse: Parse, start: int, end: int) -> bool:
    """Tell whether a paragraph is a question: it ends in a question mark, and it is short or turns to somebody."""
    if end <= start or parse.words[end - 1] != "?":
        return False
    return end - start < _SHORT or (end - start < _LONG and not _SECOND.isdisjoint(parse.lowers[start:end]))


def _turns(parse: Parse, start: int, end: int, *, alone: bool = False) -> bool:
    """Tell whether a paragraph is short and turns to somebody, ``alone`` without a word on who speaks."""
    if not 0 < end - start < _SHORT:
        return False
    words = parse.lowers[start:end]
    return not _SECOND.isdisjoint(words) and not (alone and not _FIRST.isdisjoint(words))


def _asker(parse: Parse, document: DocumentEntities, asked: int, begin: int, words: frozenset[str]) -> int | None:
    """Return the one person whom a sentence of the introduction names beside the person asked when it speaks of the interview."""
    people: dict[int, set[int]] = {}
    for mention in document.mentions:
        if mention.start < begin and mention.kind == "person" and mention.entity is not None and mention.origin != "byline":
            people.setdefault(parse.sentence_of[mention.start], set()).add(mention.entity)
    for sentence, named in people.items():
        if asked in named and len(named) == _PAIR and not words.isdisjoint(parse.lowers[slice(*parse.sentences[sentence])]):
            return (named - {asked}).pop()
    return None


def _named_in(document: DocumentEntities, entity: int, paragraphs: Sequence[tuple[int, int]]) -> int:
    """Return how often paragraphs name somebody."""
    places = [mention.start for mention in document.mentions if mention.entity == entity and mention.form != "pronoun"]
    return sum(start <= place < end for place in places for start, end in paragraphs)
