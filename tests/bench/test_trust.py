"""What a reviewed sample of the sample articles says of the precision, against what the gold annotation says."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from published import publish_tables

from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.decisions.log import read_events
from extractor.decisions.sample import draw_sample
from extractor.decisions.trust import Share, Trust, wilson
from extractor.evaluation.gold import AnnotatedDocument, Corpus, read_annotations
from extractor.evaluation.predictions import predict
from extractor.evaluation.scores import evaluate
from extractor.records import DocumentResult
from extractor.review.deciding import Reviewer
from extractor.review.state import State

GOLD = Path(__file__).parents[2] / "corpus" / "gold.jsonl"
# Samples that are drawn, and in how many of them the interval must hold the truth: one of 95% fails to in one run of 3,000.
SEEDS, HOLD = 40, 34

pytestmark = pytest.mark.bench


def _extract(gold: Corpus, nlp: TextExtractor) -> dict[str, DocumentResult]:
    raws = [RawDocument(source_path=name, text=document.text) for name, document in gold.items()]
    articles = [clean(raw, patterns=nlp.furniture) for raw in raws]
    results = nlp.extractor.extract_many(article for article in articles if isinstance(article, Article))
    return dict(zip(gold, results, strict=True))


def _is_right(gold: AnnotatedDocument, found: AnnotatedDocument, number: int) -> bool | None:
    """What the gold annotation says of one statement; None where it has no opinion."""
    alone = found.model_copy(update={"statements": [found.statements[number]], "entities": []})
    scores = evaluate({gold.doc_id: gold}, {gold.doc_id: alone}).statements
    assert scores is not None
    figures = scores.metrics["right"]["all"]
    return figures.precision == 1.0 if figures.predicted else None


def _clock() -> Iterator[datetime]:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    while True:
        now += timedelta(seconds=1)
        yield now


def _reviewed(out: Path, results: dict[str, DocumentResult], verdicts: dict[str, bool | None], seed: int) -> Trust:
    """The figures after a sample of 100 was judged by the gold annotation."""
    state = State(out, out / f"decisions{seed}.jsonl")
    times = _clock()
    who = Reviewer(state, "gold", lambda: next(times))
    assert who.sample(100, seed) == 100
    assert state.draw is not None
    for statement_id in state.draw.statement_ids:
        verdict = verdicts[statement_id]
        if verdict is not None:
            who.decide(statement_id, "accept" if verdict else "reject")
    state.store.close()
    events = read_events(state.log)
    return publish_tables(list(results.values()), out, parts=out.with_name(f"parts{seed}"), events=events).trust


def _shares(population: Sequence[tuple[str, str, str]], verdicts: dict[str, bool | None]) -> Iterator[Share]:
    """What samples of many seeds say."""
    for seed in range(SEEDS):
        judged = [verdicts[name] for name in draw_sample(population, 100, seed).statement_ids if verdicts[name] is not None]
        yield wilson(sum(map(bool, judged)), len(judged))


def test_the_interval_of_a_sample_holds_what_gold_says(text_extractor: TextExtractor, tmp_path: Path) -> None:
    """What the report prints is the interval of the sample, and so many intervals hold the true share as they say: 95 of 100."""
    gold = read_annotations(GOLD)
    results = _extract(gold, text_extractor)
    predicted = {found.doc_id: found for found in predict(gold.values(), text_extractor)}
    scores = evaluate(gold, predicted).statements
    assert scores is not None
    verdicts = {
        row.statement_id: _is_right(gold[name], predicted[name], number)
        for name, result in results.items()
        for number, row in enumerate(result.statements)
    }
    publish_tables(list(results.values()), tmp_path / "out", parts=tmp_path / "parts")
    trust = _reviewed(tmp_path / "out", results, verdicts, seed=1)
    assert trust.basis == "sample"
    assert {name for name, _ in (trust.groups or {})["type"]} == {"direct", "indirect", "mixed"}
    rows = [row for result in results.values() for row in result.statements]
    shares = list(_shares([(row.statement_id, row.rule_id, row.type) for row in rows], verdicts))
    assert trust.precision == shares[1]
    assert shares[1].judged >= 75  # gold has no opinion on the others
    truth = scores.metrics["right"]["all"].precision
    assert sum(share.low <= truth <= share.high for share in shares) >= HOLD
