"""How much a statement is worth checking, and why: what speaks for and against it, added up by ``check_worthiness.toml``."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from typing import NamedTuple

from extractor.errors import ResourceError
from extractor.resources import Models

FILE = "en/check_worthiness.toml"
WORTH, EVIDENCE = "check_worth", "check_evidence"
# How likely one that is shown is worth it at least.
LEAST = 0.5
# What of ``statements_flat f`` tells, in the order of the fields of :class:`Told`.
_TOLD = (
    "f.content", "f.act", "f.speaker_kind", "f.role", "f.in_title", "f.cluster_id IS NOT NULL",
    "(SELECT content_form FROM statements s WHERE s.statement_id = f.statement_id)",
)  # fmt: skip
_FEW = 5
_SENTENCE = re.compile(r"(?<=[.?!…;])[\"'”’]*\s+")
# Figures, but no years and ordinals; the month that looks like a verb.
_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d[\d.,]*(?!\d|st\b|nd\b|rd\b|th\b)")
_MAY = re.compile(r"(?<=\w )May\b")
_NOT_WORD = re.compile(r"[\W_]+")
_KINDS = {"person": "a named person", "organization": "an organization"}


@dataclass(frozen=True, slots=True)
class Words:
    """What words show, by name; phrases by their first word; words that may end in any way by what they begin with."""

    whole: dict[str, list[str]]
    phrases: dict[str, list[tuple[list[str], str]]]
    begun: dict[str, list[str]]
    _seen: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def shown(self, text: str) -> set[str]:
        """Return the names of what the words of a text show."""
        words = _NOT_WORD.sub(" ", text.lower()).split()
        found: set[str] = set()
        for place, word in enumerate(words):
            found |= self._of(word)
            found.update(name for phrase, name in self.phrases.get(word, ()) if words[place : place + len(phrase)] == phrase)
        return found

    def _of(self, word: str) -> frozenset[str]:
        if (names := self._seen.get(word)) is None:
            begun = (name for begin, shown in self.begun.items() if word.startswith(begin) for name in shown)
            names = self._seen[word] = frozenset((*self.whole.get(word, ()), *begun))
        return names


class Told(NamedTuple):
    """What is known of a statement; ``repeated`` says whether several articles have it."""

    content: str
    act: str
    speaker_kind: str | None
    role: str | None
    in_title: int
    repeated: int
    form: str


@dataclass(frozen=True, slots=True)
class CheckWorth:
    """Weights by name of evidence, and the words that show it, in contents and in roles."""

    weights: Mapping[str, float]
    words: Words
    roles: Words

    def weigh(self, told: Told) -> tuple[float, list[str]]:
        """Return how likely a statement is worth checking, between 0 and 1, and the names of what speaks for it and against it.

        Of a content of several sentences that one counts which is most worth it.
        """
        found = ["any", f"act: {told.act}", _KINDS.get(told.speaker_kind or "", "nobody known")]
        found += sorted(self.roles.shown(told.role or ""))
        found += ["a headline"] * bool(told.in_title) + ["in several articles"] * bool(told.repeated)
        found += ["no clause"] * (told.form == "phrase" and told.act != "accuse")
        parts = ([*found, *sorted(self._of_sentence(part))] for part in _SENTENCE.split(told.content) if part)
        best = max(parts, key=self._total, default=found)
        return 1 / (1 + exp(-self._total(best))), [name for name in best if name in self.weights and name != "any"]

    def _of_sentence(self, sentence: str) -> Iterator[str]:
        yield from self.words.shown(_MAY.sub("", sentence)) | ({"a figure"} if _FIGURE.search(sentence) else set())
        if sentence.count(" ") + 1 < _FEW:
            yield "few words"
        if sentence.rstrip("\"'”’, ").endswith("?"):
            yield "a question"

    def _total(self, evidence: list[str]) -> float:
        return sum(self.weights.get(name, 0.0) for name in evidence)


def load_check_worth(models: Models) -> CheckWorth:
    """Return what ``check_worthiness.toml`` says.

    Raises:
        ResourceError: the file cannot be read, or has words for what has no weight.
    """
    file = models.toml(FILE)
    weights, words, roles = file["weights"], file["words"], file["roles"]
    if unknown := (words.keys() | roles.keys()) - weights.keys():
        raise ResourceError(f"{FILE}: no weight for {', '.join(sorted(unknown))}")
    return CheckWorth(weights, _words(words), _words(roles))


def add_check_worth(connection: sqlite3.Connection, worth: CheckWorth) -> str:
    """Give a connection the functions of the two columns that are returned, as a part of a query over ``statements_flat f``."""

    @lru_cache(maxsize=1)
    def weighed(*told: object) -> tuple[float, str]:
        likely, evidence = worth.weigh(Told(*told))  # type: ignore[arg-type]
        evidence.sort(key=lambda name: -worth.weights[name])
        return round(likely, 2), json.dumps([f"{name} {worth.weights[name]:+.1f}" for name in evidence])

    told = ", ".join(_TOLD)
    connection.create_function(WORTH, len(_TOLD), lambda *told: weighed(*told)[0], deterministic=True)
    connection.create_function(EVIDENCE, len(_TOLD), lambda *told: weighed(*told)[1], deterministic=True)
    return f"{WORTH}({told}) AS {WORTH}, {EVIDENCE}({told}) AS {EVIDENCE}"


def _words(lists: Mapping[str, str]) -> Words:
    """Return the words of lists by name; "_" stands for a space, "*" for any end of a word."""
    words = Words({}, {}, {})
    for name, text in lists.items():
        for first, *rest in (word.split("_") for word in text.split()):
            if rest:
                words.phrases.setdefault(first, []).append(([first, *rest], name))
            elif first.endswith("*"):
                words.begun.setdefault(first[:-1], []).append(name)
            else:
                words.whole.setdefault(first, []).append(name)
    return words
