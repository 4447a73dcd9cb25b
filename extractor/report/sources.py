"""Classes of sources without a name, told from their words alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.speakers.anonymous import SourceClass, classify

_WORD = re.compile(r"\w+(?:-\w+)*")
# Words that stand behind the head of a source: "officials in Paris", "a friend of the family", "a source close to him".
_BEHIND = frozenset({
    "of", "at", "in", "from", "for", "with", "on", "to", "by", "near", "who",
    "that", "which", "close", "familiar", "briefed", "involved", "speaking", "including", "within", "inside",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Classifier:
    """Finds the class of a source in the classes of ``models/en/anonymous_sources.toml``."""

    classes: Sequence[SourceClass]

    def class_of(self, text: str) -> str:
        """Return the id of the class that the last noun before "of", "in", "who" ... has; empty when none fits."""
        words = [word.lower() for word in _WORD.findall(text)]
        front = next((number for number, word in enumerate(words) if word in _BEHIND), len(words))
        for word in reversed(words[:front]):
            for lemma in (word, word.removesuffix("s"), re.sub("ies$", "y", word), re.sub("(wo)?men$", r"\1man", word)):
                if found := classify(self.classes, lemma, words):
                    return found
        return ""
