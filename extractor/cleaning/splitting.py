"""Parting what is too long for one analysis: articles, which spaCy refuses over 1,000,000 characters, and paragraphs.

A paragraph of many thousand characters without the end of a sentence is a list, a table or an attack. As one sentence, in which
each verb has all after it as its content, it would cost time and memory with the square of its length.
"""

import re

from extractor.articles import Article

# Longest stretch of a paragraph, in code points, in which the model alone decides where sentences start.
LONGEST_STRETCH = 10_000
# The end of a sentence: after a whole word and before a capital letter, or else any mark that may be one.
_SENTENCE_ENDS = (
    re.compile(r"""(?<=[a-z]{4})[.!?…]["'”’)\]]{0,3}\s(?=["'“‘(\[]?[A-Z])"""),
    re.compile(r"""[.!?…]["'”’)\]]{0,3}\s"""),
)


def split_pieces(article: Article, limit: int) -> list[tuple[int, int]]:
    """Return the stretches of the text of at most ``limit`` code points that together cover all blocks, in text order.

    A cut is made between blocks where possible, inside a block after a sentence, else at a space, and only in a stretch without
    any at the limit itself. An article that is short enough is one piece.
    """
    text = article.text
    if len(text) <= limit:
        return [(0, len(text))]
    pieces: list[tuple[int, int]] = []
    start = end = article.blocks[0].start
    for block in article.blocks:
        if block.end - start <= limit:
            end = block.end
            continue
        if end > start:
            pieces.append((start, end))
        start = block.start
        while block.end - start > limit:
            cut = _cut(text, start, start + limit)
            pieces.append((start, cut))
            start = _skip_space(text, cut, block.end)
        end = block.end
    if end > start:
        pieces.append((start, end))
    return pieces


def forced_starts(article: Article) -> list[int]:
    """Return the places inside very long paragraphs at which a sentence must start, in order; none in ordinary articles."""
    starts = []
    for block in article.blocks:
        start = block.start
        while block.end - start > LONGEST_STRETCH:
            start = _skip_space(article.text, _cut(article.text, start, start + LONGEST_STRETCH), block.end)
            starts.append(start)
    return starts


def _cut(text: str, start: int, end: int) -> int:
    """Return the last good place before ``end``; only the second half of the stretch is looked at."""
    middle = start + (end - start) // 2
    for pattern in _SENTENCE_ENDS:
        ends = [found.end() - 1 for found in pattern.finditer(text, middle, end)]
        if ends:
            return ends[-1]
    spaces = [position for position in (text.rfind(" ", middle, end), text.rfind("\n", middle, end)) if position > start]
    return max(spaces, default=end)


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position
