"""All evidence from the words of candidates, kept from article to article."""

from collections.abc import Callable, Iterator, Sequence

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.lexical import common, heads, listed, people, titles
from extractor.entities.particles import whole_words
from extractor.entities.shape import length, shape, small
from extractor.entities.wording import Wording

Evidence = Callable[[Wording], Iterator[str]]
EVIDENCE: Sequence[Evidence] = (length, listed, people, heads, titles, common, shape, small)


class Wordings:
    """Evidence by spelling, kept from article to article: names come again and again."""

    def __init__(self, lists: Gazetteer, most: int = 50_000) -> None:
        self.lists, self.most = lists, most
        self._kept: dict[str, tuple[str, ...]] = {}

    def of(self, words: Sequence[str], text: str, known: tuple[GazetteerEntry, ...]) -> tuple[str, ...]:
        """Return what the words of a candidate say."""
        key = f"\0{text}" if known else text  # after "the" the lists may know more
        found = self._kept.get(key)
        if found is None:
            wording = Wording(whole_words(words, self.lists.words["particles"]), text, known, self.lists)
            found = tuple(name for evidence in EVIDENCE for name in evidence(wording))
            if len(self._kept) >= self.most:
                self._kept.clear()
            self._kept[key] = found
        return found
