"""A place of one document: its mentions by name, what it is, and what it lies in."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.spelling import fold
from extractor.mentions.model import Entity
from extractor.mentions.place_weights import PlaceLists

# Letters of a town in capitals that is no abbreviation.
_SHORTEST = 3
# What the lists call the kinds that tables know by another name.
_KINDS = {"area": "region", "county": "region"}


@dataclass(slots=True)
class PlaceMention:
    """A name of a place. ``label`` is the spaCy label; ``container`` the name of what holds it ("Paris, Texas"), ``is_closed``
    whether the phrase ends after that; ``country`` the code that a word next to it tells ("the Norlandic city of Tarn");
    ``leads`` whether it is a dateline."""

    text: str
    known: Sequence[GazetteerEntry]
    label: str
    number: int
    container: "PlaceMention | None" = None
    is_closed: bool = False
    country: str = ""
    leads: bool = False


@dataclass(slots=True)
class Place:
    """Mentions that mean one place. ``within`` is the known place that holds an unknown one, when the text says so;
    ``is_part`` if the name itself says it ("northern Iraq"); ``near`` a town that the text names next to an unknown one."""

    known: GazetteerEntry | None = None
    mentions: list[PlaceMention] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)
    within: GazetteerEntry | None = None
    is_part: bool = False
    near: GazetteerEntry | None = None
    country_told: str = ""

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
        """What gives the coordinates: the place itself, the region or city that holds it, or one next to it; a country only for a
        part of it."""
        if self.known is not None and self.known.latitude is not None:
            return self.known
        if self.within is not None and (self.is_part or self.within.subkind != "country") and self.within.latitude is not None:
            return self.within
        return self.near

    @property
    def coordinates_of(self) -> str:
        """Whose coordinates they are: its own, those of what holds it or of a town near it; empty without any."""
        located = self.located
        if located is None:
            return ""
        return "place" if located is self.known else "near" if located is self.near else "holder"

    @property
    def country(self) -> str:
        """Code of the country it lies in; empty when unknown or in several."""
        located = self.known or self.within
        return located.country if located is not None else self.country_told

    @property
    def key(self) -> str:
        """What it is across documents: the entry of the lists, or the name inside what holds it; empty if that is a country."""
        if self.known is not None:
            return self.known.key
        holder = self.within if self.within is not None and self.within.subkind in ("region", "city") else None
        return f"{holder.key}/{fold(self.name)}" if holder is not None else ""

    def holders(self, gazetteer: Gazetteer) -> list[GazetteerEntry]:
        """Return what it lies in, the smallest first: a town, a region, the country, as far as they are known."""
        known = self.known
        if known is None and self.within is not None and not self.is_part:
            first = [self.within]
            known = self.within
        else:
            first = []
            known = known or self.within
        if known is None:
            country = gazetteer.by_key.get(f"country/{self.country_told}")
            return [country] if country else []
        region = gazetteer.divisions.get(known.first_level)
        country = gazetteer.by_key.get(f"country/{known.country}")
        own = known.key if known is self.known else ""
        chain = [*first, *(each for each in (region, country) if each is not None)]
        return list({each.key: each for each in chain if each.key != own}.values())


def place_entity(place: Place, gazetteer: Gazetteer, lists: PlaceLists) -> Entity:
    """Return the entity that a place of the document is."""
    located, known, holders = place.located, place.known, place.holders(gazetteer)
    region = next((each.name for each in holders if each.subkind == "region" and each.division.count(".") < 2), "")
    geonames_id = known.geonames_id if known is not None else ""
    if known is not None and known.subkind == "country" and gazetteer.geonames is not None:
        geonames_id = gazetteer.geonames.country_id(known.country)
    return Entity(
        "place",
        place.name,
        subkind=_kind(place, lists),
        country_code=place.country,
        region=region or (known.region.partition(" (")[0] if known is not None else ""),
        within=tuple(each.key for each in holders),
        latitude=located.latitude if located else None,
        longitude=located.longitude if located else None,
        coordinates_of=place.coordinates_of,
        geonames_id=geonames_id,
        known_as=place.key,
    )


def _kind(place: Place, lists: PlaceLists) -> str:
    """Return country, region, city, district, facility, water, mountain, street or other."""
    if place.known is not None:
        return _KINDS.get(place.known.subkind, place.known.subkind)
    for mention in place.mentions:
        if told := lists.kind_of(mention.text):
            return told.kind
    labels = {mention.label for mention in place.mentions}
    if "FAC" in labels:
        return "facility"
    town = "GPE" in labels and place.within is not None and place.within.subkind == "region" and not place.is_part
    return "city" if town or place.name.split()[-1].lower() == "city" else "other"
