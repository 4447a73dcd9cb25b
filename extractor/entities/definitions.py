"""Acronyms that the text spells out: "Tarn River Authority (TRA)", "Seri (Social and Economic Research Initiative)"."""

from collections.abc import Iterator

from extractor.entities.view import HYPHENS, View

_BRACKETS = (["("], ["["])
# What stands behind the words that an acronym is made of.
_ENDS = frozenset((")", "]", ","))
Span = tuple[int, int]


def definitions(view: View) -> Iterator[Span]:
    """Find "Housing, Parks and Rivers Canada" before "(HPRC)": words whose initials are the acronym in brackets."""
    parse = view.parse
    words, count = parse.words, len(parse)
    for token in view.capitals:
        if token < 3 or token + 1 >= count or words[token - 1] != "(" or words[token + 1] != ")":
            continue
        letters = acronym_letters(words[token])
        if len(letters) < 2:
            continue
        span = spelled(view, letters, token - 1)
        if span is not None and words[span[0]][0].isupper():
            yield span


def explained(view: View) -> Iterator[Span]:
    """Find "Social and Economic Research Initiative" in brackets behind "Seri"."""
    words = view.parse.words
    for token in view.capitals:
        span = spelled_in_brackets(view, token + 1) if words[token + 1 : token + 2] in _BRACKETS else None
        if span is not None and words[span[0]][0].isupper() and words[span[1] - 1][0].isupper():
            yield span


def spelled_in_brackets(view: View, opening: int) -> Span | None:
    """Return the words in brackets that begin with the letters of the word before ``opening``."""
    words = view.parse.words
    letters = acronym_letters(words[opening - 1])
    ends = [token for token in range(opening + 1, min(opening + 4 * len(letters), len(words))) if words[token] in _ENDS]
    spans = (spelled(view, letters, end) for end in ends) if len(letters) > 1 else ()
    return next((span for span in spans if span is not None and span[0] == opening + 1), None)


def acronym_letters(word: str) -> list[str]:
    """Return the letters of an acronym in lower case, without a plural "s" ("SDGs")."""
    letters = [letter for letter in word if letter.isalnum()]
    if len(letters) > 2 and letters[-1] == "s" and all(map(str.isupper, letters[:-1])):
        letters.pop()
    return [letter.lower() for letter in letters]


def spelled(view: View, letters: list[str], end: int) -> Span | None:
    """Return the words before ``end`` that begin with these letters; small words may be left out."""
    lowers, words = view.parse.lowers, view.parse.words
    joining, token, first = view.lists.words["joining"], end - 1, end
    for letter in reversed(letters):
        while (
            token >= 0
            and lowers[token][0] != letter
            and (lowers[token] in joining or words[token] in (",", "&") or words[token] in HYPHENS)
        ):
            token -= 1
        if token < 0 or lowers[token][0] != letter or "\n" in words[token]:
            return None
        first, token = token, token - 1
    return (first, end) if end - first > 1 else None
