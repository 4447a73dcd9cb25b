"""LexisNexis as web pages: every field a division of its own, centred or at the left, with labels in capitals."""

import re
from collections.abc import Iterator

from lxml import etree

from extractor.readers.collections.base import Announced, Collection, Entry, Line, marks
from extractor.readers.collections.lexisnexis import split_lexisnexis
from extractor.readers.collections.trees import line_texts

_CENTRED = re.compile(r"\.(?P<name>[\w-]+)\s*\{[^}]*text-align:\s*center", re.IGNORECASE)


def split_lexis_html(page: etree._Element) -> Iterator[Entry | Announced]:
    """Yield the documents, as those of the plain text: a division is a block of lines, a centred one is indented."""
    return split_lexisnexis(_lines(page))


def _lines(page: etree._Element) -> Iterator[Line]:
    centred = {name.casefold() for style in page.iter("style") for name in _CENTRED.findall(style.text or "")}
    for division in page.iter("div"):
        if next(division.iterdescendants("div"), None) is not None:
            continue  # a frame round others
        classes = {name.casefold() for part in division.iter("div", "p") for name in (part.get("class") or "").split()}
        indent = " " * 20 if classes & centred or (division.get("align") or "").casefold() == "center" else ""
        for text in line_texts(division):
            yield Line(indent + text, whole=True)
            if not indent:
                yield Line("", whole=True)
        yield Line("", whole=True)


LEXIS_HTML = Collection(
    "lexis_html",
    "LexisNexis",
    "html",
    marks(
        r"""<A NAME=["']?DOC_ID_\d""",
        r"<DOC NUMBER=\d",
        r">(?:[A-Z]+ - )?\d+ of \d+ DOCUMENTS?<",
        r">LENGTH:\s*<|>LOAD-DATE:\s*<",
        r"<!-- Hide XML section from browser",
    ),
    split_lexis_html,
)
