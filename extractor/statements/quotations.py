"""Direct and mixed quotations: which words attribute a stretch in quotation marks.

Marks decide the extent, not the parse. For each quotation the words after it ("..., she said") and before it ("She said:
...") are searched for a cue that licenses quotations; what follows "he said." in the same paragraph belongs to the same
statement.
"""

from collections.abc import Iterator
from dataclasses import replace

from extractor.statements import extent
from extractor.statements.after import find_after, introduces_next
from extractor.statements.before import find_before, find_continued
from extractor.statements.candidates import quoted, source_of
from extractor.statements.credits import find_credit
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import Attribution, MarkedText, has_words
from extractor.statements.model import Candidate


def find_quoted(marked: MarkedText, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield the quotations that words beside them attribute, in text order."""
    return (_candidate(marked, attribution, lexicon) for attribution in attribute_quotations(marked, lexicon))


def attribute_quotations(marked: MarkedText, lexicon: Lexicon) -> list[Attribution]:
    """Return the attributions of all quotations that are utterances, in text order; scare quotes and titles are left alone."""
    found: list[Attribution] = []
    place_of: dict[int, int] = {}
    for number in range(len(marked.quotations)):
        if not has_words(marked, number):
            continue
        # What introduces the next quotation does not attribute this one: Lee said: "A." Cole replied: "B."
        attribution = (
            (None if introduces_next(marked, number) else find_after(marked, lexicon, number))
            or find_credit(marked, number)
            or find_before(marked, lexicon, number, found)
            or find_continued(marked, number, found)
        )
        if attribution is None:
            continue
        place = place_of.setdefault(attribution.cue, len(found))
        if place == len(found):
            found.append(attribution)
        else:
            found[place] = _merged(found[place], attribution)
    return _with_beginnings(marked, found)


def _with_beginnings(marked: MarkedText, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions with the paragraphs before them, when the words that attribute a quotation come only in a later
    one."""
    attributed = {number for each in found for number in each.quoted}
    return [replace(each, quoted=(*_beginnings(marked, each.quoted[0], attributed), *each.quoted)) for each in found]


def _beginnings(marked: MarkedText, number: int, attributed: set[int]) -> list[int]:
    earlier: list[int] = []
    before = marked.quotations[number].continues
    while before is not None and before not in attributed:
        earlier.insert(0, before)
        before = marked.quotations[before].continues
    return earlier


def _merged(first: Attribution, further: Attribution) -> Attribution:
    """Return one attribution of the quotations of two with the same cue."""
    starts = [each.start for each in (first, further) if each.start is not None]
    quoted = tuple(dict.fromkeys((*first.quoted, *further.quoted)))
    return replace(first, quoted=quoted, start=min(starts, default=None), leads=(*first.leads, *further.leads))


def _candidate(marked: MarkedText, found: Attribution, lexicon: Lexicon) -> Candidate:
    """Return the quotations of an attribution, and the words before them that belong to the content."""
    parse, quotations = marked.parse, marked.quotations
    spans = [(quotations[number].start, quotations[number].end) for number in sorted(set(found.quoted))]
    for lead in found.leads:
        spans.append(
            (parse.starts[lead], next(quotations[number].start for number in found.quoted if marked.first[number] > lead))
        )
    if found.rest is not None:
        spans.append(extent.to_span(parse, found.rest))
    spans.sort()
    if found.start is not None:
        spans = [(parse.starts[found.start], _end_before_cue(marked, found)), *spans]
    content = tuple(extent.union(spans))
    if not found.cue_is_colon and found.mark is None:
        return quoted(parse, lexicon, found.rule, content, cue=found.cue, source=found.source)
    last = found.cue if found.mark is None else found.cue - 1  # a dash may be no token
    head, source = (None, ()) if found.source is None else source_of(parse, found.source, last, stop=found.stop)
    sign = found.mark or (parse.starts[found.cue], parse.ends[found.cue])
    return Candidate(found.rule, content, (sign,), source, found.cue, ":", head, why=(("cue", found.cue),))


def _end_before_cue(marked: MarkedText, found: Attribution) -> int:
    """End of the content before the cue: that of the last quotation there, else that of the words before the cue's clause."""
    parse, quotations, token = marked.parse, marked.quotations, found.cue
    cue = parse.starts[token]
    if found.stop is not None:
        return parse.ends[marked.previous(found.stop)]
    ends = [quotations[number].end for number in found.quoted if quotations[number].start < cue]
    if ends:
        return max(ends)
    first = parse.edges[0][found.source] if found.source is not None else token
    words = extent.trim(parse, (found.start or 0, min(first, token) - 1))
    return parse.ends[words[1]] if words else cue
