"""The places of one document: which place a name means, and which names mean one place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.geonames import is_same, joined
from extractor.entities.short_places import place_kinds, short_places
from extractor.entities.spelling import fold
from extractor.mentions.kinds import organization_country
from extractor.mentions.place_choice import Choice, NamedPlace, PlaceChooser, Whereabouts, holds, is_listed
from extractor.mentions.place_model import Place, PlaceMention
from extractor.mentions.place_weights import PlaceLists

# Another country must be named so much and have this share of all; a town of so many thousands is known anyway.
_SPOKEN_OF, _MOSTLY, _WELL_KNOWN = 6.0, 0.8, 400.0
# Places among which the town of the dateline stands.
_FIRST = 4
_HOLDERS, _TOWNS = ("region", "country"), ("city", "region")
# Kinds of divisions that nature made, too.
_ISLANDS = frozenset(("island", "isle"))


def country_weights(
    mentions: Sequence[PlaceMention], demonyms: Sequence[str], bodies: Iterable[str], gazetteer: Gazetteer
) -> dict[str, float]:
    """Return how much the document speaks of each country (by code): its name, demonyms, places that only it has, and bodies
    called after it ("Ghana Cocoa Board"), each once.

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
    for body in sorted(set(bodies)):
        if " " in body and (country := organization_country(body.split(), "", gazetteer)):
            weights[country] += 1.0
    return weights


def _is_in_region(mention: PlaceMention) -> bool:
    """Return whether the text puts it into a state ("Lebanon, Pa."): then it speaks of no other country."""
    if mention.container is None or not mention.is_closed:
        return False
    return any(known.subkind == "region" for known in mention.container.known)


class PlaceGrouping:
    """Groups the mentions of a document by the place that they mean.

    One name means one place in a document unless a container says otherwise ("Athens, Ohio", afterwards "Athens" alone too).
    ``choices`` are what was chosen between for each name, by its folded form.
    """

    def __init__(self, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, about: Whereabouts, lists: PlaceLists) -> None:
        """Take everything in that the whole text says."""
        self.mentions, self.gazetteer, self.about, self.lists = mentions, gazetteer, about, lists
        self.holders = {
            mention.container.number
            for mention in mentions
            if mention.container is not None and any(entry.subkind in _HOLDERS for entry in mention.container.known)
        }
        self.counts = Counter(mention.text for mention in mentions)
        self.home = _home(mentions, about.countries, gazetteer)
        self.named = self._named()
        certain: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if len(mention.known) == 1:
                certain[mention.known[0].key].add(fold(mention.text))
        self.chooser = PlaceChooser(lists, about, self._regions(), certain, list(self.named.values()))
        self.choices: dict[str, Choice] = {}
        self.fuller = self._fuller()
        self.groups: dict[str, Place] = {}
        self.held: dict[str, tuple[str, Place]] = {}

    def places(self) -> list[Place]:
        """Return the places in the order of their first mention."""
        for mention in sorted(self.mentions, key=lambda mention: not (mention.container is not None and mention.is_closed)):
            self._add(mention)
        for group in self.groups.values():
            order = sorted(zip(group.mentions, group.resolutions, strict=True), key=lambda pair: pair[0].number)
            group.mentions, group.resolutions = [pair[0] for pair in order], [pair[1] for pair in order]
        return sorted(self.groups.values(), key=lambda group: group.mentions[0].number)

    def choice_of(self, mention: PlaceMention) -> tuple[str, Choice | None]:
        """Return under what a mention was chosen for, and the choice; None where its name was told by one with a container."""
        key = _choice_key(mention, fold(mention.text))
        return key, self.choices.get(key)

    def _named(self) -> dict[str, NamedPlace]:
        """Return the names with all they may mean; of mentions of one name the evidence is put together."""
        found: dict[str, NamedPlace] = {}
        for mention in self.mentions:
            name = fold(mention.text)
            key = _choice_key(mention, name)
            if key not in found:
                found[key] = NamedPlace(name, self._candidates(mention))
            named = found[key]
            named.leads = named.leads or mention.leads
            if mention.container is not None and not mention.is_closed:
                named.holders = mention.container.known
        return found

    def _fuller(self) -> dict[str, PlaceMention]:
        """Return the mentions by what their name is without the word for its kind ("Thita" of "Thita Island"); a town and
        the district of its name are two."""
        kinds = place_kinds(self.gazetteer.words) - (self.gazetteer.words["division"] - _ISLANDS)
        return {fold(short): mention for mention in reversed(self.mentions) for short in short_places(mention.text, kinds)}

    def _candidates(self, mention: PlaceMention) -> Sequence[GazetteerEntry]:
        """Return all that a name may mean; behind a comma only what holds a place, and before one what lies in that."""
        listed = _listed(mention, self.gazetteer)
        if mention.number in self.holders:
            return [entry for entry in listed if entry.subkind in _HOLDERS]
        geonames, kind = self.gazetteer.geonames, self.lists.kind_of(mention.text)
        if geonames is not None and mention.label == "GPE" and not (kind is not None and kind.never_towns):
            towns = geonames.find(mention.text)
            listed = joined(listed or self._otherwise_listed(mention.text, towns), towns)
        if mention.country:
            return [entry for entry in listed if entry.country == mention.country or entry.weight >= _WELL_KNOWN]
        if mention.container is None or not _is_held(mention):
            return listed
        inside = [entry for entry in listed if holds(mention.container.known, entry)]
        return inside if inside or _is_elsewhere(listed, mention.container) else [entry for entry in listed if is_listed(entry)]

    def _otherwise_listed(self, text: str, towns: Sequence[GazetteerEntry]) -> Sequence[GazetteerEntry]:
        """Return towns that our lists have under another spelling of the name ("Ft. Tarn" of "Fort Tarn")."""
        names = dict.fromkeys(town.name for town in towns if town.name != text)
        listed = {entry.key: entry for name in names for entry in self.gazetteer.find(name) if entry.kind == "place"}
        return [entry for entry in listed.values() if any(is_same(entry, town) for town in towns if town.subkind == "city")]

    def _regions(self) -> dict[str, float]:
        """Return how often each first-level region is named, by its code."""
        regions: dict[str, float] = defaultdict(float)
        for mention in self.mentions:
            known = [entry for entry in mention.known if entry.subkind == "region"]
            if known and (mention.number in self.holders or len(mention.known) == 1) and known[0].division:
                regions[known[0].first_level] += 1.0
        return regions

    def _add(self, mention: PlaceMention) -> None:
        name = fold(mention.text)
        key, place, resolution = self._meant(mention, name)
        if _is_held(mention) and (place.known is not None or place.within is not None) and not place.is_part:
            self.held.setdefault(name, (key, place))
        group = self.groups.setdefault(key, place)
        group.mentions.append(mention)
        group.resolutions.append(resolution)

    def _meant(self, mention: PlaceMention, name: str) -> tuple[str, Place, str]:
        """Return key and place of a mention, and how it was found."""
        if not _is_held(mention) and name in self.held:
            return *self.held[name], "exact"
        fuller = None if mention.container is not None or self.named[name].candidates else self.fuller.get(name)
        if fuller is not None:
            return *self._meant(fuller, fold(fuller.text))[:2], "alias"
        if (entry := self._chosen(mention, name)) is not None:
            return entry.key, Place(entry), "exact"
        key, place = self._unknown(mention, name)
        return key, place, "contained" if place.within not in (None, self.home) else "exact"

    def _chosen(self, mention: PlaceMention, name: str) -> GazetteerEntry | None:
        """Return what a mention means; None if nothing is known of it or too little speaks for it."""
        key = _choice_key(mention, name)
        if key not in self.choices:
            self.choices[key] = self.chooser.choose(self.named[key])
        choice = self.choices[key]
        if choice.entry is None and _is_held(mention) and choice.ranked:
            return choice.ranked[0][0]
        is_foreign = mention.container is None and _is_foreign(choice, self.about.countries, self.counts[mention.text])
        return None if is_foreign else choice.entry

    def _town_in(self, text: str) -> GazetteerEntry | None:
        """Return the town with which the name of a building begins or ends, if the text names it too or it is a large one."""
        words = text.split()
        kind = self.lists.kind_of(text)
        if len(words) < 2 or (kind is not None and kind.kind not in ("facility", "district")):
            return None
        parts = [words[:end] for end in range(len(words) - 1, 0, -1)] + [words[start:] for start in range(1, len(words))]
        for part in map(" ".join, parts):
            if (named := self.named.get(fold(part))) is not None:
                if (entry := self.chooser.choose(named).entry) is not None and entry.subkind == "city":
                    return entry
            elif kind is not None and part not in self.gazetteer.ambiguous:
                listed = [entry for entry in self.gazetteer.find(part) if entry.kind == "place" and entry.subkind in _TOWNS]
                if listed:
                    return self.chooser.choose(NamedPlace(fold(part), listed)).entry
        return None

    def _unknown(self, mention: PlaceMention, name: str) -> tuple[str, Place]:
        """Return key and place of a name that no list has: a part of a place, in one, or in a local story's country."""
        key = f"name/{name}"
        if bases := _base_of(mention.text, self.gazetteer):
            return key, Place(within=self.chooser.choose(NamedPlace(name, bases)).entry, is_part=True)
        if mention.container is not None:
            holders = [entry for entry in mention.container.known if entry.subkind in _HOLDERS] or mention.container.known
            within = self.chooser.choose(NamedPlace(fold(mention.container.text), holders)).entry
            return f"{key}/{within.key}" if within is not None else key, Place(within=within)
        if town := self._town_in(mention.text):
            return f"{key}/{town.key}", Place(within=town)
        if mention.country:
            return key, Place(country_told=mention.country)
        return key, Place(within=self.home if _is_division(mention, self.gazetteer) else None)


def _choice_key(mention: PlaceMention, name: str) -> str:
    """Return under what a name is chosen for: one that a container holds may mean something else than the name alone."""
    return f"{name}/{mention.container.text}" if mention.container is not None and mention.is_closed else name


def _is_held(mention: PlaceMention) -> bool:
    return mention.container is not None and mention.is_closed


def _is_division(mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Return whether it is a town or a county, no building and no water."""
    return mention.label == "GPE" or mention.text.rpartition(" ")[2].lower() in gazetteer.words["division"]


def _home(mentions: Sequence[PlaceMention], weights: Mapping[str, float], gazetteer: Gazetteer) -> GazetteerEntry | None:
    """Return the country of a local story: that of the state behind one of its first towns, if no other is spoken of much."""
    held = [mention.container for mention in mentions[:_FIRST] if mention.container is not None]
    regions = [known for holder in held for known in holder.known if known.subkind == "region"]
    if not regions or weights.get(regions[0].country, 0.0) < _MOSTLY * sum(weights.values()):
        return None
    return gazetteer.by_key.get(f"country/{regions[0].country}")


def _is_foreign(choice: Choice, weights: Mapping[str, float], count: int) -> bool:
    """Return whether a small town or region abroad is all that is known of a name, in a document that speaks of another country
    and names nothing else there: then it is one of the same name ("Derry" in New Hampshire)."""
    first = choice.entry if len(choice.ranked) == 1 else None
    if first is None or first.is_capital or first.subkind not in ("city", "region") or first.weight >= _WELL_KNOWN:
        return False
    others = {country: weight for country, weight in weights.items() if country != first.country}
    most = max(others.values(), default=0.0)
    return weights.get(first.country, 0.0) <= count and most >= max(_SPOKEN_OF, _MOSTLY * sum(others.values()))


def _listed(mention: PlaceMention, gazetteer: Gazetteer) -> Sequence[GazetteerEntry]:
    """Return what the lists know of the name, of the name without "Province", "County", "State of" ..., or the country of a
    people that was given as a place."""
    if mention.known:
        return mention.known
    if key := gazetteer.demonyms.get(mention.text):
        return (gazetteer.by_key[key],)
    words, divisions = mention.text.split(), gazetteer.words["division"]
    if len(words) > 2 and words[1] == "of" and words[0].lower() in divisions:
        words = [*words[2:], words[0]]
    if len(words) > 1 and words[-1].lower() in divisions:
        found = [known for known in gazetteer.find(" ".join(words[:-1])) if known.kind == "place"]
        regions = [known for known in found if known.subkind == "region"]
        cities = [known for known in found if known.subkind == "city"]
        return cities if words[-1].lower() == "city" else regions
    return ()


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


def _is_elsewhere(found: Sequence[GazetteerEntry], container: PlaceMention) -> bool:
    """Return whether the text puts a name into a country or region where the lists know no city of it ("Paris, Texas"); into a
    region also the name of a country ("Lebanon, Pa.")."""
    holders = [known for known in container.known if known.subkind in _HOLDERS]
    in_region = bool(holders) and all(known.subkind == "region" for known in holders)
    kinds = ("city", "country", "county") if in_region else ("city", "county")
    return bool(found and holders) and all(known.subkind in kinds for known in found)
