"""Places across documents: by key of the word lists, by gazetteer id, or by name and country."""

from collections import defaultdict
from collections.abc import Iterable

from extractor.entities.spelling import fold
from extractor.linking.model import Cluster, Unit

_MOST_CANDIDATES = 5


def link_places(units: Iterable[Unit]) -> list[Cluster]:
    """Return the places among the units in the order of their keys; independent of the order of the units.

    A place whose country its document does not tell is the one of that name if the corpus has just one; otherwise it stays apart.
    """
    ordered = sorted(units, key=lambda unit: (unit.name, unit.country_code, unit.known_as, unit.number))
    located: dict[str, set[str]] = defaultdict(set)
    for unit in ordered:
        if key := _located_key(unit):
            located[_name(unit)].add(key)
    groups: dict[str, list[Unit]] = defaultdict(list)
    candidates: dict[str, list[str]] = {}
    for unit in ordered:
        name = _name(unit)
        key = _located_key(unit)
        possible = sorted(located.get(name, ()))
        if not key and len(possible) == 1:
            key = possible[0]
        elif not key:
            key = f"{name}|"
            candidates[key] = possible[:_MOST_CANDIDATES]
        groups[key].append(unit)
    return [Cluster("place", key, groups[key], candidates.get(key, [])) for key in sorted(groups)]


def _located_key(unit: Unit) -> str:
    if unit.known_as:
        return f"known {unit.known_as}"
    return f"{_name(unit)}|{unit.country_code}" if unit.country_code else ""


def _name(unit: Unit) -> str:
    folded = fold(unit.name)
    return folded.removeprefix("the ") or folded
