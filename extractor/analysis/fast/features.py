"""Lexical features of tokens as numbers: norm, prefix, shape and others that spaCy's vocabulary keeps of a word."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Table = NDArray[np.uint64]

# Features that follow from the word alone, by functions of the vocabulary.
_OF_WORDS = {"NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"}


class Tokens(NamedTuple):
    """Tokens with a line of features each."""

    texts: list[str]
    table: Table


class Features:
    """Reads the features ``names``, one column each."""

    def __init__(self, vocab: "Vocab", names: Sequence[str]):
        from spacy.attrs import IDS

        self._vocab: Any = vocab
        self._names = list(names)
        self._numbers = {name: IDS[name] for name in names}
        self._direct = set(names) <= _OF_WORDS | {"ORTH", "LENGTH", "SPACY"}

    def of_doc(self, doc: "Doc") -> Tokens:
        """Return the tokens of a document."""
        return Tokens([token.text for token in doc], doc.to_array(cast(Any, self._names)).astype(np.uint64))

    def of_words(self, words: list[str]) -> Tokens:
        """Return these words, without spaces after them, as tokens of a document.

        A word that the vocabulary does not know is not added to it, which would cost more than all the rest.
        """
        from spacy.tokens import Doc

        distinct = list(dict.fromkeys(words))
        known: list[str] = []
        new: list[str] = []
        for word in distinct:
            (known if word in self._vocab or not self._direct else new).append(word)
        tables = [self.of_doc(Doc(self._vocab, words=known, spaces=[False] * len(known))).table, self._compute(new)]
        places = {word: place for place, word in enumerate([*known, *new])}
        return Tokens(words, np.concatenate(tables)[[places[word] for word in words]])

    def _compute(self, words: list[str]) -> Table:
        """Return what ``Vocab`` would keep of these words."""
        from spacy.strings import get_string_id

        getters = self._vocab.lex_attr_getters
        table = np.zeros((len(words), len(self._names)), np.uint64)
        for column, name in enumerate(self._names):
            if name == "ORTH":
                table[:, column] = list(map(get_string_id, words))
            elif name == "LENGTH":
                table[:, column] = list(map(len, words))
            elif name == "IS_SPACE":
                table[:, column] = list(map(str.isspace, words))
            elif name != "SPACY":
                table[:, column] = list(map(get_string_id, map(getters[self._numbers[name]], words)))
        return table
