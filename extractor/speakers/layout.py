"""The outer form of a document as pronouns need it: who utters which stretch of the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from extractor.analysis.parse import Parse
from extractor.articles import Block
from extractor.mentions.discourse import Layout, Utterance
from extractor.mentions.model import DocumentEntities
from extractor.speakers.interviews import find_interview
from extractor.statements.model import Span, Statement


def find_layout(
    parse: Parse,
    statements: Sequence[Statement],
    document: DocumentEntities,
    *,
    quotations: Sequence[Span] = (),
    blocks: Sequence[Block] = (),
) -> Layout:
    """Utterances, paragraphs, headline and sources of a document.

    ``quotations`` are the code point ranges in quotation marks, ``blocks`` the title and paragraphs. An utterance is a stretch in
    quotation marks, the content of a direct statement without marks, a turn of a transcript, or else a paragraph of an interview.
    """
    contents = [
        (start, end, statement.source_head)
        for statement in statements
        if statement.source_head is not None and statement.nested_in is None
        for start, end in statement.content
    ]
    contents.sort(key=lambda content: content[0])
    reach = list(accumulate((end for _, end, _ in contents), max))
    found = [Utterance(*token_range(parse, span), _source_of(parse, contents, reach, span)) for span in quotations]
    turns: list[int] = []
    for statement in statements:
        labelled = statement.rule == "label/transcript"
        if (labelled or statement.type == "direct") and statement.source_head is not None:
            if labelled:
                turns.append(statement.source_head)
            for span in statement.content:
                if labelled or not any(first < span[1] and span[0] < last for first, last in quotations):
                    found.append(Utterance(*token_range(parse, span), statement.source_head))
    paragraphs = [token_range(parse, (block.start, block.end)) for block in blocks]
    title_end = max((end for block, (_, end) in zip(blocks, paragraphs, strict=True) if block.kind == "title"), default=0)
    found = [utterance for utterance in found if utterance.end - utterance.start > 1]
    taken = {token for utterance in found for token in range(utterance.start, utterance.end)}
    interview = find_interview(parse, document, paragraphs, taken, title_end=title_end)
    if interview is not None:
        first = {start for start, _ in paragraphs}
        found = [
            Utterance(it.start, it.end, entity=interview.asked) if it.source is None and it.start in first else it for it in found
        ]
        found.extend(Utterance(start, end, entity=interview.asked) for start, end in interview.answers)
        found.extend(Utterance(start, end, entity=interview.interviewer) for start, end in interview.questions)
    found.sort(key=lambda utterance: (utterance.end - utterance.start, utterance.start))
    return Layout(
        utterances=found,
        paragraphs=[start for start, _ in paragraphs],
        title_end=title_end,
        asked=interview.asked if interview is not None else None,
        interviewer=interview.interviewer if interview is not None else None,
        replies=dict(pairwise(sorted(turns))),
        sources=frozenset(statement.source_head for statement in statements if statement.source_head is not None),
    )


def token_range(parse: Parse, span: Span) -> tuple[int, int]:
    """Tokens that lie in a code point range, white space at its edges left out; (first, token after the last)."""
    start, end = bisect_right(parse.ends, span[0]), bisect_left(parse.starts, span[1])
    while start < end and parse.pos[start] == "SPACE":
        start += 1
    while end > start and parse.pos[end - 1] == "SPACE":
        end -= 1
    return start, end


def _source_of(parse: Parse, contents: Sequence[tuple[int, int, int]], reach: Sequence[int], span: Span) -> int | None:
    """Source, outside of it, of the content that shares most with a stretch in quotation marks.

    ``contents`` are sorted by their starts, ``reach`` is the farthest end so far.
    """
    last = bisect_left(contents, span[1], key=lambda content: content[0])
    best, source = 0, None
    for start, end, head in contents[bisect_right(reach, span[0]) : last]:
        if span[0] < end:
            shared = min(end, span[1]) - max(start, span[0])
            if shared > best and not span[0] <= parse.starts[head] < span[1]:
                best, source = shared, head
    return source
