"""Fitting the weights of the evidence for names on gold annotation, held to those that were written by hand.

Softmax regression: each candidate is a person, an organization, a place, something else with a name, or no name.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.naming import Look, Namer
from extractor.entities.view import View
from extractor.entities.weights import COLUMNS, FILE, LABELS, NONE, Matrix, NameWeights, as_weights
from extractor.evaluation.entities import trim
from extractor.evaluation.gold import AnnotatedDocument
from extractor.evaluation.regression import Vector, minimize
from extractor.resources import Models

ALL = (*LABELS, NONE)
# How strongly weights are held to what was written by hand: as by so many observations.
HELD = 12.0
# Evidence that is seen less often has no weight but that written by hand.
SEEN = 5
# The evidence from the rest of a document rests on a first look with the weights, so that they are fitted more than once.
_ROUNDS = 2
_KINDS = {"PERSON": "PERSON", "ORG": "ORG", "PLACE": "PLACE", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "OTHER"}
# Weights by evidence and label.
Weights = Mapping[str, Mapping[str, float]]
_Key = tuple[int, int, str]


@dataclass(frozen=True)
class Example:
    """A document with its candidates.

    ``targets`` has a row for each candidate, with ones at the labels of ``ALL`` that are right and only zeros where the
    annotation does not say.
    """

    view: View
    look: Look
    targets: Matrix


@dataclass(frozen=True)
class Fit:
    """Weights by evidence and label, and how often each piece of evidence was seen."""

    weights: Weights
    observations: Mapping[str, int]


def read_priors(models: Models) -> Weights:
    """Return the weights that were written by hand, of ``name_weights.csv``."""
    found: dict[str, dict[str, float]] = {}
    for row in models.table(FILE, *COLUMNS):
        if float(row["prior"]):
            found.setdefault(row["evidence"], {})[row["label"]] = float(row["prior"])
    return found


def make_example(namer: Namer, view: View, document: AnnotatedDocument) -> Example:
    """Return a document made ready for fitting."""
    look = namer.look(view)
    return Example(view, look, _targets(view, look, document))


def _targets(view: View, look: Look, document: AnnotatedDocument) -> Matrix:
    required, optional = _gold(document, optional=False), _gold(document, optional=True)
    partial = bool(document.eval_span or document.eval_spans)
    # Without groups of people in the annotation nothing tells them, or events and things, from what is no name.
    has_groups = any(entity.label == "NORP" for entity in document.entities)
    rows = np.zeros((len(look.spans), len(ALL)))
    for number, (start, end) in enumerate(look.spans):
        first, last = view.parse.starts[start], view.parse.ends[end - 1]
        keys = [(*trim(document.text, first, last, titles=label == "PERSON"), label) for label in LABELS]
        touches = any(low < last and first < high for low, high, _ in required)
        inside = any(low <= first and last <= high for low, high in document.annotated_spans())
        if not inside or (partial and not touches) or not optional.isdisjoint(keys):
            continue
        right = [float(key in required) for key in keys]
        rows[number] = [*right, 0.0] if any(right) else [0.0, 0.0, 0.0, float(not (has_groups and touches)), 1.0]
    return rows


def _gold(document: AnnotatedDocument, *, optional: bool) -> set[_Key]:
    return {
        (*trim(document.text, entity.start, entity.end, titles=label == "PERSON"), label)
        for entity in document.entities
        if (label := _KINDS.get(entity.label.upper())) and (entity.nested or entity.optional) == optional
    }


def fit(lists: Gazetteer, examples: Sequence[Example], priors: Weights, *, held: float = HELD) -> Fit:
    """Return the weights that make the annotation likeliest, held to ``priors``; the same examples give the same weights."""
    found = Fit(priors, Counter())
    for _ in range(_ROUNDS):
        namer = Namer(lists, as_weights(found.weights))
        found = _fit_once(examples, [namer.evidence(each.view, each.look) for each in examples], priors, held)
    return found


def _fit_once(examples: Sequence[Example], evidence: Sequence[Sequence[tuple[str, ...]]], priors: Weights, held: float) -> Fit:
    counts = Counter(name for candidates in evidence for names in candidates for name in names)
    names = sorted({*priors, *(name for name, count in counts.items() if count >= SEEN)})
    problem = _Problem(np.concatenate([each.targets for each in examples]), evidence, names)
    prior = np.array([[priors.get(name, {}).get(label, 0.0) for label in ALL] for name in names])
    fitted = minimize(lambda point: problem.loss(point, prior.ravel(), held), prior.ravel()).reshape(prior.shape)
    return Fit({name: dict(zip(ALL, row.tolist(), strict=True)) for name, row in zip(names, fitted, strict=True)}, counts)


class _Problem:
    """All candidates as rows of evidence, with what is right."""

    def __init__(self, targets: Matrix, evidence: Iterable[Iterable[Iterable[str]]], names: Sequence[str]) -> None:
        rows = {name: row for row, name in enumerate(names)}
        candidates = (found for document in evidence for found in document)
        pairs = [(number, rows[name]) for number, found in enumerate(candidates) for name in found if name in rows]
        self.candidates, self.evidence = np.array(pairs, dtype=int).reshape(-1, 2).T
        self.targets, self.told, self.count = targets, targets.any(axis=1, keepdims=True), len(names)

    def loss(self, point: Vector, prior: Vector, held: float) -> tuple[float, Vector]:
        """Return the negative log-likelihood with what it costs to leave the prior, and its gradient."""
        weights = point.reshape(self.count, len(ALL))
        sums = _summed(self.candidates, weights[self.evidence], len(self.targets))
        likely = np.exp(sums - sums.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        wanted = likely * self.targets
        right = np.where(self.told, wanted.sum(axis=1, keepdims=True), 1.0)
        slopes = (likely - wanted / right) * self.told
        gone = point - prior
        gradient = _summed(self.evidence, slopes[self.candidates], self.count).ravel() + held * gone
        return -float(np.log(right).sum()) + held / 2 * float(gone @ gone), gradient


def _summed(places: Vector, values: Matrix, count: int) -> Matrix:
    """Return the sums of the rows of ``values`` that belong to each of ``count`` places."""
    return np.stack([np.bincount(places, weights=column, minlength=count) for column in values.T], axis=1)


def fitted_weights(found: Fit) -> NameWeights:
    """Return the weights as the names stage takes them."""
    return as_weights(found.weights)


def write_weights(path: Path, found: Fit, priors: Weights) -> None:
    """Write the weights as ``name_weights.csv``; a label that has neither weight nor prior is left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for name in sorted(found.weights):
            for label in ALL:
                weight, prior = round(found.weights[name].get(label, 0.0), 2), priors.get(name, {}).get(label, 0.0)
                if weight or prior:
                    writer.writerow([name, label, weight, prior, found.observations.get(name, 0)])
