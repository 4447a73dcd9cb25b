"""The compiled loops against the formulas in their docstrings, on random numbers and on hand-made scores."""

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast import decoding, kernels
from extractor.analysis.fast.encoder import mixture_weights

Floats = NDArray[np.float32]
RANDOM = np.random.default_rng(7)
WIDTH = 8


def random(*shape: int) -> Floats:
    return RANDOM.standard_normal(shape).astype(np.float32)


def layer_norm_of_maxout(scores: Floats, bias: Floats, gain: Floats, shift: Floats) -> Floats:
    best = (scores + bias).reshape(len(scores), 3, WIDTH).max(axis=1)
    mean, spread = best.mean(axis=1, keepdims=True), best.var(axis=1, keepdims=True)
    result: Floats = (best - mean) / np.sqrt(spread + 1e-8) * gain + shift
    return result


def test_vectors_of_types_follow_their_formula() -> None:
    terms, bias, gain, shift = random(7, 3 * WIDTH), random(3 * WIDTH), random(WIDTH), random(WIDTH)
    places = np.array([[0, 1, 0, 2, 2], [3, 4, 5, 6, 3]], np.int32)
    out = np.empty((5, WIDTH), np.float32)
    kernels.embed_types(terms, places, bias, gain, shift, out)
    expected = layer_norm_of_maxout(terms[places[0]] + terms[places[1]], bias, gain, shift)
    np.testing.assert_allclose(out, expected, rtol=1e-4, atol=1e-5)


def convolved(rows: Floats, weights: Floats, bias: Floats, gain: Floats, shift: Floats) -> Floats:
    """The formula of a layer, with rows of zeros around."""
    padded = np.vstack([np.zeros((1, WIDTH), np.float32), rows, np.zeros((1, WIDTH), np.float32)])
    windows = np.hstack([padded[:-2], padded[1:-1], padded[2:]])
    return rows + layer_norm_of_maxout(windows @ weights, bias, gain, shift)


def test_first_convolution_adds_what_is_kept_of_types() -> None:
    vectors, weights = random(6, WIDTH), random(3 * WIDTH, 3 * WIDTH)
    vectors[0] = 0
    bias, gain, shift = random(3 * WIDTH), random(WIDTH), random(WIDTH)
    types = np.array([0, 2, 5, 1, 3, 0], np.int32)
    parts = np.stack([vectors @ weights[part * WIDTH : (part + 1) * WIDTH] for part in range(3)], axis=1)
    before, after = vectors[types], np.empty((6, WIDTH), np.float32)
    kernels.convolve_types(np.ascontiguousarray(parts), types, bias, gain, shift, before, after)
    expected = convolved(before, weights, bias, gain, shift)
    np.testing.assert_allclose(after[1:-1], expected[1:-1], rtol=1e-4, atol=1e-4)


def test_four_products_for_two_rows_follow_the_formula_of_the_window() -> None:
    weights, bias, gain, shift = random(3 * WIDTH, 3 * WIDTH), random(3 * WIDTH), random(WIDTH), random(WIDTH)
    before, after = random(10, WIDTH), np.empty((10, WIDTH), np.float32)
    mixed = np.empty((4, 3, WIDTH), np.float32)
    for start in (0, 6):  # the second block has one pair more than there are rows
        kernels.mix_windows(before, start, mixed)
        products = np.matmul(mixed, mixture_weights(weights.reshape(3, WIDTH, 3 * WIDTH)))
        kernels.convolve_pairs(products, bias, gain, shift, before, after, start)
    np.testing.assert_allclose(after, convolved(before, weights, bias, gain, shift), rtol=1e-4, atol=1e-4)


def marked(heads: list[int]) -> list[int]:
    count = len(heads)
    left, right, starts = np.zeros(count, np.int32), np.zeros(count, np.int32), np.zeros(count, np.int8)
    decoding.mark_sentences(np.array(heads, np.int32), 0, count, left, right, starts)
    return np.flatnonzero(starts == 1).tolist()


def test_each_root_opens_a_sentence() -> None:
    assert marked([1, -1, 1, 4, -1]) == [0, 3]


def test_arcs_that_cross_widen_the_sentence() -> None:
    # 2 hangs on 0 although the root 1 and its child 3 surround it.
    assert marked([1, -1, 0, 1]) == [0]


def decoded(closed: list[list[float]], starts: list[int], spaces: list[int]) -> list[int]:
    """Labels from scores of the moves B, I, L, U, O while closed; inside an entity I always wins over L."""
    count, hidden = len(closed), 4
    labels = np.full(count, -1, np.int32)
    decoding.decode_entities(
        np.array(closed, np.float32),
        np.zeros((count, 2), np.float32),
        np.zeros((count, 2 * hidden), np.float32),
        np.zeros((3, 2, 2 * hidden), np.float32),
        np.zeros(2 * hidden, np.float32),
        np.zeros((5, hidden), np.float32),
        np.array([0, 1, 0, 0, 0], np.float32),
        np.array([decoding.BEGIN, decoding.IN, decoding.LAST, decoding.UNIT, decoding.OUT], np.int32),
        np.array([1, 2, -1, -1, -1], np.int32),
        0,
        count,
        np.array(starts, np.int8),
        np.array(spaces, np.int8),
        labels,
    )
    return labels.tolist()


BEGINS, UNIT, OUT = [9, 0, 0, 5, 1], [0, 0, 0, 9, 1], [0, 0, 0, 0, 9]


def test_an_entity_ends_at_the_end_of_the_text() -> None:
    assert decoded([OUT, BEGINS, OUT], [1, -1, -1], [0, 0, 0]) == [-1, 0, -2]


def test_an_entity_ends_before_a_sentence_start() -> None:
    assert decoded([BEGINS, OUT, OUT], [1, -1, 1], [0, 0, 0]) == [0, -2, -1]


def test_the_last_token_of_a_sentence_cannot_begin_an_entity() -> None:
    assert decoded([BEGINS, OUT], [1, 1], [0, 0]) == [3, -1]


def test_white_space_opens_no_entity() -> None:
    assert decoded([UNIT, UNIT], [1, -1], [1, 0]) == [-1, 3]
