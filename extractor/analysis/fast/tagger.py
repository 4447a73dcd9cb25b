"""Fine part-of-speech tags: ``tag = argmax(x · W + b)`` for token vectors x (rows, w), W (w, tags)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast.embedding import Floats
from extractor.analysis.fast.unsupported import UnsupportedError


class Tagger:
    """The output layer of a tagger; ``labels`` by number."""

    def __init__(self, component: Any):
        self.labels: list[str] = list(component.labels)
        outputs = [node for node in component.model.walk() if node.name == "softmax"]
        if len(outputs) != 1 or outputs[0].get_param("W").shape[0] != len(self.labels):
            raise UnsupportedError("a tagger of another shape")
        self._weights = np.ascontiguousarray(outputs[0].get_param("W").T)
        self._bias = outputs[0].get_param("b").copy()

    def tag(self, vectors: Floats) -> NDArray[np.int32]:
        """Return the number of the best tag of each row."""
        scores = vectors @ self._weights
        scores += self._bias
        best: NDArray[np.int32] = scores.argmax(axis=1).astype(np.int32)
        return best
