"""Vectors of tokens in context: the convolutions of a tok2vec model.

Layer l: ``X_l[i] = X_(l-1)[i] + layernorm(max over pieces p of (W_p · [X_(l-1)[i-1]; X_(l-1)[i]; X_(l-1)[i+1]] + b_p))`` with X
(rows, w) and W (3, w, 3 w). Documents are below each other with at least one empty row for each layer between them, as spaCy
lays them out. The first layer reads vectors of types, so its three products are computed once for each type of the batch, a third
of its rows, and then added up.

The other layers compute two rows at a time with four products of (1, w) and (w, 3 w) instead of six (minimal filtering F(2, 3),
Winograd 1980; Lavin and Gray 2016). With W split into L, M and R for the left, the middle and the right neighbour::

    p = (X[i-1] - X[i+1]) · L          q = (X[i] + X[i+1]) · (L + M + R) / 2
    s = (X[i] - X[i+2]) · R            r = (X[i+1] - X[i]) · (L - M + R) / 2
    row i = p + q + r                  row i + 1 = q - r - s

The rounding errors are smaller than those of the plain sum over 3 w numbers. Rows are paired from the top and every document
starts at an even row, so what a text gives does not depend on those analysed next to it.
"""

from typing import Any

import numpy as np

from extractor.analysis.fast import kernels
from extractor.analysis.fast.embedding import Floats, pieces_first
from extractor.analysis.fast.lexicon import GAP, Ints
from extractor.analysis.fast.unsupported import UnsupportedError
from extractor.analysis.fast.workspace import Workspace

# Pairs of rows in one matrix product: large enough for BLAS, small enough for the processor's second cache.
BLOCK = 32


class Encoder:
    """The encoding layers of one tok2vec model."""

    def __init__(self, layer: Any):
        nodes = list(layer.walk())
        maxouts = [node for node in nodes if node.name == "maxout"]
        norms = [node for node in nodes if node.name == "layernorm"]
        windows = [node for node in nodes if node.name == "expand_window"]
        if len(maxouts) != len(norms) or len(maxouts) != len(windows) or any(node.attrs["window_size"] != 1 for node in windows):
            raise UnsupportedError("an encoder of another shape")
        self._layers = [
            (*pieces_first(maxout), norm.get_param("G").copy(), norm.get_param("b").copy())
            for maxout, norm in zip(maxouts, norms, strict=True)
        ]
        self.width = width = len(self._layers[0][2])
        if len(self._layers) > GAP or any(weights.shape != (3 * width, 3 * width) for weights, *_ in self._layers):
            raise UnsupportedError("an encoder of another width or depth")
        first, *others = [weights.reshape(3, width, 3 * width) for weights, *_ in self._layers]
        self._first = np.ascontiguousarray(first.transpose(1, 0, 2).reshape(width, 9 * width))
        self._others = [mixture_weights(weights) for weights in others]
        self._rows = (Workspace(), Workspace())
        self._parts = Workspace()
        self._mixed = np.empty((4, BLOCK, width), np.float32)
        self._products = np.empty((4, BLOCK, 3 * width), np.float32)

    def encode(self, vectors: Floats, places: Ints) -> Floats:
        """Return the vectors (rows, w) of tokens in context from the vectors of the types in a batch and each row's place among
        them.

        The numbers of vectors and of rows are multiples of ``ROWS``. The result is valid until the next call.
        """
        count = len(places)
        before, after = (space.take(count, self.width) for space in self._rows)
        np.take(vectors, places, axis=0, out=before, mode="clip")
        parts = self._parts.take(len(vectors), self._first.shape[1])
        np.matmul(vectors, self._first, out=parts)
        kernels.convolve_types(parts.reshape(len(vectors), 3, -1), places, *self._layers[0][1:], before, after)
        for weights, (_, *layer) in zip(self._others, self._layers[1:], strict=True):
            before, after = after, before
            for start in range(0, count, 2 * BLOCK):
                kernels.mix_windows(before, start, self._mixed)
                np.matmul(self._mixed, weights, out=self._products)
                kernels.convolve_pairs(self._products, *layer, before, after, start)
        return after


def mixture_weights(weights: Floats) -> Floats:
    """Return what the four mixtures of rows are multiplied with (4, w, 3 w), from the weights for the three neighbours (3, w,
    3 w)."""
    left, middle, right = weights.astype(np.float64)
    return np.stack([left, (left + middle + right) / 2, (left - middle + right) / 2, right]).astype(np.float32)
