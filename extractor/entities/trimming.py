"""Edits of what the model found: line ends, marks, articles, possessives, titles before and letters behind a name."""

from collections.abc import Iterator
from itertools import pairwise

from extractor.analysis.grammar import POSSESSIVES
from extractor.entities.view import View, trimmed

ARTICLES = frozenset(("the", "a", "an"))
Range = tuple[int, int]


def edited(view: View, start: int, end: int, label: str) -> Iterator[Range]:
    """Yield the names that a name of the model holds, each without what is no part of it."""
    for piece in _lines(view, start, end):
        first, last = _without_edges(view, *piece)
        if first >= last or not _has_capital(view, first, last):
            continue
        behind = without_titles(view, first, last)
        if label == "PERSON":
            first, last = without_honours(view, behind, last) if behind < last else (behind, last)
        if first < last:
            yield first, last


def without_titles(view: View, start: int, end: int) -> int:
    """Return where the name behind titles begins: ``end`` if there are nothing but titles."""
    titles, lowers = view.lists.titles, view.parse.lowers
    while start < end and lowers[start] in titles.by_first and not view.is_listed_person(start):
        title = titles.at(lowers, start, end)
        given = title is not None and title.tokens[0] in view.lists.words["given_titles"] and start + 2 == end
        if title is None or given:
            break
        start += len(title.tokens)
    return start


def without_honours(view: View, start: int, end: int) -> Range:
    """Find "Rory Blane KC" -> "Rory Blane": letters behind a name are no part of it."""
    honours, words = view.lists.words["honours"], view.parse.words
    while end > start + 1 and (words[end - 1] in honours or view.is_mark(end - 1)):
        end -= 1
    return start, end


def _lines(view: View, start: int, end: int) -> Iterator[Range]:
    """Yield the pieces between line ends."""
    words = view.parse.words
    breaks = [token for token in range(start, end) if "\n" in words[token]]
    if not breaks:
        yield start, end
        return
    for left, right in pairwise([start - 1, *breaks, end]):
        yield left + 1, right


def _without_edges(view: View, start: int, end: int) -> Range:
    lowers, words = view.parse.lowers, view.parse.words
    inside, particles = view.lists.words["inside"], view.lists.words["particles"]
    start, end = trimmed(view, start, end)
    while start < end and lowers[start] in ARTICLES:
        start, end = trimmed(view, start + 1, end)
    while end > start + 1:
        last = lowers[end - 1]
        small = last in POSSESSIVES or (words[end - 1].islower() and (last in inside or last in particles))
        if not small or (last in POSSESSIVES and view.known(start, end)):
            break
        start, end = trimmed(view, start, end - 1)
    return start, end


def _has_capital(view: View, start: int, end: int) -> bool:
    text = view.text(start, end)
    return text != text.lower()
