"""Fitting the weights of the evidence for statements on gold annotation, towards the weights that were written by hand."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.document.pipeline import read
from extractor.document.rows import make_result
from extractor.evaluation.gold import AnnotatedDocument, Corpus
from extractor.evaluation.predictions import prediction
from extractor.evaluation.regression import Vector, minimize
from extractor.evaluation.statements import judge_statements
from extractor.resources import Models
from extractor.statements.weights import COLUMNS, FILE, StatementWeights

# How strongly a weight is held to what was written by hand, in observations.
HELD = 64.0
# Evidence that is seen less often has no weight but that written by hand.
SEEN = 5
# What every statement has: its weight sets how many are right at all.
ANY = "any"
_FOLDS = 5
_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of an article: what was seen of it, and whether it is right."""

    doc_id: str
    evidence: Sequence[str]
    is_right: bool


def judged_statements(gold: Corpus, nlp: TextExtractor, *, forms: frozenset[str] = frozenset()) -> list[Judged]:
    """Find the statements of annotated texts and judge them; of ``forms`` alone where the annotation knows no others."""
    return [each for document in gold.values() for each in _judged(document, nlp, forms)]


def _judged(document: AnnotatedDocument, nlp: TextExtractor, forms: frozenset[str]) -> Iterator[Judged]:
    article = clean(RawDocument(source_path=document.doc_id, text=document.text), patterns=nlp.furniture, trace=True)
    if not isinstance(article, Article):
        return
    rules = nlp.extractor.rules
    findings = read(article, nlp.extractor.parse(article), rules)
    answer = prediction(document.doc_id, make_result(findings, rules.calendar), article.origins)
    for seen, statement, right in zip(
        findings.found.evidence, findings.statements, judge_statements(document, answer), strict=True
    ):
        if right is not None and (not forms or statement.form in forms):
            yield Judged(document.doc_id, seen, right)


def read_priors(models: Models, file: str = FILE) -> dict[str, float]:
    """Read what was written by hand in ``statement_weights.csv``, or another file with the same columns."""
    return {row["evidence"]: float(row["prior"]) for row in models.table(file, *COLUMNS) if float(row["prior"])}


def fit(examples: Sequence[Judged], priors: Mapping[str, float], *, held: float = HELD) -> dict[str, float]:
    """Return the weights that make the annotation likeliest, held to ``priors`` (logistic regression, L2); deterministic."""
    counts = observations(examples)
    names = sorted({*priors, *(name for name, count in counts.items() if count >= SEEN)})
    places = {name: number for number, name in enumerate(names)}
    pairs = [(row, places[name]) for row, each in enumerate(examples) for name in each.evidence if name in places]
    rows, columns = np.array(pairs, dtype=int).reshape(-1, 2).T
    right = np.array([each.is_right for each in examples], dtype=float)
    prior = np.array([priors.get(name, 0.0) for name in names])

    def loss(point: Vector) -> tuple[float, Vector]:
        sums = np.bincount(rows, weights=point[columns], minlength=len(right))
        gone = point - prior
        value = float(np.logaddexp(0.0, sums).sum() - right @ sums) + held / 2 * float(gone @ gone)
        slopes = 1.0 / (1.0 + np.exp(-sums)) - right
        return value, np.bincount(columns, weights=slopes[rows], minlength=len(names)) + held * gone

    return dict(zip(names, map(float, minimize(loss, prior)), strict=True))


def observations(examples: Sequence[Judged]) -> Counter[str]:
    """Count how often each piece of evidence was seen."""
    return Counter(name for each in examples for name in each.evidence)


def levelled(weights: Mapping[str, float], corpora: Sequence[Sequence[Judged]]) -> dict[str, float]:
    """Return the weights with that of all statements moved so that as many are expected to be right as are, on the mean of the
    corpora, each of which counts the same."""
    wanted = sum(_share([each.is_right for each in examples]) for examples in corpora)
    low, high = -5.0, 5.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        moved = StatementWeights({**weights, ANY: weights.get(ANY, 0.0) + middle})
        if sum(_share([moved.probability(each.evidence) for each in examples]) for examples in corpora) < wanted:
            low = middle
        else:
            high = middle
    return {**weights, ANY: weights.get(ANY, 0.0) + low}


def _share(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def left_out(examples: Sequence[Judged], priors: Mapping[str, float], *, held: float = HELD) -> list[tuple[float, bool]]:
    """Return the probability of each statement by weights that were fitted without its article, and whether it is right."""
    documents = sorted({each.doc_id for each in examples})
    told: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        kept_back = set(documents[fold::_FOLDS])
        weights = StatementWeights(fit([each for each in examples if each.doc_id not in kept_back], priors, held=held))
        told += [(weights.probability(each.evidence), each.is_right) for each in examples if each.doc_id in kept_back]
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
