"""Vectors of tokens in context: the convolutions of a tok2vec model.

Layer l: ``X_l[i] = X_(l-1)[i] + layernorm(max over pieces p of (W_p · [X_(l-1)[i-1]; X_(l-1)[i]; X_(l-1)[i+1]] + b_p))`` with X
(rows, w) and W (3, w, 3 w). Documents stand below each other with at least one empty row for each layer between them, as spaCy
lays them out. The first layer reads vectors of types, so its three products are computed once for each type of the batch, a third
of its rows, and then added up.
"""

from typing import Any

import numpy as np

from extractor.analysis.fast import kernels
from extractor.analysis.fast.embedding import Floats, pieces_first
from extractor.analysis.fast.lexicon import GAP, Ints
from extractor.analysis.fast.unsupported import UnsupportedError
from extractor.analysis.fast.workspace import Workspace

# Rows of one matrix product: large enough for BLAS, small enough for the processor's second cache.
BLOCK = 256


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
        # Weights of the first layer for the left, the middle and the right neighbour, side by side.
        first = self._layers[0][0].reshape(3, width, 3 * width)
        self._first = np.ascontiguousarray(first.transpose(1, 0, 2).reshape(width, 9 * width))
        self._rows = (Workspace(), Workspace())
        self._parts = Workspace()
        self._scores = np.empty((BLOCK, 3 * width), np.float32)
        self._window = np.empty((BLOCK, 3 * width), np.float32)

    def encode(self, vectors: Floats, places: Ints) -> Floats:
        """Vectors (rows, w) of tokens in context from the vectors of the types in a batch and each row's place among them.

        The number of vectors is a multiple of 64. The result is valid until the next call.
        """
        count = len(places)
        before, after = (space.take(count, self.width) for space in self._rows)
        np.take(vectors, places, axis=0, out=before, mode="clip")
        parts = self._parts.take(len(vectors), self._first.shape[1])
        np.matmul(vectors, self._first, out=parts)
        neighbours = parts.reshape(len(vectors), 3, -1)
        for number, (weights, bias, gain, shift) in enumerate(self._layers):
            for start in range(0, count, BLOCK):
                scores = self._scores[: count - start]
                if number == 0:
                    kernels.sum_neighbours(neighbours, places, start, scores)
                else:
                    window = self._window[: len(scores)]
                    kernels.copy_windows(before, start, window)
                    np.matmul(window, weights, out=scores)
                kernels.add_convolution(scores, bias, gain, shift, before, after, start)
            before, after = after, before
        return before
