"""Classes of sources without a name: official, person familiar with the matter, witness ..."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.errors import ResourceError
from extractor.resources import Models

FILE = "en/anonymous_sources.toml"
_KEYS = {"id", "heads", "with", "examples"}


@dataclass(frozen=True, slots=True)
class SourceClass:
    """A class of anonymous sources: lemmas of head nouns and, if not empty, words one of which must stand behind the head."""

    id: str
    heads: frozenset[str]
    behind: frozenset[str]


def load_source_classes(models: Models) -> tuple[SourceClass, ...]:
    """Return the classes of ``models/en/anonymous_sources.toml`` in their order.

    Raises:
        ResourceError: an entry has an unknown key, or lacks id, heads or examples.
    """
    found = []
    for entry in models.toml(FILE).get("class", []):
        if not _KEYS >= entry.keys() >= _KEYS - {"with"}:
            raise ResourceError(f"{models.root / FILE}: entry {entry.get('id', '?')}: keys must be {sorted(_KEYS)}")
        found.append(SourceClass(entry["id"], frozenset(entry["heads"]), frozenset(entry.get("with", ()))))
    return tuple(found)


def classify(classes: Iterable[SourceClass], lemma: str, words: Iterable[str]) -> str:
    """Return the id of the first class that the head's lemma and the words of the source fit; empty when none does."""
    present = set(words)
    for entry in classes:
        if lemma in entry.heads and (not entry.behind or entry.behind & present):
            return entry.id
    return ""
