"""Loops compiled by numba: what neither numpy nor a matrix product can do without an object or a temporary array for each token.

Vectors of maxout units are stored piece after piece: unit j of piece p stands in column ``p * width + j``.
"""

import numpy as np
from numba import float32, int8, int32, int64

from extractor.analysis.fast.compiling import compiled

EPSILON = np.float32(1e-8)
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
BEGIN, IN, LAST, UNIT, OUT = range(5)


Matrix = float32[:, ::1]
Vector = float32[::1]
Cube = float32[:, :, ::1]
Ints = int32[::1]


@compiled(Vector, Vector, Vector)
def normalize(values, gain, shift):  # type: ignore[no-untyped-def]
    """``values = layernorm(values)`` in place."""
    width = values.shape[0]
    total = np.float32(0)
    for unit in range(width):
        total += values[unit]
    mean = total / np.float32(width)
    spread = np.float32(0)
    for unit in range(width):
        spread += (values[unit] - mean) * (values[unit] - mean)
    scale = np.float32(1) / np.sqrt(spread / np.float32(width) + EPSILON)
    for unit in range(width):
        values[unit] = (values[unit] - mean) * scale * gain[unit] + shift[unit]


@compiled(Matrix, int32[:, ::1], Vector, Vector, Vector, Matrix)
def embed_types(terms, places, bias, gain, shift, out):  # type: ignore[no-untyped-def]
    """``out[t] = layernorm(maxout(sum over i of terms[places[i, t]] + bias))``; terms (values, 3 w), out (types, w)."""
    width = out.shape[1]
    total = np.empty(3 * width, np.float32)
    for row in range(out.shape[0]):
        total[:] = bias
        for feature in range(places.shape[0]):
            term = terms[places[feature, row]]
            for unit in range(3 * width):
                total[unit] += term[unit]
        for unit in range(width):
            out[row, unit] = max(total[unit], total[width + unit], total[2 * width + unit])
        normalize(out[row], gain, shift)


@compiled(Cube, Ints, Vector, Vector, Vector, Matrix, Matrix)
def convolve_types(parts, types, bias, gain, shift, before, after):  # type: ignore[no-untyped-def]
    """``after = before + layernorm(maxout(parts[left type, 0] + parts[type, 1] + parts[right type, 2] + bias))``.

    parts (types, 3, 3 w). The first and the last row are empty and stay as they are.
    """
    width = before.shape[1]
    best = np.empty(width, np.float32)
    after[0] = before[0]
    after[-1] = before[-1]
    for row in range(1, types.shape[0] - 1):
        left, middle, right = parts[types[row - 1], 0], parts[types[row], 1], parts[types[row + 1], 2]
        for unit in range(width):
            a, b, c = unit, width + unit, 2 * width + unit
            first = left[a] + middle[a] + right[a] + bias[a]
            second = left[b] + middle[b] + right[b] + bias[b]
            third = left[c] + middle[c] + right[c] + bias[c]
            best[unit] = max(first, second, third)
        normalize(best, gain, shift)
        for unit in range(width):
            after[row, unit] = before[row, unit] + best[unit]


@compiled(Matrix, int64, Cube)
def mix_windows(vectors, start, out):  # type: ignore[no-untyped-def]
    """The four mixtures of the rows that each pair of rows from ``start`` on sees (see ``encoder``); out (4, pairs, w).

    Rows outside are zeros.
    """
    count, width = vectors.shape
    nothing = np.zeros(width, np.float32)
    for pair in range(out.shape[1]):
        row = start + 2 * pair
        if row >= count:
            break
        left = vectors[row - 1] if row > 0 else nothing
        first, second = vectors[row], vectors[row + 1]
        right = vectors[row + 2] if row + 2 < count else nothing
        for unit in range(width):
            out[0, pair, unit] = left[unit] - second[unit]
            out[1, pair, unit] = first[unit] + second[unit]
            out[2, pair, unit] = second[unit] - first[unit]
            out[3, pair, unit] = first[unit] - right[unit]


@compiled(Cube, Vector, Vector, Vector, Matrix, Matrix, int64)
def convolve_pairs(products, bias, gain, shift, before, after, start):  # type: ignore[no-untyped-def]
    """``after = before + layernorm(maxout(window · W + bias))`` for the rows from ``start`` on; products (4, pairs, 3 w)."""
    count, width = before.shape
    best = np.empty((2, width), np.float32)
    sums = np.empty((2, 3 * width), np.float32)
    for pair in range(min(products.shape[1], (count - start) // 2)):
        for unit in range(3 * width):
            both, apart = products[1, pair, unit], products[2, pair, unit]
            sums[0, unit] = products[0, pair, unit] + both + apart + bias[unit]
            sums[1, unit] = both - apart - products[3, pair, unit] + bias[unit]
        for side in range(2):
            row = start + 2 * pair + side
            for unit in range(width):
                best[side, unit] = max(sums[side, unit], sums[side, width + unit], sums[side, 2 * width + unit])
            normalize(best[side], gain, shift)
            for unit in range(width):
                after[row, unit] = before[row, unit] + best[side, unit]


@compiled(Vector, Matrix, Vector, Vector)
def score_moves(hidden, upper, bias, scores):  # type: ignore[no-untyped-def]
    """``scores = hidden · upper + bias``; upper (h, moves), h a multiple of 4; hidden may be longer."""
    scores[:] = bias
    for unit in range(0, upper.shape[0], 4):
        a, b, c, d = hidden[unit], hidden[unit + 1], hidden[unit + 2], hidden[unit + 3]
        for move in range(scores.shape[0]):
            scores[move] += (
                a * upper[unit, move] + b * upper[unit + 1, move] + c * upper[unit + 2, move] + d * upper[unit + 3, move]
            )


@compiled(Cube, Matrix, Vector, Matrix, Vector, Ints, int64, int64, int8[::1], Ints, Ints)
def decode_arcs(features, missing, bias, upper, upper_bias, limits, start, end, starts, heads, moves):  # type: ignore[no-untyped-def]
    """Greedy arc-eager parse of the rows ``start`` to ``end``; writes heads (rows, -1 for a root) and the moves that made arcs.

    features (rows from ``start`` on, 8, 2 h): contribution of a token to each of the 8 feature slots of the state (first two of
    the buffer, first three of the stack, leftmost child of the first of the buffer and of the stack, rightmost child of the first
    of the stack); missing (8, 2 h) stands for an empty slot. ``upper`` (h, moves or more), moves sorted by kind, kind k from
    ``limits[k]`` to ``limits[k + 1]``. ``starts`` is 1 where a sentence must start.
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
        valid[SHIFT] = stacked == 0 or (remaining >= 2 and not barrier and was_returned[first] == 0)
        valid[REDUCE] = stacked > 0
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
            score_moves(state, upper, upper_bias, scores)
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
    """``starts`` = 1 at the leftmost token under each root, else -1; the edges of all subtrees on the way.

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
    """``out = vector @ weights``."""
    for column in range(out.shape[0]):
        out[column] = np.float32(0)
    for row in range(vector.shape[0]):
        value = vector[row]
        for column in range(out.shape[0]):
            out[column] += value * weights[row, column]


@compiled(Matrix, Vector, Matrix)
def combine_halves(values, addend, out):  # type: ignore[no-untyped-def]
    """``out = max(first half, second half)`` of ``values + addend``; values (rows, 2 h), out (rows, h)."""
    hidden = out.shape[1]
    for row in range(out.shape[0]):
        for unit in range(hidden):
            first = values[row, unit] + addend[unit]
            second = values[row, hidden + unit] + addend[hidden + unit]
            out[row, unit] = max(first, second)


@compiled(Matrix, Matrix, Matrix, Cube, Vector, Matrix, Vector, Ints, Ints, int64, int64, int8[::1], int8[::1], Ints)
def decode_entities(  # type: ignore[no-untyped-def]
    closed, tokens, first_slot, weights, bias, upper, upper_bias, kinds, partners, start, end, starts, spaces, labels
):
    """Greedy BILUO decoding of the rows ``start`` to ``end``: writes ``labels``, the B or U move that opens an entity or, inside
    one, -2; -1 outside.

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
