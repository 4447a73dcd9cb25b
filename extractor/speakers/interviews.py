"""Who asks and who is asked in an interview, by the labels "Q" and "A"."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.analysis.parse import Parse
from extractor.mentions.model import DocumentEntities, Mention
from extractor.statements.label_evidence import LabelKnowledge
from extractor.statements.model import Statement

_FIRST = frozenset(("i", "me", "my", "mine", "we", "us", "our"))
_PAIR = 2


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
