"""MinHash of texts: signatures whose agreement estimates how many stretches of three words two texts share.

A. Broder, On the resemblance and containment of documents, 1997; bands as in Leskovec, Rajaraman and Ullman, Mining of Massive
Datasets, chapter 3. Own code on numpy: the library for it needs scipy, which nothing else here does.
"""

import re
import zlib
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_Halves = NDArray[np.uint32]

# With 32 bands of 4 values a pair that shares half of its stretches is found in 87 of 100 cases, one that shares 70% always.
BANDS, _ROWS = 32, 4
_WORDS = 3
_WORD = re.compile(r"\w+")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
# Stretches of which the signature is made at a time: few enough to stay in the processor's cache.
_PORTION = 512
# Words whose hash is kept.
_MOST_WORDS = 500_000


class WordHashes(dict[str, int]):
    """Hash of each word (lower case), computed once; it forgets all when it holds too many."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        value = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return value


def shingles(text: str, hashes: WordHashes | None = None) -> Hashes:
    """Return the hashes of all stretches of three words, each once and sorted; letters count, their case and marks between them
    do not.

    ``hashes`` are the words of other texts, which spares computing them again.
    """
    found = _WORD.findall(text.lower())
    if len(found) < _WORDS:
        return np.empty(0, np.uint64)
    known = WordHashes() if hashes is None else hashes
    words = np.fromiter(map(known.__getitem__, found), np.uint64, len(found))
    count = len(words) - _WORDS + 1
    mixed = sum(((words[n : n + count] + np.uint64(n + 1)) * _FACTORS[n] for n in range(_WORDS)), np.zeros(count, np.uint64))
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


def bands(hashes: Hashes) -> Hashes:
    """Return one hash for each band of the signature; texts that share a band are worth comparing."""
    factors, added = _permutations()
    values = (hashes >> np.uint64(32)).astype(np.uint32)
    smallest: Any = np.full(BANDS * _ROWS, np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, len(values), _PORTION):
        smallest = np.minimum(smallest, (values[start : start + _PORTION, None] * factors + added).min(axis=0))
    rows = smallest.astype(np.uint64).reshape(BANDS, _ROWS)
    mixed = np.zeros(BANDS, np.uint64)
    for column in range(_ROWS):
        mixed = (mixed + rows[:, column]) * _FACTORS[0]
        mixed ^= mixed >> np.uint64(31)
    return mixed


def containment(left: Hashes, right: Hashes) -> float:
    """Return the share of the stretches of the smaller text that the other has too."""
    smaller, larger = sorted((left, right), key=len)
    if not len(smaller):
        return 0.0
    places = np.minimum(np.searchsorted(larger, smaller), len(larger) - 1)
    return float(np.count_nonzero(larger[places] == smaller)) / len(smaller)


@cache
def _permutations() -> tuple[_Halves, _Halves]:
    """Return the factors (odd) and summands of the hash functions, the same at every call."""
    numbers = np.arange(1, 2 * BANDS * _ROWS + 1, dtype=np.uint64) * _FACTORS[0]
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    halves = ((numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB) >> np.uint64(32)).astype(np.uint32)
    return halves[: BANDS * _ROWS] | np.uint32(1), halves[BANDS * _ROWS :]
