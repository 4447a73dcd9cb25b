"""Short forms of the names of places: without the word that tells their kind ("Canarel" of "Cape Canarel")."""

from collections.abc import Iterator, Mapping

_KINDS = ("place", "natural", "place_first", "water_first")


def place_kinds(words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the words at the beginning and the end of names of places that tell their kind."""
    return frozenset().union(*(words[kind] for kind in _KINDS))


def short_places(name: str, kinds: frozenset[str]) -> Iterator[str]:
    """Yield "Canarel" of "Cape Canarel", "Thita" of "Thita Island"."""
    words = name.split(" ")
    if len(words) > 1 and words[0].lower() in kinds:
        yield " ".join(words[1:])
    if len(words) > 1 and words[-1].lower() in kinds:
        yield " ".join(words[:-1])
