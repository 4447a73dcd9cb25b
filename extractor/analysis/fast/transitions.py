"""The weights of a transition model, as the parser and the entity recognizer share them.

Token vectors x (w) are reduced to ``t = x · R + r`` (k). A state is a list of slots that hold tokens; slot s adds ``t · L[s]``
(2 h), an empty slot adds ``missing[s]``. The hidden layer is ``max(first half, second half)`` of the sum plus ``bias`` (h), and
the score of each move is ``hidden · upper + upper_bias``.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from extractor.analysis.fast.embedding import Floats
from extractor.analysis.fast.unsupported import UnsupportedError


@dataclass(frozen=True, slots=True)
class TransitionWeights:
    """Weights of one model, halves of the hidden layer one after the other; ``moves`` are names such as L-nsubj, in order."""

    reduce: Floats  # (w, k)
    reduce_bias: Floats  # (k)
    lower: Floats  # (slots, k, 2 h)
    missing: Floats  # (slots, 2 h)
    bias: Floats  # (2 h)
    upper: Floats  # (moves, h)
    upper_bias: Floats  # (moves)
    moves: list[str]

    def token_vectors(self, vectors: Floats) -> Floats:
        """Return the reduced vectors (rows, k) of token vectors (rows, w)."""
        reduced: Floats = vectors @ self.reduce
        reduced += self.reduce_bias
        return reduced


def read_weights(component: Any, *, slots: int) -> TransitionWeights:
    """Return the weights of a parser or entity recognizer.

    Raises:
        UnsupportedError: beam search, a model without hidden layer, or other shapes than this module describes.
    """
    model = component.model
    if component.cfg["beam_width"] != 1 or component.cfg["learn_tokens"] or component.incorrect_spans_key is not None:
        raise UnsupportedError(f"a {component.name} with beam search or learned tokens")
    if model.attrs.get("unseen_classes") or not model.has_ref("upper"):
        raise UnsupportedError(f"a {component.name} without upper layer or with unseen labels")
    linear = [node for node in model.get_ref("tok2vec").layers if node.name == "linear"]
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    weights, bias, missing = (lower.get_param(name) for name in ("W", "b", "pad"))
    moves = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
    found, hidden, pieces, inputs = weights.shape
    if len(linear) != 1 or (found, pieces) != (slots, 2) or hidden % 4 or len(moves) != len(upper.get_param("b")):
        raise UnsupportedError(f"a {component.name} of another shape")
    return TransitionWeights(
        reduce=np.ascontiguousarray(linear[0].get_param("W").T),
        reduce_bias=linear[0].get_param("b").copy(),
        lower=np.ascontiguousarray(weights.transpose(0, 3, 2, 1).reshape(slots, inputs, 2 * hidden)),
        missing=np.ascontiguousarray(missing[0].transpose(0, 2, 1).reshape(slots, 2 * hidden)),
        bias=np.ascontiguousarray(bias.T.reshape(-1)),
        upper=np.ascontiguousarray(upper.get_param("W")),
        upper_bias=upper.get_param("b").copy(),
        moves=moves,
    )
