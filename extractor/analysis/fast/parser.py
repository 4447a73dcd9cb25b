"""Dependencies and sentences: greedy arc-eager parsing (Nivre 2008) with the weights of spaCy's parser.

The contribution of each token to each of the 8 slots is one matrix product, ``F = t · [L_1 ... L_8]`` (rows, 8, 2 h); the loop
over states then only adds rows of F (``decoding.decode_arcs``). Arcs with a label such as ``prep||dobj`` stand for a
non-projective one: the token's head is the first dobj found below its head, breadth first (head scheme of Nivre and Nilsson
2005).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from extractor.analysis.fast import decoding
from extractor.analysis.fast.embedding import ROWS, Floats
from extractor.analysis.fast.lexicon import Batch, Flags, Ints
from extractor.analysis.fast.transitions import read_weights
from extractor.analysis.fast.unsupported import UnsupportedError
from extractor.analysis.fast.workspace import Workspace

_SLOTS = 8
# Rows whose slots are computed together, at least.
_PART = 512


@dataclass(frozen=True, slots=True)
class Dependencies:
    """By row: ``heads`` (rows, -1 for a root), ``relations`` (numbers), ``starts`` (1 opens a sentence, else -1)."""

    heads: Ints
    relations: Ints
    starts: Flags


class Parser:
    """The parser's weights; ``relations`` are its labels by number, with ROOT."""

    def __init__(self, component: Any):
        weights = read_weights(component, slots=_SLOTS)
        kinds = ["SDLRB".index(move[0]) for move in weights.moves]
        if kinds != sorted(kinds) or kinds.count(decoding.SHIFT) != 1 or "subtok" in "".join(weights.moves):
            raise UnsupportedError("a parser with other moves")
        self._weights = weights
        self._features = Workspace()
        self._lower = np.ascontiguousarray(weights.lower.transpose(1, 0, 2).reshape(weights.lower.shape[1], -1))
        # Filled up with columns of zeros to whole registers of the processor.
        self._upper = np.zeros((weights.upper.shape[1], -(-len(kinds) // 16) * 16), np.float32)
        self._upper[:, : len(kinds)] = weights.upper.T
        self._upper_bias = np.zeros(self._upper.shape[1], np.float32)
        self._upper_bias[: len(kinds)] = weights.upper_bias
        self._limits = np.searchsorted(np.array(kinds), np.arange(6)).astype(np.int32)
        labels = [move.partition("-")[2] for move in weights.moves]
        self.relations: list[str] = list(dict.fromkeys(part for label in ("ROOT", *labels) for part in label.split("||")))
        self._root = self.relations.index("ROOT")
        self._relation_of = np.array([self.relations.index(label.split("||")[0]) for label in labels], np.int32)
        # Number of the relation that the true head bears, where a label says that it is another one.
        self._lifted = {move: self.relations.index(label.split("||")[1]) for move, label in enumerate(labels) if "||" in label}
        self._is_lifted = np.array(["||" in label for label in labels])

    def parse(self, batch: Batch, vectors: Floats, preset: Flags, spaces: Flags) -> Dependencies:
        """Return the heads, relations and sentence starts from token vectors (rows, w).

        ``preset`` is 1 where a sentence must start, -1 where none may, ``spaces`` 1 for white-space tokens.
        """
        weights, count = self._weights, len(batch.types)
        tokens = np.zeros((count + ROWS, weights.reduce.shape[1]), np.float32)
        tokens[:count] = weights.token_vectors(vectors)
        heads, moves = np.full(count, -1, np.int32), np.full(count, -1, np.int32)
        left, right, starts = np.zeros(count, np.int32), np.zeros(count, np.int32), np.zeros(count, np.int8)
        relations = np.full(count, self._root, np.int32)
        for documents in _parts(batch.bounds):
            first, last = documents[0][0], documents[-1][1]
            features = self._features.take(-(-(last - first) // ROWS) * ROWS, self._lower.shape[1])
            np.matmul(tokens[first : first + len(features)], self._lower, out=features)
            slots = features.reshape(len(features), _SLOTS, len(weights.bias))
            for start, end in documents:
                decoding.decode_arcs(
                    slots[start - first :],
                    weights.missing,
                    weights.bias,
                    self._upper,
                    self._upper_bias,
                    self._limits,
                    start,
                    end,
                    preset,
                    heads,
                    moves,
                )
                decoding.mark_sentences(heads, start, end, left, right, starts)
                arcs = np.flatnonzero(moves[start:end] >= 0) + start
                relations[arcs] = self._relation_of[moves[arcs]]
                lifted = arcs[self._is_lifted[moves[arcs]]]
                if len(lifted):
                    labels = {token: self._lifted[moves[token]] for token in lifted.tolist()}
                    _lower_heads(labels, heads, relations, (left, right), spaces)
                    decoding.mark_sentences(heads, start, end, left, right, starts)
        return Dependencies(heads, relations, starts)


def _parts(bounds: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the documents in groups of some hundred rows: few enough for their slots to stay near the processor."""
    group: list[tuple[int, int]] = []
    for bound in bounds:
        group.append(bound)
        if bound[1] - group[0][0] >= _PART:
            yield group
            group = []
    if group:
        yield group


def _lower_heads(lifted: dict[int, int], heads: Ints, relations: Ints, edges: tuple[Ints, Ints], spaces: Flags) -> None:
    """Attach each lifted token to the first token with the wanted relation below its head, if there is one.

    Tokens are handled in text order. ``edges``: first and last tokens of subtrees before any change; a lifted token that is
    still to be handled bears no plain relation yet, so it is not found.
    """
    left, right = edges
    waiting = set(lifted)
    for token, wanted in lifted.items():
        found = -1
        queue = [int(heads[token])]
        while queue and found < 0:
            below: list[int] = []
            for above in queue:
                inside = heads[left[above] : right[above] + 1]
                children = (np.flatnonzero(inside == above) + left[above]).tolist()
                children = [child for child in children if child != token and not spaces[child]]
                found = next((child for child in children if relations[child] == wanted and child not in waiting), -1)
                if found >= 0:
                    break
                below += children
            queue = below
        waiting.discard(token)
        if found >= 0:
            heads[token] = found
