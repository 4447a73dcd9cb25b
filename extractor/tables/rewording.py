"""Whether two contents are one claim in other words: word stems, synonyms, numbers, negation, and what each word is said of."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby, pairwise

from extractor.resources import Models
from extractor.tables.word_meanings import (
    also_meant,
    lines,
    meaning,
    opposites_of,
    peoples,
    phrases_of,
    root,
    rounding_before,
    stem,
)

FILE = "en/claims.toml"
# Contents of more words are no claims in other words; comparing them would take time by the square of their length.
_LONGEST = 150
# Words that two contents must share at least to be one in other words, and their share of all words: of more words less will do.
_SHARED = ((3, 0.6), (4, 0.5))
# Share of the words that are in the same order in two sentences of one build.
_SAME_FRAME = 0.6
# Words behind a verb among which the one is that it is done to.
_NEAR = 2
_COMPARING = "than"
_DIGIT = re.compile(r"\d")
# A figure whose groups of three were parted ("20 000"), and what a number word multiplies the one before by.
_THOUSANDS = re.compile(r"\b\d{1,3}(?: \d{3})+\b")
_FACTORS = frozenset(("100", "1000", "1000000", "1000000000"))
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)(?: \w+){1,7} by\b|\b(?:have|had|has)(?: \w+){2,6} by\b")


@dataclass(frozen=True, slots=True)
class Meanings:
    """Words as ``claims.toml`` has them; all but the small ones and the negations are stems that stand for a meaning.

    ``directions`` are the opposites of contents that have the same words otherwise, ``starts`` the first words, two at
    most, of each of the ``phrases`` and of what says that a figure is not exact (``rounding``).
    """

    small: frozenset[str]
    negations: frozenset[str]
    turning: frozenset[str]
    conditions: frozenset[str]
    personal: frozenset[str]
    openings: re.Pattern[str]
    classes: dict[str, str]
    also: dict[str, tuple[str, ...]]
    opposites: frozenset[tuple[str, str]]
    directions: frozenset[tuple[str, str]]
    phrases: dict[str, str]
    phrase: re.Pattern[str]
    starts: frozenset[tuple[str, ...]]
    lacking: re.Pattern[str]
    acting: dict[str, str]
    derived: re.Pattern[str]
    rounding: re.Pattern[str]

    def words(self, key: str) -> list[str]:
        """Return the words of a content that carry meaning, each as the stem that stands for all with its meaning."""
        return _multiplied(
            meaning(word, self.classes) for word in self._split(key) if word not in self.small and word not in self.negations
        )

    def roots(self, key: str) -> list[str]:
        """Return the roots of the words that carry meaning, by which other wordings of a content are looked up."""
        return [root(word, self.derived) for word in self.words(key)]

    def is_reworded(self, before: str, after: str) -> bool:
        """Return whether a content says what another does: nearly all words that carry meaning are shared, all numbers are, the
        same is negated, and nothing is put in the place of something else.
        """
        one, two = self.words(before), self.words(after)
        if max(len(one), len(two)) > _LONGEST:
            return False
        two = self._aligned(one, two)
        left, right = set(one), set(two)
        if not _enough(left, right) or any(_DIGIT.search(word) for word in left ^ right):
            return False
        if self.is_turned(before, after) or self._opposed(before, after, self.directions if left == right else self.opposites):
            return False
        if _compared_the_other_way(one, two):
            return False
        turned = bool(_PASSIVE.search(before)) != bool(_PASSIVE.search(after))
        if turned and left - right and right - left:
            return False  # who acts cannot be told where a word stands for another, too
        if not turned and self._acts_on(before, after):
            return False
        if not turned and left == right and _turned_round(*map(self._in_order, (before, after))):
            return False
        return not _replaced(one, two, turned=turned)

    def _in_order(self, key: str) -> list[str]:
        """Return the words that carry meaning, and those for nobody: who does not act may be acted upon."""
        return [meaning(word, self.classes) for word in self._split(key) if word not in self.small or word in self.negations]

    def _acts_on(self, before: str, after: str) -> bool:
        """Return whether somebody acts in one of two contents and is acted upon in the other: "he paid her", "she paid him"."""
        left, right = ({word for word in key.split() if word in self.personal} for key in (before, after))
        return any(
            (acts in one and acts not in other and upon in other and upon not in one)
            for one, other in ((left, right), (right, left))
            for acts, upon in self.acting.items()
        )

    def _aligned(self, one: list[str], two: list[str]) -> list[str]:
        """Return the second words, those put as in the first that have a meaning or a root in common with a word there."""
        left, right = set(one), set(two)
        standing = {word: other for word in two if word not in left for other in self.also.get(word, ()) if other in left - right}
        roots = {root(word, self.derived): word for word in sorted(left - right)}
        others = {word: roots.get(root(word, self.derived)) for word in right - left - standing.keys()}
        standing |= {word: other for word, other in others.items() if other}
        return [standing.get(word, word) for word in two]

    def is_turned(self, before: str, after: str) -> bool:
        """Return whether only one of two contents is negated, or has a word that turns round what is said."""
        if self._negations(before) != self._negations(after):
            return True
        one = self.words(before)
        return not self.turning.isdisjoint(set(one) ^ set(self._aligned(one, self.words(after))))

    def similarity(self, before: str, after: str) -> float:
        """Return the share of the words with a meaning that two contents have in common."""
        left, right = set(self.words(before)), set(self.words(after))
        return len(left & right) / max(1, len(left | right))

    def _opposed(self, before: str, after: str, opposites: Collection[tuple[str, str]]) -> bool:
        """Return whether something is called the opposite; small words count here, too."""
        left, right = ({meaning(word, self.classes) for word in self._split(key)} for key in (before, after))
        return any((one, two) in opposites for one in left - right for two in right - left)

    def _negations(self, key: str) -> int:
        words = self._split(key)
        return sum(word in self.negations for word in words) - (words.count("nor") if "neither" in words else 0)

    def _split(self, key: str) -> list[str]:
        text = _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), key) if _DIGIT.search(key) else key
        # Few contents have a phrase, and to look for all of them takes ten times as long as this.
        words = text.split()
        if not self.starts.isdisjoint(chain(zip(words, strict=True), pairwise(words))):
            text = self.phrase.sub(lambda found: self.phrases[found[0]], self.rounding.sub("", text))
        return (self.lacking.sub(r"without \1", text) if "less" in text else text).split()


def load_meanings(models: Models) -> Meanings:
    """Return what ``claims.toml`` says.

    Raises:
        ResourceError: the file cannot be read.
    """
    lists = models.toml(FILE)
    classes = dict(line.split() for line in lines(lists["numbers"])) | dict(peoples(models))
    for line in lines(lists["synonyms"]) + lines(lists["forms"]):
        words = line.split()
        name = classes.get(words[0], stem(words[0]))
        for word in (*words, *map(stem, words)):
            classes.setdefault(word, name)
    phrases = dict(phrases_of(lists))
    opposites = opposites_of(lists["opposites"], classes)
    longest_first = sorted(map(re.escape, phrases), key=len, reverse=True)
    return Meanings(
        small=frozenset(lists["small"].split()),
        negations=frozenset(lists["negations"].split()),
        turning=frozenset(meaning(word, classes) for word in lists["turning"].split()),
        conditions=frozenset(lists["conditions"].split()),
        personal=frozenset(lists["personal"].split()),
        openings=re.compile(rf"^(?:{'|'.join(map(re.escape, lines(lists['openings'])))})\b *"),
        classes=classes,
        also=also_meant(lists["also"], classes),
        opposites=opposites,
        directions=opposites | opposites_of(lists["directions"], classes),
        phrases=phrases,
        starts=frozenset(tuple(phrase.split()[:2]) for phrase in (*phrases, *lines(lists["rounding"]))),
        lacking=re.compile(rf"\b(?!(?:{'|'.join(lists['not_less'].split())})\b)(\w{{3,}})less\b"),
        acting=dict(line.split() for line in lines(lists["persons"])),
        phrase=re.compile(rf"\b(?:{'|'.join(longest_first)})\b"),
        rounding=rounding_before(lists),
        derived=re.compile(rf"(?<=\w{{4}})(?:{'|'.join(sorted(lists['derived'].split(), key=len, reverse=True))})+$"),
    )


def _enough(left: set[str], right: set[str]) -> bool:
    """Return whether most words are shared; what is only longer needs more of them, for it may speak of something besides."""
    steps = _SHARED if left - right and right - left else _SHARED[:1]
    return any(len(left & right) >= max(least, share * len(left | right)) for least, share in steps)


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
    gone = {
        word: place for kind, start, end, _, _ in steps if kind != "equal" for place, word in enumerate(one[start:end], start)
    }
    come = {
        word: place for kind, _, _, start, end in steps if kind != "equal" for place, word in enumerate(two[start:end], start)
    }
    if not turned and _moved_round_another_word(gone, come, set(one), set(two)):
        return True
    if not turned and gone.keys() - set(two) and come.keys() - set(one) and not gone.keys() & come.keys():
        return True
    for kind, start, end, first, last in steps:
        if kind == "replace" and not turned and (set(one[start:end]) - set(two) or set(two[first:last]) - set(one)):
            return True
    return not turned and len(one) == len(two) and _swapped(one, two)


def _moved_round_another_word(gone: dict[str, int], come: dict[str, int], left: set[str], right: set[str]) -> bool:
    """Return whether a word stands before another in one, and behind what stands for that in two: "A fined B", "B sued A"."""
    return any(
        (gone[moved] < gone[before]) != (come[moved] < come[after])
        for moved in gone.keys() & come.keys()
        for before in gone.keys() - right
        for after in come.keys() - left
    )


def _turned_round(one: list[str], two: list[str]) -> bool:
    """Return whether what is directly before some words in each is close behind them in the other: "A fined B", "B fined A"."""
    for word in set(one) & set(two):
        start, first = one.index(word), two.index(word)
        end, last = start + 1, first + 1
        while start and first and one[start - 1] == two[first - 1]:
            start, first = start - 1, first - 1
        while end < len(one) and last < len(two) and one[end] == two[last]:
            end, last = end + 1, last + 1
        if start and first and one[start - 1] in two[last : last + _NEAR] and two[first - 1] in one[end : end + _NEAR]:
            return True
    return False


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
    return bool(after & first and last & before) and not after & last


def _multiplied(words: Iterable[str]) -> list[str]:
    """Return words with each figure and the number word behind it as one: "3 100" for "three hundred" is 300."""
    found: list[str] = []
    for word in words:
        if word in _FACTORS and found and found[-1].isdecimal() and int(found[-1]) < int(word):
            found[-1] = str(int(found[-1]) * int(word))
        else:
            found.append(word)
    return found
