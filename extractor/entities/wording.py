"""A candidate as its words alone show it."""

from dataclasses import dataclass
from functools import cached_property

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry


@dataclass(frozen=True)
class Wording:
    """The words of a candidate, and what the lists say of the whole."""

    words: tuple[str, ...]
    text: str
    known: tuple[GazetteerEntry, ...]
    lists: Gazetteer

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(map(str.lower, self.words))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The words without hyphens, apostrophes and the like."""
        return tuple(word for word in self.words if word[0].isalnum())

    @cached_property
    def last(self) -> str:
        """The last word in lower case; of one with a number behind, the word before it."""
        words = [part.lower() for part in self.parts]
        while len(words) > 1 and words[-1].isdecimal():
            words.pop()
        return words[-1] if words else ""

    @cached_property
    def head(self) -> str:
        """The word that tells what it is, in lower case: the one before the first "of", "for" ..., else the last."""
        links = self.lists.words["kind_link"]
        link = next((number for number, word in enumerate(self.lowers) if word in links and number), 0)
        return self.lowers[link - 1] if link else self.last
