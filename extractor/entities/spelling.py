"""Spellings that mean the same: case, accents and punctuation do not tell two names apart."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ə": "a"}
)
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")
_NOT_WORD = re.compile(r"[^\w&/]+")
# Initials that stand for a whole name ("JFK") have at least so many letters.
_SHORTEST_INITIALS = 3


@lru_cache(maxsize=1 << 18)
def fold(name: str) -> str:
    """Lower case, accents and punctuation dropped, one space between words: "Vučić" and "Vucic" become one.

    Dots inside abbreviations vanish ("U.S." -> "us"); apostrophes too ("O'Neill" -> "oneill").
    """
    text = name.lower()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", name).lower().translate(_LETTERS)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    text = _DOTTED.sub(r"\1", _APOSTROPHES.sub("", text))
    return " ".join(_NOT_WORD.sub(" ", text).split())


def initials_of(name: str) -> str:
    """Return the first letters of all parts of a name in capitals, "AOL" of "Ana Ortiz-Lopez"; empty for fewer than three."""
    parts = fold(name).split()
    return "".join(part[0] for part in parts).upper() if len(parts) >= _SHORTEST_INITIALS else ""
