"""A candidate as its words alone show it."""

from dataclasses import dataclass, field

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry


@dataclass(slots=True)
class Wording:
    """The words of a candidate, and what the lists say of the whole.

    ``lowers`` are the words in lower case, ``parts`` those that are no hyphens, apostrophes and the like. ``last`` is the last of
    them in lower case, or the one before a number; ``head`` the word that tells what it is, in lower case: the one before the
    first "of", "for" ..., else the last.
    """

    words: tuple[str, ...]
    text: str
    known: tuple[GazetteerEntry, ...]
    lists: Gazetteer
    lowers: tuple[str, ...] = field(init=False)
    parts: tuple[str, ...] = field(init=False)
    last: str = field(init=False)
    head: str = field(init=False)

    def __post_init__(self) -> None:
        self.lowers = tuple(map(str.lower, self.words))
        self.parts = tuple([word for word in self.words if word[0].isalnum()])
        end = len(self.parts)
        while end > 1 and self.parts[end - 1].isdecimal():
            end -= 1
        self.last = self.parts[end - 1].lower() if end else ""
        self.head = self.last
        links = self.lists.words["kind_link"]
        if not links.isdisjoint(self.lowers):
            link = next((number for number, word in enumerate(self.lowers) if word in links and number), 0)
            self.head = self.lowers[link - 1] if link else self.last

    def kinds(self, word: str) -> frozenset[str]:
        """Return the names of the lists that have a word, which is in lower case."""
        return self.lists.kinds_of.get(word, _NONE)


_NONE: frozenset[str] = frozenset()
