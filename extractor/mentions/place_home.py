"""Where an outlet is at home: as ``outlet_homes.csv`` says, as ``outlets.csv`` says of its country, or by its domain."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from extractor.articles import Article
from extractor.entities.gazetteer import Gazetteer
from extractor.mentions.place_choice import NOWHERE, Home
from extractor.mentions.place_weights import PlaceLists

# Two-letter domains that are no code of the country.
_COUNTRY_OF_DOMAIN = {"uk": "GB"}


def home_of(article: Article, gazetteer: Gazetteer, lists: PlaceLists) -> Home:
    """Return the home of an article's outlet; empty where nothing tells it."""
    domains = list(_domains(article.url))
    for key in (article.outlet, *domains):
        if key and (listed := lists.homes.get(key.lower())):
            town, division = listed
            country = division.partition(".")[0]
            found = gazetteer.geonames.find(town) if gazetteer.geonames is not None and town else ()
            return Home(country, division, next((entry for entry in found if entry.first_level == division), None))
    for key in (article.outlet, *domains):
        outlet = next((entry for entry in gazetteer.find(key) if entry.is_outlet and entry.country), None)
        if outlet is not None:
            return Home(outlet.country)
    ending = domains[-1] if domains else ""
    if len(ending) != 2 or ending in lists.anywhere:
        return NOWHERE
    code = _COUNTRY_OF_DOMAIN.get(ending, ending.upper())
    return Home(code) if f"country/{code}" in gazetteer.by_key else NOWHERE


def _domains(url: str) -> Iterator[str]:
    """Yield the domain of an address without "www", then what is left when its first parts are taken away."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return
    parts = host.removeprefix("www.").split(".") if host else []
    for place in range(len(parts)):
        yield ".".join(parts[place:])
