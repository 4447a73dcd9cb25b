"""Whether two contents are one claim in other words: word stems, synonyms, numbers, negation, and what each word is said of."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from extractor.resources import Models

FILE = "en/claims.toml"
# Words that two contents must share at least to be one in other words, and their share of all words.
_FEWEST_WORDS = 3
_SHARED = 0.6
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "s")
_SHORTEST_STEM = 3
# Share of the words that are in the same order in two sentences of one build.
_SAME_FRAME = 0.6
_COMPARING = "than"
_DIGIT = re.compile(r"\d")
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)(?: \w+){1,4} by\b")


@dataclass(frozen=True, slots=True)
class Meanings:
    """Words as ``claims.toml`` has them; all but the small ones and the negations are stems that stand for a meaning."""

    small: frozenset[str]
    negations: frozenset[str]
    turning: frozenset[str]
    personal: frozenset[str]
    openings: re.Pattern[str]
    classes: dict[str, str]
    opposites: frozenset[tuple[str, str]]
    phrases: dict[str, str]
    phrase: re.Pattern[str]

    def words(self, key: str) -> list[str]:
        """Return the words of a content that carry meaning, each as the stem that stands for all with its meaning."""
        return [
            _meaning(word, self.classes) for word in self._split(key) if word not in self.small and word not in self.negations
        ]

    def is_reworded(self, before: str, after: str) -> bool:
        """Return whether a content says what another does: nearly all words that carry meaning are shared, all numbers are, the
        same is negated, and nothing is put in the place of something else.
        """
        if self.is_turned(before, after):
            return False
        one, two = self.words(before), self.words(after)
        left, right = set(one), set(two)
        shared = left & right
        if len(shared) < _FEWEST_WORDS or any(_DIGIT.search(word) for word in left ^ right):
            return False
        if self._opposed(before, after):
            return False
        if len(shared) < _SHARED * len(left | right):
            return False
        if _compared_the_other_way(one, two):
            return False
        return not _replaced(one, two, turned=bool(_PASSIVE.search(before)) != bool(_PASSIVE.search(after)))

    def is_turned(self, before: str, after: str) -> bool:
        """Return whether only one of two contents is negated, or has a word that turns round what is said."""
        if self._negations(before) != self._negations(after):
            return True
        return not self.turning.isdisjoint(set(self.words(before)) ^ set(self.words(after)))

    def similarity(self, before: str, after: str) -> float:
        """Return the share of the words with a meaning that two contents have in common."""
        left, right = set(self.words(before)), set(self.words(after))
        return len(left & right) / max(1, len(left | right))

    def _opposed(self, before: str, after: str) -> bool:
        """Return whether something is called the opposite; small words count here, too."""
        left, right = ({_meaning(word, self.classes) for word in self._split(key)} for key in (before, after))
        return any((one, two) in self.opposites for one in left - right for two in right) or any(
            (one, two) in self.opposites for one in left for two in right - left
        )

    def _negations(self, key: str) -> int:
        return sum(word in self.negations for word in self._split(key))

    def _split(self, key: str) -> list[str]:
        return self.phrase.sub(lambda found: self.phrases[found[0]], key).split()


def load_meanings(models: Models) -> Meanings:
    """Return what ``claims.toml`` says.

    Raises:
        ResourceError: the file cannot be read.
    """
    lists = models.toml(FILE)
    classes = dict(line.split() for line in _lines(lists["numbers"]))
    for line in _lines(lists["forms"]) + _lines(lists["synonyms"]):
        words = line.split()
        name = classes.get(words[0], stem(words[0]))
        for word in (*words, *map(stem, words)):
            classes.setdefault(word, name)
    phrases = {many.strip(): one.strip() for many, one in (line.split("=") for line in _lines(lists["phrases"]))}
    longest_first = sorted(map(re.escape, phrases), key=len, reverse=True)
    return Meanings(
        small=frozenset(lists["small"].split()),
        negations=frozenset(lists["negations"].split()),
        turning=frozenset(_meaning(word, classes) for word in lists["turning"].split()),
        personal=frozenset(lists["personal"].split()),
        openings=re.compile(rf"^(?:{'|'.join(map(re.escape, _lines(lists['openings'])))})\b *"),
        classes=classes,
        opposites=_opposites(lists["opposites"], classes),
        phrases=phrases,
        phrase=re.compile(rf"\b(?:{'|'.join(longest_first)})\b"),
    )


def stem(word: str) -> str:
    """Return a word without its regular ending: "closes", "closed" and "closing" have one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > _SHORTEST_STEM and word.endswith("e") else word


def _replaced(one: list[str], two: list[str], *, turned: bool) -> bool:
    """Return whether words are in the places of others in a sentence that is the same otherwise, or two change places.

    Two change places without a change of meaning where one of the sentences is ``turned`` into the passive.
    """
    one, two = sorted((one, two), key=lambda words: (len(words), words))  # so that it is the same either way
    steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    kept = sum(end - start for kind, start, end, _, _ in steps if kind == "equal")
    if kept == len(one) == len(two):
        return turned
    if kept < _SAME_FRAME * max(len(one), len(two)):
        return False
    for kind, start, end, first, last in steps:
        if kind == "replace" and not turned and (set(one[start:end]) - set(two) or set(two[first:last]) - set(one)):
            return True
    return not turned and len(one) == len(two) and _swapped(one, two)


def _swapped(one: list[str], two: list[str]) -> bool:
    """Return whether two stretches change places around what stays: "A costs more than B", "B costs more than A"."""
    runs: list[tuple[list[str], list[str]]] = []
    for same, places in groupby(zip(one, two, strict=True), key=lambda pair: pair[0] == pair[1]):
        if not same:
            left, right = zip(*places, strict=True)
            runs.append((list(left), list(right)))
    return len(runs) == 2 and runs[0][0] == runs[1][1] and runs[0][1] == runs[1][0]


def _compared_the_other_way(one: list[str], two: list[str]) -> bool:
    """Return whether what stands after "than" in each stands before it in the other."""
    if _COMPARING not in one or _COMPARING not in two:
        return False
    (before, after), (first, last) = (
        (set(words[: words.index(_COMPARING)]), set(words[words.index(_COMPARING) + 1 :])) for words in (one, two)
    )
    return bool(after and last) and after <= first and last <= before


def _opposites(text: str, classes: dict[str, str]) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for line in _lines(text):
        left, right = ([_meaning(word, classes) for word in side.split()] for side in line.split("|"))
        found |= {pair for one in left for two in right for pair in ((one, two), (two, one))}
    return frozenset(found)


def _meaning(word: str, classes: dict[str, str]) -> str:
    """Return the stem that stands for all words with the meaning of a word."""
    return classes.get(word) or classes.get(stem(word), stem(word))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
