"""From the names of the model to those of the article: propose, weigh, settle."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.analysis.parse import Parse
from extractor.entities.around import around
from extractor.entities.elsewhere import Impressions, beside, defined, elsewhere, namesake, told, touching
from extractor.entities.furniture import is_furniture
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.labels import fine_label
from extractor.entities.longer import Longer
from extractor.entities.model_evidence import of_model
from extractor.entities.names import Name
from extractor.entities.proposing import Span, model_names, propose
from extractor.entities.settling import settle
from extractor.entities.short_names import shortened_names
from extractor.entities.short_places import place_kinds
from extractor.entities.surroundings import before, behind
from extractor.entities.view import View
from extractor.entities.weights import LABELS, Matrix, NameWeights
from extractor.entities.wordings import Wordings

# Log-odds at which a first look is plain enough to bear witness for other places.
_PLAIN = 1.0
# Log-odds at which a first look is so plain that the last word of the name means the same.
_SURE = 3.0
# Log-odds by which a spelling is one kind of name rather than another on the whole.
_RATHER = 0.5
# Weight of what the other places of a spelling say on average.
_POOLED = 0.4
# Evidence that a candidate is part of a longer run of capitals.
_BOUND = frozenset(("before: capital", "behind: capital", "behind: capital, family name", "before: particle", "behind: particle"))
# Evidence that a candidate speaks.
_SPEAKING = frozenset(("does: speaking", "does: feeling", "before: verb of speaking"))
# Evidence that it is rather a body that does.
_BODY = frozenset(("model: ORG", "refers: its", "does: speaks of it"))
# Evidence that generators give which look at all places of a name.
_OFFERED = {"stage": "around: stage name", "work": "around: title of a work"}
# How much likelier than not a candidate need not be to be a name.
_BIAS = 0.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of tokens that may be a name: who offered it, what speaks for and against it, and the sums by label.

    ``pooled`` is the part of ``sums`` that comes from other places of the same spelling; ``name`` is what became of it.
    """

    start: int
    end: int
    source: str
    evidence: tuple[str, ...]
    sums: tuple[float, ...]
    pooled: tuple[float, ...]
    name: Name | None

    @property
    def label(self) -> str:
        """The label with the highest sum."""
        return LABELS[max(range(len(LABELS)), key=self.sums.__getitem__)]


@dataclass(frozen=True)
class Look:
    """A first look at a document: its candidates, each with the generator that offered it, its text and evidence.

    ``free`` says that a candidate is no part of a longer run of capitals, ``groups`` numbers the spellings, and ``model`` holds
    the edited names of the model.
    """

    spans: list[Span]
    sources: list[str]
    texts: list[str]
    evidence: list[tuple[str, ...]]
    free: list[bool]
    groups: list[int]
    model: dict[Span, str]


class Namer:
    """Finds the names of documents; keeps what spellings say from one document to the next."""

    def __init__(self, lists: Gazetteer, weights: NameWeights) -> None:
        self.lists, self.weights = lists, weights
        self.wordings = Wordings(lists)

    def names(self, parse: Parse, *, furniture: Sequence[Span] = (), title_end: int = 0) -> list[Name]:
        """Return the names of a document in text order, without overlaps; ``origin`` is the generator that offered each.

        ``furniture`` are token ranges that are no part of the article; the headline ends before the token ``title_end``.
        """
        return self.of(View(parse, self.lists, furniture, title_end))

    def of(self, view: View) -> list[Name]:
        """Return the names of a document in text order, without overlaps."""
        look = self.look(view)
        if not look.spans:
            return []
        best, scores = _best(self._weigh(view, look)[0])
        return [_named(view, look, number, LABELS[best[number]]) for number in _settled(look, scores)]

    def candidates(self, view: View) -> list[Candidate]:
        """Return all that was considered, in text order, with the evidence and sums that decided."""
        look = self.look(view)
        if not look.spans:
            return []
        sums, second, pooled = self._weigh(view, look)
        best, scores = _best(sums)
        taken = set(_settled(look, scores))
        found = [
            Candidate(
                *span,
                look.sources[number],
                look.evidence[number] + second[number],
                tuple(sums[number].tolist()),
                tuple(pooled[number].tolist()),
                _named(view, look, number, LABELS[best[number]]) if number in taken else None,
            )
            for number, span in enumerate(look.spans)
        ]
        return sorted(found, key=lambda candidate: (candidate.start, candidate.end))

    def look(self, view: View) -> Look:
        """Return the candidates, and what their words and neighbours say."""
        model, words = model_names(view), view.parse.words
        proposed = {span: source for span, source in propose(view, model).items() if not is_furniture(view, *span)}
        labels_at = {token: (start, end, label) for (start, end), label in model.items() for token in range(start, end)}
        left: dict[int, tuple[str, ...]] = {}
        right: dict[int, tuple[str, ...]] = {}
        bound_left, bound_right = set(), set()
        for start, end in proposed:
            if start not in left:
                left[start] = tuple(before(view, start))
                if not _BOUND.isdisjoint(left[start]):
                    bound_left.add(start)
            if end not in right:
                right[end] = tuple(behind(view, end))
                if not _BOUND.isdisjoint(right[end]):
                    bound_right.add(end)
        longer = Longer(view, model, proposed)
        texts, evidence, free = [], [], []
        numbers: dict[str, int] = {}
        for (start, end), source in proposed.items():
            text, known = view.text(start, end), view.known(start, end)
            names = [*self.wordings.of(words[start:end], text, known), *left[start], *right[end]]
            names += around(view, start, end)
            names += of_model(view, model, labels_at, start, end)
            if known and "before: capital" in left[start]:
                names.append("list: part of a longer run")
            names += longer.around(start, end)
            if source in _OFFERED:
                names.append(_OFFERED[source])
            texts.append(text)
            evidence.append(tuple(names))
            free.append(start not in bound_left and end not in bound_right)
            numbers.setdefault(text, len(numbers))
        groups = [numbers[text] for text in texts]
        return Look(list(proposed), list(proposed.values()), texts, evidence, free, groups, model)

    def evidence(self, view: View, look: Look) -> list[tuple[str, ...]]:
        """Return all evidence about each candidate."""
        if not look.spans:
            return []
        second = self._second(view, look, self.weights.sums(look.evidence))
        return [one + other for one, other in zip(look.evidence, second, strict=True)]

    def _weigh(self, view: View, look: Look) -> tuple[Matrix, list[tuple[str, ...]], Matrix]:
        """Return sums by label, evidence from the rest of the document, and the part of the sums that is pooled."""
        sums = self.weights.sums(look.evidence)
        second = self._second(view, look, sums)
        sums = sums + self.weights.sums(second)
        pooled = _pooled(sums, look)
        return sums + pooled, second, pooled

    def _second(self, view: View, look: Look, sums: Matrix) -> list[tuple[str, ...]]:
        """Return what the rest of the document says of each candidate, after a first look gave these sums."""
        best, top = _best(sums)
        plain = [LABELS[label] if score > _PLAIN else "" for label, score in zip(best, top, strict=True)]
        words = view.lists.words
        heads = words["short_form_of"] | words["legal_form"]
        seen = Impressions(_plain_labels(look, plain, top), heads, place_kinds(words))
        shortened = shortened_names(look.texts, look.evidence, _sure_people(look, plain, top))
        counts: dict[str, int] = defaultdict(int)
        by_text: dict[str, tuple[str, ...]] = {}
        for span, text, free in zip(look.spans, look.texts, look.free, strict=True):
            counts[text] += free
            if text not in by_text:
                by_text[text] = tuple(elsewhere(view, *span, text, seen))
        found = []
        everywhere: dict[str, set[str]] = defaultdict(set)
        for text, label in _mostly(look, sums).items():
            everywhere[text].add(f"elsewhere: mostly {label}")
        speaking = Counter(text for text, first in zip(look.texts, look.evidence, strict=True) if not _SPEAKING.isdisjoint(first))
        bodies = {text for text, first in zip(look.texts, look.evidence, strict=True) if not _BODY.isdisjoint(first)}
        for span, text, first, free in zip(look.spans, look.texts, look.evidence, look.free, strict=True):
            if speaking[text] > 1 and text not in bodies and span[1] - span[0] == 1 and _is_unheard_of(first, by_text[text]):
                everywhere[text].add("elsewhere: speaks again")
            everywhere[text].update(told(first) if free else (), defined(view, *span, seen))
        told_of = {text: (*names, *sorted(everywhere[text])) for text, names in by_text.items()}
        for (start, end), text, first, free in zip(look.spans, look.texts, look.evidence, look.free, strict=True):
            names = [*told_of[text], *namesake(first, told_of[text]), *touching(view, start, end, first, seen)]
            if counts[text] > (1 if free else 0):
                several = ", several words" if end - start > 1 else ""
                names.append("elsewhere: again" if free else f"elsewhere: again, by itself{several}")
            if free and text in shortened and "ORG" not in seen.beginnings.get(text, ()):
                names.append(shortened[text])
            found.append(names)
        for number, name in beside(view, look.spans, plain):
            found[number].append(name)
        return [tuple(names) for names in found]


def _is_unheard_of(wording: Sequence[str], other_places: Sequence[str]) -> bool:
    """Return whether a word is no plain one and in no list, and stands in no longer name."""
    return not other_places and not any(name.startswith(("common:", "list:", "name:", "head:")) for name in wording)


def _named(view: View, look: Look, number: int, kind: str) -> Name:
    start, end = look.spans[number]
    return Name(start, end, fine_label(view, start, end, kind, look.model.get((start, end), "")), look.sources[number])


def _best(sums: Matrix) -> tuple[list[int], list[float]]:
    """Return the label with the highest sum of each candidate, and the sum."""
    return sums.argmax(axis=1).tolist(), sums.max(axis=1).tolist()


def _settled(look: Look, scores: Sequence[float]) -> list[int]:
    return settle(look.spans, [score + _BIAS for score in scores])


def _plain_labels(look: Look, plain: Sequence[str], top: Sequence[float]) -> dict[str, str]:
    """Return the label of each spelling that is plainly a name somewhere where it stands free: that of the plainest place."""
    found: dict[str, tuple[float, str]] = {}
    for text, label, score, free in zip(look.texts, plain, top, look.free, strict=True):
        if label and free and (text not in found or found[text][0] < score):
            found[text] = (score, label)
    return {text: label for text, (_, label) in found.items()}


def _sure_people(look: Look, plain: Sequence[str], top: Sequence[float]) -> set[str]:
    """Return the spellings that surely mean somebody where they stand free."""
    found = zip(look.texts, plain, top, look.free, strict=True)
    return {text for text, label, score, free in found if label == "PERSON" and score > _SURE and free}


def _mostly(look: Look, sums: Matrix) -> dict[str, str]:
    """Return the label of each spelling that stands free in several places and on the whole is rather this than another."""
    free = np.array(look.free, dtype=float)
    groups = np.array(look.groups)
    count = int(groups.max()) + 1
    places = np.bincount(groups, weights=free, minlength=count)
    totals = np.stack([np.bincount(groups, weights=column * free, minlength=count) for column in sums.T], axis=1)
    ranked = np.sort(totals, axis=1)
    plain = (places > 1) & (ranked[:, -1] - ranked[:, -2] > _RATHER * places)
    best = totals.argmax(axis=1)
    return {text: LABELS[best[group]] for text, group in dict(zip(look.texts, look.groups, strict=True)).items() if plain[group]}


def _pooled(sums: Matrix, look: Look) -> Matrix:
    """Return what the other places of the same spelling say on average, where it is not inside a longer run of capitals."""
    groups, free = np.array(look.groups), np.array(look.free, dtype=float)[:, None]
    # A place that shows no name at all says nothing about whether others do, only which label is likelier than which.
    shown = (sums - np.minimum(sums.max(axis=1, keepdims=True), 0.0)) * free
    count = groups.max() + 1
    totals, places = np.zeros((count, sums.shape[1])), np.zeros((count, 1))
    np.add.at(totals, groups, shown)
    np.add.at(places, groups, free)
    others = np.maximum(places[groups] - free, 1.0)
    pooled: Matrix = _POOLED * (0.5 + free / 2) * (totals[groups] - shown) / others
    return pooled
