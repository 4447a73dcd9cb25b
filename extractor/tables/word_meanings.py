"""What single words of claims mean, as ``claims.toml`` lists it: stems, classes of one meaning, opposites, phrases, peoples."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import permutations, product

from extractor.entities.gazetteer import COUNTRY_COLUMNS
from extractor.resources import Models

_ENDINGS = ("ing", "ied", "ies", "ed", "es", "s")
_SHORTEST_STEM = 3
# Ends of words that take "es" in place of "s"; letters of words that double an l by themselves ("sell", "fall").
_WITH_ES = ("ses", "xes", "zes", "ches", "shes", "oes")
_FALL = 5
# Two spellings of one stem: "organis" and "organiz", "labour" and "labor".
_AMERICAN = {"is": "iz", "our": "or"}
_SPELLED = re.compile(r"(?<=....)is$|(?<=...)our$")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a word without its regular ending: "closes", "closed" and "closing" have one."""
    for ending in _ENDINGS:
        is_one = word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss")
        if is_one and (ending != "es" or word.endswith(_WITH_ES)):
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    if (
        len(word) > _SHORTEST_STEM
        and word[-1] == word[-2]
        and word[-1].isalpha()
        and (word[-1] not in "aeiouls" or (word[-1] == "l" and len(word) > _FALL))
    ):
        word = word[:-1]
    word = word[:-1] if len(word) > _SHORTEST_STEM and word.endswith("e") else word
    return _SPELLED.sub(lambda found: _AMERICAN[found[0]], word)


@lru_cache(maxsize=1 << 16)
def root(word: str, derived: re.Pattern[str]) -> str:
    """Return what a word has in common with those derived from it: "temporary" and "temporarily", "erupt" and "eruption"."""
    return derived.sub("", word)


def peoples(models: Models) -> Iterator[tuple[str, str]]:
    """Yield what a country of one word and its people are called, with the word for the country: "mexican" is of "mexico"."""
    for row in models.table("en/countries.csv", *COUNTRY_COLUMNS):
        name = row["name"].lower()
        for word in (name, *row["demonyms"].lower().split("|")):
            if word.isalpha() and name.isalpha():
                yield word, stem(name)
                yield f"{word}s", stem(name)


def rounding_before(lists: Mapping[str, str]) -> re.Pattern[str]:
    """Return what stands before a figure or number word and says that it is not exact: "about", "as many as"."""
    numbers = "|".join(line.split()[0] for line in lines(lists["numbers"]))
    return re.compile(rf"\b(?:{'|'.join(lines(lists['rounding']))}) (?=\d|(?:one|{numbers})\b)")


def phrases_of(lists: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what counts as one word, and that word; verbs with a particle in all their forms."""
    for line in lines(lists["phrases"]):
        many, one = line.split("=")
        yield many.strip(), one.strip()
    irregular = {words[0]: words for words in map(str.split, lines(lists["forms"]))}
    for line in lines(lists["phrasal_verbs"]):
        many, one = line.split("=")
        verb, _, particle = many.strip().partition(" ")
        base = verb.removesuffix("e")
        for form in {verb, f"{verb}s", f"{base}ed", f"{base}ing", *irregular.get(verb, [])}:
            yield f"{form} {particle}", one.strip()


def also_meant(text: str, classes: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return words with those of their lines, with which they have one meaning among others in common."""
    found: dict[str, set[str]] = {}
    for line in lines(text):
        words = [meaning(word, classes) for word in line.split()]
        for word in words:
            found.setdefault(word, set()).update(set(words) - {word})
    return {word: tuple(sorted(others)) for word, others in found.items()}


def opposites_of(text: str, classes: dict[str, str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of words that stand on different sides of a line, either way round."""
    found: set[tuple[str, str]] = set()
    for line in lines(text):
        sides = [[meaning(word, classes) for word in side.split()] for side in line.split("|")]
        found |= {pair for left, right in permutations(sides, 2) for pair in product(left, right)}
    return frozenset(found)


def meaning(word: str, classes: dict[str, str]) -> str:
    """Return the stem that stands for all words with the meaning of a word."""
    return classes.get(word) or classes.get(stem(word), stem(word))


def lines(text: str) -> list[str]:
    """Return the lines of a list that are not blank."""
    return [line for line in text.splitlines() if line.strip()]
