"""Text from inputs on its way to a terminal."""

import re
from collections.abc import Mapping

# Control characters (escape codes among them), line and paragraph separators, direction marks and overrides, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def entities_counted(rows: Mapping[str, int]) -> str:
    """Return how many people, organizations and places there are, from the rows of the tables."""
    nouns = (("person", "people"), ("organization", "organizations"), ("place", "places"))
    return ", ".join(counted(rows[many], one, many) for one, many in nouns)


def safe(text: str, *, keep: str = "\n\t") -> str:
    """Return the text with characters that a terminal would obey shown as escapes such as ``\\x1b``; those in ``keep`` stay."""
    return _UNSAFE.sub(lambda match: match[0] if match[0] in keep else ascii(match[0])[1:-1], text)
