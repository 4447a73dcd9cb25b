"""Countries, regions, cities, organizations, outlets, demonyms and given names that the program knows from ``models/en/``."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.geonames import GeoNames
from extractor.entities.geonames_index import index_file
from extractor.entities.spelling import fold
from extractor.entities.titles import Titles, load_titles
from extractor.entities.word_lists import load_word_lists
from extractor.errors import ResourceError
from extractor.resources import Models

PLACE_COLUMNS = ("name", "kind", "country", "aliases", "demonyms", "latitude", "longitude")
_CITY_COLUMNS = ("name", "country", "region", "aliases", "latitude", "longitude", "population", "capital")
COUNTRY_COLUMNS = ("code", "name", "aliases", "demonyms", "latitude", "longitude")
ORGANIZATION_COLUMNS = ("name", "acronym", "aliases", "kind", "country", "parent")
REGION_ID_COLUMNS = ("name", "code", "geonames_id")
OUTLET_COLUMNS = ("name", "acronym", "aliases", "country")
# All else equal, a country is preferred to a region and a region to a city of the same name; cities count 1,000 inhabitants.
_WEIGHTS = {"country": 50_000.0, "region": 5_000.0, "area": 5_000.0, "water": 2_000.0}
# Lists of word ends.
ENDINGS = ("english_endings", "place_endings", "surname_endings", "species")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_PARTS = re.compile(r"[\s'’\-/]")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Look-ups by name as written (words joined by one space, no leading article).

    ``with_article`` holds names that mean this only after "the" ("The Hill"). ``capitals`` looks up names in capital letters.
    ``first_words`` gives the longest name (in characters) that begins with a token. ``demonyms`` leads to the key of a place,
    ``by_key`` from a key to what it names. ``ambiguous`` are names that are also words or names of people. ``people`` holds
    names of people as tokens, by the first of them. ``person_nouns`` are
    lemmas of nouns for people, ``family_names`` common ones, ``names_of_people`` these and the given names. ``divisions`` leads
    from the code of a region to it.
    ``geonames`` holds further towns; they only say where a place lies, and make no name one. ``kinds_of`` are the names of the
    lists of ``words`` that have a word, ``endings`` the lists of word ends, as ``str.endswith`` takes them.
    """

    names: Mapping[str, tuple[GazetteerEntry, ...]]
    with_article: Mapping[str, tuple[GazetteerEntry, ...]]
    capitals: Mapping[str, str]
    first_words: Mapping[str, int]
    demonyms: Mapping[str, str]
    by_key: Mapping[str, GazetteerEntry]
    ambiguous: frozenset[str]
    given_names: frozenset[str]
    family_names: frozenset[str]
    person_nouns: frozenset[str]
    words: Mapping[str, frozenset[str]]
    people: Mapping[str, Sequence[tuple[str, ...]]]
    titles: Titles
    divisions: Mapping[str, GazetteerEntry]
    geonames: GeoNames | None = None
    kinds_of: Mapping[str, frozenset[str]] = field(init=False, repr=False)
    endings: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    names_of_people: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        kinds: dict[str, set[str]] = defaultdict(set)
        for kind, words in self.words.items():
            for word in words:
                kinds[word].add(kind)
        object.__setattr__(self, "kinds_of", {word: frozenset(found) for word, found in kinds.items()})
        object.__setattr__(self, "names_of_people", self.given_names | self.family_names)
        object.__setattr__(self, "endings", {kind: tuple(self.words.get(kind, ())) for kind in ENDINGS})

    def is_name(self, word: str) -> bool:
        """Return whether a word with a capital is a given name, a family name, or a whole name of an organization or place."""
        return word in self.names_of_people or bool(self.find(word)) or word in self.demonyms

    def find(self, text: str, *, after_article: bool = False) -> tuple[GazetteerEntry, ...]:
        """Return what a name may mean; empty when it is unknown."""
        found = self.names.get(text)
        if found is None and text.count(".") > 1 and " " not in text:
            found = self.names.get(text.replace(".", ""))
        if found is None and "’" in text:
            found = self.names.get(text.replace("’", "'"))
        if found is None and "\n" not in text and "  " in text:
            found = self.names.get(" ".join(text.split()))
        if found is None and text.isupper() and len(text) > 4:
            found = self.names.get(self.capitals.get(text, ""))
        if after_article and text in self.with_article:
            return self.with_article[text] + (found or ())
        return found or ()


def load_gazetteer(models: Models, *, geonames: bool = False) -> Gazetteer:
    """Return the lists of ``models/en`` as look-ups, on request with the cities of GeoNames.

    Raises:
        ModelError: the cities of GeoNames are not installed.
        ResourceError: a file is missing, has other columns, or a number or reference in it is wrong.
    """
    names: dict[str, list[GazetteerEntry]] = defaultdict(list)
    with_article: dict[str, list[GazetteerEntry]] = defaultdict(list)
    demonyms: dict[str, str] = {}
    by_key: dict[str, GazetteerEntry] = {}
    for known, aliases, adjectives in _all_known(models):
        if known.key in by_key:
            raise ResourceError(f"{models.root / 'en'}: {known.key} stands twice")
        by_key[known.key] = known
        for alias in dict.fromkeys((known.name, known.acronym, *aliases)):
            if alias[:4] in ("The ", "the "):
                with_article[alias[4:]].append(known)
                if known.kind == "place":
                    names[alias[4:]].append(known)
            elif alias and " (" not in alias:
                names[alias].append(known)
        for adjective in adjectives:
            demonyms.setdefault(adjective, known.key)
            if not adjective.endswith(("s", "sh", "ch", "ese", "men", "man", "woman", "women")):
                demonyms.setdefault(adjective + "s", known.key)
    for alias, known in _with_country(models, by_key):
        if alias not in names:
            names[alias].append(known)
    for name in [name for name in names if _INNER_CAPITAL.search(name) and name.isalpha()]:
        names.setdefault(name.capitalize(), names[name])  # "Politifact" is PolitiFact
    ambiguous, words = load_word_lists(models)
    return Gazetteer(
        names={name: tuple(sorted(found, key=lambda known: -known.weight)) for name, found in names.items()},
        with_article={name: tuple(found) for name, found in with_article.items()},
        capitals={name.upper(): name for name in sorted(names, reverse=True)},
        first_words=_first_words(names),
        demonyms=demonyms,
        by_key=by_key,
        ambiguous=ambiguous,
        given_names=frozenset(row["name"] for row in models.table("en/given_names.csv", "name", "gender")),
        family_names=frozenset(models.words("en/family_names.txt")),
        person_nouns=_person_nouns(models),
        words={**words, "plain": words["plain"] | _common_words(models)},
        people=_by_first_token(words["people"]),
        titles=load_titles(models),
        divisions={entry.division: entry for entry in by_key.values() if entry.subkind == "region" and entry.division},
        geonames=GeoNames(index_file(), models.toml("en/places.toml")["short"]) if geonames else None,
    )


def _all_known(models: Models) -> Iterator[tuple[GazetteerEntry, list[str], list[str]]]:
    for row in models.table("en/countries.csv", *COUNTRY_COLUMNS):
        yield _place(f"country/{row['code']}", "country", row["code"], row), _split(row["aliases"]), _split(row["demonyms"])
    ids = {row["name"]: row for row in models.table("en/region_ids.csv", *REGION_ID_COLUMNS)}
    for row in models.table("en/regions.csv", *PLACE_COLUMNS):
        key = f"{row['kind']}/{fold(row['name'])}"
        yield _place(key, row["kind"], row["country"], row, ids.get(row["name"])), _split(row["aliases"]), _split(row["demonyms"])
    for row in models.table("en/cities.csv", *_CITY_COLUMNS):
        key = f"city/{fold(row['name'])}-{row['country'].lower()}"
        city = _place(key, "city", row["country"], row)
        division = ids[city.region]["code"] if city.region in ids else ""
        yield replace(city, division=division), _split(row["aliases"]), []
    for row in models.table("en/organizations.csv", *ORGANIZATION_COLUMNS):
        yield (
            GazetteerEntry(
                f"organization/{fold(row['name'])}", "organization", row["kind"], row["name"], row["acronym"], row["country"],
                parent=row["parent"],
            ),
            _split(row["aliases"]),
            [],
        )  # fmt: skip
    for row in models.table("en/outlets.csv", *OUTLET_COLUMNS):
        key = f"outlet/{fold(row['name'])}"
        known = GazetteerEntry(key, "organization", "media", row["name"], row["acronym"], row["country"], is_outlet=True)
        yield known, _split(row["aliases"]), []


def _with_country(models: Models, by_key: Mapping[str, GazetteerEntry]) -> Iterator[tuple[str, GazetteerEntry]]:
    """Yield the bodies of a state with its name or adjective before ("US Secret Service", "British Home Office")."""
    rows = models.table("en/countries.csv", *COUNTRY_COLUMNS)
    before = {row["code"]: (row["name"], *_split(row["aliases"]), *_split(row["demonyms"])[:1]) for row in rows}
    for known in by_key.values():
        if known.subkind in ("government", "military") and known.country:
            for name in before[known.country]:
                yield f"{name} {known.name}", known


def _place(key: str, subkind: str, country: str, row: Mapping[str, str], ids: Mapping[str, str] | None = None) -> GazetteerEntry:
    try:
        weight = float(row["population"]) if subkind == "city" and "population" in row else _WEIGHTS.get(subkind, 100.0)
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise ResourceError(f"{key}: {error}") from error
    return GazetteerEntry(
        key, "place", subkind, row["name"].partition(" (")[0], country=country, region=row.get("region", ""), latitude=latitude,
        longitude=longitude, weight=weight, is_capital=bool(row.get("capital")), geonames_id=ids["geonames_id"] if ids else "",
        division=ids["code"] if ids else "",
    )  # fmt: skip


def _person_nouns(models: Models) -> frozenset[str]:
    rows = models.table("en/descriptions.csv", "head", "means", "gender")
    return frozenset(row["head"] for row in rows if row["means"] == "person")


def _by_first_token(names: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return the names as tokens, by the first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(names, key=lambda name: -len(name)):
        tokens = tuple(name.split())
        found[tokens[0]].append(tokens)
    return dict(found)


def _common_words(models: Models) -> frozenset[str]:
    """Return the words of the general language, in small letters: those that other lists hold."""
    heads = (row["head"] for row in models.table("en/descriptions.csv", "head", "means", "gender"))
    cues = (row["lemma"] for row in models.table("en/cues.csv") if " " not in row["lemma"])
    return frozenset((*heads, *cues))


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _first_words(names: Mapping[str, object]) -> dict[str, int]:
    """Return the longest name for each first token, both for tokens cut at hyphens and apostrophes and for uncut ones, with
    either apostrophe."""
    longest: dict[str, int] = defaultdict(int)
    for name in names:
        whole = name.split(" ", 1)[0]
        for first in {whole, whole.replace("'", "’"), _PARTS.split(name, maxsplit=1)[0]}:
            longest[first] = max(longest[first], len(name))
    return dict(longest)
