"""Spellings that mean the same: case, accents and dots do not tell two names apart."""

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", ".": None, "’": "'"}
)


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Lower case without accents and dots, one space between words: "Vučić" and "Vucic" give one spelling."""
    plain = name.lower().translate(_LETTERS)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.replace("-", " ").split())
