"""Large arrays used again from batch to batch: memory fresh from the system costs more than the numbers written into it."""

import numpy as np

from extractor.analysis.fast.embedding import Floats

# Numbers kept for the next batch; what a very long text needs beyond is given back (256 MB).
_KEPT = 1 << 26


class Workspace:
    """One array that grows as needed. What ``take`` returns is valid until it is called again."""

    def __init__(self) -> None:
        self._array = np.empty(0, np.float32)

    def take(self, rows: int, columns: int) -> Floats:
        """Return an array (rows, columns) with anything in it."""
        size = rows * columns
        if size > len(self._array) or len(self._array) > _KEPT:
            self._array = np.empty(size, np.float32)
        return self._array[:size].reshape(rows, columns)
