"""Which words before a colon name a speaker: what speaks for and against a label, added up by the weights of ``labels.toml``."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from extractor.analysis.parse import Parse
from extractor.entities.titles import Titles, load_titles
from extractor.errors import ResourceError
from extractor.resources import Models
from extractor.statements.words import WordClasses

FILE = "en/labels.toml"
_LISTS = (
    "asking",
    "answering",
    "unnamed",
    "speech",
    "addressing",
    "introducing",
    "interview",
    "heard",
    "talking",
    "meeting",
    "never",
)
_KINDS = (
    "known", "person", "given", "organization", "titled", "role", "body", "headline", "capitals", "qualified",
    "described", "shortened", "remark", "directed", "turns", "returns", "asks", "speech", "conversation", "silent",
    "fragment", "verbless", "place", "dateline", "common",
)  # fmt: skip
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "VB", "MD"))
_ENDS = frozenset(".?!…")
_CLOSING = "\"”’'»)*_ "
_TALK_SHARE, _SILENT_SHARE, _LIST = 1 / 2, 1 / 5, 3
_ANSWER = 2  # words of an answer without a verb: "Not yet."

# First token, token after the last, label of spaCy.
NameSpan = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class LabelKnowledge:
    """Weights and words of ``labels.toml``, which explains them; titles, given names and frequent words, in small letters."""

    least: float = 0
    weights: Mapping[str, float] = field(default_factory=dict)
    asking: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    addressing: frozenset[str] = frozenset()
    introducing: frozenset[str] = frozenset()
    interview: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    talking: frozenset[str] = frozenset()
    meeting: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    frequent: frozenset[str] = frozenset()
    letters: frozenset[str] = field(init=False)
    titles: Titles = field(default_factory=lambda: Titles({}))

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", self.asking | self.answering)

    @classmethod
    def load(cls, models: Models) -> Self:
        """Load ``labels.toml`` and ``titles.csv``.

        Raises:
            ResourceError: a weight or list is missing or unknown; the message names it.
        """
        entries = models.toml(FILE)
        weights = {kind: entry["weight"] for kind, entry in entries.get("weights", {}).items()}
        odd = {"least", "weights", *_LISTS} ^ entries.keys() | set(_KINDS) ^ weights.keys()
        if odd:
            raise ResourceError(f"{models.root / FILE}: missing or unknown: {', '.join(sorted(odd))}")
        lists = {name: frozenset(entries[name]["words"].split()) for name in _LISTS}
        given = frozenset(row["name"].lower() for row in models.table("en/given_names.csv", "name", "gender"))
        frequent = frozenset(models.words("en/small_words.txt"))
        return cls(entries["least"], weights, titles=load_titles(models), given_names=given, frequent=frequent, **lists)


@dataclass(frozen=True, slots=True)
class Label:
    """Words before a colon at the beginning of a paragraph.

    ``first`` is the first token of the name, ``name_end`` the one after its last, ``colon`` that of the colon, ``end`` the one
    after the paragraph, which is number ``paragraph``; the first one below the headline ``opens`` the text.
    """

    first: int
    name_end: int
    colon: int
    end: int
    paragraph: int
    in_title: bool = False
    opens: bool = False


class Evidence:
    """What an article shows of its labels; ``names`` are found in it, ``ordinary`` holds words that are seldom names."""

    def __init__(
        self,
        parse: Parse,
        labels: Sequence[Label],
        names: Sequence[NameSpan],
        knowledge: LabelKnowledge,
        words: WordClasses,
        *,
        ordinary: Sequence[Container[str]] = (),
    ) -> None:
        self.parse = parse
        self.labels = labels
        self.knowledge = knowledge
        self.words = words
        small = frozenset(parse.words)  # a word that the article writes small is there as it is
        self.ordinary = (*ordinary, knowledge.frequent, small)
        self.names = [name_tokens(parse, label, knowledge.titles) for label in labels]
        self.keys = [tuple(parse.lowers[token] for token in tokens) for tokens in self.names]
        self.own, self.elsewhere = self._sorted(names)
        self.again = {key for key, times in Counter(self.keys).items() if times > 1}
        quiet = {key for key, label in zip(self.keys, labels, strict=True) if not self._asks(label)}
        self.askers = self.again - quiet
        self.persons = {self.keys[number][-1] for number in range(len(labels)) if self.keys[number] and self._is_person(number)}
        turns = [label for label in labels if not label.in_title]
        self.entries = len(turns)
        self.share = sum(map(self._is_speech, turns)) / max(len(turns), 1)

    def speakers(self) -> list[Label]:
        """Return the labels that name a speaker."""
        return [label for number, label in enumerate(self.labels) if self.weight(number) >= self.knowledge.least]

    def weight(self, number: int) -> float:
        """Return what speaks for a label less what speaks against it."""
        return sum(self.knowledge.weights[kind] for kind in self.kinds(number))

    def kinds(self, number: int) -> Iterator[str]:
        """Yield the kinds of evidence, as ``labels.toml`` explains them, that apply to a label."""
        if self.keys[number]:
            yield from self._of_name(number)
            yield from self._of_form(number)
            yield from self._of_content(self.labels[number])

    def _of_name(self, number: int) -> Iterator[str]:
        key, own = self.keys[number], self.own.get(number, set())
        last = key[-1]
        if ("PERSON", last) in self.elsewhere or ("ORG" in own and ("ORG", last) in self.elsewhere):
            yield "known"
        elif last in self.persons:
            yield "person"
        elif self._has_given_name(number):
            yield "given"
        elif "ORG" in own:
            yield "organization"
        elif not _PLACES.isdisjoint(own) or any((kind, last) in self.elsewhere for kind in _PLACES):
            yield "place"
        role = self._role(number)
        if role:
            yield role
        elif self._is_ordinary(number):
            yield "common"
        if self._is_titled(number):
            yield "titled"

    def _of_form(self, number: int) -> Iterator[str]:
        parse, label = self.parse, self.labels[number]
        if label.in_title and self._heads_title(number):
            yield "headline"
        if self._is_upper(number):
            yield "capitals"
            if len(self.labels) == 1 and label.opens:
                yield "dateline"
        if label.name_end < label.colon:
            remark = parse.words[label.name_end] != "," and parse.words[label.name_end + 1].islower()
            yield "remark" if remark else "qualified"
            if remark and not self.knowledge.heard.isdisjoint(parse.lowers[label.name_end : label.colon]):
                yield "directed"
            if not remark and not self.words.persons.isdisjoint(parse.lowers[label.name_end : label.colon]):
                yield "described"
        if len(self.keys[number]) > 1 and self.keys[number][-1:] in self.again:
            yield "shortened"
        beside = [self.keys[other] for other in (number - 1, number + 1) if 0 <= other < len(self.labels)]
        if any(key != self.keys[number] for key in beside):
            yield "turns"
            if self.keys[number] in self.again:
                yield "returns"
                if self.keys[number] in self.askers:
                    yield "asks"

    def _of_content(self, label: Label) -> Iterator[str]:
        if self._is_speech(label):
            yield "speech"
        if self.entries > 1 and self.share > _TALK_SHARE:
            yield "conversation"
        elif self.entries >= _LIST and self.share < _SILENT_SHARE:
            yield "silent"
        parse, said = self.parse, range(label.colon + 1, label.end)
        if not label.in_title and not any(parse.tags[token] in _FINITE for token in said):
            spoken = sum(parse.words[token].isalpha() for token in said)
            last = next((parse.words[token] for token in reversed(said) if parse.words[token].strip() not in _CLOSING), "")
            if not spoken or last[-1:] not in _ENDS:
                yield "fragment"
            elif spoken > _ANSWER:
                yield "verbless"

    def _sorted(self, names: Sequence[NameSpan]) -> tuple[dict[int, set[str]], set[tuple[str, str]]]:
        """Return the kinds of the names in each label, and kind and last word of the names outside of labels."""
        inside = {token: number for number, label in enumerate(self.labels) for token in range(label.first, label.colon)}
        own: dict[int, set[str]] = {}
        elsewhere = set()
        for _, end, kind in names:
            number = inside.get(end - 1)
            if number is None:
                elsewhere.add((kind, self.parse.lowers[end - 1]))
            elif end <= self.labels[number].name_end:
                own.setdefault(number, set()).add(kind)
        return own, elsewhere

    def _role(self, number: int) -> str:
        """Return the evidence that a noun gives; the number of "Speaker 1" does not count."""
        key = self.keys[number]
        last = key[-2] if len(key) > 1 and key[-1].isdecimal() else key[-1]
        if last in self.words.persons or last in self.knowledge.unnamed or (len(key) == 1 and last in self.knowledge.letters):
            return "role"
        return "body" if last in self.words.speakers and self._is_upper(number) else ""

    def _is_person(self, number: int) -> bool:
        return "PERSON" in self.own.get(number, ()) or self._is_titled(number) or self._has_given_name(number)

    def _is_titled(self, number: int) -> bool:
        first = self.labels[number].first
        return self.names[number][0] > first and self.parse.pos[first] != "DET"

    def _has_given_name(self, number: int) -> bool:
        return len(self.keys[number]) > 1 and self.keys[number][0] in self.knowledge.given_names

    def _is_upper(self, number: int) -> bool:
        words = self.parse.words
        return all(words[token].isupper() or not words[token].isalpha() for token in self.names[number])

    def _is_ordinary(self, number: int) -> bool:
        """Return whether each word of a name is an ordinary one; the analysis is not asked where all have capitals."""
        parse, written = self.parse, self._is_upper(number) or self.labels[number].in_title
        return all(
            any(parse.lowers[token] in group for group in self.ordinary) or not (written or parse.pos[token] == "PROPN")
            for token in self.names[number]
        )

    def _heads_title(self, number: int) -> bool:
        """Return whether a name or a noun for somebody opens a headline, or a word that is a name elsewhere in the text."""
        parse, label = self.parse, self.labels[number]
        last = self.names[number][-1]
        return (
            any(parse.pos[token] == "PROPN" for token in self.names[number])
            or parse.lemmas[last].lower() in self.words.speakers | self.words.surveys
            or any(
                parse.words[token] == parse.words[last] and parse.pos[token] == "PROPN"
                for token in range(label.colon, len(parse))
            )
        )

    def _asks(self, label: Label) -> bool:
        """Return whether the paragraph asks, or turns to somebody."""
        said = range(label.colon + 1, label.end)
        return any(self.parse.words[token] == "?" or self.parse.lowers[token] in self.knowledge.addressing for token in said)

    def _is_speech(self, label: Label) -> bool:
        parse = self.parse
        return any(
            parse.words[token] == "?" or parse.lowers[token] in self.knowledge.speech
            for token in range(label.colon + 1, label.end)
        )


def name_tokens(parse: Parse, label: Label, titles: Titles) -> list[int]:
    """Return the tokens of the name in a label, without titles before it, article and marks."""
    first = label.first
    while first < label.name_end - 1 and (title := titles.at(parse.lowers, first, label.name_end - 1)):
        first += len(title.tokens)
        first += first < label.name_end - 1 and parse.words[first] == "."
    return [token for token in range(first, label.name_end) if parse.words[token][0].isalnum() and parse.pos[token] != "DET"]
