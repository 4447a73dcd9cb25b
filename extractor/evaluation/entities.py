"""Scores of names: were people, organizations and places found, with the right edges and label?

Corpora disagree on whether "the", "President" and "'s" belong to a name; ``edges`` trims all three on both sides before it
compares, and is the figure to go by. ``overlap`` asks for one common character and the label; ``span`` is ``edges`` without
the label.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.evaluation.gold import AnnotatedDocument, AnnotatedEntity, Corpus
from extractor.evaluation.tally import Figures, Tally

Label = Literal["PERSON", "ORG", "PLACE"]
Rule = Literal["exact", "edges", "overlap", "span"]
RULES: tuple[Rule, ...] = ("exact", "edges", "overlap", "span")
_LABELS: dict[str, Label] = {
    **dict.fromkeys(["PERSON", "PER", "PEOPLE", "PERSONS"], "PERSON"),
    **dict.fromkeys(["ORG", "ORGANIZATION", "ORGANISATION", "ORGANIZATIONS"], "ORG"),
    **dict.fromkeys(["PLACE", "PLACES", "GPE", "LOC", "FAC", "LOCATION", "FACILITY"], "PLACE"),
}
_TITLES = (
    "mr|mrs|ms|miss|dr|prof|professor|sir|lord|lady|dame|president|vice president|prime minister|minister|senator|sen|"
    "representative|rep|governor|gov|mayor|chancellor|king|queen|prince|princess|pope|judge|justice|general|gen|colonel|col|"
    "captain|capt|lieutenant|lt|sergeant|sgt|secretary|ambassador|chairman|chairwoman|sheikh|emir|rev|reverend|spokesman|"
    "spokeswoman|spokesperson"
)
_ARTICLE = re.compile(r"(?:(?:the|a|an)\s+|[\"'“”‘’(\[]\s*)+", re.IGNORECASE)
_TITLE = re.compile(rf"(?:(?:{_TITLES})\.?\s+)+", re.IGNORECASE)
_ENDING = re.compile(r"(?:['’]s|['’]|[\s\"'“”‘’,;:)\]])+$")


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    label: Label
    trimmed: tuple[int, int]

    def key(self, rule: Rule) -> Hashable:
        """Return what must be equal for a match under a rule."""
        if rule == "exact":
            return (self.start, self.end, self.label)
        return (*self.trimmed, self.label) if rule == "edges" else self.trimmed


@dataclass(frozen=True, slots=True)
class EntityScores:
    """Figures by rule and group (``all`` and the labels), and how labels were confused on equal spans."""

    rules: dict[str, dict[str, Figures]]
    confusion: dict[str, int]


def score_entities(gold: Corpus, predicted: Corpus, *, rules: Sequence[Rule] = RULES) -> EntityScores:
    """Return the scores of the names in all documents of the gold file; other labels than people, organizations and places do
    not count."""
    tally, confusion = Tally(), Counter[str]()
    for doc_id, document in gold.items():
        answer = predicted.get(doc_id)
        spans = document.annotated_spans()
        required = _names(document.text, (entity for entity in document.entities if not _is_optional(entity)), spans)
        optional = _names(document.text, (entity for entity in document.entities if _is_optional(entity)), spans)
        found = _names(document.text, answer.entities if answer else (), spans)
        for rule in rules:
            pairs = _pair_overlapping(required, found) if rule == "overlap" else _pair_equal(required, found, rule)
            hit_gold, hit_found = {i for i, _ in pairs}, {j for _, j in pairs}
            for i, name in enumerate(required):
                tally.add(rule, _groups(name, rule), "gold", i in hit_gold)
            for j, name in enumerate(found):
                if j in hit_found or not _is_tolerated(name, optional, rule):
                    tally.add(rule, _groups(name, rule), "predicted", j in hit_found)
            if rule == "span":
                confusion.update(f"{required[i].label}->{found[j].label}" for i, j in pairs)
    return EntityScores(tally.figures(), dict(sorted(confusion.items())))


def has_names(document: AnnotatedDocument) -> bool:
    """Return whether the document has a person, organization or place annotated."""
    return any(entity.label.upper() in _LABELS for entity in document.entities)


def trim(text: str, start: int, end: int, *, titles: bool) -> tuple[int, int]:
    """Return the span without leading article (and title), and without trailing possessive; as it was if nothing were left."""
    surface = text[start:end]
    left, right = 0, len(surface)
    if match := _ARTICLE.match(surface):
        left = match.end()
    if titles and (match := _TITLE.match(surface, left)):
        left = match.end()
    if match := _ENDING.search(surface, left):
        right = match.start()
    return (start + left, start + right) if left < right else (start, end)


def _groups(name: _Name, rule: Rule) -> tuple[str, ...]:
    return ("all",) if rule == "span" else ("all", name.label)


def _is_optional(entity: AnnotatedEntity) -> bool:
    return entity.nested or entity.optional


def _names(text: str, entities: Iterable[AnnotatedEntity], spans: Sequence[tuple[int, int]]) -> list[_Name]:
    names = []
    for entity in entities:
        label = _LABELS.get(entity.label.upper())
        if label and any(first <= entity.start and entity.end <= last for first, last in spans):
            edges = trim(text, entity.start, entity.end, titles=label == "PERSON")
            names.append(_Name(entity.start, entity.end, label, edges))
    return list(dict.fromkeys(names))


def _pair_equal(gold: list[_Name], found: list[_Name], rule: Rule) -> list[tuple[int, int]]:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for j, name in enumerate(found):
        waiting[name.key(rule)].append(j)
    return [(i, waiting[key].pop()) for i, name in enumerate(gold) if waiting[key := name.key(rule)]]


def _pair_overlapping(gold: list[_Name], found: list[_Name]) -> list[tuple[int, int]]:
    """Pair greedily one to one spans of one label: equal spans first, then the longest overlaps."""
    candidates = []
    for i, wanted in enumerate(gold):
        for j, name in enumerate(found):
            common = min(wanted.end, name.end) - max(wanted.start, name.start)
            if wanted.label == name.label and common > 0:
                is_equal = (wanted.start, wanted.end) == (name.start, name.end)
                candidates.append((not is_equal, -common, i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def _is_tolerated(name: _Name, optional: list[_Name], rule: Rule) -> bool:
    if rule == "overlap":
        return any(name.label == other.label and name.start < other.end and other.start < name.end for other in optional)
    return name.key(rule) in {other.key(rule) for other in optional}
