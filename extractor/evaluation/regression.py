"""Minimising a smooth function of many numbers: L-BFGS (Nocedal and Wright, "Numerical Optimization", 2006, algorithm 7.5)."""

from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
_MEMORY = 10
_SUFFICIENT = 1e-4
_SHORTEST_STEP = 1e-10


def minimize(
    function: Callable[[Vector], tuple[float, Vector]], start: Vector, *, steps: int = 200, tolerance: float = 1e-5
) -> Vector:
    """Return the point at which ``function`` (value and gradient) is lowest, from ``start``; the same input gives the same point.

    Ends when the gradient's largest part is below ``tolerance`` for each unit of the value, or after so many steps.
    """
    point, (value, gradient) = start, function(start)
    memory: deque[tuple[Vector, Vector, float]] = deque(maxlen=_MEMORY)
    for _ in range(steps):
        if np.abs(gradient).max() <= tolerance * max(1.0, abs(value)):
            break
        direction = _direction(gradient, memory)
        slope = float(direction @ gradient)
        if slope >= 0:
            memory.clear()
            direction, slope = -gradient, -float(gradient @ gradient)
        step = 1.0 if memory else min(1.0, 1.0 / float(np.abs(gradient).sum()))
        while True:
            new_point = point + step * direction
            new_value, new_gradient = function(new_point)
            if new_value <= value + _SUFFICIENT * step * slope or step < _SHORTEST_STEP:
                break
            step /= 2
        moved, turned = new_point - point, new_gradient - gradient
        if (curvature := float(moved @ turned)) > 0:
            memory.append((moved, turned, 1.0 / curvature))
        point, value, gradient = new_point, new_value, new_gradient
    return point


def _direction(gradient: Vector, memory: deque[tuple[Vector, Vector, float]]) -> Vector:
    """Return the gradient turned and stretched by what the last steps showed of the curvature."""
    direction, factors = -gradient, []
    for moved, turned, scale in reversed(memory):
        factor = scale * float(moved @ direction)
        factors.append(factor)
        direction = direction - factor * turned
    if memory:
        moved, turned, scale = memory[-1]
        direction = direction / (scale * float(turned @ turned))
    for (moved, turned, scale), factor in zip(memory, reversed(factors), strict=True):
        direction = direction + (factor - scale * float(turned @ direction)) * moved
    return direction
