"""Whom a text is about, as its headline or address says."""

from collections.abc import Sequence

from extractor.mentions.model import DocumentEntities


def in_headline(named: list[tuple[int, int, int]], title_end: int) -> int | None:
    """Return the person of the headline, if it names one."""
    found = {person for token, _, person in named if token < title_end}
    return found.pop() if len(found) == 1 else None


def in_address(address: frozenset[str], people: Sequence[int | None], document: DocumentEntities) -> int | None:
    """Return the person whose whole name the address of the page has, or else the only one of whose name it has a word."""
    names = [
        set() if entity is None else set(document.entities[entity].name.lower().replace("-", " ").split()) for entity in people
    ]
    whole = [number for number, name in enumerate(names) if name and name <= address]
    found = whole or [number for number, name in enumerate(names) if name & address]
    return found[0] if len(found) == 1 else None
