"""Evidence from what stands before a list of names: "drugs such as Tavex and Nolim", "in Tarnby, Velby and Holm"."""

from collections.abc import Iterator

from extractor.entities.nouns import noun_kind
from extractor.entities.view import View

_LISTED = frozenset(("compound", "conj", "nmod", "amod"))


def example_of(view: View, start: int) -> Iterator[str]:
    """Yield of what a candidate is an example or the name ("drugs such as Tavex", "a project called Lodestar")."""
    lowers, phrases = view.parse.lowers, view.lists.words["example"]
    start = _first_of_list(view, start)
    if start > 2 and f"{lowers[start - 2]} {lowers[start - 1]}" in phrases:
        size = 2
    else:
        size = 1 if start > 1 and lowers[start - 1] in phrases else 0
    noun = start - size - 1
    if size and lowers[noun] == ",":
        noun -= 1
    if not size or noun < 0:
        return
    if kind := noun_kind(view, noun):
        yield f"before: example of {kind}"
    elif view.parse.lemmas[noun] in view.lists.words["thing_noun"]:
        yield "before: example of things"  # "a model called Veltra"


def _first_of_list(view: View, start: int) -> int:
    """Return where the first of several names begins that stand before a token in a list ("Tavex, Nolim and Orbex")."""
    words, coordinating = view.parse.words, view.lists.words["coordinating"]
    first = start
    while first > 1 and words[first - 1] in coordinating and words[first - 2][0].isupper():
        first -= 2
        while first > 0 and words[first - 1][0].isupper():
            first -= 1
    return first


def in_list(view: View, start: int) -> Iterator[str]:
    """Yield what stands before the list that a candidate goes on ("in Tarnby, Velby and Holm", "people of Velby and Holm",
    "owner of Tessmar and Halden")."""
    parse, first = view.parse, _first_of_list(view, start)
    if first == start or first < 2:
        return
    token = start
    while parse.deps[token] in _LISTED and parse.heads[token] != token:
        token = parse.heads[token]
    if parse.deps[token] != "pobj" or parse.heads[token] != first - 1:
        return  # "In Tarnby, Hale and Reed met"
    words = view.lists.words
    if parse.lowers[first - 1] in words["affiliating"] and parse.lowers[first - 2] in words["post"]:
        yield "before: post of"
    elif parse.lowers[first - 1] == "in":
        yield "before: in, of a list"
    elif parse.lowers[first - 1] == "of" and parse.lowers[first - 2] in words["place_post"]:
        yield "before: place_post of"
