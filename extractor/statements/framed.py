"""Statements of the frames: what each cue word licenses, tried in the order of ``frames.toml``."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from extractor.analysis.parse import Parse
from extractor.statements import edges, extent
from extractor.statements.candidates import cue_range, reported
from extractor.statements.frames import Match, try_frames
from extractor.statements.lexicon import Cue, Lexicon, Slot
from extractor.statements.marked_text import MarkedText, is_title
from extractor.statements.model import Candidate, Miss


def find_framed(
    marked: MarkedText,
    lexicon: Lexicon,
    cues: Mapping[int, Cue],
    standing: Sequence[Candidate],
    *,
    promises: Callable[[int, Cue, str], bool] | None,
    trace: bool = False,
) -> Iterator[Candidate | Miss]:
    """Yield what each cue offers by all frames that hold for it; a cue that attributes a quotation (``standing``) offers nothing.

    Where no licensed frame holds, the others are tried; ``promises`` says which of them (token, cue, id) are worth a look, None
    that none is. With ``trace`` each frame that does not hold is told.
    """
    taken = {candidate.cue_head for candidate in standing}
    titles = {number for number in range(len(marked.quotations)) if is_title(marked, number)}
    for token, cue in cues.items():
        if marked.inside[token] in titles:
            continue  # the play “Promise Me Nothing”
        if trace and cue.quotes and token not in taken:
            yield Miss("quote", token, "a quotation beside it")
        if not cue.licences or (token in taken and not trace):
            continue
        is_empty = False  # a frame that holds and leaves no words for a content is the only one that counts
        before: list[Match] = []
        others = () if promises is None or token in taken else lexicon.open_at(cue.pos, marked.parse.deps[token])
        for found in try_frames(marked.parse, token, cue, lexicon.words, open_licences=others, promises=promises, trace=trace):
            if isinstance(found, Match) and not trace and any(_is_twin(marked.parse, found, other, lexicon) for other in before):
                continue
            offered = _candidate(marked, found, cue, cues, lexicon) if isinstance(found, Match) and not is_empty else None
            if isinstance(found, Miss):
                yield found
            elif offered is None:
                is_empty = True
                yield Miss(found.frame.id, token, "words for a content")
            else:
                before.append(found)
                yield offered


def find_cues(parse: Parse, lexicon: Lexicon) -> dict[int, Cue]:
    """Return the cue words by token.

    A participle that is an adjective is taken for one where the lexicon has it ("are concerned that").
    """
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


def _is_twin(parse: Parse, match: Match, other: Match, lexicon: Lexicon) -> bool:
    """Return whether a match has the content and source of another one of its cue, so that it offers nothing new."""
    if match.source != other.source or len(match.contents) != len(other.contents):
        return False
    return all(
        head == other_head
        and slot.manner == other_slot.manner
        and _with_complements(parse, match, head, slot, lexicon) == _with_complements(parse, other, head, other_slot, lexicon)
        for (head, slot), (other_head, other_slot) in zip(match.contents, other.contents, strict=True)
    )


def _with_complements(parse: Parse, match: Match, head: int, slot: Slot, lexicon: Lexicon) -> int:
    return edges.with_complements(parse, match.cue, parse.edges[1][head], slot, lexicon.words)


def _candidate(marked: MarkedText, match: Match, cue: Cue, cues: Mapping[int, Cue], lexicon: Lexicon) -> Candidate | None:
    """Return what a match says in words; None when no content is left."""
    parse = marked.parse
    ranges = extent.content_ranges(parse, match, lexicon.words, cues)
    subject = extent.swallowed_subject(parse, match, lexicon.words)
    if subject is not None and ranges:
        ranges[-1] = (subject, ranges[-1][1])
    if not ranges:
        return None
    offset = parse.starts[match.cue]
    content = extent.fit_quotations(parse.text, [extent.to_span(parse, part) for part in ranges], marked.quotations, offset)
    if not content:
        return None
    first, last = cue_range(parse, match.cue)
    if match.preposition == last + 1 and all(first_word != match.preposition for first_word, _ in ranges):
        last = match.preposition
    return reported(
        parse,
        match.frame.id,
        tuple(content),
        cue,
        head=match.cue,
        source=match.source,
        span=(parse.starts[first], parse.ends[last]),
        stop=subject,
        target=match.target,
        addressee=match.addressee,
        why=match.parts(),
        licence=match.licence,
    )
