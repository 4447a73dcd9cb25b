"""The places of one document: which place a name means, and which names mean one place."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry, kilometres
from extractor.entities.geonames import Cities, with_id
from extractor.entities.spelling import fold
from extractor.mentions.model import Entity

# Thousands of inhabitants from which a city of the gazetteer is believed without any word about its country.
_LARGE = 200.0
_NEIGHBOUR_KM = 250.0
# Another country must be named so much and have this share of all; a town of so many thousands is known anyway.
_SPOKEN_OF, _MOSTLY, _WELL_KNOWN = 6.0, 0.8, 400.0
# Letters of a town in capitals that is no abbreviation.
_SHORTEST = 3
# Places among which the town of the dateline stands.
_FIRST = 4


@dataclass(slots=True)
class PlaceMention:
    """A name of a place. ``label`` is the spaCy label; ``container`` the name of what holds it ("Paris, Texas"), ``is_closed``
    whether the phrase ends behind that."""

    text: str
    known: Sequence[GazetteerEntry]
    label: str
    number: int
    container: "PlaceMention | None" = None
    is_closed: bool = False


@dataclass(slots=True)
class Place:
    """Mentions that mean one place. ``within`` is the known place that holds an unknown one, when the text says so;
    ``is_part`` if the name itself says it ("northern Iraq")."""

    known: GazetteerEntry | None = None
    mentions: list[PlaceMention] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)
    within: GazetteerEntry | None = None
    is_part: bool = False

    @property
    def name(self) -> str:
        """The name of the lists, else the longest one in the text; a town that only a dateline has, in small letters."""
        if self.known is not None:
            return self.known.name
        name = max((mention.text for mention in self.mentions), key=lambda text: (not text.isupper(), len(text)))
        return (
            name.title() if name.isupper() and len(name) >= _SHORTEST and any(each.container for each in self.mentions) else name
        )

    @property
    def located(self) -> GazetteerEntry | None:
        """What gives the coordinates: the place itself or the region or city that holds it; a country only for a part of it."""
        if self.known is not None or self.within is None:
            return self.known
        return self.within if self.is_part or self.within.subkind != "country" else None

    @property
    def coordinates_of(self) -> str:
        """Whose coordinates they are: its own, or those of what holds it; empty without any."""
        if self.located is None:
            return ""
        return "place" if self.known is not None else "holder"

    @property
    def country(self) -> str:
        """Code of the country it lies in; empty when unknown or in several."""
        located = self.known or self.within
        return located.country if located is not None else ""

    @property
    def region(self) -> str:
        """Name of the first-level region that it lies in, where the lists or the text tell."""
        if self.known is not None:
            return self.known.region.partition(" (")[0]
        if self.within is None:
            return ""
        return self.within.name if self.within.subkind == "region" else self.within.region.partition(" (")[0]

    @property
    def key(self) -> str:
        """What it is across documents: the entry of the lists, or the name inside what holds it; empty if that is a country."""
        if self.known is not None:
            return self.known.key
        holder = self.within if self.within is not None and self.within.subkind in ("region", "city") else None
        return f"{holder.key}/{fold(self.name)}" if holder is not None else ""


def _subkind(place: Place, words: Mapping[str, frozenset[str]]) -> str:
    """Return the country, region, city, facility, water or other."""
    if place.known is not None:
        return "region" if place.known.subkind == "area" else place.known.subkind
    labels = {mention.label for mention in place.mentions}
    written = {word.lower() for mention in place.mentions for word in mention.text.split()}
    last = place.name.split()[-1].lower()
    if not written.isdisjoint(words["water"]) and last not in words["town"]:
        return "water"
    if "FAC" in labels:
        return "facility"
    if not written.isdisjoint(words["region"]):
        return "region"
    town = "GPE" in labels and place.within is not None and place.within.subkind == "region" and not place.is_part
    return "city" if town or last == "city" else "other"


def place_entity(place: Place, gazetteer: Gazetteer) -> Entity:
    """Return the entity that a place of the document is."""
    located = place.located
    return Entity(
        "place",
        place.name,
        subkind=_subkind(place, gazetteer.words),
        country_code=place.country,
        region=place.region,
        latitude=located.latitude if located else None,
        longitude=located.longitude if located else None,
        coordinates_of=place.coordinates_of,
        geonames_id=with_id(place.known, gazetteer.cities).geonames_id if place.known else "",
        known_as=place.key,
    )


def country_weights(mentions: Sequence[PlaceMention], demonyms: Sequence[str], gazetteer: Gazetteer) -> dict[str, float]:
    """Return how much the document speaks of each country (by code): its name, demonyms, and places that only it has.

    Names of towns in a state do not count.
    """
    weights: dict[str, float] = defaultdict(float)
    held = {fold(mention.text) for mention in mentions if _is_in_region(mention)}
    for mention in mentions:
        if fold(mention.text) in held:
            continue
        codes = {known.country or known.key for known in mention.known}
        if len(codes) == 1 and mention.known[0].country:
            weights[mention.known[0].country] += 2.0 if mention.known[0].subkind == "country" else 1.0
    for key in demonyms:
        country = gazetteer.by_key[key].country
        if country:
            weights[country] += 1.0
    return weights


def _is_in_region(mention: PlaceMention) -> bool:
    """Return whether the text puts it into a state ("Lebanon, Pa."): then it speaks of no other country."""
    if mention.container is None or not mention.is_closed:
        return False
    return any(known.subkind == "region" for known in mention.container.known)


def group_places(mentions: Sequence[PlaceMention], gazetteer: Gazetteer, weights: Mapping[str, float]) -> list[Place]:
    """Return the places in the order of their first mention; one name means one place in a document unless a container says
    otherwise.

    Of several places of one name the one inside a container that the text gives wins ("Athens, Ohio", afterwards "Athens" alone
    too), then the one whose country the document speaks of, then the largest.
    """
    grouping = _Grouping(mentions, gazetteer, weights)
    for mention in sorted(mentions, key=lambda mention: mention.container is None):
        grouping.add(mention)
    for group in grouping.groups.values():
        order = sorted(zip(group.mentions, group.resolutions, strict=True), key=lambda pair: pair[0].number)
        group.mentions, group.resolutions = [pair[0] for pair in order], [pair[1] for pair in order]
    return sorted(grouping.groups.values(), key=lambda group: group.mentions[0].number)


class _Grouping:
    """The places found so far by key, those that a container holds by name, and what the document as a whole says."""

    def __init__(self, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, weights: Mapping[str, float]) -> None:
        self.gazetteer, self.weights = gazetteer, weights
        certain = {mention.known[0].key for mention in mentions if len(mention.known) == 1}
        places = (gazetteer.by_key[key] for key in sorted(certain))
        self.near = [known for known in places if known.subkind in ("city", "region")]
        self.regions = {known.name for mention in mentions for known in mention.known if known.subkind == "region"}
        self.context = self.regions | certain
        self.holders = {mention.container.number for mention in mentions if mention.container is not None}
        self.home = _home(mentions, weights, gazetteer)
        self.counts = Counter(mention.text for mention in mentions)
        self.groups: dict[str, Place] = {}
        self.held: dict[str, tuple[str, Place]] = {}

    def add(self, mention: PlaceMention) -> None:
        """Add a mention to the place that it means."""
        known, inside, resolution = self._candidates(mention)
        name = fold(mention.text)
        if mention.container is None and name in self.held:
            key, place = self.held[name]
        else:
            chosen = inside[0] if inside else _best(known, self.weights, self.context, mention, self.near)
            if chosen is not None and resolution == "exact":
                key, place = chosen.key, Place(chosen)
            else:
                key, place = self._unknown(mention, chosen)
                resolution = "contained" if place.within and mention.container is not None else resolution
            if inside or (place.within is not None and not place.is_part):
                self.held.setdefault(name, (key, place))
        group = self.groups.setdefault(key, place)
        group.mentions.append(mention)
        group.resolutions.append(resolution)

    def _candidates(self, mention: PlaceMention) -> tuple[Sequence[GazetteerEntry], Sequence[GazetteerEntry], str]:
        """Return what a name may mean, what of it lies in its container, and whether it is that ("exact") or a part
        ("contained")."""
        known, container = _known_place(mention, self.gazetteer), mention.container
        if mention.number in self.holders:
            known = [entry for entry in known if entry.subkind in ("region", "country")] or known
        inside = [entry for entry in known if _holds(container.known, entry)] if container is not None else []
        if container is None:
            known = () if _is_foreign(known, self.weights, self.counts[mention.text]) else known
        elif not inside and mention.is_closed and _is_elsewhere(known, container):
            known = ()
        if not known and mention.label == "GPE" and self.gazetteer.cities is not None:
            known = _further_cities(mention, self.gazetteer.cities, self.weights)
        if known:
            return known, inside, "exact"
        known = _base_of(mention.text, self.gazetteer)
        return known, inside, "contained" if known else "exact"

    def _unknown(self, mention: PlaceMention, base: GazetteerEntry | None) -> tuple[str, Place]:
        """Return the key and place of a name that no list has: a part of ``base``, or inside its container or a local story's
        country."""
        key, place = "name/" + fold(mention.text), Place(within=base, is_part=base is not None)
        if base is None and mention.container is not None:
            place.within = _best(mention.container.known, self.weights, self.regions, mention.container)
            key += f"/{place.within.key}" if place.within is not None else ""
        elif base is None and _is_division(mention, self.gazetteer):
            place.within = self.home
        return key, place


def _is_division(mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Return whether it is a town or a county, no building and no water."""
    return mention.label == "GPE" or mention.text.rpartition(" ")[2].lower() in gazetteer.words["division"]


def _home(mentions: Sequence[PlaceMention], weights: Mapping[str, float], gazetteer: Gazetteer) -> GazetteerEntry | None:
    """Return the country that a local story lies in: that of the state behind one of its first towns, if no other is spoken of
    much."""
    held = [mention.container for mention in mentions[:_FIRST] if mention.container is not None]
    regions = [known for holder in held for known in holder.known if known.subkind == "region"]
    if not regions or weights.get(regions[0].country, 0.0) < _MOSTLY * sum(weights.values()):
        return None
    return gazetteer.by_key.get(f"country/{regions[0].country}")


def _is_foreign(found: Sequence[GazetteerEntry], weights: Mapping[str, float], count: int) -> bool:
    """Return whether a small town or region abroad is all that the lists know of a name, in a document that speaks of another
    country and names nothing else there: then it is one of the same name ("Derry" in New Hampshire)."""
    first = found[0] if len(found) == 1 else None
    if first is None or first.is_capital or first.subkind not in ("city", "region") or first.weight >= _WELL_KNOWN:
        return False
    others = {country: weight for country, weight in weights.items() if country != first.country}
    most = max(others.values(), default=0.0)
    return weights.get(first.country, 0.0) <= count and most >= max(_SPOKEN_OF, _MOSTLY * sum(others.values()))


def _known_place(mention: PlaceMention, gazetteer: Gazetteer) -> Sequence[GazetteerEntry]:
    """Return what the lists know of the name, or of the name without "Province", "County", "State of" ..."""
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


def _further_cities(mention: PlaceMention, cities: Cities, weights: Mapping[str, float]) -> Sequence[GazetteerEntry]:
    """Return the cities of a large gazetteer that a name may mean: those in what holds it, else large ones and those of
    countries that the document speaks of."""
    found = cities.find(mention.text)
    if mention.container is not None and mention.container.known and mention.is_closed:
        return [city for city in found if _holds(mention.container.known, city)]
    return [city for city in found if city.weight >= _LARGE or weights.get(city.country, 0.0) > 0]


def _base_of(text: str, gazetteer: Gazetteer) -> Sequence[GazetteerEntry]:
    """Return the place inside which a part of it lies: "northern Iraq" -> Iraq."""
    words = text.split()
    while len(words) > 1 and fold(words[0]) in gazetteer.words["direction"]:
        words = words[1:]
        found = [known for known in gazetteer.find(" ".join(words)) if known.kind == "place"]
        if found:
            return found
    if len(words) > 1 and words[-1].lower() in gazetteer.words["site"]:
        return [known for known in gazetteer.find(" ".join(words[:-1])) if known.kind == "place" and known.subkind == "city"]
    return ()


def _holds(containers: Sequence[GazetteerEntry], known: GazetteerEntry) -> bool:
    for container in containers:
        if container.subkind == "country" and container.country == known.country and container.key != known.key:
            return True
        if container.subkind == "region" and known.region and known.region.partition(" (")[0] == container.name:
            return True
        if container.subkind == "region" and known.subkind == "city" and not known.region and container.country == known.country:
            return True
    return False


def _is_elsewhere(found: Sequence[GazetteerEntry], container: PlaceMention) -> bool:
    """Return whether the text puts a name into a country or region where the lists know no city of it ("Paris, Texas"); into a
    region also the name of a country ("Lebanon, Pa.")."""
    holders = [known for known in container.known if known.subkind in ("country", "region")]
    in_region = bool(holders) and all(known.subkind == "region" for known in holders)
    kinds = ("city", "country") if in_region else ("city",)
    return (
        bool(found and holders)
        and all(known.subkind in kinds for known in found)
        and not any(_holds(holders, known) for known in found)
    )


def _best(
    found: Sequence[GazetteerEntry],
    weights: Mapping[str, float],
    context: set[str],
    mention: PlaceMention,
    near: Sequence[GazetteerEntry] = (),
) -> GazetteerEntry | None:
    """Return the likeliest; ``context`` holds the names of regions and the keys of places that the document also names
    unmistakably, ``near`` the cities and regions among them."""
    if len(found) < 2:
        return found[0] if found else None

    def score(known: GazetteerEntry) -> float:
        size = math.log10(known.weight + 1.0)
        spoken_of = 2.0 * min(weights.get(known.country, 0.0), 3.0)
        named = 4.0 if known.key in context else 0.0
        inside = 3.0 if known.region and known.region.partition(" (")[0] in context - {mention.text} else 0.0
        country = 1.5 if known.subkind == "country" else 0.0
        capital = 1.0 if known.is_capital else 0.0
        neighbour = 2.0 if any(kilometres(known, other) < _NEIGHBOUR_KM for other in near) else 0.0
        return size + spoken_of + named + inside + country + capital + neighbour

    return max(found, key=score)
