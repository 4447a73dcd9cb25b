"""Texts that are longer than any article, handed over in parts: the memory of a run does not depend on its longest file."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.articles import RawDocument

# Characters of the longest text that is taken for one document, and of a part of a longer one.
LONGEST, PART = 4_000_000, 200_000
# Where a text is cut, the best place first: between paragraphs, lines or words.
_CUTS = ("\n\n", "\n", " ")


def in_parts(document: RawDocument) -> Iterator[RawDocument]:
    """Yield a document, or the parts of one that is too long, numbered as its records and with a warning each."""
    if len(document.text) <= LONGEST:
        yield document
        return
    parts = list(_parts(document.text))
    for number, text in enumerate(parts, 1):
        warning = f"part {number} of {len(parts)} of a text that is too long for one document"
        yield replace(document, text=text, blocks=(), record=str(number), warnings=(*document.warnings, warning))


def _parts(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > PART:
        end = next((place + len(cut) for cut in _CUTS if (place := text.rfind(cut, start, start + PART)) > start), start + PART)
        yield text[start:end]
        start = end
    yield text[start:]
