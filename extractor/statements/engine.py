"""All statements of a parsed document: quotations first, then the frames, then one place that decides between overlaps."""

from collections.abc import Container, Sequence

from extractor.analysis.parse import Parse
from extractor.statements import extent, syntax
from extractor.statements.attachment import correct
from extractor.statements.blocks import find_blocks
from extractor.statements.conflicts import settle
from extractor.statements.details import complete
from extractor.statements.extent import Range
from extractor.statements.floating import find_floating
from extractor.statements.frames import Match, match_cue
from extractor.statements.label_evidence import NameSpan
from extractor.statements.labels import find_labelled
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.marked import Attribution, Marked, mark_tokens
from extractor.statements.marks import Quotation, find_quotations
from extractor.statements.model import Span, Statement
from extractor.statements.quotations import attribute_quotations
from extractor.statements.tails import Tail, find_tails
from extractor.statements.within import join_quotations


def find_statements(
    parse: Parse,
    lexicon: Lexicon,
    *,
    paragraphs: Sequence[Span],
    quotations: Sequence[Quotation] | None = None,
    names: Sequence[NameSpan] | None = None,
    title_end: int = 0,
) -> list[Statement]:
    """The attributed statements of a document in text order.

    ``paragraphs`` are code point ranges in text order; text outside of them (page furniture) yields no statement. ``quotations``
    are those of ``find_quotations``, made here when not given, as ``names`` are those of the parse; ``title_end`` is the code
    point after the headline (0: none).
    """
    if quotations is None:
        quotations = find_quotations(parse.text, paragraphs)
    names = parse.names if names is None else names
    parse = correct(parse, lexicon)
    marked = mark_tokens(parse, quotations, paragraphs)
    attributions = attribute_quotations(marked, lexicon)
    found = [_quoted(marked, attribution, lexicon) for attribution in attributions]
    taken = {attribution.cue for attribution in attributions if attribution.cue is not None}
    cues = _find_cues(parse, lexicon)
    for token, cue in cues.items():
        match = match_cue(parse, token, cue, lexicon.words) if cue.licences and token not in taken else None
        statement = _framed(marked, match, cue, cues, lexicon) if match is not None else None
        if statement is not None:
            found.append(statement)
    used = taken | {statement.cue_head for statement in found if statement.cue_head is not None}
    found.extend(_told(marked, tail) for tail in find_tails(marked, lexicon, used, title_end=title_end))
    found.extend(join_quotations(marked, lexicon, found))
    found.extend(find_labelled(parse, paragraphs, quotations, lexicon, names=names, title_end=title_end))
    for cue_token, source, span in find_blocks(marked, lexicon, paragraphs):
        block = _quoted(marked, Attribution("quote/block", [], cue_token, source), lexicon)
        block.content = [span]
        found.append(block)
    found.extend(find_floating(marked, lexicon, attributions, found))
    for statement in found:
        complete(parse, statement, lexicon, quotations)
    return settle(parse, found)


def _find_cues(parse: Parse, lexicon: Lexicon) -> dict[int, Cue]:
    """Cue words by token; a participle that is an adjective is taken for one where the lexicon has it ("are concerned that")."""
    adjectives = {}
    for token in parse.with_tag("VBN"):
        if parse.deps[token] == "acomp" and parse.pos[token] in lexicon.by_tag:
            cue = lexicon.get("ADJ", parse.lowers[token])
            if cue is not None:
                adjectives[token] = cue
    found = {}
    lemmas, known = parse.lemmas, lexicon.lemmas
    for token in [token for token, lemma in enumerate(lemmas) if lemma in known]:
        cue = lexicon.by_tag.get(parse.pos[token], {}).get(lemmas[token])
        if cue is not None:
            found[token] = cue
    return dict(sorted({**found, **adjectives}.items())) if adjectives else found


def _quoted(marked: Marked, attribution: Attribution, lexicon: Lexicon) -> Statement:
    parse, quotations = marked.parse, marked.quotations
    spans = [(quotations[number].start, quotations[number].end) for number in sorted(set(attribution.quoted))]
    statement = Statement(rule=attribution.rule, content=spans)
    if attribution.start is not None:
        statement.content = [(parse.starts[attribution.start], _run_end(marked, attribution)), *spans]
    statement.content = extent.union(statement.content)
    if attribution.cue is not None:
        if attribution.cue_is_colon:
            statement.cue = [(parse.starts[attribution.cue], parse.ends[attribution.cue])]
            statement.cue_lemma = ":"
        else:
            first, last = _cue_range(parse, attribution.cue)
            if attribution.source is not None and first <= attribution.source < attribution.cue:
                first = attribution.source + 1  # a name that was read as an auxiliary: "Will wrote"
            statement.cue = [(parse.starts[first], parse.ends[last])]
            statement.cue_lemma = parse.lemmas[attribution.cue]
        statement.cue_head = attribution.cue
    if attribution.source is not None:
        _set_source(parse, statement, attribution.source, attribution.cue if attribution.cue is not None else attribution.source)
    return statement


def _told(marked: Marked, tail: Tail) -> Statement:
    parse = marked.parse
    words = extent.trim(parse, (tail.first, tail.last)) or (tail.first, tail.last)
    content = extent.fit_quotations(parse.text, [extent.to_span(parse, words)], marked.quotations, parse.starts[tail.cue])
    first, last = _cue_range(parse, tail.cue)
    statement = _reported("clause/tail", content, tail.entry, head=tail.cue, span=(parse.starts[first], parse.ends[last]))
    _set_source(parse, statement, tail.source, tail.cue)
    return statement


def _reported(rule: str, content: list[Span], cue: Cue, *, head: int, span: Span) -> Statement:
    """A statement with what the lexicon says of its cue, which stands at ``span`` with the token ``head`` as its head."""
    return Statement(
        rule=rule,
        content=content,
        cue=[span],
        cue_head=head,
        cue_lemma=cue.lemma,
        act=cue.acts.get(rule, cue.act),
        attitude=cue.attitude,
        stance=cue.stance,
    )


def _set_source(parse: Parse, statement: Statement, head: int, cue: int, *, stop: int | None = None) -> None:
    """Give the statement its source; a relative pronoun gives way to the noun that it stands for."""
    verb = parse.heads[head]
    if parse.lowers[head] in syntax.RELATIVE and parse.deps[verb] == "relcl" and parse.heads[verb] < head:
        head = parse.heads[verb]
    statement.source_head = head
    statement.source = [extent.phrase_span(parse, head, cue, stop=stop)]


def _cue_range(parse: Parse, cue: int) -> Range:
    """First and last token of a cue: the verb group, or "according to"."""
    first, last = syntax.verb_group(parse, cue)
    if parse.lowers[cue] == "according" and last + 1 < len(parse) and parse.lowers[last + 1] == "to":
        last += 1
    return first, last


def _run_end(marked: Marked, attribution: Attribution) -> int:
    """End of the content before the cue: that of the last quotation there, else that of the words before the cue's clause."""
    parse, quotations, token = marked.parse, marked.quotations, attribution.cue or 0
    cue = parse.starts[token]
    ends = [quotations[number].end for number in attribution.quoted if quotations[number].start < cue]
    if attribution.stop is not None:
        return parse.ends[marked.previous(attribution.stop)]
    if ends:
        return max(ends)
    first = parse.edges[0][attribution.source] if attribution.source is not None else token
    words = extent.trim(parse, (attribution.start or 0, min(first, token) - 1))
    return parse.ends[words[1]] if words else cue


def _framed(marked: Marked, match: Match, cue: Cue, cues: Container[int], lexicon: Lexicon) -> Statement | None:
    parse = marked.parse
    ranges = extent.content_ranges(parse, match, lexicon.words, cues)
    subject = extent.swallowed_subject(parse, match)
    if subject is not None and ranges:
        ranges[-1] = (subject, ranges[-1][1])
    if not ranges:
        return None
    offset = parse.starts[match.cue]
    content = extent.fit_quotations(parse.text, [extent.to_span(parse, part) for part in ranges], marked.quotations, offset)
    if not content:
        return None
    first, last = _cue_range(parse, match.cue)
    if match.preposition == last + 1 and all(first_word != match.preposition for first_word, _ in ranges):
        last = match.preposition
    statement = _reported(match.frame.id, content, cue, head=match.cue, span=(parse.starts[first], parse.ends[last]))
    if match.source is not None:
        _set_source(parse, statement, match.source, match.cue, stop=subject)
    if match.target is not None:
        statement.target_head = match.target
        statement.target = extent.phrase_span(parse, match.target, match.cue)
    if match.addressee is not None:
        statement.addressee_head = match.addressee
        statement.addressee = extent.phrase_span(parse, match.addressee, match.cue)
    return statement
