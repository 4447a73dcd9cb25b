"""Parting an article that is too long for one analysis; spaCy refuses texts of more than 1,000,000 characters."""

import re

from extractor.articles import Article

_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]{0,3}\s""")


def split_pieces(article: Article, limit: int) -> list[tuple[int, int]]:
    """Stretches of the text of at most ``limit`` code points that together cover all blocks, in text order.

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


def _cut(text: str, start: int, end: int) -> int:
    """The last good place before ``end``; only the second half of the stretch is looked at."""
    middle = start + (end - start) // 2
    ends = [found.end() - 1 for found in _SENTENCE_END.finditer(text, middle, end)]
    if ends:
        return ends[-1]
    spaces = [position for position in (text.rfind(" ", middle, end), text.rfind("\n", middle, end)) if position > start]
    return max(spaces, default=end)


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position
