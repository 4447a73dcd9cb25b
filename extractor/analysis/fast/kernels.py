"""Loops compiled by numba: what neither numpy nor a matrix product can do without an object or a temporary array for each token.

Vectors of maxout units are stored piece after piece: unit j of piece p is in column ``p * width + j``.
"""

import numpy as np
from numba import float32, int32, int64

from extractor.analysis.fast.compiling import compiled

EPSILON = np.float32(1e-8)

Matrix = float32[:, ::1]
Vector = float32[::1]
Cube = float32[:, :, ::1]
Ints = int32[::1]


@compiled(Vector, Vector, Vector)
def normalize(values, gain, shift):  # type: ignore[no-untyped-def]
    """Set ``values = layernorm(values)`` in place."""
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
    """Set ``out[t] = layernorm(maxout(sum over i of terms[places[i, t]] + bias))``; terms (values, 3 w), out (types, w)."""
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
    """Set ``after = before + layernorm(maxout(parts[left type, 0] + parts[type, 1] + parts[right type, 2] + bias))``.

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
    """Write the four mixtures of the rows that each pair of rows from ``start`` on sees (see ``encoder``); out (4, pairs, w).

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
    """Set ``after = before + layernorm(maxout(window · W + bias))`` for the rows from ``start`` on; products (4, pairs, 3 w)."""
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
