"""From the four kinds that are decided to the labels of spaCy that records hold."""

from extractor.entities.names import OTHERS, PLACES
from extractor.entities.view import View

_LISTED = (("policy", "LAW"), ("holiday", "EVENT"), ("creed", "NORP"), ("thing", "PRODUCT"))
_HEADS = (("event", "EVENT"), ("law", "LAW"))


def fine_label(view: View, start: int, end: int, kind: str, model: str) -> str:
    """Return the label of a name of a kind: that of the model if it is of this kind, else what lists and last words say."""
    if kind == "PERSON":
        return kind
    words, lists = view.parse.lowers, view.lists
    text = view.text(start, end)
    if kind == "ORG":
        before = start - 1 if start and words[start - 1] != "the" else start - 2
        seat = text.lower() in lists.words["seat"] and before >= 0 and words[before] in lists.words["seat_preposition"]
        return "FAC" if seat else "ORG"
    if kind == "PLACE":
        known = next((known.label for known in view.known(start, end) if known.kind == "place"), "")
        if known:
            return model if model in PLACES else known
        return model if model in PLACES else _place_label(view, start, end)
    for name, label in _LISTED:
        if text in lists.words[name]:
            return label
    if text in lists.demonyms:
        return model if model == "LANGUAGE" else "NORP"
    if model in OTHERS:
        return model
    head = next((word for word in reversed(words[start:end]) if not word.isdecimal()), "")
    if "v." in words[start:end] or "vs." in words[start:end]:
        return "LAW"
    return next((label for name, label in _HEADS if head in lists.words[name]), "PRODUCT")


def _place_label(view: View, start: int, end: int) -> str:
    words, lists = view.parse.lowers, view.lists.words
    if words[end - 1] in lists["facility"] or words[start] in lists["facility_first"]:
        return "FAC"
    return "LOC" if words[start] in lists["water_first"] or words[end - 1] in lists["natural"] else "GPE"
