"""Vectors of token types: the part of a tok2vec model that looks at one token only.

``E[t] = layernorm(max over pieces p of (W_p · [h_1(f_1(t)); ... h_k(f_k(t)); V(t)] + b_p))`` with f_i the lexical features
(norm, prefix, suffix, shape ...), h_i their hash embeddings of width w and V the static vector projected to w; W (3, w, (k + 1)
w). Nearly all tokens of a text are of a type already seen, so E is computed once for each type and kept. Types share most values
of their features, so the product is a sum over features, ``W_p · [...] = sum over i of W_pi · h_i(f_i(t)) + W_pv · V(t)``, each
term of which is computed once for each value.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast import kernels
from extractor.analysis.fast.unsupported import UnsupportedError

if TYPE_CHECKING:
    from spacy.vocab import Vocab

Floats = NDArray[np.float32]

# Rows of matrix products come in multiples of this number, so that BLAS treats every row alike: the answer for a text does not
# depend on the texts analysed next to it.
ROWS = 64


class Column(NamedTuple):
    """A lexical feature of some types: its distinct values, and the place of each type's value among them."""

    values: NDArray[np.uint64]
    places: NDArray[np.int32]


def pieces_first(layer: Any) -> tuple[Floats, Floats]:
    """Return the weights (inputs, pieces * outputs) and bias (pieces * outputs) of a maxout layer, piece after piece."""
    weights, bias = layer.get_param("W"), layer.get_param("b")
    outputs, pieces, inputs = weights.shape
    columns = weights.transpose(1, 0, 2).reshape(outputs * pieces, inputs).T
    return np.ascontiguousarray(columns), np.ascontiguousarray(bias.T.reshape(-1))


def multiply(rows: Floats, weights: Floats) -> Floats:
    """Return ``rows @ weights`` with empty rows added to a multiple of ``ROWS`` for the product."""
    padded = np.zeros((-(-len(rows) // ROWS) * ROWS, rows.shape[1]), np.float32)
    padded[: len(rows)] = rows
    product: Floats = (padded @ weights)[: len(rows)]
    return product


class Embedding:
    """The embedding layer of one tok2vec model, with the features it reads as names in ``features``."""

    def __init__(self, layer: Any, vocab: "Vocab"):
        nodes = list(layer.walk())
        named: dict[str, list[Any]] = {}
        for node in nodes:
            named.setdefault(node.name, []).append(node)
        (extract,), (maxout,), (norm,) = named["extract_features"], named["maxout"], named["layernorm"]
        self.features: list[str] = list(extract.attrs["columns"])
        self._hashes = sorted(named["hashembed"], key=lambda node: int(node.attrs["column"]))
        self._vocab = vocab
        self._static: Floats | None = None
        if "static_vectors" in named:
            if vocab.vectors.mode != "default":
                raise UnsupportedError(f"vectors of mode {vocab.vectors.mode}")
            self._static = np.ascontiguousarray(named["static_vectors"][0].get_param("W").T)
        weights, self._bias = pieces_first(maxout)
        self._gain, self._shift = norm.get_param("G").copy(), norm.get_param("b").copy()
        self.width = len(self._gain)
        parts = len(self._hashes) + (self._static is not None)
        if weights.shape != (parts * self.width, 3 * self.width) or len(self._hashes) != len(self.features):
            raise UnsupportedError("an embedding of another shape")
        self._weights = weights.reshape(parts, self.width, 3 * self.width)

    def embed(self, columns: Mapping[str, Column]) -> Floats:
        """Return the vectors (n, w) of n types from their features by name, among them the word (ORTH)."""
        terms, places, count = [], [], 0
        for (name, vectors), weights in zip(self._vectors(columns), self._weights, strict=True):
            places.append(columns[name].places + count)
            terms.append(multiply(vectors, weights))
            count += len(vectors)
        out = np.empty((len(places[0]), self.width), np.float32)
        kernels.embed_types(np.concatenate(terms), np.stack(places), self._bias, self._gain, self._shift, out)
        return out

    def _vectors(self, columns: Mapping[str, Column]) -> Iterator[tuple[str, Floats]]:
        """Yield the vectors, by feature: those of width w of its values."""
        for name, layer in zip(self.features, self._hashes, strict=True):
            yield name, layer.predict(columns[name].values)
        if self._static is not None:
            vectors = self._vocab.vectors
            rows = np.array([vectors.key2row.get(word, -1) for word in columns["ORTH"].values.tolist()])
            projected = multiply(vectors.data[rows], self._static)
            projected[rows < 0] = 0
            yield "ORTH", projected
