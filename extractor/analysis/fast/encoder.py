"""Vectors of tokens in context: the convolutions of a tok2vec model.

Layer l: ``X_l[i] = X_(l-1)[i] + layernorm(max over pieces p of (W_p · [X_(l-1)[i-1]; X_(l-1)[i]; X_(l-1)[i+1]] + b_p))`` with X
(rows, w) and W (3, w, 3 w). Documents stand below each other with at least one empty row for each layer between them, as spaCy
lays them out. The first layer reads vectors of types, so its three products are kept for each type and only added up.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast import kernels
from extractor.analysis.fast.embedding import Floats, multiply, pieces_first
from extractor.analysis.fast.unsupported import UnsupportedError
from extractor.analysis.fast.workspace import Workspace

# Rows of one matrix product: large enough for BLAS, small enough for the processor's second cache.
BLOCK = 256


class Encoder:
    """The encoding layers of one tok2vec model; ``keep`` types have their first layer kept."""

    def __init__(self, layer: Any, *, keep: int):
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
        self.width = len(self._layers[0][2])
        self.depth = len(self._layers)
        if any(weights.shape != (3 * self.width, 3 * self.width) for weights, *_ in self._layers):
            raise UnsupportedError("an encoder of another width")
        # Memory is taken from the system only where it is written to.
        self._kept = np.zeros((keep, 3, 3 * self.width), np.float32)
        self._rows = (Workspace(), Workspace())
        self._scores = np.empty((BLOCK, 3 * self.width), np.float32)
        self._window = np.empty((BLOCK, 3 * self.width), np.float32)

    def keep(self, types: slice, vectors: Floats) -> None:
        """Remember the first layer's products of the types in a range from their vectors."""
        stop = min(types.stop, len(self._kept))
        if stop <= types.start:
            return
        weights = self._layers[0][0].reshape(3, self.width, 3 * self.width)
        for part in range(3):
            self._kept[types.start : stop, part] = multiply(vectors[: stop - types.start], weights[part])

    def encode(self, types: NDArray[np.int32], vectors: Floats) -> Floats:
        """Vectors (rows, w) of tokens in context from types (rows) and the vectors of all types; 0 is the type of empty rows.

        They are valid until the next call.
        """
        before, after = (space.take(len(types), self.width) for space in self._rows)
        np.take(vectors, types, axis=0, out=before, mode="clip")
        kept = len(types) > 0 and int(types.max()) < len(self._kept)
        for number, (weights, bias, gain, shift) in enumerate(self._layers):
            for start in range(0, len(types), BLOCK):
                scores = self._scores[: len(types) - start]
                if number == 0 and kept:
                    kernels.sum_neighbours(self._kept, types, start, scores)
                else:
                    window = self._window[: len(scores)]
                    kernels.copy_windows(before, start, window)
                    np.matmul(window, weights, out=scores)
                kernels.add_convolution(scores, bias, gain, shift, before, after, start)
            before, after = after, before
        return before
