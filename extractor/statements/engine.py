"""All statements of a parsed document: quotations first, then the frames, then one place that decides between overlaps."""

from bisect import bisect_right
from collections.abc import Sequence

from extractor.analysis.parse import Parse
from extractor.statements import extent, syntax
from extractor.statements.conflicts import settle
from extractor.statements.frames import Match, match_cue
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.marks import Quotation, find_quotations
from extractor.statements.model import Span, Statement
from extractor.statements.quotations import Attribution, Marked, attribute_quotations, mark_tokens

_CUE_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "ADJ": "ADJ"}


def find_statements(parse: Parse, lexicon: Lexicon, *, paragraphs: Sequence[Span]) -> list[Statement]:
    """The attributed statements of a document in text order.

    ``paragraphs`` are code point ranges in text order; text outside of them (page furniture) yields no statement.
    """
    quotations = find_quotations(parse.text, paragraphs)
    marked = mark_tokens(parse, quotations, paragraphs)
    attributions = attribute_quotations(marked, lexicon)
    found = [_quoted(marked, attribution, lexicon) for attribution in attributions]
    taken = {attribution.cue for attribution in attributions if attribution.cue is not None}
    for token in range(len(parse)):
        pos = _CUE_POS.get(parse.pos[token])
        if pos is None or token in taken:
            continue
        cue = lexicon.get(pos, parse.lemmas[token])
        if cue is None or not cue.licences:
            continue
        match = match_cue(parse, token, cue)
        if match is not None:
            statement = _framed(marked, match, cue)
            if statement is not None:
                found.append(statement)
    return settle(parse, found)


def _quoted(marked: Marked, attribution: Attribution, lexicon: Lexicon) -> Statement:
    parse, quotations = marked.parse, marked.quotations
    spans = [(quotations[number].start, quotations[number].end) for number in sorted(set(attribution.quoted))]
    statement = Statement(rule=attribution.rule, content=spans)
    if attribution.start is not None:
        head = extent.trim(parse, (attribution.start, marked.last[attribution.quoted[0]]))
        if head is not None:
            first = parse.starts[head[0]]
            upto = [span for span in spans if span[0] >= first]
            merged_end = quotations[max(n for n in attribution.quoted if quotations[n].start >= first)].end
            run = _run_end(marked, attribution, first, merged_end)
            statement.content = [(first, run), *[span for span in upto if span[0] >= run]]
    statement.content = extent._union(statement.content)
    if attribution.cue is not None:
        if attribution.cue_is_colon:
            statement.cue = [(parse.starts[attribution.cue], parse.ends[attribution.cue])]
            statement.cue_lemma = ":"
        else:
            first, last = syntax.verb_group(parse, attribution.cue)
            statement.cue = [(parse.starts[first], parse.ends[last])]
            statement.cue_lemma = parse.lemmas[attribution.cue]
        statement.cue_head = attribution.cue
    if attribution.source is not None:
        statement.source_head = attribution.source
        statement.source = [
            extent.to_span(parse, extent.source_range(parse, attribution.source, attribution.cue if attribution.cue is not None else attribution.source))
        ]
    return statement


def _run_end(marked: Marked, attribution: Attribution, first: int, fallback: int) -> int:
    """End of the last quotation before the cue."""
    if attribution.cue is None:
        return fallback
    cue = marked.parse.starts[attribution.cue]
    ends = [
        marked.quotations[number].end
        for number in attribution.quoted
        if marked.quotations[number].start >= first and marked.quotations[number].end <= cue
    ]
    return max(ends, default=fallback)


def _framed(marked: Marked, match: Match, cue: Cue) -> Statement | None:
    parse = marked.parse
    ranges = extent.content_ranges(parse, match)
    if not ranges:
        return None
    offset = parse.starts[match.cue]
    content = extent.fit_quotations(parse.text, [extent.to_span(parse, part) for part in ranges], marked.quotations, offset)
    if not content:
        return None
    first, last = syntax.verb_group(parse, match.cue)
    if match.preposition is not None and match.preposition == last + 1:
        last = match.preposition
    statement = Statement(
        rule=match.frame.id,
        content=content,
        cue=[(parse.starts[first], parse.ends[last])],
        cue_head=match.cue,
        cue_lemma=cue.lemma,
        act=cue.act,
        attitude=cue.attitude,
        stance=cue.stance,
    )
    if match.source is not None:
        statement.source_head = match.source
        statement.source = [extent.to_span(parse, extent.source_range(parse, match.source, match.cue))]
    if match.target is not None:
        statement.target_head = match.target
        statement.target = extent.to_span(parse, extent.source_range(parse, match.target, match.cue))
    if match.addressee is not None:
        statement.addressee_head = match.addressee
        statement.addressee = extent.to_span(parse, extent.source_range(parse, match.addressee, match.cue))
    return statement
