"""Fitting the weights of the evidence for statements on gold annotation, towards the weights that were written by hand."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.document.pipeline import read
from extractor.document.rows import make_result
from extractor.evaluation.gold import AnnotatedDocument, AnnotatedStatement, Corpus
from extractor.evaluation.predictions import given_place, prediction
from extractor.evaluation.regression import Vector, minimize
from extractor.evaluation.statements import judge_statements
from extractor.resources import Models
from extractor.statements.model import Candidate
from extractor.statements.weights import COLUMNS, DIAL, DIAL_COLUMNS, FILE, StatementWeights

# How strongly a weight is held to what was written by hand, in observations.
HELD = 32.0
# Evidence that is seen less often has no weight but that written by hand.
SEEN = 5
# What every statement has: its weight sets how many are right at all.
ANY = "any"
DIAL_NAME = Path(DIAL).name
_FOLDS = 5
_BINS = 10
# Least confidences that the dial tells of.
_DIAL = (0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


class Option(NamedTuple):
    """What was seen of a candidate, and whether it is right."""

    evidence: Sequence[str]
    is_right: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates of one cue of an article, of which one is right or none."""

    doc_id: str
    options: Sequence[Option]

    def told(self, weights: StatementWeights) -> tuple[float, bool]:
        """Return how likely the candidate that weighs most is right, against the others and none, and whether it is."""
        totals = [weights.total(each.evidence) for each in self.options]
        best = max(range(len(totals)), key=totals.__getitem__)
        sums = [exp(total) for total in totals]
        return sums[best] / (1.0 + sum(sums)), self.options[best].is_right


def judged_statements(gold: Corpus, nlp: TextExtractor, *, forms: frozenset[str] = frozenset()) -> list[Judged]:
    """Find the candidates of annotated texts and judge them; of ``forms`` alone where the annotation knows no others."""
    return [each for document in gold.values() for each in _judged(document, nlp, forms)]


def _judged(document: AnnotatedDocument, nlp: TextExtractor, forms: frozenset[str]) -> Iterator[Judged]:
    article = clean(RawDocument(source_path=document.doc_id, text=document.text), patterns=nlp.furniture, trace=True)
    if not isinstance(article, Article):
        return
    rules = nlp.extractor.rules
    findings = read(article, nlp.extractor.parse(article), rules)
    found = findings.found
    place = given_place(article.origins)
    lost: defaultdict[int | None, list[Option]] = defaultdict(list)
    for loss in found.losses:
        # Annotation that knows some forms alone says nothing of what was not taken.
        right = _judge_one(document, loss.candidate, place) if loss.evidence and not forms else None
        if right is not None:
            lost[loss.candidate.cue_head].append(Option(loss.evidence, right))
    answer = prediction(document.doc_id, make_result(findings, rules.calendar), article.origins)
    for seen, statement, right in zip(found.evidence, findings.statements, judge_statements(document, answer), strict=True):
        others = [] if statement.cue_head is None else lost.pop(statement.cue_head, [])
        if right is not None and (not forms or statement.form in forms):
            yield Judged(document.doc_id, [Option(seen, right), *others])
    alone = lost.pop(None, [])
    yield from (Judged(document.doc_id, options) for options in (*lost.values(), *([each] for each in alone)))


def _judge_one(document: AnnotatedDocument, candidate: Candidate, place: Callable[[int, int], tuple[int, int]]) -> bool | None:
    """Judge a candidate that was not taken as if it were all that was."""
    spans = {part: [place(start, end) for start, end in getattr(candidate, part)] for part in ("content", "cue", "source")}
    alone = AnnotatedDocument(doc_id=document.doc_id, statements=[AnnotatedStatement(**spans)])
    return judge_statements(document, alone)[0]


def read_priors(models: Models, file: str = FILE) -> dict[str, float]:
    """Read what was written by hand in ``statement_weights.csv``, or another file with the same columns."""
    return {row["evidence"]: float(row["prior"]) for row in models.table(file, *COLUMNS) if float(row["prior"])}


def fit(examples: Sequence[Judged], priors: Mapping[str, float], *, held: float = HELD) -> dict[str, float]:
    """Return the weights that make the annotation likeliest, held to ``priors`` (softmax over the candidates of a cue and none of
    them, L2); deterministic."""
    counts = observations(examples)
    names = sorted({*priors, *(name for name, count in counts.items() if count >= SEEN)})
    places = {name: number for number, name in enumerate(names)}
    options = [(group, option) for group, each in enumerate(examples) for option in each.options]
    pairs = [(row, places[name]) for row, (_, option) in enumerate(options) for name in option.evidence if name in places]
    rows, columns = np.array(pairs, dtype=int).reshape(-1, 2).T
    groups = np.array([group for group, _ in options], dtype=int)
    right = np.array([option.is_right for _, option in options], dtype=float)
    prior = np.array([priors.get(name, 0.0) for name in names])
    none_right = np.bincount(groups, weights=right, minlength=len(examples)) == 0

    def loss(point: Vector) -> tuple[float, Vector]:
        each = np.exp(np.bincount(rows, weights=point[columns], minlength=len(options)))
        all_of = 1.0 + np.bincount(groups, weights=each, minlength=len(examples))
        right_of = np.where(none_right, 1.0, np.bincount(groups, weights=each * right, minlength=len(examples)))
        gone = point - prior
        value = float(np.log(all_of).sum() - np.log(right_of).sum()) + held / 2 * float(gone @ gone)
        slopes = each / all_of[groups] - each * right / right_of[groups]
        return value, np.bincount(columns, weights=slopes[rows], minlength=len(names)) + held * gone

    return dict(zip(names, map(float, minimize(loss, prior)), strict=True))


def observations(examples: Sequence[Judged]) -> Counter[str]:
    """Count how often each piece of evidence was seen."""
    return Counter(name for each in examples for option in each.options for name in option.evidence)


def levelled(weights: Mapping[str, float], corpora: Sequence[Sequence[Judged]]) -> dict[str, float]:
    """Return the weights with that of all statements moved so that as many are expected to be right as are, on the mean of the
    corpora, each of which counts the same."""
    low, high = -5.0, 5.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        moved = StatementWeights({**weights, ANY: weights.get(ANY, 0.0) + middle})
        told = [[each.told(moved) for each in examples] for examples in corpora]
        if sum(_share([probability - right for probability, right in each]) for each in told) < 0:
            low = middle
        else:
            high = middle
    return {**weights, ANY: weights.get(ANY, 0.0) + low}


def _share(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def left_out(
    examples: Sequence[Judged], priors: Mapping[str, float], *, held: float = HELD, level: float = 0.0
) -> list[tuple[float, bool]]:
    """Return for each cue how likely the candidate that weighs most is, by weights fitted without its article, and whether it is
    right; ``level`` is added to the weight of all statements."""
    documents = sorted({each.doc_id for each in examples})
    told: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        kept_back = set(documents[fold::_FOLDS])
        fitted = fit([each for each in examples if each.doc_id not in kept_back], priors, held=held)
        weights = StatementWeights({**fitted, ANY: fitted.get(ANY, 0.0) + level})
        told += [each.told(weights) for each in examples if each.doc_id in kept_back]
    return told


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in told:
        bins.setdefault(min(int(probability * _BINS), _BINS - 1), []).append((probability, right))
    gaps = (abs(sum(p for p, _ in each) - sum(right for _, right in each)) for each in bins.values())
    return sum(gaps) / len(told) if told else 0.0


def precision_at(told: Sequence[tuple[float, bool]], share: float) -> float:
    """Return the precision of the most confident statements that hold this share of all right ones."""
    wanted, found = share * sum(right for _, right in told), 0
    for number, (_, right) in enumerate(sorted(told, key=lambda each: -each[0]), start=1):
        found += right
        if found >= wanted:
            return found / number
    return 0.0


def write_weights(path: Path, weights: Mapping[str, float], priors: Mapping[str, float], counts: Mapping[str, int]) -> None:
    """Write a file such as ``statement_weights.csv``; evidence that has neither weight nor prior is left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for name in sorted(weights):
            weight, prior = round(weights[name], 2), priors.get(name, 0.0)
            if weight or prior:
                writer.writerow([name, weight, prior, counts.get(name, 0)])


def write_dial(path: Path, told: Sequence[tuple[float, bool]]) -> None:
    """Write ``statement_dial.csv``: for each least confidence the share of statements that have it, and how many of these the
    probabilities expect to be right."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(DIAL_COLUMNS)
        for least in _DIAL:
            kept = [probability for probability, _ in told if probability >= least]
            writer.writerow([least, round(len(kept) / max(1, len(told)), 3), round(_share(kept), 3)])
