"""Which of several places a name means: evidence of the text and the outlet, weighed (``place_weights.csv``)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.entities.gazetteer_entry import GazetteerEntry, kilometres
from extractor.mentions.place_weights import PlaceLists

_NEAR_KM = 80.0
_MOST_TIMES = 3.0
# Among more towns than these one of a frequent name lies near another by chance.
_FEW_TOWNS = 4.0
# Names that may speak for others, how likely a place must be to count as near, and what is no evidence at all.
_NAMES, _LIKELY, _LEAST_CHANCE = 40, 0.2, 0.01
# Kinds of places so well known that a town of the name needs much evidence.
_WIDE = frozenset(("area", "water"))
# What a dateline counts as neighbour.
_DATELINE = 2.0
Evidence = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet is at home; ``place`` is its town, if that is known."""

    country: str = ""
    division: str = ""
    place: GazetteerEntry | None = None


NOWHERE = Home()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a text as a whole says about where it plays.

    ``countries`` says how often it speaks of each country (by code), ``officials`` is the country whose officials have titles
    that it uses, ``home`` where the outlet is at home.
    """

    countries: Mapping[str, float]
    officials: str = ""
    home: Home = NOWHERE


@dataclass(slots=True)
class NamedPlace:
    """A name with the places that it may mean, and what the text says next to it.

    ``holders`` come after a comma or "in" without doubtless holding it; ``leads`` if it is the dateline. ``chances`` are what
    it says for countries and regions, by code.
    """

    name: str
    candidates: Sequence[GazetteerEntry]
    holders: Sequence[GazetteerEntry] = ()
    leads: bool = False
    chances: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name means (None if there is too little evidence), and all it may mean with their sums, the best first."""

    named: NamedPlace
    entry: GazetteerEntry | None
    ranked: Sequence[tuple[GazetteerEntry, float]]


@dataclass(slots=True)
class PlaceChooser:
    """Chooses places for the names of one document.

    ``regions`` says how often the text names each first-level region (by code), ``certain`` are the keys of places that are named
    by a name of one meaning, with that name.
    """

    lists: PlaceLists
    about: Whereabouts
    regions: Mapping[str, float]
    certain: Mapping[str, set[str]]
    names: Sequence[NamedPlace]
    _regions_told: float = 1.0
    _closeness: float = 1.0
    _chances: dict[str, float] = field(default_factory=dict)
    _likely: list[tuple[str, GazetteerEntry, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Estimate how likely every name means what, each alone, so that they can speak for one another."""
        self._regions_told = sum(self.regions.values())
        for named in self.names[:_NAMES]:
            chances = _chances([self._sum(named, entry) for entry in named.candidates])
            times = _DATELINE if named.leads else 1.0
            for entry, chance in zip(named.candidates, chances, strict=True):
                for code in (entry.country, entry.first_level):
                    if code:
                        named.chances[code] = named.chances.get(code, 0.0) + chance * times
                if chance > _LIKELY and entry.subkind == "city" and entry.latitude is not None:
                    self._likely.append((named.name, entry, entry.latitude))
            for code, chance in named.chances.items():
                self._chances[code] = self._chances.get(code, 0.0) + chance

        towns = len({name for name, _, _ in self._likely})
        self._closeness = min(1.0, _FEW_TOWNS / towns) if towns else 1.0

    def choose(self, named: NamedPlace) -> Choice:
        """Return the likeliest place of a name."""
        if len(named.candidates) == 1 and is_listed(named.candidates[0]):
            return Choice(named, named.candidates[0], [(named.candidates[0], 0.0)])
        sums = [(entry, self._sum(named, entry, others=True)) for entry in named.candidates]
        ranked = sorted(sums, key=lambda pair: -pair[1])
        best = ranked[0] if ranked else None
        if best is None or (not is_listed(best[0]) and best[1] < self.lists.weights["least"]):
            return Choice(named, None, ranked)
        return Choice(named, best[0], ranked)

    def evidence(self, named: NamedPlace, entry: GazetteerEntry) -> list[Evidence]:
        """Return what speaks for a place, each with its weight times its amount, the strongest first."""
        seen = [*self._own_evidence(named, entry), *self._others(named, entry)]
        return sorted(((name, self.lists.weights[name] * amount) for name, amount in seen), key=lambda pair: -abs(pair[1]))

    def _sum(self, named: NamedPlace, entry: GazetteerEntry, *, others: bool = False) -> float:
        weights, total = self.lists.weights, 0.0
        seen = self._own_evidence(named, entry)
        if others:
            seen += self._others(named, entry)
        for name, amount in seen:
            total += weights[name] * amount
        return total

    def _own_evidence(self, named: NamedPlace, entry: GazetteerEntry) -> list[Evidence]:
        """Return the evidence that needs no other name of the text to be understood."""
        found = [("size", math.log10(entry.weight + 1.0))]
        if is_listed(entry):
            found.append(("listed", 1.0))
        if entry.is_alias:
            found.append(("alias", 1.0))
        if entry.subkind == "country":
            found.append(("country", 1.0))
        elif entry.subkind == "region" and is_listed(entry):
            found.append(("region", 1.0))
        elif entry.subkind in _WIDE:
            found.append(("wide", 1.0))
        elif entry.is_capital:
            found.append(("capital", 1.0))
            if f"country/{entry.country}" in self.certain:
                found.append(("told_capital", 1.0))
        if len(named.candidates) == 1:
            found.append(("only", 1.0))
        if told := self.about.countries.get(entry.country):
            found.append(("told_country", min(told, _MOST_TIMES)))
        home = self.about.home
        if self.about.officials and self.about.officials == entry.country and not home.country:
            found.append(("officials", 1.0))
        region = entry.first_level
        if region and (told := self.regions.get(region)):
            found.append(("told_region", min(told, _MOST_TIMES) * told / self._regions_told))
        if entry.key in self.certain and self.certain[entry.key] - {named.name}:
            found.append(("named_itself", 1.0))
        if named.holders and holds(named.holders, entry):
            found.append(("holder", 1.0))
        if home.country and home.country == entry.country:
            found.append(("outlet_country", 1.0))
            if home.division and home.division == region:
                found.append(("outlet_region", 1.0))
            if home.place is not None and kilometres(home.place, entry) < _NEAR_KM:
                found.append(("outlet_near", 1.0))
        return found

    def _others(self, named: NamedPlace, entry: GazetteerEntry) -> list[Evidence]:
        """Return what the other names of the text say, by what each of them alone most probably means."""
        found = []
        both = ((entry.country, "others_country", 1.0), (entry.first_level, "others_region", self._closeness))
        for code, evidence, share in both:
            others = self._chances.get(code, 0.0) - named.chances.get(code, 0.0)
            if others > _LEAST_CHANCE:
                found.append((evidence, min(others, _MOST_TIMES) * share))
        if entry.subkind == "city" and entry.latitude is not None and self._is_near(named, entry, entry.latitude):
            found.append(("others_near", self._closeness))
        return found

    def _is_near(self, named: NamedPlace, entry: GazetteerEntry, latitude: float) -> bool:
        for name, other, degrees in self._likely:
            # A degree of latitude is 111 km.
            if -1.0 < degrees - latitude < 1.0 and name != named.name and kilometres(other, entry) < _NEAR_KM:
                return True
        return False


def is_listed(entry: GazetteerEntry) -> bool:
    """Return whether a place is of our own lists."""
    return not entry.key.startswith(("geonames/", "county/"))


def holds(containers: Sequence[GazetteerEntry], known: GazetteerEntry) -> bool:
    """Return whether a place lies in one of the containers, as far as codes and names of regions tell."""
    for container in containers:
        if container.subkind == "country":
            if container.country == known.country and container.key != known.key:
                return True
        elif container.subkind == "region" and container.key != known.key:
            if container.division and known.division:
                if known.division == container.division or known.division.startswith(container.division + "."):
                    return True
            elif known.subkind == "city" and container.country == known.country:
                return True
    return False


def _chances(sums: Sequence[float]) -> list[float]:
    """Return probabilities of sums of evidence."""
    most = max(sums, default=0.0)
    powers = [math.exp(each - most) for each in sums]
    total = sum(powers)
    return [each / total for each in powers]
