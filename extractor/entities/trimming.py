"""Edits of what the model found: line ends, marks, articles, possessives, titles before and letters behind a name."""

from collections.abc import Iterator
from itertools import pairwise

from extractor.analysis.grammar import AND, POSSESSIVES
from extractor.entities.view import View, is_sum, trimmed

ARTICLES = frozenset(("the", "a", "an"))
Range = tuple[int, int]


def edited(view: View, start: int, end: int, label: str) -> Iterator[Range]:
    """Yield the names that a name of the model holds, each without what is no part of it."""
    pieces = [(start, end)] if end - start == 1 else [part for line in _lines(view, start, end) for part in _parts(view, *line)]
    if label == "PERSON":
        pieces = [apart for piece in pieces for apart in _persons(view, *piece)]
    for piece in pieces:
        first, last = _without_edges(view, *piece)
        if first >= last or not _has_capital(view, first, last):
            continue
        behind = without_titles(view, first, last)
        if label == "PERSON":
            behind = _behind_description(view, behind, last)
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


def _parts(view: View, start: int, end: int) -> Iterator[Range]:
    for piece in _between_commas(view, start, end):
        yield _before_bracket(view, *piece)


def _between_commas(view: View, start: int, end: int) -> Iterator[Range]:
    """Find "Tarnby, Ann Lee" -> both; "Ports, Parks and Rivers" and "Kestrel, Inc." are one."""
    words, lists = view.parse.words, view.lists.words
    inside = words[start:end]
    if "," not in inside:
        yield start, end
        return
    legal = inside[-1].lower() in lists["legal_form"] or inside[-1].lower() in lists["suffixes"]
    if legal or not lists["coordinating"].isdisjoint(word for word in inside if word != ","):
        yield start, end
        return
    for left, right in pairwise([start - 1, *(token for token in range(start, end) if words[token] == ","), end]):
        if left + 1 < right:
            yield left + 1, right


def _persons(view: View, start: int, end: int) -> Iterator[Range]:
    """Find "Ida and Mira" -> both: nobody has two first names with "and" between."""
    words, given = view.parse.words, view.lists.given_names
    for token in range(start + 1, end - 1):
        if words[token] in AND and words[start] in given and words[token + 1] in given:
            yield start, token
            start = token + 1
    yield start, end


def _behind_description(view: View, start: int, end: int) -> int:
    """Return where a name of two words or more begins: behind a word that opens the sentence ("Campaigner Ann Lee"), or what
    hangs on a title ("Father-of-two Ann Lee")."""
    words, lists = view.parse.words, view.lists
    while start + 2 < end and not words[start][0].isupper():
        start += 1
    first = words[start] if start < end else ""
    plain = start + 2 < end and view.opens_plainly(start) and first not in lists.names_of_people
    if plain and (words[start + 1] in lists.given_names or first.lower() in lists.person_nouns) and words[start + 1][0].isupper():
        return start + 1
    return start + (start + 1 < end and (view.opens_with_participle(start) or view.opens_with_verb(start)))


def _before_bracket(view: View, start: int, end: int) -> Range:
    """Find "Tarn River Authority (TRA" -> what stands before a bracket that does not close."""
    words = view.parse.words[start:end]
    return (start, start + words.index("(")) if "(" in words[1:] and ")" not in words else (start, end)


def _without_edges(view: View, start: int, end: int) -> Range:
    lowers, words = view.parse.lowers, view.parse.words
    inside, particles = view.lists.words["inside"], view.lists.words["particles"]
    start, end = trimmed(view, start, end)
    while start < end and lowers[start] in ARTICLES:
        start, end = trimmed(view, start + 1, end)
    while end > start + 1:
        last = lowers[end - 1]
        small = (
            last in POSSESSIVES or is_sum(words[end - 1]) or (words[end - 1].islower() and (last in inside or last in particles))
        )
        if not small or (last in POSSESSIVES and view.known(start, end)):
            break
        start, end = trimmed(view, start, end - 1)
    return start, end


def _has_capital(view: View, start: int, end: int) -> bool:
    text = view.text(start, end)
    return text != text.lower()
