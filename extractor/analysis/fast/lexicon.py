"""From text to token types.

spaCy's tokenizer works on stretches between spaces, one at a time and without regard to their neighbours, so what it makes of a
stretch is kept and looked up from then on. A type is what the models can tell apart in a token before they see its context: the
word, its norm (which the exceptions of the tokenizer set) and whether a space follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast.embedding import ROWS
from extractor.analysis.fast.unsupported import UnsupportedError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Ints = NDArray[np.int32]
Flags = NDArray[np.int8]

# A stretch with the space behind it, which belongs to its last token, or white space that is a token of its own.
_STRETCH = re.compile(r"\S+ ?|\s+")
# Put between stretches when several are tokenized at once: no exception of the tokenizer reaches across it.
_WALL = "\u2603"
# Empty rows around each document: the convolutions of four layers cannot see past them.
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
    features: dict[str, NDArray[np.uint64]]


class Lexicon:
    """All stretches and types seen since ``forget``.

    By type (0 is that of empty rows): ``texts``, ``lengths`` in code points, ``spaced`` (1 where a space follows), ``is_space``
    (1 for white space) and ``word_of``, the number in ``words`` of its text, which types of the same text share.
    """

    def __init__(self, nlp: "Language", features: Sequence[str]):
        from spacy.tokenizer import Tokenizer

        if type(nlp.tokenizer) is not Tokenizer:
            raise UnsupportedError("another tokenizer")
        if any(len(rule.split()) > 1 for rule in cast(Any, nlp.tokenizer).rules):
            raise UnsupportedError("tokenizer exceptions with a space in them")
        self._nlp = nlp
        self._features: list[int | str] = list(dict.fromkeys(["ORTH", "NORM", "SPACY", "LENGTH", "IS_SPACE", *features]))
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

    def __len__(self) -> int:
        """Number of types known."""
        return len(self.texts)

    def read(self, texts: Sequence[str]) -> tuple[Batch, NewTypes | None]:
        """Texts as types, and the types met for the first time. To be called in a memory zone: no document outlives the call."""
        stretches = [_STRETCH.findall(text) for text in texts]
        known = self._stretches
        unknown = {stretch for text in stretches for stretch in text if stretch not in known}
        learned = self._learn(sorted(unknown)) if unknown else None
        rows: list[Sequence[int]] = [(0,) * GAP]
        bounds, start = [], GAP
        for text in stretches:
            types = list(chain.from_iterable(map(known.__getitem__, text)))
            bounds.append((start, start + len(types)))
            start += len(types) + GAP
            rows += (types, (0,) * GAP)
        flat = np.zeros(-(-start // ROWS) * ROWS, np.int32)
        flat[:start] = np.fromiter(chain.from_iterable(rows), np.int32, start)
        return Batch(flat, bounds), learned

    def _learn(self, stretches: list[str]) -> NewTypes | None:
        """Tokenize stretches and number the types in them."""
        first = len(self)
        new: list[NDArray[np.uint64]] = []
        for stretch in stretches:
            if stretch.isspace():
                self._add([stretch], self._nlp.tokenizer(stretch), new)
        solid = [stretch for stretch in stretches if not stretch.isspace()]
        self._add(solid, self._nlp.tokenizer(f" {_WALL} ".join(stretch.rstrip(" ") for stretch in solid)), new)
        if not new:
            return None
        table = np.array(new)
        features = {str(name): table[:, column].copy() for column, name in enumerate(self._features)}
        words = self.texts[first:]
        for word in words:
            if word not in self._word_numbers:
                self._word_numbers[word] = len(self.words)
                self.words.append(word)
        numbers = np.array([self._word_numbers[word] for word in words], np.int32)
        self.word_of = np.concatenate([self.word_of, numbers])
        self.lengths = np.concatenate([self.lengths, features["LENGTH"].astype(np.int32)])
        self.spaced = np.concatenate([self.spaced, features["SPACY"].astype(np.int32)])
        self.is_space = np.concatenate([self.is_space, features["IS_SPACE"].astype(np.int8)])
        return NewTypes(slice(first, len(self)), features)

    def _add(self, stretches: list[str], doc: "Doc", new: list[Any]) -> None:
        """Number the tokens of stretches that stand in one document with walls between them."""
        table = doc.to_array(self._features).astype(np.uint64)
        orth, norm, space, length = (self._features.index(name) for name in ("ORTH", "NORM", "SPACY", "LENGTH"))
        table[:, space] = 0
        strings = doc.vocab.strings
        token = 0
        for stretch in stretches:
            types = []
            rest = len(stretch.rstrip(" ")) if not stretch.isspace() else len(stretch)
            while rest > 0:
                row = table[token]
                rest -= int(row[length])
                row[space] = rest == 0 and stretch[-1] == " " and not stretch.isspace()
                key = (int(row[orth]), int(row[norm]), int(row[space]))
                number = self._types.get(key)
                if number is None:
                    number = self._types[key] = len(self.texts)
                    self.texts.append(strings[key[0]])
                    new.append(row)
                types.append(number)
                token += 1
            token += 1  # the wall
            self._stretches[stretch] = tuple(types)
