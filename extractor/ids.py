"""The only place where identifiers are made.

An id is a prefix and 128 bits of BLAKE2b over the fewest stable raw fields, so that the same input gives the same id
in every run, on every machine and in any order (32-bit ids collide within some hundred thousand inputs).
"""

import hashlib
from functools import lru_cache

_SEPARATOR = "\x1f"
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _DIGITS for second in _DIGITS]


def make_id(prefix: str, *fields: str) -> str:
    """Return ``prefix_`` and 26 lower-case base32 characters, a function of the fields and nothing else.

    Fields are joined by the ASCII unit separator and hashed as UTF-8; lone surrogates are hashed as they are.
    """
    payload = _SEPARATOR.join(fields).encode("utf-8", "surrogatepass")
    bits, two = int.from_bytes(hashlib.blake2b(payload, digest_size=16).digest()) << 2, _PAIRS
    # Two digits for ten bits; written out because every mention and statement gets an id.
    return (
        f"{prefix}_{two[bits >> 120]}{two[bits >> 110 & 1023]}{two[bits >> 100 & 1023]}{two[bits >> 90 & 1023]}"
        f"{two[bits >> 80 & 1023]}{two[bits >> 70 & 1023]}{two[bits >> 60 & 1023]}{two[bits >> 50 & 1023]}"
        f"{two[bits >> 40 & 1023]}{two[bits >> 30 & 1023]}{two[bits >> 20 & 1023]}{two[bits >> 10 & 1023]}{two[bits & 1023]}"
    )


def document_id(source_path: str, record: str) -> str:
    """Return the id of an article: where it came from, so that edited or re-cleaned text keeps its id."""
    return make_id("d", source_path, record)


def mention_id(document: str, start: int, end: int) -> str:
    """Return the id of a mention: its document and place."""
    return make_id("m", document, str(start), str(end))


def statement_id(document: str, content: list[tuple[int, int]], cue: list[tuple[int, int]]) -> str:
    """Return the id of a statement: its document, content spans and cue spans; not the rule that found it."""
    return make_id("s", document, repr(content), repr(cue))


def known_key(key: str) -> str:
    """Return the key of an entity that the lists know, from its key there."""
    return f"known {key}"


def known_place_id(key: str) -> str:
    """Return the id of a place that the lists know, from its key there."""
    return entity_id("place", known_key(key))


@lru_cache(maxsize=1 << 14)
def entity_id(kind: str, key: str) -> str:
    """Return the id of a person (``p``), organization (``o``) or place (``l``) from its stable key."""
    return make_id({"person": "p", "organization": "o", "place": "l"}[kind], kind, key)
