"""Quotations without words of their own that attribute them: they go on with the source of what was said before."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from extractor.analysis import grammar
from extractor.statements import control, extent
from extractor.statements.candidates import quoted
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked import Marked, begins
from extractor.statements.model import Candidate
from extractor.statements.quotation_cues import quote_cue

_SHORTEST = 5  # tokens
_HEADING = 9  # a line in single marks up to this many tokens is a heading


def _is_you(marked: Marked, candidate: Candidate) -> bool:
    head = candidate.source_head
    return head is not None and marked.parse.lowers[head] == "you"


def find_floating(marked: Marked, lexicon: Lexicon, standing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield candidates for the quotations that none of the ``standing`` attributes.

    Only a quotation that opens its sentence and comes in the same paragraph as the statement before it, or at the beginning of
    the next one, is taken; anything else stays unattributed. A sentence before it that only tells who speaks ("The mayor
    agreed.") comes first.
    """
    # What is said inside a quotation does not tell who uttered it, and "you" are not who is quoted ("you think they are wrong").
    outside = [each for each in standing if each.cue_head is None or marked.inside[each.cue_head] < 0]
    placed = sorted(
        (
            (max(end for _, end in each.content + each.cue), each)
            for each in outside
            if each.source and each.rule != "quote/colon" and not _is_you(marked, each)
        ),
        key=lambda pair: pair[0],
    )
    ends = [end for end, _ in placed]
    covered = extent.union([span for each in outside for span in each.content])
    cues = {each.cue_head for each in outside}
    latest: Candidate | None = None
    for number, quotation in enumerate(marked.quotations):
        if not _is_free(marked, number):
            continue
        nearest = bisect_left(covered, (quotation.end, 0)) - 1
        if nearest >= 0 and covered[nearest][1] > quotation.start:
            continue
        before = bisect_right(ends, quotation.start) - 1
        last = placed[before][1] if before >= 0 else None
        if latest is not None and (last is None or latest.content[-1][1] > ends[before]):
            last = latest
        found = _introduced(marked, lexicon, number, cues) or _carried_on(marked, number, last)
        if found is not None:
            yield found
            latest = found


def _is_free(marked: Marked, number: int) -> bool:
    """Whether the quotation is an utterance of one or more sentences and no heading."""
    length = marked.last[number] - marked.first[number]
    if length < _SHORTEST or not begins(marked, number) or not marked.ends_sentence(marked.last[number]):
        return False
    before = marked.previous(marked.first[number])
    alone = before < 0 or marked.paragraph[before] != marked.paragraph[marked.first[number]]
    return not (marked.quotations[number].single and alone and length < _HEADING)


def _carried_on(marked: Marked, number: int, last: Candidate | None) -> Candidate | None:
    """The quotation as one of the source of ``last``, when that is near."""
    if last is None:
        return None
    parse, quotation = marked.parse, marked.quotations[number]
    anchor = max(bisect_right(parse.starts, last.content[-1][1] - 1) - 1, last.cue_head or 0)
    apart = marked.paragraphs_between(anchor, marked.first[number])
    opens = marked.previous(marked.first[number]) < 0 or apart > 0
    if apart > 1 or (apart == 1 and not opens):
        return None
    why = () if last.source_head is None else (("source", last.source_head),)
    content = ((quotation.start, quotation.end),)
    return Candidate("quote/floating", content, source=last.source, source_head=last.source_head, why=why)


def _introduced(marked: Marked, lexicon: Lexicon, number: int, cues: set[int | None]) -> Candidate | None:
    """ "The mayor agreed. "We have to wait."": the sentence before names speaker and cue and has no content of its own."""
    parse, quotation = marked.parse, marked.quotations[number]
    end = marked.before_heading(marked.previous(marked.first[number]))
    if end < 0 or marked.inside[end] >= 0 or parse.words[end] not in (".", ":"):
        return None
    if marked.paragraphs_between(end, marked.first[number]) > 1:
        return None
    first, stop = parse.sentences[parse.sentence_of[end]]
    root = next((token for token in range(first, stop) if parse.heads[token] == token and parse.pos[token] == "VERB"), None)
    if root is None or root in cues or quote_cue(parse, root, lexicon) is None or control.is_passive(parse, root):
        return None
    if any(parse.deps[kid] in ("ccomp", "xcomp", "dobj") and kid > root for kid in parse.children[root]):
        return None
    source = grammar.own_subject(parse, root)
    if source is None or marked.inside[source] >= 0:
        return None
    return quoted(parse, lexicon, "quote/introduced", ((quotation.start, quotation.end),), cue=root, source=source)
