"""The outer form of an article: where sentences must start, what may hold statements, where the headline ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from extractor.analysis.parse import Parse, Span
from extractor.articles import Article, Block

# A name before a colon, and no quotation after it: "MS. HALE: ...", "Hale (through translator): ...", "#Pier: ...".
_LABEL = re.compile(
    r"[*_]{0,3}(?:[#@]\w+|(?:[A-Z][\w.'’&/-]*\s){0,5}[A-Z][\w.'’&/-]*(?:,[^:.!?\n]{1,80})?(?:\s[(\[][^)\]:\n]{1,60}[)\]])?)"
    r":[*_]{0,3}\s(?=[\w(])"
)
# The network X at the end of a sentence, which looks like somebody's initial: "she wrote on X. Residents ..."
_NETWORK = re.compile(r"\bon X\.[\"”]?\s+(?=[\"“]?[A-Z])")


@dataclass(frozen=True, slots=True)
class Layout:
    """The outer form of a parsed article, found once for all steps.

    ``paragraphs`` are the code point ranges that may hold statements: no byline, no furniture, no dateline. ``blocks`` (all that
    is no furniture) and ``furniture`` are token ranges. The headline ends before the code point ``title_end`` and before the
    token ``title_tokens``; both are 0 without one. ``headings`` are those of the paragraphs that are headings.
    ``address`` are the words at the end of the address of the page.
    """

    paragraphs: tuple[Span, ...] = ()
    headings: frozenset[Span] = frozenset()
    title_end: int = 0
    title_tokens: int = 0
    blocks: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    address: frozenset[str] = frozenset()


def find_layout(article: Article, parse: Parse) -> Layout:
    """Find the layout of an article from its blocks and their tokens."""
    shown = [block for block in article.blocks if block.kind != "furniture"]
    blocks = [parse.token_range((block.start, block.end)) for block in shown]
    bodies = [(block, (start, block.end)) for block, start in _bodies(article) if start < block.end]
    titles = [number for number, block in enumerate(shown) if block.kind == "title"]
    return Layout(
        paragraphs=tuple(span for _, span in bodies),
        headings=frozenset(span for block, span in bodies if block.kind == "heading"),
        title_end=max((shown[number].end for number in titles), default=0),
        title_tokens=max((blocks[number][1] for number in titles), default=0),
        blocks=tuple(blocks),
        furniture=tuple(parse.token_range((block.start, block.end)) for block in article.blocks if block.kind == "furniture"),
        address=_words_of_address(article.url),
    )


def _words_of_address(url: str) -> frozenset[str]:
    """Return the words of the last part of an address, in lower case: "https://example.org/news/mayor-lee-resigns"."""
    last = unquote(url.partition("?")[0].rstrip("/").rpartition("/")[2])
    return frozenset(re.findall(r"[^\W_]+", last.lower()))


def sentence_starts(article: Article) -> list[int]:
    """Return the code points at which a sentence must start: each block, and what comes after a dateline, a label or "on X."."""
    bodies = list(_bodies(article))
    labels = (_LABEL.match(article.text, start, block.end) for block, start in bodies if block.kind != "title")
    ends = {label.end() for label in labels if label is not None} | {found.end() for found in _NETWORK.finditer(article.text)}
    return sorted({block.start for block in article.blocks} | {start for _, start in bodies} | ends)


def _bodies(article: Article) -> Iterator[tuple[Block, int]]:
    """Yield the blocks that may hold statements and where their words start: the first that has the dateline, after it."""
    waiting, text = article.dateline, article.text
    for block in article.blocks:
        if block.kind in ("furniture", "byline"):
            continue
        start = block.start
        if waiting and text.startswith(waiting, start):
            start += len(waiting)
            while start < block.end and not text[start].isalnum() and text[start] not in "\"'“‘«(":
                start += 1
            waiting = ""
        yield block, start
