"""Names that look like none ("k.dree", "90 Cedo"): offered where one of their places shows that they speak or are somebody."""

import re
from collections.abc import Iterator

from extractor.entities.view import View

_SMALL = re.compile(r"[a-z]+(?:\.[a-z]+)+|[a-z]+[$!\d][a-z$!\d]*")
_LONGEST_NUMBER = 2
Span = tuple[int, int]


def staged(view: View) -> Iterator[Span]:
    """Yield small words with dots, digits or signs inside, and numbers before a capital, wherever they stand, if one of their
    places tells that they are somebody."""
    found = [*_small(view), *_numbered(view)]
    known = {view.text(*span) for span in found if _is_somebody(view, *span)}
    return (span for span in found if view.text(*span) in known)


def _small(view: View) -> Iterator[Span]:
    sites = tuple(f".{ending}" for ending in view.lists.words["domain"])
    for token, word in enumerate(view.parse.words):
        if not word.isalpha() and word[0].islower() and _SMALL.fullmatch(word) and not word.endswith(sites):
            yield token, token + 1


def _numbered(view: View) -> Iterator[Span]:
    """Yield "90 Cedo", but not "12 Norlanders", and not what stands behind a date ("On May 12 Hale said")."""
    words, lowers, is_name = view.parse.words, view.parse.lowers, view.lists.is_name
    for token in view.capitals:
        number = words[token - 1] if token else ""
        if not number.isdecimal() or len(number) > _LONGEST_NUMBER or "\n" in number:
            continue
        dated = token > 1 and lowers[token - 2] in view.lists.words["calendar"]
        if not (dated or words[token].endswith("s") or is_name(words[token]) or view.is_capital(token + 1)):
            yield token - 1, token + 1


def _is_somebody(view: View, start: int, end: int) -> bool:
    """Return whether words speak here or stand behind a title or noun for people ("said k.dree", "the singer k.dree")."""
    parse, speaking = view.parse, view.lists.words["speaking"]
    if any(
        0 <= token < len(parse) and parse.pos[token] == "VERB" and parse.lemmas[token] in speaking for token in (start - 1, end)
    ):
        return True
    before = parse.lowers[start - 1] if start else ""
    return before in view.lists.titles.last or (before in view.lists.person_nouns and parse.words[start - 1].isalpha())
