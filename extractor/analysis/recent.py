"""Never analyse a text again and again: equal texts of a batch, and those that have come up before, share a parse."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from extractor.analysis.engines import Input
from extractor.analysis.parse import Parse

# Code points of repeated texts whose parses are kept: some 50,000 words, whose parses take about 20 MB.
KEPT = 300_000
# Texts of which is known that they came up.
_MOST_MET = 100_000

_Key = tuple[str, tuple[int, ...]]


class RecentParses:
    """Analyses texts with ``analyse``, but for repetitions, which get the parse that there is.

    Equal are texts that agree in every character and in where a sentence must start, so the parse is the same in any case. Over
    batches only parses of texts that came up twice are kept: those of all texts would drive what is needed next out of the
    processor's cache. Nobody who gets a parse may change it.
    """

    def __init__(self, analyse: Callable[[Iterable[Input]], Iterator[Parse]], *, kept: int = KEPT):
        self._analyse = analyse
        self._kept = kept
        self.forget()

    def forget(self) -> None:
        """Keep no parse."""
        self._parses: dict[_Key, Parse] = {}  # that used last at the end
        self._size = 0
        self._met: set[int] = set()

    def parses(self, inputs: Sequence[Input]) -> Iterator[Parse]:
        """Yield one parse for each text, in order."""
        keys = [(text, tuple(starts)) for text, starts in inputs]
        known = {key: self._parses[key] for key in keys if key in self._parses}
        analysed = self._analyse([key for key in dict.fromkeys(keys) if key not in known])
        left = Counter(keys)
        for key in keys:
            if key not in known:
                known[key] = next(analysed)
            if self._came_up(key):
                self._keep(key, known[key])
            left[key] -= 1
            yield known[key] if left[key] else known.pop(key)

    def _came_up(self, key: _Key) -> bool:
        """Return whether a text came up before; two texts may have one hash, which does no harm."""
        number = hash(key)
        if number in self._met:
            return True
        if len(self._met) >= _MOST_MET:
            self._met.clear()
        self._met.add(number)
        return False

    def _keep(self, key: _Key, parse: Parse) -> None:
        if len(key[0]) > self._kept:
            return
        if self._parses.pop(key, None) is None:
            self._size += len(key[0])
        self._parses[key] = parse
        while self._size > self._kept:
            oldest = next(iter(self._parses))
            del self._parses[oldest]
            self._size -= len(oldest[0])
