"""Names that a description gives of somebody: "a man who gave his name as Tom", "a user called Tom"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.analysis.parse import Parse

Naming = Mapping[str, Sequence[tuple[str, ...]]]
"""Phrases between a description and a name, by their first word; the longest of a word come first."""

_LONGEST = 4  # words of a name
_FARTHEST = 10  # tokens between a noun and the phrase
_MARKS = frozenset(('"', "“", "‘", "'", "``"))


def naming_by_word(phrases: Iterable[str]) -> Naming:
    """Return the phrases by their first word."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        words = tuple(phrase.split())
        found[words[0]].append(words)
    return dict(found)


def given_name(parse: Parse, noun: int, naming: Naming) -> tuple[int, int] | None:
    """Return first token and token after the last of the name that the words behind a noun give, or None."""
    token = _behind_complement(parse, noun, naming)
    if token < len(parse) and parse.words[token] == ",":
        token += 1
    for phrase in naming.get(parse.lowers[token], ()) if token < len(parse) else ():
        start = token + len(phrase)
        if tuple(parse.lowers[token:start]) != phrase:
            continue
        while start < len(parse) and (parse.words[start] in _MARKS or parse.words[start] == ","):
            start += 1
        end = start
        while end < len(parse) and end - start < _LONGEST and parse.words[end][0].isupper() and parse.pos[end] != "PUNCT":
            end += 1
        if end > start and parse.pos[start] != "PRON":
            return start, end
    return None


def _behind_complement(parse: Parse, noun: int, naming: Naming) -> int:
    """Return the token behind a noun and what belongs to it up to a comma: "the head of a school, who goes by ..."."""
    for token in range(noun + 1, min(noun + _FARTHEST, len(parse) - 1)):
        if parse.words[token] == "," and parse.lowers[token + 1] in naming and parse.words[noun + 1] != ",":
            return token
        if parse.pos[token] in ("VERB", "AUX", "PUNCT", "PRON"):
            break
    return noun + 1
