"""Texts in no layout that is known: those that look like many articles, and those that the user says where to part."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.articles import RawDocument
from extractor.cleaning.dates import parse_date
from extractor.readers.collections.base import Announced, Collection, Entry, Line
from extractor.readers.collections.lines import filled, paragraphs

MANY = "looks like"
_RULE = re.compile(r"\s*(?:={5,}|_{10,}|-{10,}|\*{5,}|#{5,}|~{5,})\s*")
_BYLINE = re.compile(r"\s*(?:By|BY|by) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,4}(?:, [\w ]{1,40})?\s*")
# Words that an article has at least, and letters of a line that may be a date.
_FEWEST_WORDS, _LONGEST_DATE = 40, 40
# Code points of a text in which articles are counted.
_LOOKED_AT = 2_000_000


def parted(pattern: str) -> Collection:
    """Return the layout in which lines that match a pattern of the user's part the articles."""
    return Collection("split", "text", "lines", (), lambda lines: _split(lines, re.compile(pattern)))


def _split(lines: Iterator[Line], pattern: re.Pattern[str]) -> Iterator[Entry | Announced]:
    article: list[Line] = []
    for line in lines:
        found = pattern.search(line.text)
        if found is None:
            article.append(line)
            continue
        if filled(article):
            yield Entry(paragraphs(article))
        rest = line.text[: found.start()] + line.text[found.end() :]
        article = [replace(line, text=rest)] if rest.strip() else []
    if filled(article):
        yield Entry(paragraphs(article))


def doubted(document: RawDocument) -> RawDocument:
    """Return the document, with a warning when it looks like many articles: by rules, bylines or dates between texts."""
    count = count_articles(document.text)
    if count < 2:
        return document
    warning = f"{MANY} {count} articles in one text: --split-at REGEX parts them"
    return replace(document, warnings=(*document.warnings, warning))


def count_articles(text: str) -> int:
    """Return how many articles a text seems to hold: texts of some length between rules, or below bylines or dates of their
    own."""
    counts = {"rule": _Counter(opened=True), "byline": _Counter(), "date": _Counter()}
    for line in text[:_LOOKED_AT].splitlines():
        if not line or line.isspace():
            continue
        kind, words = _kind(line), len(line.split())
        for name, counter in counts.items():
            counter.add(words, new=name == kind)
    return max(counter.total() for counter in counts.values())


class _Counter:
    """Counts texts of enough words, each opened by a line of one kind."""

    def __init__(self, *, opened: bool = False) -> None:
        self._opened, self._words, self._count = opened, 0, 0

    def add(self, words: int, *, new: bool) -> None:
        if new:
            self._count += self._opened and self._words >= _FEWEST_WORDS
            self._opened, self._words = True, 0
        else:
            self._words += words

    def total(self) -> int:
        return self._count + (self._opened and self._words >= _FEWEST_WORDS)


def _kind(line: str) -> str:
    if _RULE.fullmatch(line):
        return "rule"
    if _BYLINE.fullmatch(line):
        return "byline"
    text = line.strip()
    return "date" if 8 <= len(text) <= _LONGEST_DATE and parse_date(text)[1] in {"day", "minute"} else ""
