"""The filter for what no article says: names in furniture, addresses, handles, credits of pictures."""

import re

from extractor.entities.view import View

_ADDRESS = re.compile(r"https?:|www\.|@|^#|[/_]\w+[/_.]|\.(?:html?|php|aspx?)\b|=\"|</?\w+|\">")
# One of these is in every address.
_SIGN = re.compile(r"[:.@#/_=<>]")


def is_furniture(view: View, start: int, end: int) -> bool:
    """Return whether a candidate is decided to be no part of the article, whatever speaks for it."""
    if view.furniture and any(first <= start < last for first, last in view.furniture):
        return True
    words = view.parse.words
    if start and words[start - 1] in ("@", "#") and view.glued(start):
        return True
    text = view.text(start, end)
    if _SIGN.search(text) and _ADDRESS.search(text):
        return True
    credit = view.lists.words["credit"]
    return "/" in text and not credit.isdisjoint(part.strip() for part in text.lower().split("/"))
