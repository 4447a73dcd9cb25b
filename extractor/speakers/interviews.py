"""Interviews without labels or quotation marks: paragraphs that ask, and paragraphs that answer in the first person."""

from collections import Counter
from collections.abc import Collection, Sequence

from extractor.analysis.parse import Parse
from extractor.mentions.model import DocumentEntities

_FIRST = frozenset(("i", "me", "my", "mine", "we", "us", "our"))
_QUESTIONS = 3
_ANSWERS = 6


def find_interview(
    parse: Parse,
    document: DocumentEntities,
    paragraphs: Sequence[tuple[int, int]],
    taken: Collection[int],
    *,
    title_end: int,
) -> list[tuple[int, int, int | None]]:
    """The paragraphs of an interview as (first token, token after the last, entity that speaks); empty for other documents.

    A document is an interview when at least three paragraphs outside the tokens ``taken`` (quotations) end in a question mark and
    the others hold at least six words of the first person. The person asked is the one that headline and introduction name most;
    questions have no speaker.
    """
    asking = [
        number
        for number, (start, end) in enumerate(paragraphs)
        if end > start and parse.words[end - 1] == "?" and end - 1 not in taken
    ]
    if len(asking) < _QUESTIONS:
        return []
    begin = asking[0]
    answers = [
        (start, end) for number, (start, end) in enumerate(paragraphs) if number > begin and number not in asking and end > start
    ]
    spoken = sum(parse.lowers[token] in _FIRST for start, end in answers for token in range(start, end) if token not in taken)
    if spoken < _ANSWERS:
        return []
    asked = _person_asked(parse, document, paragraphs[begin][0], title_end)
    if asked is None:
        return []
    found: list[tuple[int, int, int | None]] = [(start, end, asked) for start, end in answers]
    found.extend((*paragraphs[number], None) for number in asking)
    return sorted(found, key=lambda paragraph: paragraph[0])


def _person_asked(parse: Parse, document: DocumentEntities, begin: int, title_end: int) -> int | None:
    """The person that headline (counted three times) and introduction name most; of equal ones the first."""
    counts: Counter[int] = Counter()
    for mention in document.mentions:
        if mention.kind == "person" and mention.entity is not None and mention.start < begin:
            counts[mention.entity] += 3 if mention.start < title_end else 1
    if not counts:
        return None
    return max(counts, key=lambda entity: counts[entity])
