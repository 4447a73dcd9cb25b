"""What evidence for a place is worth, and words that tell the kind of one: ``place_weights.csv`` and ``places.toml``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.errors import ResourceError
from extractor.resources import Models

WEIGHTS = "en/place_weights.csv"
WORDS = "en/places.toml"
HOMES = "en/outlet_homes.csv"
EVIDENCE = (
    "size", "country", "region", "wide", "capital", "told_capital", "told_country", "officials", "told_region", "named_itself",
    "holder", "others_country", "others_region", "others_near", "outlet_country", "outlet_region", "outlet_near", "only", "alias",
    "listed", "least",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindWords:
    """Words of names that tell a kind; the names of towns may end in ``towns`` all the same."""

    kind: str
    first: frozenset[str]
    last: frozenset[str]
    any: frozenset[str]
    towns: frozenset[str]
    never_towns: bool

    def fits(self, words: Sequence[str]) -> bool:
        """Return whether a name, as words in small letters, is of this kind."""
        if words[-1] in self.towns:
            return False
        return (
            (words[-1] in self.last and len(words) > 1)
            or (words[0] in self.first and len(words) > 1)
            or not self.any.isdisjoint(words)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceLists:
    """Weights of evidence by name; ``kinds`` in the order in which they are tried; domains that tell no country; town and
    division of outlets by name and by domain, both in small letters; ``only_in`` leads from the last word of names to the codes
    of the countries where places are called so."""

    weights: Mapping[str, float]
    kinds: Sequence[KindWords]
    anywhere: frozenset[str]
    homes: Mapping[str, tuple[str, str]]
    only_in: Mapping[str, frozenset[str]]

    def may_lie_in(self, name: str, country: str) -> bool:
        """Return false for a county in a country that has no counties."""
        countries = self.only_in.get(name.lower().split()[-1])
        return countries is None or country in countries

    def kind_of(self, name: str) -> KindWords | None:
        """Return the words for the kind that those of a name tell; None when they tell none."""
        words = name.lower().split()
        return next((each for each in self.kinds if words and each.fits(words)), None)


def load_place_lists(models: Models) -> PlaceLists:
    """Return weights and words.

    Raises:
        ResourceError: a file is missing, an evidence is unknown, missing or has no number, or a kind has no name.
    """
    weights: dict[str, float] = {}
    for place, row in models.placed_table(WEIGHTS, "evidence", "weight", "meaning"):
        if row["evidence"] not in EVIDENCE:
            raise ResourceError(f"{place}: evidence {row['evidence']!r} is not known")
        try:
            weights[row["evidence"]] = float(row["weight"])
        except ValueError as error:
            raise ResourceError(f"{place}: {error}") from error
    if missing := set(EVIDENCE) - weights.keys():
        raise ResourceError(f"{models.root / WEIGHTS}: no weight for {', '.join(sorted(missing))}")
    words = models.toml(WORDS)
    try:
        kinds = [_kind_words(entry) for entry in words["kind"]]
        only_in = {word: frozenset(codes.split()) for word, codes in words["only_in"].items()}
        return PlaceLists(weights, kinds, frozenset(words["anywhere"]), _homes(models), only_in)
    except KeyError as error:
        raise ResourceError(f"{models.root / WORDS}: {error} is missing") from error


def _homes(models: Models) -> dict[str, tuple[str, str]]:
    homes = {}
    for row in models.table(HOMES, "outlet", "domain", "town", "division"):
        for key in filter(None, (row["outlet"].lower(), row["domain"])):
            homes[key] = row["town"], row["division"]
    return homes


def _kind_words(entry: Mapping[str, Any]) -> KindWords:
    first, last, anywhere, towns = (frozenset(entry.get(key, ())) for key in ("first", "last", "any", "towns"))
    return KindWords(entry["kind"], first, last, anywhere, towns, entry.get("never_towns", False))
