"""Stretches whose tokens are plain to see: a word of ASCII letters, alone or with a comma or the like and quotation marks.

They are most of what a text is made of, and on each of them spaCy's tokenizer tries some hundred patterns of affixes, infixes and
addresses in vain: none of spaCy's patterns for English matches within ASCII letters, and the signs below become tokens of their
own (a full stop only after a small letter or a quotation mark). What remains are the tokenizer's exceptions: "cannot", "Mr.".
"""

import re
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

SIGNS = ',:;?!."\u201c\u201d'
_PLAIN = re.compile(
    r"""([\u201c"]?) ([A-Za-z]+) ((?: [,:;?!] | (?<=[a-z])\. )? [\u201d"]? | [\u201d"] [,:;?!.]) [ ]?""",
    re.VERBOSE,
)
# Digest of the patterns that all this was found true of, by the tests: those of spaCy 3.8, which the models 3.7 and 3.8 share.
_KNOWN = "d3f28d45f8ae2b2b6cfb5de7a3c34611932242c4f86222c74dbf9a7a3c82091b"


class PlainStretches:
    """Knows plain stretches for one tokenizer; none is plain to it where the tokenizer's patterns are others."""

    def __init__(self, tokenizer: "Tokenizer"):
        self._exceptions = frozenset(tokenizer.rules or {})
        given: Any = tokenizer
        self._known = given.token_match is None and digest(tokenizer) == _KNOWN and self._exceptions.isdisjoint(SIGNS)

    def tokens(self, stretch: str) -> list[str] | None:
        """Return the tokens of a plain stretch (with or without a space behind it), nothing for others."""
        found = _PLAIN.fullmatch(stretch) if self._known else None
        if found is None:
            return None
        opening, word, closing = found.groups()
        tokens = [*opening, word, *closing]
        if word in self._exceptions or stretch.rstrip(" ") in self._exceptions:
            return None
        if len(tokens) > 2 and any(
            "".join(tokens[start:end]) in self._exceptions for start, end in combinations(range(len(tokens) + 1), 2)
        ):
            return None
        return tokens


def digest(tokenizer: "Tokenizer") -> str:
    """Return a digest of the tokenizer's patterns; empty where they are no regular expressions."""
    searches = (tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.infix_finditer, tokenizer.url_match)
    owners: list[Any] = [getattr(search, "__self__", None) for search in searches]
    patterns = [owner for owner in owners if isinstance(owner, re.Pattern)]
    if len(patterns) < len(searches):
        return ""
    return sha256("\n".join(f"{pattern.flags} {pattern.pattern}" for pattern in patterns).encode()).hexdigest()
