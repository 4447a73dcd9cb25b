"""Loops compiled by numba that walk over a document: from scores to arcs, sentences and entities, by greedy decisions."""

import numpy as np
from numba import int8, int64

from extractor.analysis.fast.compiling import compiled
from extractor.analysis.fast.kernels import Cube, Ints, Matrix, Vector

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
BEGIN, IN, LAST, UNIT, OUT = range(5)


@compiled(Cube, Matrix, Vector, Matrix, Vector, Ints, int64, int64, int8[::1], Ints, Ints)
def decode_arcs(features, missing, bias, upper, upper_bias, limits, start, end, starts, heads, moves):  # type: ignore[no-untyped-def]
    """Parse the rows ``start`` to ``end`` greedily, arc-eager; write heads (rows, -1 for a root) and the moves that made arcs.

    features (rows from ``start`` on, 8, 2 h): contribution of a token to each of the 8 feature slots of the state (first two of
    the buffer, first three of the stack, leftmost child of the first of the buffer and of the stack, rightmost child of the first
    of the stack); missing (8, 2 h) stands for an empty slot. ``upper`` (h, moves or more), moves sorted by kind, kind k from
    ``limits[k]`` to ``limits[k + 1]``. ``starts`` is 1 where a sentence must start, -1 where none may.
    """
    hidden, count = upper.shape[0], end - start
    stack, stacked = np.empty(count + 1, np.int32), 0
    again, returned = np.empty(count + 1, np.int32), 0
    ahead = 0
    left = np.full(count, -1, np.int32)
    right, right_before = np.full(count, -1, np.int32), np.full(count, -1, np.int32)
    head = np.full(count, -1, np.int32)
    was_returned = np.zeros(count, np.int8)
    opens = np.zeros(count, np.int8)
    for token in range(count):
        opens[token] = starts[start + token]
        moves[start + token] = -1
    slots = np.empty(8, np.int32)
    state = np.empty(2 * hidden, np.float32)
    scores = np.empty(upper.shape[1], np.float32)
    valid = np.zeros(5, np.int8)
    while stacked > 0 or ahead < count or returned > 0:
        remaining = count - ahead + returned
        first, second = -1, -1
        if returned > 0:
            first = again[returned - 1]
        elif ahead < count:
            first = ahead
        if returned > 1:
            second = again[returned - 2]
        elif ahead + 1 - returned < count:
            second = ahead + 1 - returned
        top = stack[stacked - 1] if stacked > 0 else -1

        barrier = first >= 0 and opens[first] == 1
        goes_on = first >= 0 and opens[first] == -1
        valid[SHIFT] = stacked == 0 or (remaining >= 2 and not barrier and was_returned[first] == 0)
        valid[REDUCE] = stacked > 1 or (stacked == 1 and not goes_on)
        valid[LEFT] = stacked > 0 and remaining > 0 and not barrier
        valid[RIGHT] = valid[LEFT]
        valid[BREAK] = remaining >= 2 and second == first + 1 and opens[second] == 0

        possible = 0
        for kind in range(5):
            if valid[kind] == 1:
                possible += limits[kind + 1] - limits[kind]
        best = -1
        if possible > 1:
            slots[0], slots[1], slots[2] = first, second, top
            slots[3] = stack[stacked - 2] if stacked > 1 else -1
            slots[4] = stack[stacked - 3] if stacked > 2 else -1
            slots[5] = left[first] if first >= 0 else -1
            slots[6] = left[top] if top >= 0 else -1
            slots[7] = right[top] if top >= 0 else -1
            for unit in range(2 * hidden):
                state[unit] = bias[unit]
            for slot in range(8):
                token = slots[slot]
                if token < 0:
                    for unit in range(2 * hidden):
                        state[unit] += missing[slot, unit]
                else:
                    for unit in range(2 * hidden):
                        state[unit] += features[token, slot, unit]
            for unit in range(hidden):
                state[unit] = max(state[unit], state[hidden + unit])
            scores[:] = upper_bias
            for unit in range(0, hidden, 4):  # four at a time: the scores stay in the processor's registers for longer
                a, b, c, d = state[unit], state[unit + 1], state[unit + 2], state[unit + 3]
                for move in range(scores.shape[0]):
                    both = a * upper[unit, move] + b * upper[unit + 1, move]
                    scores[move] += both + c * upper[unit + 2, move] + d * upper[unit + 3, move]
        highest = np.float32(-1e30)
        for kind in range(5):
            if valid[kind] == 0:
                continue
            low, high = limits[kind], limits[kind + 1]
            if possible == 1:
                best = low if high > low else best
                continue
            for move in range(low, high):
                if scores[move] > highest:
                    highest, best = scores[move], move
        if best < 0:
            break

        if best < limits[REDUCE] or (best >= limits[RIGHT] and best < limits[BREAK]):
            if best >= limits[RIGHT]:
                right_before[first] = right[top]
                right[top] = first
                head[first] = top
                moves[start + first] = best
            if returned > 0:
                returned -= 1
            else:
                ahead += 1
            stack[stacked] = first
            stacked += 1
        elif best < limits[LEFT]:
            stacked -= 1
            if head[top] < 0 and stacked > 0:
                was_returned[top] = 1
                again[returned] = top
                returned += 1
        elif best < limits[RIGHT]:
            # A token on the stack can only have a head on its left, and then it is that head's last right child.
            if head[top] >= 0:
                right[head[top]] = right_before[top]
            left[first] = top
            head[top] = first
            moves[start + top] = best
            was_returned[first] = 0
            stacked -= 1
        else:
            opens[second] = 1
    for token in range(count):
        heads[start + token] = head[token] + start if head[token] >= 0 else -1


@compiled(Ints, int64, int64, Ints, Ints, int8[::1])
def mark_sentences(heads, start, end, left_edge, right_edge, starts):  # type: ignore[no-untyped-def]
    """Write ``starts`` = 1 at the leftmost token under each root, else -1, and the edges of all subtrees on the way.

    Non-projective arcs need several passes; they end when no arc leaves its sentence, after 12 at the latest (as in spaCy).
    """
    for token in range(start, end):
        left_edge[token] = token
        right_edge[token] = token
    for _ in range(12):
        for token in range(start, end):
            head = heads[token] if heads[token] >= 0 else token
            left_edge[head] = min(left_edge[head], left_edge[token])
            right_edge[head] = max(right_edge[head], right_edge[token])
        for token in range(end - 1, start - 1, -1):
            head = heads[token] if heads[token] >= 0 else token
            left_edge[head] = min(left_edge[head], left_edge[token])
            right_edge[head] = max(right_edge[head], right_edge[token])
        for token in range(start, end):
            starts[token] = -1
        for token in range(start, end):
            if heads[token] < 0:
                starts[left_edge[token]] = 1
        crossing = False
        first = start
        for token in range(start, end):
            if (token > start and starts[token] == 1) or token == end - 1:
                for inner in range(first, token):
                    head = heads[inner] if heads[inner] >= 0 else inner
                    if head < first or head > token:
                        crossing = True
                first = token
        if not crossing:
            break


@compiled(Vector, Matrix, Vector)
def project(vector, weights, out):  # type: ignore[no-untyped-def]
    """Set ``out = vector @ weights``."""
    for column in range(out.shape[0]):
        out[column] = np.float32(0)
    for row in range(vector.shape[0]):
        value = vector[row]
        for column in range(out.shape[0]):
            out[column] += value * weights[row, column]


@compiled(Matrix, Matrix, Matrix, Cube, Vector, Matrix, Vector, Ints, Ints, int64, int64, int8[::1], int8[::1], Ints)
def decode_entities(  # type: ignore[no-untyped-def]
    closed, tokens, first_slot, weights, bias, upper, upper_bias, kinds, partners, start, end, starts, spaces, labels
):
    """Decode the rows greedily by BILUO from ``start`` to ``end``: writes ``labels``, the B or U move that opens an entity or,
    inside one, -2; -1 outside.

    closed (rows, moves): scores of all moves where no entity is open, but for ``upper_bias``; tokens (rows, k): reduced token
    vectors; first_slot (rows, 2 h) and weights (3, k, 2 h): contributions to the slots this token, first token of the entity,
    token before.
    ``kinds`` of the moves, -1 for those never valid; ``partners[move]`` = I move of a B move, ``partners[I move]`` its L move.
    """
    hidden = upper.shape[1]
    opening = np.empty(2 * hidden, np.float32)
    previous = np.empty(2 * hidden, np.float32)
    token = start
    while token < end:
        last = token == end - 1 or starts[token + 1] == 1
        best, highest = -1, np.float32(-1e30)
        for move in range(closed.shape[1]):
            kind = kinds[move]
            possible = kind == OUT or (spaces[token] == 0 and (kind == UNIT or (kind == BEGIN and not last)))
            if possible and closed[token, move] + upper_bias[move] > highest:
                best, highest = move, closed[token, move] + upper_bias[move]
        if kinds[best] == OUT:
            labels[token] = -1
            token += 1
            continue
        labels[token] = best
        token += 1
        if kinds[best] == UNIT:
            continue
        inside = partners[best]
        closing = partners[inside]
        project(tokens[token - 1], weights[1], opening)
        while True:
            labels[token] = -2
            if token == end - 1 or starts[token + 1] == 1:
                break
            project(tokens[token - 1], weights[2], previous)
            stay, leave = upper_bias[inside], upper_bias[closing]
            for unit in range(hidden):
                a = first_slot[token, unit] + opening[unit] + previous[unit] + bias[unit]
                b = first_slot[token, hidden + unit] + opening[hidden + unit] + previous[hidden + unit] + bias[hidden + unit]
                value = max(a, b)
                stay += value * upper[inside, unit]
                leave += value * upper[closing, unit]
            if stay < leave:
                break
            token += 1
        token += 1
