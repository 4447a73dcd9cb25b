"""The names of a document while the repair rules work on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from operator import attrgetter

from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.known import Known
from extractor.entities.names import Name
from extractor.entities.titles import Title

PLACES = frozenset(("GPE", "LOC", "FAC"))
NAMING = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"))
_OPEN = frozenset(("NOUN", "ADJ", "VERB", "ADV"))
_start = attrgetter("start")
_MARKS = ".,;:!?\"'`“”‘’()[]{}<>|*_…–—-/\\«»#$"


@dataclass(slots=False)
class Draft:
    """Parse, word lists and the names as they stand; ``names`` are in text order and do not overlap.

    ``furniture`` holds the token ranges that are no part of the article; the headline ends before the token ``title_end``.
    """

    parse: Parse
    gazetteer: Gazetteer
    names: list[Name] = field(default_factory=list)
    furniture: Sequence[tuple[int, int]] = ()
    title_end: int = 0
    _people: tuple[frozenset[str], frozenset[str]] | None = None
    _bare_people: frozenset[str] | None = None
    _covered: bytearray | None = None
    _several: list[Name] | None = None
    _known: dict[tuple[int, int], tuple[Known, ...]] = field(default_factory=dict)

    def text(self, name: Name) -> str:
        """The name as it stands."""
        parse = self.parse
        return parse.text[parse.starts[name.start] : parse.ends[name.end - 1]]

    def known(self, start: int, end: int) -> tuple[Known, ...]:
        """What the lists say about the tokens ``start`` to ``end``."""
        found = self._known.get((start, end))
        if found is None:
            article = start > 0 and self.parse.lowers[start - 1] == "the"
            found = self._known[start, end] = self.gazetteer.find(self.parse.span_text(start, end), after_article=article)
        return found

    def set_names(self, names: list[Name]) -> None:
        """Puts other names in place; what was gathered from the old ones is forgotten."""
        self.names = names
        self._people = self._bare_people = self._covered = self._several = None

    @property
    def several(self) -> list[Name]:
        """The names of several words."""
        if self._several is None:
            self._several = [name for name in self.names if name.end - name.start > 1]
        return self._several

    @property
    def people(self) -> frozenset[str]:
        """Names of more than one word that stand as people, as written."""
        return self._gathered()[0]

    @property
    def surnames(self) -> frozenset[str]:
        """Last words of the names of people who are named in full."""
        return self._gathered()[1]

    def is_name_of_people(self, text: str) -> bool:
        """Whether a word is a given name, a family name of the lists, or that of somebody named in full."""
        return text in self.gazetteer.given_names or text in self.gazetteer.family_names or text in self.surnames

    @property
    def bare_people(self) -> frozenset[str]:
        """Single words that stand as people."""
        if self._bare_people is None:
            self._bare_people = frozenset(
                self.parse.words[name.start] for name in self.names if name.label == "PERSON" and name.end - name.start == 1
            )
        return self._bare_people

    def _gathered(self) -> tuple[frozenset[str], frozenset[str]]:
        if self._people is None:
            full = [name for name in self.names if name.label == "PERSON" and name.end - name.start > 1 and self._is_full(name)]
            self._people = (
                frozenset(self.text(name) for name in full),
                frozenset(self.parse.words[self._surname(name)] for name in full),
            )
        return self._people

    def _surname(self, name: Name) -> int:
        """Token of the last word before a suffix."""
        last = name.end - 1
        while last > name.start + 1 and (self.parse.lowers[last] in self.gazetteer.words["suffixes"] or self.is_mark(last)):
            last -= 1
        return last

    def _is_full(self, name: Name) -> bool:
        """Whether it looks like given and family name: first and last word in capitals, no organization behind it."""
        words = self.parse.words
        last = self._surname(name)
        return (
            words[name.start][0].isupper()
            and words[last][0].isupper()
            and len(words[last]) > 2
            and words[last].lower() not in self.gazetteer.words["organization"]
            and not self.known(name.start, name.end)
        )

    @cached_property
    def capitals(self) -> list[int]:
        """Tokens that begin with a capital letter."""
        return [token for token, word in enumerate(self.parse.words) if word[0].isupper()]

    @cached_property
    def shouted(self) -> list[int]:
        """Tokens that begin with a capital letter and have no small one."""
        words = self.parse.words
        return [token for token in self.capitals if words[token].isupper()]

    @cached_property
    def titles(self) -> list[tuple[int, int, Title]]:
        """Titles written with a capital letter, as token ranges; the longest at each place, none inside another."""
        titles, lowers, count = self.gazetteer.titles, self.parse.lowers, len(self.parse)
        found: list[tuple[int, int, Title]] = []
        last = 0
        for token in self.capitals:
            if token >= last and lowers[token] in titles.by_first:
                title = titles.at(lowers, token, count)
                if title is not None:
                    last = token + len(title.tokens)
                    found.append((token, last, title))
        return found

    def writes_small(self, word: str) -> bool:
        """Whether a word in small letters stands somewhere and is a noun, verb or adjective there (as inside names it is not)."""
        return word in self._words and word in self._common_words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.parse.words)

    @cached_property
    def _common_words(self) -> frozenset[str]:
        open_words = compress(self.parse.words, map(_OPEN.__contains__, self.parse.pos))
        return frozenset([word for word in open_words if word[0].islower()])

    @cached_property
    def proper_nouns(self) -> frozenset[str]:
        """Words that stand as a proper noun somewhere."""
        return frozenset(compress(self.parse.words, map("PROPN".__eq__, self.parse.pos)))

    def covered(self) -> bytearray:
        """One byte a token: 1 inside a name. To be read only."""
        if self._covered is None:
            self._covered = bytearray(len(self.parse))
            for name in self.names:
                self._covered[name.start : name.end] = b"\1" * (name.end - name.start)
        return self._covered

    def is_mark(self, token: int) -> bool:
        """Whether a token is white space or punctuation alone."""
        word = self.parse.words[token]
        return self.parse.pos[token] == "SPACE" or (not word[0].isalnum() and not word.strip(_MARKS))

    def is_capital(self, token: int) -> bool:
        """Whether there is such a token in the document and it begins with a capital letter."""
        words = self.parse.words
        return 0 <= token < len(words) and words[token][0].isupper()

    def starts_sentence(self, token: int) -> bool:
        """Whether a token is the first of its sentence, marks and white space not counted."""
        first = self.parse.sentences[self.parse.sentence_of[token]][0]
        return all(self.is_mark(before) for before in range(first, token))


def trimmed(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """The range without marks and white space at its edges; a final dot that belongs to the last token stays."""
    while start < end and draft.is_mark(start):
        start += 1
    while end > start and draft.is_mark(end - 1):
        end -= 1
    return start, end


def replaced(names: list[Name], added: list[Name]) -> list[Name]:
    """The names with others added, in text order; those that overlap with an added one are gone."""
    kept = [name for name in names if not any(name.start < new.end and new.start < name.end for new in added)]
    return placed([*kept, *added])


def placed(names: list[Name]) -> list[Name]:
    """Names in text order; of two that overlap the longer one stays, of equal ones the first."""
    taken: list[Name] = []
    for name in sorted(names, key=_start):
        if taken and name.start < taken[-1].end:
            if name.end - name.start > taken[-1].end - taken[-1].start:
                taken[-1] = name
            continue
        taken.append(name)
    return taken
