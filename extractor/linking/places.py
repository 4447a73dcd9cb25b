"""Places across documents: by key of the word lists, by gazetteer id, or by name and country."""

from collections import defaultdict
from collections.abc import Iterable

from extractor.entities.spelling import fold
from extractor.ids import known_key
from extractor.linking.model import Cluster, Unit

_MOST_CANDIDATES = 5


def link_places(units: Iterable[Unit]) -> list[Cluster]:
    """Return the places among the units in the order of their keys; independent of the order of the units.

    A place that its document does not locate is the one of that name, in the country that it tells if it tells one, if the corpus
    has just one; otherwise it stays apart.
    """
    ordered = sorted(units, key=lambda unit: (unit.name, unit.country_code, unit.known_as, unit.number))
    located: dict[str, dict[str, str]] = defaultdict(dict)
    for unit in ordered:
        if unit.known_as:
            located[place_name(unit.name)][known_key(unit.known_as)] = unit.country_code
    for unit in ordered:
        if unit.country_code and not unit.known_as and unit.country_code not in located[place_name(unit.name)].values():
            located[place_name(unit.name)][f"{place_name(unit.name)}|{unit.country_code}"] = unit.country_code
    groups: dict[str, list[Unit]] = defaultdict(list)
    candidates: dict[str, list[str]] = {}
    for unit in ordered:
        name = place_name(unit.name)
        key = known_key(unit.known_as) if unit.known_as else ""
        possible = sorted(place for place, country in located[name].items() if unit.country_code in ("", country))
        if not key and len(possible) == 1:
            key = possible[0]
        elif not key:
            key = f"{name}|{unit.country_code}"
            candidates[key] = possible[:_MOST_CANDIDATES]
        groups[key].append(unit)
    return [Cluster("place", key, groups[key], candidates.get(key, [])) for key in sorted(groups)]


def place_name(name: str) -> str:
    """Return the folded name without a leading article; places of different names are one only by the word lists."""
    folded = fold(name)
    return folded.removeprefix("the ") or folded
