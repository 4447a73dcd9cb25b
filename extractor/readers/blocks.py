"""Text with the structure that its container marked."""

from collections.abc import Iterable

from extractor.articles import Block, BlockKind


def join_blocks(pieces: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """Return the pieces that are not blank, trimmed and joined by blank lines, and where each of them stands."""
    texts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for kind, piece in pieces:
        text = piece.strip()
        if text:
            blocks.append(Block(position, position + len(text), kind))
            texts.append(text)
            position += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)
