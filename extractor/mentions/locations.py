"""The places of one document: which place a name means, and which names mean one place."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.geonames import Cities
from extractor.entities.known import Known, kilometres
from extractor.entities.spelling import fold

# Thousands of inhabitants from which a city of the gazetteer is believed without any word about its country.
_LARGE = 200.0
_NEIGHBOUR_KM = 250.0


@dataclass(slots=True)
class PlaceMention:
    """A name of a place. ``label`` is the spaCy label; ``container`` the name of what holds it ("Paris, Texas"), ``is_closed``
    whether the phrase ends behind that."""

    text: str
    known: Sequence[Known]
    label: str
    number: int
    container: "PlaceMention | None" = None
    is_closed: bool = False


@dataclass(slots=True)
class Place:
    """Mentions that mean one place. ``within`` is the known place that holds an unknown one, when the text says so;
    ``is_part`` if the name itself says it ("northern Iraq")."""

    known: Known | None = None
    mentions: list[PlaceMention] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)
    within: Known | None = None
    is_part: bool = False

    @property
    def name(self) -> str:
        """The name of the lists, else the longest one in the text."""
        if self.known is not None:
            return self.known.name
        return max((mention.text for mention in self.mentions), key=len)

    @property
    def located(self) -> Known | None:
        """What gives the coordinates: the place itself or the region or city that holds it; a country only for a part of it."""
        if self.known is not None or self.within is None:
            return self.known
        return self.within if self.is_part or self.within.subkind != "country" else None

    @property
    def country(self) -> str:
        """Code of the country it lies in; empty when unknown or in several."""
        located = self.known or self.within
        return located.country if located is not None else ""

    @property
    def subkind(self) -> str:
        """Country, region, city, facility, water or other."""
        if self.known is not None:
            return "region" if self.known.subkind == "area" else self.known.subkind
        labels = {mention.label for mention in self.mentions}
        words = {word.lower() for mention in self.mentions for word in mention.text.split()}
        if words & {"river", "lake", "sea", "ocean", "bay", "gulf", "strait", "canal"}:
            return "water"
        if "FAC" in labels:
            return "facility"
        return (
            "region"
            if words & {"province", "county", "state", "region", "island", "islands", "governorate", "prefecture"}
            else "other"
        )


def country_weights(mentions: Sequence[PlaceMention], demonyms: Sequence[str], gazetteer: Gazetteer) -> dict[str, float]:
    """How much the document speaks of each country (by code): its name, demonyms, and places that only it has."""
    weights: dict[str, float] = defaultdict(float)
    for mention in mentions:
        codes = {known.country or known.key for known in mention.known}
        if len(codes) == 1 and mention.known[0].country:
            weights[mention.known[0].country] += 2.0 if mention.known[0].subkind == "country" else 1.0
    for key in demonyms:
        country = gazetteer.by_key[key].country
        if country:
            weights[country] += 1.0
    return weights


def group_places(mentions: Sequence[PlaceMention], gazetteer: Gazetteer, weights: Mapping[str, float]) -> list[Place]:
    """The places in the order of their first mention; one name means one place in a document unless a container says otherwise.

    Of several places of one name the one inside a container that the text gives wins, then the one whose country the document
    speaks of, then the largest.
    """
    certain = {mention.known[0].key for mention in mentions if len(mention.known) == 1}
    near = [known for known in (gazetteer.by_key[key] for key in sorted(certain)) if known.subkind in ("city", "region")]
    regions = {known.name for mention in mentions for known in mention.known if known.subkind == "region"}
    decided: dict[str, Known] = {}
    for mention in mentions:
        if mention.container is not None and mention.known:
            inside = [known for known in mention.known if _holds(mention.container.known, known)]
            if inside:
                decided.setdefault(mention.text, inside[0])
    groups: dict[str, Place] = {}
    for mention in mentions:
        known, resolution = _known_place(mention, gazetteer), "exact"
        if mention.container is not None and mention.is_closed and _is_elsewhere(known, mention.container.known):
            known = ()
        if not known and mention.label == "GPE" and gazetteer.cities is not None:
            known = _further_cities(mention, gazetteer.cities, weights)
        if not known:
            known = _base_of(mention.text, gazetteer)
            resolution = "contained" if known else "exact"
        chosen = decided.get(mention.text) or _best(known, weights, regions | certain, mention, near)
        if chosen is not None and resolution == "exact":
            group = groups.setdefault(chosen.key, Place(chosen))
        else:
            group = groups.setdefault("name/" + fold(mention.text), Place(within=chosen, is_part=chosen is not None))
            if group.within is None and mention.container is not None:
                group.within = _best(mention.container.known, weights, regions, mention.container)
                resolution = "contained" if group.within else resolution
        group.mentions.append(mention)
        group.resolutions.append(resolution)
    return sorted(groups.values(), key=lambda group: group.mentions[0].number)


def _known_place(mention: PlaceMention, gazetteer: Gazetteer) -> Sequence[Known]:
    """What the lists know of the name, or of the name without "Province", "County", "State of" ..."""
    if mention.known:
        return mention.known
    words, divisions = mention.text.split(), gazetteer.words["division"]
    if len(words) > 2 and words[1] == "of" and words[0].lower() in divisions:
        words = [*words[2:], words[0]]
    if len(words) > 1 and words[-1].lower() in divisions:
        found = [known for known in gazetteer.find(" ".join(words[:-1])) if known.kind == "place"]
        regions = [known for known in found if known.subkind == "region"]
        cities = [known for known in found if known.subkind == "city"]
        return cities if words[-1].lower() == "city" else regions
    return ()


def _further_cities(mention: PlaceMention, cities: Cities, weights: Mapping[str, float]) -> Sequence[Known]:
    """The cities of a large gazetteer that a name may mean: those in what holds it, else large ones and those of countries that
    the document speaks of."""
    found = cities.find(mention.text)
    if mention.container is not None and mention.container.known and mention.is_closed:
        return [city for city in found if _holds(mention.container.known, city)]
    return [city for city in found if city.weight >= _LARGE or weights.get(city.country, 0.0) > 0]


def _base_of(text: str, gazetteer: Gazetteer) -> Sequence[Known]:
    """The place inside which a part of it lies: "northern Iraq" -> Iraq."""
    words = text.split()
    while len(words) > 1 and fold(words[0]) in gazetteer.words["direction"]:
        words = words[1:]
        found = [known for known in gazetteer.find(" ".join(words)) if known.kind == "place"]
        if found:
            return found
    if len(words) > 1 and words[-1].lower() in gazetteer.words["site"]:
        return [known for known in gazetteer.find(" ".join(words[:-1])) if known.kind == "place" and known.subkind == "city"]
    return ()


def _holds(containers: Sequence[Known], known: Known) -> bool:
    for container in containers:
        if container.subkind == "country" and container.country == known.country and container.key != known.key:
            return True
        if container.subkind == "region" and known.region and known.region.partition(" (")[0] == container.name:
            return True
        if container.subkind == "region" and known.subkind == "city" and not known.region and container.country == known.country:
            return True
    return False


def _is_elsewhere(found: Sequence[Known], containers: Sequence[Known]) -> bool:
    """Whether the text puts a name into a country or region where the lists know no city of it ("Paris, Texas")."""
    holders = [container for container in containers if container.subkind in ("country", "region")]
    cities = bool(found) and all(known.subkind == "city" for known in found)
    return cities and bool(holders) and not any(_holds(holders, known) for known in found)


def _best(
    found: Sequence[Known], weights: Mapping[str, float], context: set[str], mention: PlaceMention, near: Sequence[Known] = ()
) -> Known | None:
    """The likeliest; ``context`` holds the names of regions and the keys of places that the document also names unmistakably,
    ``near`` the cities and regions among them."""
    if len(found) < 2:
        return found[0] if found else None

    def score(known: Known) -> float:
        size = math.log10(known.weight + 1.0)
        spoken_of = 2.0 * min(weights.get(known.country, 0.0), 3.0)
        named = 4.0 if known.key in context else 0.0
        inside = 3.0 if known.region and known.region.partition(" (")[0] in context - {mention.text} else 0.0
        country = 1.5 if known.subkind == "country" else 0.0
        capital = 1.0 if known.is_capital else 0.0
        neighbour = 2.0 if any(kilometres(known, other) < _NEIGHBOUR_KM for other in near) else 0.0
        return size + spoken_of + named + inside + country + capital + neighbour

    return max(found, key=score)
