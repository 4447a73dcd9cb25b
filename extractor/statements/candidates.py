"""Building candidates: from the heads that a rule found to the words of source and cue, and what the lexicon says of the cue."""

from bisect import bisect_left

from extractor.analysis import grammar
from extractor.analysis.parse import Parse, Span
from extractor.statements import extent
from extractor.statements.edges import Range
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.model import Candidate, LicenceKind, Spans


def reported(
    parse: Parse,
    rule: str,
    content: Spans,
    entry: Cue,
    *,
    head: int,
    span: Span,
    source: int | None,
    stop: int | None = None,
    target: int | None = None,
    addressee: int | None = None,
    why: tuple[tuple[str, int], ...] = (),
    licence: LicenceKind = "first",
) -> Candidate:
    """Return a candidate with what the lexicon says of its cue ``entry``, which covers ``span`` and is headed by ``head``.

    ``source``, ``target`` and ``addressee`` are the tokens that head these parts; the source ends before the token ``stop`` when
    one is given.
    """
    at, words = (None, ()) if source is None else source_of(parse, source, head, stop=stop)
    return Candidate(
        rule=rule,
        content=content,
        cue=(span,),
        source=words,
        cue_head=head,
        cue_lemma=entry.lemma,
        source_head=at,
        act=entry.acts.get(rule, entry.act),
        attitude=entry.attitude,
        stance=entry.stance,
        target=None if target is None else extent.phrase_span(parse, target, head),
        target_head=target,
        addressee=None if addressee is None else extent.phrase_span(parse, addressee, head),
        addressee_head=addressee,
        why=why or _heads(head, source),
        licence=licence,
    )


def quoted(
    parse: Parse, lexicon: Lexicon, rule: str, content: Spans, *, cue: int, source: int | None, span: Span | None = None
) -> Candidate:
    """Return a candidate for words that the cue ``cue`` attributes; the cue covers its verb group when no ``span`` is given."""
    first, last = cue_range(parse, cue)
    if source is not None and first <= source < cue:
        first = source + 1  # a name that was read as an auxiliary: "Will wrote"
    at, words = (None, ()) if source is None else _before_content(parse, source, cue, content)
    lemma = parse.lemmas[cue]
    entry = lexicon.get("NOUN" if parse.pos[cue] == "NOUN" else "VERB", lemma)
    return Candidate(
        rule=rule,
        content=content,
        cue=(span or (parse.starts[first], parse.ends[last]),),
        source=words,
        cue_head=cue,
        cue_lemma=lemma,
        source_head=at,
        act="say" if entry is None else entry.act,
        attitude="assertion" if entry is None else entry.attitude,
        stance="neutral" if entry is None else entry.stance,
        why=_heads(cue, source),
    )


def _before_content(parse: Parse, source: int, cue: int, content: Spans) -> tuple[int, Spans]:
    """Return head and words of a source, which never goes on into what it says: 'according to Reed, "the best of all"'."""
    head, words = source_of(parse, source, cue)
    opening = next((start for start, _ in content if start > parse.starts[source]), None)
    if opening is None or opening >= words[0][1]:
        return head, words
    return source_of(parse, source, cue, stop=bisect_left(parse.starts, opening))


def _heads(cue: int, source: int | None) -> tuple[tuple[str, int], ...]:
    return (("cue", cue),) if source is None else (("cue", cue), ("source", source))


def source_of(parse: Parse, head: int, cue: int, *, stop: int | None = None) -> tuple[int, Spans]:
    """Return head and words of a source; a relative pronoun gives way to the noun that it stands for."""
    verb = parse.heads[head]
    if parse.lowers[head] in grammar.RELATIVE and parse.deps[verb] == "relcl" and parse.heads[verb] < head:
        head = parse.heads[verb]
    return head, (extent.phrase_span(parse, head, cue, stop=stop),)


def cue_range(parse: Parse, cue: int) -> Range:
    """Return first and last token of a cue: the verb group, or "according to"."""
    first, last = grammar.verb_group(parse, cue)
    if parse.lowers[cue] == "according" and last + 1 < len(parse) and parse.lowers[last + 1] == "to":
        last += 1
    return first, last
