"""Quotations below a line that says whose they are: "From the desk of Jane Roe, analyst", in the next paragraph what she said."""

from collections.abc import Iterator, Sequence

from extractor.analysis.grammar import FINITE
from extractor.analysis.parse import Parse
from extractor.statements import extent
from extractor.statements.label_evidence import NameSpan
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import MarkedText
from extractor.statements.model import Candidate

_LONGEST = 24  # tokens of the line


def find_headed(
    marked: MarkedText, lexicon: Lexicon, names: Sequence[NameSpan], standing: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield a candidate for each quotation that is a paragraph of its own below such a line, if none of the ``standing`` has it.

    The line has no verb, names one person, and begins with this person or with "from". Below another quotation it may belong to
    that one and is left alone.
    """
    parse = marked.parse
    people = [(start, end) for start, end, kind in names if kind == "PERSON"]
    alone = [number for number in range(len(marked.quotations)) if _is_alone(marked, marked.first[number], marked.last[number])]
    if not people or not alone:
        return
    # What is said inside a quotation does not tell who uttered it.
    outside = [each for each in standing if each.cue_head is None or marked.inside[each.cue_head] < 0]
    covered = extent.union([span for each in outside for span in each.content])
    for number in alone:
        quotation = marked.quotations[number]
        if any(start < quotation.end and quotation.start < end for start, end in covered):
            continue
        end = marked.previous(marked.first[number])
        begin = _line_start(marked, end)
        named = [(start, stop) for start, stop in people if begin <= start and stop <= end + 1]
        if len(named) != 1 or not _is_line(parse, begin, end, named[0], lexicon):
            continue
        above = marked.previous(begin)
        if above >= 0 and marked.inside[above] >= 0:
            continue
        start, stop = named[0]
        source = parse.starts[start], len(parse.text[: parse.ends[end]].rstrip(" .:,"))
        content = ((quotation.start, quotation.end),)
        yield Candidate("quote/headed", content, source=(source,), source_head=stop - 1, why=(("source", stop - 1),))


def _is_alone(marked: MarkedText, first: int, last: int) -> bool:
    """Return whether a quotation of one or more sentences fills its paragraph."""
    before = marked.previous(first)
    behind = next((token for token in range(last + 1, len(marked.parse)) if marked.parse.pos[token] != "SPACE"), None)
    return (
        before >= 0
        and marked.paragraph[before] == marked.paragraph[first] - 1
        and marked.ends_sentence(last)
        and (behind is None or marked.paragraph[behind] != marked.paragraph[last])
    )


def _line_start(marked: MarkedText, end: int) -> int:
    begin = end
    while (
        (before := marked.previous(begin)) >= 0 and marked.paragraph[before] == marked.paragraph[end] and end - before < _LONGEST
    ):
        begin = before
    return begin


def _is_line(parse: Parse, begin: int, end: int, name: tuple[int, int], lexicon: Lexicon) -> bool:
    if end - begin >= _LONGEST - 1 or any(parse.tags[token] in FINITE for token in range(begin, end + 1)):
        return False
    if any(parse.words[token] in (":", ";", "?", "!") for token in range(begin, end)):
        return False
    ends = name[1] == end + 1 or parse.words[name[1]] in (",", "(", ".")
    return ends and (name[0] == begin or parse.lowers[begin] in lexicon.labels.introducing)
