"""Where sentences must start in an article, and what of it may hold statements."""

import re
from dataclasses import dataclass

from extractor.articles import Article
from extractor.statements.model import Span

# A name before a colon and words that are no quotation behind it: "MS. HALE: ...", "Hale (through translator): ...".
_LABEL = re.compile(
    r"[*_]{0,3}(?:[A-Z][\w.'’&/-]*\s){0,5}[A-Z][\w.'’&/-]*(?:,[^:.!?\n]{1,80})?(?:\s[(\[][^)\]:\n]{1,60}[)\]])?:[*_]{0,3}\s(?=[\w(])"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where sentences must start, what may hold statements, and what is no part of the article; code points."""

    starts: list[int]
    paragraphs: list[Span]
    furniture: list[Span]
    title_end: int


def find_layout(article: Article) -> Layout:
    """Sentence starts and paragraphs of an article; a dateline is cut off from the sentence behind it."""
    starts, paragraphs = [], []
    waiting = article.dateline
    for block in article.blocks:
        starts.append(block.start)
        if block.kind in ("furniture", "byline"):
            continue
        start = block.start
        if waiting and article.text.startswith(waiting, start):
            start += len(waiting)
            while start < block.end and not article.text[start].isalnum() and article.text[start] not in "\"'“‘«(":
                start += 1
            starts.append(start)
            waiting = ""
        label = _LABEL.match(article.text, start, block.end) if block.kind != "title" else None
        if label is not None:
            starts.append(label.end())
        if start < block.end:
            paragraphs.append((start, block.end))
    furniture = [(block.start, block.end) for block in article.blocks if block.kind == "furniture"]
    title_end = max((block.end for block in article.blocks if block.kind == "title"), default=0)
    return Layout(starts, paragraphs, furniture, title_end)
