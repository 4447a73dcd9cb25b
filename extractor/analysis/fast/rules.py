"""What the rules of a pipeline's attribute ruler can see of a token: the basis for keeping their answers.

A rule is a pattern over one or two tokens. It may name words (in lower case or as they stand, also by regular expression), tags
and relations, or ask for white space. Words that no rule names are all alike to the rules.
"""

import re
from collections.abc import Iterable
from typing import Any

from extractor.analysis.fast.unsupported import UnsupportedError

Pattern = list[dict[str, Any]]
_WORDS = {"ORTH", "TEXT", "LOWER"}
# Conditions on a word that only words named in them fulfil.
_NAMING = {"IN", "REGEX"}
# What rules may ask of a word next to the word itself.
WORD_ATTRIBUTES = ("LOWER", "IS_SPACE")


class RuleSight:
    """The words and relations that patterns name; of the relations ``common`` are those that matter for words that no rule names.

    Raises:
        UnsupportedError: a pattern reads more than word, tag, relation and white space, or more than two tokens.
    """

    def __init__(self, patterns: Iterable[Pattern]):
        self._words: set[str] = set()
        self._expressions: list[re.Pattern[str]] = []
        self.relations: set[str] = set()
        self.common: set[str] = set()
        self.openings: list[Pattern] = []
        for pattern in patterns:
            if len(pattern) > 2:
                raise UnsupportedError("a rule of the attribute ruler over more than two tokens")
            if len(pattern) == 2:
                self.openings.append(pattern[:1])
            for token in pattern:
                self._read(token)

    def word_class(self, word: str) -> str:
        """Return the word itself if a rule names it, a space for white space, nothing for all others."""
        if word.isspace():
            return " "
        lower = word.lower()
        if lower in self._words or word in self._words:
            return word
        for known in self._expressions:
            if known.search(lower):
                return word
        return ""

    def _read(self, token: dict[str, Any]) -> None:
        conditions: dict[str, dict[str, Any]] = {
            key: value if isinstance(value, dict) else {"IN": [value]} for key, value in token.items()
        }
        names_words = any(key in _WORDS and not condition.keys().isdisjoint(_NAMING) for key, condition in conditions.items())
        for key, condition in conditions.items():
            if key in _WORDS and set(condition) <= {"IN", "NOT_IN"}:
                self._words.update(*condition.values())
            elif key == "LOWER" and set(condition) == {"REGEX"}:
                self._expressions.append(re.compile(condition["REGEX"]))
            elif key == "DEP" and set(condition) <= {"IN", "NOT_IN"}:
                self.relations.update(*condition.values())
                if not names_words:
                    self.common.update(*condition.values())
            elif key not in ("TAG", "IS_SPACE"):
                raise UnsupportedError(f"a rule of the attribute ruler on {key}: {token[key]}")
