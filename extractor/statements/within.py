"""Quotations inside a clause that the parse does not join to its cue: they belong to what the nearest cue before them reports.

"Petrov called the bridge “an old dream”": marks lead the parser astray, so that the content ends before them or is not found.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements import control, extent
from extractor.statements.candidates import quoted
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import MarkedText, begins
from extractor.statements.model import Candidate

_FARTHEST = 8  # words between the cue, or the content found, and the quotation
_SHORTEST = 4  # words of a quotation that makes a statement or lengthens a clause
_NAMING = ("object-predicate", "object-renamed", "object-as", "object", "object-preposition")
_REPORTING = ("object-predicate", "object-renamed", "object-as")
_FOLLOWING = ("ADP", "AUX", "VERB", "PART", "NOUN")
_BREAKS = frozenset((".", "!", "?", ";"))


def find_within(marked: MarkedText, lexicon: Lexicon, standing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield longer forms of the ``standing`` that end before a quotation they belong to, and what none of them reports."""
    outside = [each for each in standing if each.cue_head is None or marked.inside[each.cue_head] < 0]
    covered = extent.union([span for each in outside for span in each.content])
    before = {each.cue_head: each for each in standing if each.cue_head is not None}
    by_cue = dict(before)
    seen: tuple[int, int | None] = (-1, None)
    for number, quotation in enumerate(marked.quotations):
        nearest = bisect_left(covered, (quotation.end, 0)) - 1
        if (nearest >= 0 and covered[nearest][1] > quotation.start) or begins(marked, number):
            continue
        cue = _cue_before(marked, lexicon, marked.first[number], seen)
        seen = marked.first[number], cue
        if cue is None:
            continue
        known = by_cue.get(cue)
        if known is None:
            found = _new(marked, lexicon, cue, number)
            if found is not None:
                by_cue[cue] = found
        elif _goes_on(marked, known, number):
            content = extent.union([*known.content[:-1], (known.content[-1][0], _closing(marked, number))])
            by_cue[cue] = replace(known, content=tuple(content), extends=before.get(cue))
    return (candidate for cue, candidate in by_cue.items() if candidate is not before.get(cue))


def _cue_before(marked: MarkedText, lexicon: Lexicon, token: int, seen: tuple[int, int | None]) -> int | None:
    """Return the nearest cue verb before ``token`` in its sentence, outside of marks; ``seen`` is a token before it with its
    cue."""
    parse = marked.parse
    first = parse.sentences[parse.sentence_of[token]][0]
    for before in range(token - 1, first - 1, -1):
        if before < seen[0] <= token:
            return seen[1]
        if parse.words[before] in _BREAKS:
            return None
        if marked.inside[before] < 0 and parse.pos[before] == "VERB" and lexicon.get("VERB", parse.lemmas[before]) is not None:
            return before
    return None


def _new(marked: MarkedText, lexicon: Lexicon, cue: int, number: int) -> Candidate | None:
    """Return what stands between the cue and the end of the quotation, when the cue has a subject."""
    parse = marked.parse
    first, last = grammar.verb_group(parse, cue)
    between = _words(parse, last + 1, marked.first[number])
    if between > _FARTHEST or _words(parse, marked.first[number], marked.last[number] + 1) < _SHORTEST:
        return None
    entry = lexicon.get("VERB", parse.lemmas[cue])
    utters = entry is not None and entry.quotes and parse.tags[cue] != "VB"
    if entry is None or not (utters or any(each.frame.id in _REPORTING for each in entry.licences)):
        return None
    source = control.subject(parse, cue, lexicon.words)
    if source is None or control.is_passive(parse, cue) or parse.lowers[source] in ("it", "that", "there"):
        return None
    content = (parse.starts[_opening(parse, last + 1, marked.first[number])], _closing(marked, number))
    span = (parse.starts[first], parse.ends[last])
    return quoted(parse, lexicon, "quote/within", (content,), cue=cue, source=source, span=span)


def _opening(parse: Parse, token: int, stop: int) -> int:
    """Return the conjunction "that" when it stands before the quotation, else ``token``."""
    return next((each for each in range(token, stop) if parse.lowers[each] == "that" and parse.tags[each] == "IN"), token)


def _closing(marked: MarkedText, number: int) -> int:
    """End of the quotation with the words that follow without a mark ("“a step forward” in the talks")."""
    parse, token = marked.parse, marked.last[number] + 1
    if token >= len(parse) or parse.pos[token] not in _FOLLOWING:
        return marked.quotations[number].end
    while token < len(parse) and parse.pos[token] not in ("PUNCT", "SPACE", "CCONJ") and marked.inside[token] < 0:
        token += 1
    return parse.ends[token - 1]


def _goes_on(marked: MarkedText, candidate: Candidate, number: int) -> bool:
    """Return whether the content of a candidate goes on with the quotation a few words behind it."""
    parse = marked.parse
    start, end = candidate.content[-1]
    if start > marked.quotations[number].start or candidate.rule.startswith(("quote/", "label/")):
        return False
    between = _words(parse, bisect_left(parse.starts, end), marked.first[number])
    if candidate.rule in _NAMING:
        return between <= _FARTHEST
    return 0 < between <= _FARTHEST and _words(parse, marked.first[number], marked.last[number] + 1) >= _SHORTEST


def _words(parse: Parse, start: int, stop: int) -> int:
    return sum(parse.pos[token] not in ("PUNCT", "SPACE") for token in range(start, stop))
