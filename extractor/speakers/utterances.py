"""The step of the utterances: who says which stretch of a text in words of their own."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from extractor.analysis.grammar import FINITE, own_subject
from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse, Span
from extractor.mentions.model import DocumentEntities
from extractor.mentions.speech import Speech, Utterance
from extractor.speakers.interviews import label_speakers
from extractor.speakers.told_names import author_of
from extractor.statements.find import FoundStatements
from extractor.statements.interviews import ANSWER, QUESTION
from extractor.statements.label_evidence import LabelKnowledge
from extractor.statements.model import Statement

_QUOTED = "quote"  # how the rules for quotation marks are called
_INTERVIEW = frozenset((QUESTION, ANSWER))
_TOLD = frozenset(("ccomp", "conj", "parataxis"))  # cues in what somebody else says: "he said his captain had told him: ..."
_WHOLE = 6  # tokens, with the marks, from which on what is quoted within a quotation is no mere name or word


def find_utterances(
    parse: Parse,
    layout: Layout,
    found: FoundStatements,
    document: DocumentEntities,
    labels: LabelKnowledge,
) -> tuple[DocumentEntities, Speech]:
    """Find the utterances of a document and who is behind them; the labels "Q" and "A" become mentions.

    An utterance is a stretch in quotation marks (one inside another where somebody is quoted in it), the content of a direct
    statement without marks, or a turn of a transcript or an interview. Of several that hold a token the
    shortest comes first.
    """
    statements, author = found.statements, author_of(document)
    quotations = [(quotation.start, quotation.end) for quotation in found.quotations]
    asked_by = label_speakers(parse, document, statements, title_tokens=layout.title_tokens, author=author, known=labels)
    document = document.adding(asked_by.mentions) if asked_by.mentions else document
    utterances = [*_in_marks(parse, found, quotations), *_without_marks(parse, statements, quotations)]
    utterances = [utterance for utterance in utterances if utterance.end - utterance.start > 1]
    asked, interviewer = asked_by.asked, asked_by.interviewer
    if any(statement.rule == ANSWER for statement in statements):
        asked, interviewer = (_behind(document, statements, rule) for rule in (ANSWER, QUESTION))
        first = {start for start, _ in layout.blocks}
        utterances = [
            Utterance(it.start, it.end, entity=asked) if it.source is None and it.start in first else it for it in utterances
        ]
        utterances.extend(_of_interview(parse, statements, {ANSWER: asked, QUESTION: interviewer}))
    utterances.sort(key=lambda utterance: (utterance.end - utterance.start, utterance.start))
    return document, Speech(
        utterances=tuple(utterances),
        sources=frozenset(statement.source_head for statement in statements if statement.source_head is not None),
        voices=frozenset(_voices(parse, found)),
        asked=asked,
        author=author,
        interviewer=interviewer,
        inner=frozenset(_of_others(parse, found)),
        replies=dict(pairwise(sorted(_turns(statements)))),
        reported=tuple(sorted(_reported(parse, statements), key=lambda content: (content.end - content.start, content.start))),
    )


def _voices(parse: Parse, found: FoundStatements) -> Iterator[int]:
    """Yield the subjects of verbs that can introduce a quotation, also where nothing was found that they report."""
    for token, cue in found.cues.items():
        if cue.pos == "VERB" and cue.quotes and parse.tags[token] in FINITE:
            subject = own_subject(parse, token)
            if subject is not None:
                yield subject


def _turns(statements: Sequence[Statement]) -> list[int]:
    """Return the tokens that head the labels of a transcript."""
    labels = (statement.source_head for statement in statements if statement.rule == "label/transcript")
    return [head for head in labels if head is not None]


def _in_marks(parse: Parse, found: FoundStatements, quotations: Sequence[Span]) -> Iterator[Utterance]:
    contents = _Contents.of(parse, found.statements)
    for statement in found.statements:
        if statement.nested_in is not None and statement.rule.startswith(_QUOTED):
            told = statement.cue_head is not None and parse.deps[statement.cue_head] in _TOLD
            for start, end in statement.content:
                if told or any(first < start and end < last for first, last in quotations):
                    yield Utterance(*parse.token_range((start, end)), statement.source_head)
    yield from (Utterance(*parse.token_range(span), contents.source_of(span)) for span in quotations)


def _of_others(parse: Parse, found: FoundStatements) -> Iterator[int]:
    """Yield the tokens of what is quoted within quotations."""
    for inner in found.nested:
        start, end = parse.token_range((inner.start, inner.end))
        yield from range(start, end if end - start >= _WHOLE else start)


def _without_marks(parse: Parse, statements: Sequence[Statement], quotations: Sequence[Span]) -> Iterator[Utterance]:
    for statement in statements:
        labelled = statement.rule == "label/transcript"
        if statement.rule not in _INTERVIEW and (labelled or statement.type == "direct") and statement.source_head is not None:
            for span in statement.content:
                if labelled or not any(first < span[1] and span[0] < last for first, last in quotations):
                    yield Utterance(*parse.token_range(span), statement.source_head)


def _of_interview(parse: Parse, statements: Sequence[Statement], people: Mapping[str, int | None]) -> Iterator[Utterance]:
    """Yield the questions and answers of an interview without labels, each with who is behind its rule."""
    for statement in statements:
        if statement.rule in people:
            yield from (Utterance(*parse.token_range(span), entity=people[statement.rule]) for span in statement.content)


def _behind(document: DocumentEntities, statements: Sequence[Statement], rule: str) -> int | None:
    """Return whose name is the source of the statements of a rule."""
    head = next((statement.source_head for statement in statements if statement.rule == rule), None)
    if head is None:
        return None
    return next((mention.entity for mention in document.mentions if mention.start <= head < mention.end), None)


def _reported(parse: Parse, statements: Sequence[Statement]) -> Iterator[Utterance]:
    for statement in statements:
        if statement.type != "direct" and statement.source_head is not None:
            for span in statement.content:
                yield Utterance(*parse.token_range(span), statement.source_head)


@dataclass(frozen=True, slots=True)
class _Contents:
    """The contents of statements that no other holds, as (start, end, head of the source), sorted; ``reach`` is the farthest end
    so far."""

    parse: Parse
    spans: Sequence[tuple[int, int, int]]
    reach: Sequence[int]

    @classmethod
    def of(cls, parse: Parse, statements: Sequence[Statement]) -> "_Contents":
        spans = [
            (start, end, statement.source_head)
            for statement in statements
            if statement.source_head is not None and statement.nested_in is None
            for start, end in statement.content
        ]
        spans.sort(key=lambda content: content[0])
        return cls(parse, spans, list(accumulate((end for _, end, _ in spans), max)))

    def source_of(self, span: Span) -> int | None:
        """Return the source, outside of it, of the content that shares most with a stretch in quotation marks."""
        last = bisect_left(self.spans, span[1], key=lambda content: content[0])
        best, source = 0, None
        for start, end, head in self.spans[bisect_right(self.reach, span[0]) : last]:
            if span[0] < end:
                shared = min(end, span[1]) - max(start, span[0])
                if shared > best and not span[0] <= self.parse.starts[head] < span[1]:
                    best, source = shared, head
        return source
