"""Names reduced to what is compared: case, accents, punctuation and legal forms do not tell two names apart."""

from dataclasses import dataclass
from functools import lru_cache

from extractor.entities.gazetteer import COUNTRY_COLUMNS, PLACE_COLUMNS
from extractor.entities.spelling import fold
from extractor.errors import ResourceError
from extractor.resources import Models

# Shorter words that end in s are often acronyms or no plurals.
_LONG_WORD = 6
# Words of the longest name of a country.
_LONGEST_COUNTRY = 4


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What linking knows about words: formal given names of nicknames, legal forms, generic words, fillers, and folded names and
    adjectives of countries with their codes."""

    formal_names: dict[str, str]
    legal_forms: frozenset[str]
    generic: frozenset[str]
    fillers: frozenset[str]
    countries: dict[str, str]


def load_knowledge(models: Models) -> Knowledge:
    """Return the word lists of linking.

    Raises:
        ResourceError: ``linking.toml`` is missing or lacks a list.
    """
    lists = models.toml("en/linking.toml")
    missing = {"legal_forms", "generic", "fillers"} - lists.keys()
    if missing:
        raise ResourceError(f"{models.root / 'en/linking.toml'}: no list {', '.join(sorted(missing))}")
    formal: dict[str, str] = {}
    for row in models.table("en/nicknames.csv", "nickname", "name"):
        formal.setdefault(fold(row["nickname"]), fold(row["name"]))
    return Knowledge(
        formal_names=formal,
        legal_forms=frozenset(fold(form) for form in lists["legal_forms"]),
        generic=frozenset(lists["generic"]),
        fillers=frozenset(lists["fillers"]),
        countries=_countries(models),
    )


def _countries(models: Models) -> dict[str, str]:
    """Return the code by folded name and adjective, but for names that a region bears, too ("Georgia")."""
    regions = {fold(row["name"].partition(" (")[0]) for row in models.table("en/regions.csv", *PLACE_COLUMNS)}
    found: dict[str, str] = {}
    for row in models.table("en/countries.csv", *COUNTRY_COLUMNS):
        for name in (row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|")):
            if fold(name) and fold(name) not in regions:
                found.setdefault(fold(name), row["code"].lower())
    return found


@lru_cache(maxsize=1 << 18)
def person_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name without the honorific: ("antony", "j", "blinken"); initials are words of their
    own."""
    return tuple(fold(name.replace(".", ". ")).replace("/", " ").split())


def block_of(family_name: str, name: str) -> str:
    """Return the folded last word of a person's name; persons are compared within a block only."""
    words = person_words(family_name or name)
    return words[-1] if words else ""


def organization_key(name: str, knowledge: Knowledge) -> str:
    """Return the folded name without leading article, legal forms at the end (never reduced to nothing), "and" and plurals of
    long words.

    The country before a generic name or after its "of" is its code: "US government", "Government of the United States".
    """
    words = _coded(fold(name).split(), knowledge)
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in knowledge.legal_forms:
        words.pop()
    return " ".join(_singular(word) for word in words if word not in {"&", "and"}) or " ".join(words)


def _coded(words: list[str], knowledge: Knowledge) -> list[str]:
    """Return the words with a country at an edge as its code in front, if the rest is a generic name."""
    if "of" in words[1:-1]:
        at = len(words) - 1 - words[::-1].index("of")
        code, rest = knowledge.countries.get(" ".join(words[at + 1 :]).removeprefix("the ")), words[:at]
        if code and is_generic(" ".join(rest), knowledge):
            return [code, *rest]
    for end in range(min(_LONGEST_COUNTRY, len(words) - 1), 0, -1):
        code, rest = knowledge.countries.get(" ".join(words[:end])), words[end:]
        if code and is_generic(" ".join(rest), knowledge):
            return [code, *rest]
    return words


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _LONG_WORD and word.endswith("s") and not word.endswith("ss") else word


def is_generic(key: str, knowledge: Knowledge) -> bool:
    """Return whether a key consists of words that many organizations bear."""
    return all(word in knowledge.generic or f"{word}s" in knowledge.generic or word in knowledge.fillers for word in key.split())


def acronym_of(key: str, knowledge: Knowledge) -> str:
    """Return the first letters of the words of a folded name that are no fillers."""
    return "".join(word[0] for word in key.split() if word not in knowledge.fillers)
