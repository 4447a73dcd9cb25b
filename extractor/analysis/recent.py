"""Never analyse a text twice in a row: the parses of the texts analysed last."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from extractor.analysis.engines import Input
from extractor.analysis.parse import Parse

# Code points of text whose parses are kept: some 50,000 words, whose parses take about 20 MB.
KEPT = 300_000

_Key = tuple[str, tuple[int, ...]]


class RecentParses:
    """Analyses texts with ``analyse``, but for those equal to one analysed shortly before, whose parse is given once more.

    Equal are texts that agree in every character and in where a sentence must start, so the parse is the same in any case.
    Nobody who gets a parse may change it.
    """

    def __init__(self, analyse: Callable[[Iterable[Input]], Iterator[Parse]], *, kept: int = KEPT):
        self._analyse = analyse
        self._kept = kept
        self.forget()

    def forget(self) -> None:
        """Keep no parse."""
        self._parses: dict[_Key, Parse] = {}  # that used last at the end
        self._size = 0

    def parses(self, inputs: Sequence[Input]) -> Iterator[Parse]:
        """One parse for each text, in order."""
        keys = [(text, tuple(starts)) for text, starts in inputs]
        found = {key: self._parses[key] for key in keys if key in self._parses}
        analysed = self._analyse(list(dict.fromkeys(key for key in keys if key not in found)))
        for key in keys:
            if key not in found:
                found[key] = next(analysed)
            self._keep(key, found[key])
            yield found[key]

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
