"""Named entities: greedy BILUO decoding with the weights of spaCy's entity recognizer.

While no entity is open a state depends on one token, so those scores are two matrix products over all tokens: ``max halves(t ·
L_1 + missing_2 + missing_3 + bias) · U`` (rows, moves). Inside an entity only two moves are possible, to go on or to close it,
and they are scored token by token (``decoding.decode_entities``).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast import decoding
from extractor.analysis.fast.embedding import Floats
from extractor.analysis.fast.lexicon import Batch, Flags
from extractor.analysis.fast.transitions import read_weights
from extractor.analysis.fast.unsupported import UnsupportedError
from extractor.analysis.fast.workspace import Workspace

Entity = tuple[int, int, str]


class EntityRecognizer:
    """The recognizer's weights; it adds no entity over a sentence start and none that begins with white space."""

    def __init__(self, component: Any):
        weights = self._weights = read_weights(component, slots=3)
        # A move without label (U-) is for entities that the caller has blocked; there are none.
        names = [move.partition("-")[::2] for move in weights.moves]
        kinds = [-1 if kind != "O" and not label else "BILUO".index(kind) for kind, label in names]
        number = {name: move for move, name in enumerate(names)}
        partners = np.full(len(names), -1, np.int32)
        for move, (kind, label) in enumerate(names):
            following = {"B": "I", "I": "L"}.get(kind)
            if following:
                partners[move] = number.get((following, label), -1)
                if partners[move] <= (move if kind == "I" else -1):
                    raise UnsupportedError("an entity recognizer with other moves")
        if kinds.count(decoding.OUT) != 1:
            raise UnsupportedError("an entity recognizer with other moves")
        self._kinds, self._partners = np.array(kinds, np.int32), partners
        self._labels = [label for _, label in names]
        self._states, self._best, self._closed = Workspace(), Workspace(), Workspace()
        self._upper = np.ascontiguousarray(weights.upper.T)

    def recognize(self, batch: Batch, vectors: Floats, starts: Flags, spaces: Flags) -> list[list[Entity]]:
        """Return the entities of each document as rows (first, after the last, label), from token vectors (rows, w).

        ``starts`` is 1 at the first token of a sentence, ``spaces`` 1 for white-space tokens.
        """
        weights = self._weights
        tokens = weights.token_vectors(vectors)
        first_slot = tokens @ weights.lower[0]
        state = self._states.take(*first_slot.shape)
        np.add(first_slot, weights.missing[1] + weights.missing[2] + weights.bias, out=state)
        hidden = state.shape[1] // 2
        best = self._best.take(len(state), hidden)
        np.maximum(state[:, :hidden], state[:, hidden:], out=best)
        closed = self._closed.take(len(state), self._upper.shape[1])
        np.matmul(best, self._upper, out=closed)
        labels = np.full(len(batch.types), -1, np.int32)
        found = []
        for start, end in batch.bounds:
            decoding.decode_entities(
                closed,
                tokens,
                first_slot,
                weights.lower,
                weights.bias,
                weights.upper,
                weights.upper_bias,
                self._kinds,
                self._partners,
                start,
                end,
                starts,
                spaces,
                labels,
            )
            found.append(self._entities(labels, start, end))
        return found

    def _entities(self, labels: NDArray[np.int32], start: int, end: int) -> list[Entity]:
        entities: list[Entity] = []
        for row in (np.flatnonzero(labels[start:end] != -1) + start).tolist():
            move = int(labels[row])
            if move >= 0:
                entities.append((row, row + 1, self._labels[move]))
            else:
                first, _, label = entities[-1]
                entities[-1] = (first, row + 1, label)
        return entities
