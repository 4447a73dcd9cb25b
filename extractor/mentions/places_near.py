"""Where a place lies that no list knows: near the town that the text names beside it, or that the text is about."""

from collections.abc import Mapping, Sequence

from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.mentions.named import NamedMentions
from extractor.mentions.place_choice import Whereabouts
from extractor.mentions.place_model import Place
from extractor.mentions.place_weights import PlaceLists

# A text is about a town that has this share of all its mentions of towns, and in a country that has this share of what it says of
# countries.
_MAINLY, _MOSTLY = 0.4, 0.8
_WIDE = frozenset(("water", "mountain"))
_DATELINE = 3.0


def locate_near(named: NamedMentions, places: Sequence[Place], about: Whereabouts, lists: PlaceLists) -> None:
    """Give places without coordinates those of a town near them, and those without a country the one that the text is about.

    A building, street or district is near the town in its sentence, anything else near the one that the text is about, if that
    lies in the country that it is about. Waters and mountains get no country, for they may lie in several.
    """
    towns = {mention.number: place.known for place in places if _is_town(place) for mention in place.mentions}
    main, country, share = _main_town(places) or about.home.place, *_main_country(places, about.countries)
    if main is not None and main.country != country:
        main = None
    if main is None and share < _MOSTLY:
        country = ""
    for place in places:
        if place.known is not None and place.known.latitude is not None:
            continue
        told = lists.kind_of(place.name)
        beside = _beside(named, place, towns) if told is not None or _is_building(place) else None
        near = next((town for town in (beside, main) if town is not None and place.country in ("", town.country)), None)
        if place.located is None:
            place.near = near
        if not place.country and not place.is_part and (told is None or told.kind not in _WIDE):
            likely = near.country if near is not None else country
            place.country_told = likely if lists.may_lie_in(place.name, likely) else ""


def _is_building(place: Place) -> bool:
    return any(mention.label == "FAC" for mention in place.mentions)


def _is_town(place: Place) -> bool:
    return place.known is not None and place.known.subkind == "city"


def _beside(named: NamedMentions, place: Place, towns: Mapping[int, GazetteerEntry | None]) -> GazetteerEntry | None:
    """Return the town in the name of a place, else the nearest one that stands in a sentence with it."""
    parse = named.parse
    found = []
    for mention in place.mentions:
        at = named.mentions[mention.number].start
        for number, town in towns.items():
            start = named.mentions[number].start
            if parse.sentence_of[start] == parse.sentence_of[at] and town is not None:
                found.append((abs(start - at), town))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _main_town(places: Sequence[Place]) -> GazetteerEntry | None:
    counts = [(_count(place), place.known) for place in places if _is_town(place)]
    most, town = max(counts, key=lambda pair: pair[0], default=(0.0, None))
    return town if most >= _MAINLY * sum(count for count, _ in counts) else None


def _count(place: Place) -> float:
    return sum(_DATELINE if mention.leads else 1.0 for mention in place.mentions)


def _main_country(places: Sequence[Place], weights: Mapping[str, float]) -> tuple[str, float]:
    """Return the country that most is said of, and its share of all."""
    counts = dict(weights)
    for place in places:
        if _is_town(place) and place.known is not None:
            counts[place.known.country] = counts.get(place.known.country, 0.0) + 1.0
    most = max(counts, key=lambda code: counts[code], default="")
    return most, counts[most] / sum(counts.values()) if most else 0.0
