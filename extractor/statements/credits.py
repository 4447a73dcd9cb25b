"""Names behind a quotation that credit it: "..." - Name, role; "..." (Name); "...": Name, also glued to the mark before them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from extractor.analysis.grammar import FINITE
from extractor.analysis.parse import Parse
from extractor.statements.marked_text import Attribution, MarkedText, begins

_CREDIT = re.compile(r"[\s.]*(?P<mark>--|[-–—―|:(])\s*(?=[^\W\d_])")
_LONGEST = 16  # words of name and role
_FEWEST_WORDS = 3  # of a quotation before a colon; shorter ones are titles: "Dune": A Review
_IN_ROLE = ("PROPN", "NOUN", "ADJ")
_IN_NAME = ("PROPN", "ADP", "DET", "CCONJ", "NOUN", "ADJ")


def find_credit(marked: MarkedText, number: int) -> Attribution | None:
    """Return the attribution by a name that fills the rest of the paragraph, or the line below."""
    parse, quotation = marked.parse, marked.quotations[number]
    found = _CREDIT.match(parse.text, quotation.end) if begins(marked, number) else None
    if found is None:
        return None
    first, sign = bisect_left(parse.starts, found.end()), found["mark"]
    if first >= len(parse) or parse.starts[first] != found.end():
        return None
    before, is_dash = marked.previous(marked.first[number]), sign not in ":|("
    if not parse.words[first][0].isupper() and not (is_dash and parse.pos[first] in ("NOUN", "ADJ")):
        return None
    if marked.paragraph[first] - marked.paragraph[marked.last[number]] > is_dash:
        return None
    if not is_dash and before >= 0 and marked.paragraph[before] == marked.paragraph[first]:
        return None  # “...,” he said. “...” (Reuters)
    stop = _stop(marked, first)
    if sign == "(":
        stop -= 1
        if stop < first or parse.words[stop] != ")":
            return None
    name = [token for token in range(first, stop) if parse.pos[token] not in ("SPACE", "PUNCT")]
    is_name = parse.pos[first] in ("PROPN", "INTJ") or _names_somebody(parse, name)
    if not is_name or not name or len(name) > _LONGEST or any(parse.tags[token] in FINITE for token in name):
        return None
    if sign == ":" and not _is_headline(marked, number, name):
        return None
    top = first
    while parse.heads[top] in name and parse.heads[top] != top and parse.pos[parse.heads[top]] == "PROPN":
        top = parse.heads[top]
    return Attribution("quote/credit", (number,), first, top, stop=stop, mark=found.span("mark"))


def _names_somebody(parse: Parse, name: Sequence[int]) -> bool:
    """Return whether each word has a capital, or the last of those before a comma: "goalkeeper Tom Lunde, after the match"."""
    whole = [token for before, token in pairwise((-1, *name)) if before < 0 or token == before + 1]
    return all(parse.words[token][0].isupper() for token in name) or (
        len(whole) > 1 and parse.pos[whole[-1]] == "PROPN" and all(parse.pos[token] in _IN_ROLE for token in whole)
    )


def _stop(marked: MarkedText, first: int) -> int:
    """Return the token after the last of a credit: the end of its line, the next quotation, or ", on what it is about"."""
    parse, stop = marked.parse, first
    while (
        stop < len(parse)
        and marked.paragraph[stop] == marked.paragraph[first]
        and marked.inside[stop] < 0
        and "\n" not in parse.words[stop]
        and not (parse.words[stop] == "," and stop + 1 < len(parse) and parse.lowers[stop + 1] == "on")
    ):
        stop += 1
    while stop > first and (parse.pos[stop - 1] == "SPACE" or parse.words[stop - 1] == "."):
        stop -= 1
    return stop


def _is_headline(marked: MarkedText, number: int, name: list[int]) -> bool:
    """Return whether a quotation of several words and a name are all that is around a colon: "Rates to stay": Harbour Bank."""
    parse, quotation = marked.parse, marked.quotations[number]
    words = parse.text[quotation.inner_start : quotation.inner_end].split()
    return len(words) >= _FEWEST_WORDS and all(parse.pos[token] in _IN_NAME or parse.words[token].istitle() for token in name)
