"""From text to token types.

spaCy's tokenizer works on stretches between spaces, one at a time and (but for ``joints``) without regard to their neighbours,
so what it makes of a stretch is kept and looked up from then on. A type is what the models can tell apart in a token before
they see its context: the word, its norm (which the exceptions of the tokenizer set) and whether a space follows.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast.embedding import ROWS, Column
from extractor.analysis.fast.features import Features, Table, Tokens
from extractor.analysis.fast.joints import Joints
from extractor.analysis.fast.plain import PlainStretches
from extractor.analysis.fast.unsupported import UnsupportedError

if TYPE_CHECKING:
    from spacy.language import Language

Ints = NDArray[np.int32]
Flags = NDArray[np.int8]
Rows = list[Table]

# A stretch with the space after it, which belongs to its last token, or white space that is a token of its own.
_STRETCH = re.compile(r"\S+ ?|\s+")
# Put between stretches when several are tokenized at once: no exception of the tokenizer reaches across it.
_WALL = "\u2603"
# Empty rows around each document, at least: the convolutions of four layers cannot see past them. An even number, for documents
# start at even rows (see ``encoder``).
GAP = 4


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts as token types, one below the other: text i takes the rows ``bounds[i][0]`` to ``bounds[i][1]``, others hold 0."""

    types: Ints
    bounds: list[tuple[int, int]]

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rows that hold tokens."""
        return np.flatnonzero(self.types)


@dataclass(frozen=True, slots=True)
class NewTypes:
    """Types just learned: their numbers are a range; lexical features by name (n), among them ORTH."""

    numbers: slice
    features: dict[str, Column]


class Lexicon:
    """All stretches and types seen since ``forget``.

    ``features`` are the names of the lexical features it reads. By type (0 is that of empty rows): ``texts``, ``lengths`` in code
    points, ``spaced`` (1 where a space follows), ``is_space`` (1 for white space) and ``word_of``, the number in ``words`` of its
    text, which types of the same text share.
    """

    def __init__(self, nlp: "Language", features: Sequence[str]):
        from spacy.tokenizer import Tokenizer

        if type(nlp.tokenizer) is not Tokenizer:
            raise UnsupportedError("another tokenizer")
        if any(len(rule.split()) > 1 for rule in cast(Any, nlp.tokenizer).rules):
            raise UnsupportedError("tokenizer exceptions with a space in them")
        self._nlp = nlp
        self._joints = Joints(nlp.tokenizer)
        self._plain = PlainStretches(nlp.tokenizer)
        # The first three make the type.
        self.features = list(dict.fromkeys(["ORTH", "NORM", "SPACY", "LENGTH", "IS_SPACE", *features]))
        self._learned = {"ORTH", *features}
        self._features = Features(nlp.vocab, self.features)
        self.forget()

    def forget(self) -> None:
        """Start again with nothing known."""
        self._stretches: dict[str, tuple[int, ...]] = {}
        self._types: dict[tuple[int, int, int], int] = {(0, 0, 0): 0}
        self._word_numbers: dict[str, int] = {"": 0}
        self.texts: list[str] = [""]
        self.words: list[str] = [""]
        self.word_of = np.zeros(1, np.int32)
        self.lengths = np.zeros(1, np.int32)
        self.spaced = np.zeros(1, np.int32)
        self.is_space = np.zeros(1, np.int8)
        self._ends, self._starts = np.zeros(1, bool), np.zeros(1, bool)

    def __len__(self) -> int:
        """Return the number of types known."""
        return len(self.texts)

    def read(self, texts: Sequence[str]) -> tuple[Batch, NewTypes | None]:
        """Return the texts as types, and the types met for the first time. To be called in a memory zone: no document outlives
        the call."""
        first, new = len(self), Rows()
        stretches = [_STRETCH.findall(text) for text in texts]
        known = self._stretches
        unknown = {stretch for text in stretches for stretch in text if stretch not in known}
        self._learn(sorted(unknown), new)
        self._describe(new)
        types = [list(chain.from_iterable(map(known.__getitem__, text))) for text in stretches]
        batch = _lay_out(types)
        if joined := self._joined(batch):
            for number in joined:
                types[number] = self._number(self._tokens(texts[number]), new)
            self._describe(new)
            batch = _lay_out(types)
        if not new:
            return batch, None
        table = np.array(new)
        features = {name: _distinct(table[:, self.features.index(name)]) for name in self._learned}
        return batch, NewTypes(slice(first, len(self)), features)

    def _learn(self, stretches: list[str], new: Rows) -> None:
        """Tokenize stretches, each for itself, and number the types in them."""
        plain: list[str] = []
        solid: list[str] = []
        tokens: list[list[str]] = []
        for stretch in stretches:
            if (found := self._plain.tokens(stretch)) is not None:
                plain.append(stretch)
                tokens.append(found)
            elif stretch[0].isspace():
                self._stretches[stretch] = tuple(self._number(self._tokens(stretch), new))
            else:
                solid.append(stretch)
        if plain:
            self._keep(plain, list(map(len, tokens)), self._features.of_words(list(chain.from_iterable(tokens))), new)
        if solid:
            self._keep(solid, *self._tokenized(solid), new)

    def _tokenized(self, stretches: list[str]) -> tuple[list[int], Tokens]:
        """Return the number of tokens in each stretch, and all these tokens."""
        bare = [stretch.rstrip(" ") for stretch in stretches]
        texts, table = self._tokens(f" {_WALL} ".join(bare))
        counts, walls, place = [], [], 0
        for stretch in bare:
            start, rest = place, len(stretch)
            while rest > 0:
                rest -= len(texts[place])
                place += 1
            counts.append(place - start)
            walls.append(place)
            place += 1
        for wall in reversed(walls[:-1]):
            del texts[wall]
        return counts, Tokens(texts, np.delete(table, walls[:-1], axis=0))

    def _tokens(self, text: str) -> Tokens:
        return self._features.of_doc(self._nlp.tokenizer(text))

    def _keep(self, stretches: list[str], counts: list[int], tokens: Tokens, new: Rows) -> None:
        """Keep the types of stretches, of which each has so many of the tokens."""
        ends = np.cumsum(counts)
        spaces = tokens.table[:, self.features.index("SPACY")]
        spaces[:] = 0
        spaces[ends - 1] = [stretch[-1] == " " for stretch in stretches]
        numbers = self._number(tokens, new)
        for stretch, count, end in zip(stretches, counts, ends.tolist(), strict=True):
            self._stretches[stretch] = tuple(numbers[end - count : end])

    def _number(self, tokens: Tokens, new: Rows) -> list[int]:
        """Return the types of tokens; rows of types met for the first time are added to ``new``."""
        numbers = []
        for text, row, key in zip(tokens.texts, tokens.table, map(tuple, tokens.table[:, :3].tolist()), strict=True):
            number = self._types.get(key)
            if number is None:
                number = self._types[key] = len(self.texts)
                self.texts.append(text)
                new.append(row)
            numbers.append(number)
        return numbers

    def _describe(self, new: Rows) -> None:
        """Fill the columns for types numbered since the last call; ``new`` ends with their rows."""
        first = len(self.word_of)
        texts = self.texts[first:]
        if not texts:
            return
        for text in texts:
            if text not in self._word_numbers:
                self._word_numbers[text] = len(self.words)
                self.words.append(text)
        table = np.array(new[-len(texts) :])
        length, space, blank = (table[:, self.features.index(name)] for name in ("LENGTH", "SPACY", "IS_SPACE"))
        self.word_of = np.concatenate([self.word_of, np.array([self._word_numbers[text] for text in texts], np.int32)])
        self.lengths = np.concatenate([self.lengths, length.astype(np.int32)])
        self.spaced = np.concatenate([self.spaced, space.astype(np.int32)])
        self.is_space = np.concatenate([self.is_space, blank.astype(np.int8)])
        ends = space.astype(bool) & np.array([text in self._joints.ending for text in texts])
        self._ends = np.concatenate([self._ends, ends])
        self._starts = np.concatenate([self._starts, np.array([text in self._joints.starting for text in texts])])

    def _joined(self, batch: Batch) -> list[int]:
        """Return the texts in which an exception of the tokenizer may reach across a space."""
        types = batch.types
        places = np.flatnonzero(self._ends[types[:-1]] & self._starts[types[1:]]).tolist()
        met = []
        for place in places:
            before = types[max(0, place + 1 - self._joints.reach) : place + 1].tolist()
            after = types[place + 1 : place + 1 + self._joints.reach].tolist()
            if self._joints.meet([self.texts[token] for token in before], [self.texts[token] for token in after]):
                met.append(place)
        return sorted({bisect_right(batch.bounds, (place, len(types))) - 1 for place in met})


def _distinct(values: NDArray[np.uint64]) -> Column:
    distinct, places = np.unique(values, return_inverse=True)
    return Column(distinct, places.astype(np.int32))


def _lay_out(texts: list[list[int]]) -> Batch:
    rows: list[Sequence[int]] = [(0,) * GAP]
    bounds, start = [], GAP
    for types in texts:
        bounds.append((start, start + len(types)))
        gap = GAP + len(types) % 2
        start += len(types) + gap
        rows += (types, (0,) * gap)
    flat = np.zeros(-(-start // ROWS) * ROWS, np.int32)
    flat[:start] = np.fromiter(chain.from_iterable(rows), np.int32, start)
    return Batch(flat, bounds)
