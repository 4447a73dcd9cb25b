"""The quality floors on the sample articles with gold annotation."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from extractor.api import TextExtractor
from extractor.articles import Article
from extractor.document import Extractor
from extractor.evaluation import gate
from extractor.evaluation.gold import read_annotations
from extractor.evaluation.predictions import predict
from extractor.evaluation.scores import Evaluation, evaluate
from extractor.records import DocumentResult

CORPUS = Path(__file__).parents[2] / "corpus"
GOLD = CORPUS / "gold.jsonl"
BASELINE = CORPUS / "baseline.json"

pytestmark = [pytest.mark.gold, pytest.mark.xdist_group("gold")]


def _evaluate(nlp: TextExtractor) -> Evaluation:
    gold = read_annotations(GOLD)
    return evaluate(gold, {document.doc_id: document for document in predict(gold.values(), nlp)})


@pytest.fixture(scope="module")
def analysed(text_extractor: TextExtractor) -> tuple[list[DocumentResult], Evaluation]:
    """What is found in the articles, and its scores."""
    results: list[DocumentResult] = []

    def extract_many(articles: Iterable[Article]) -> Iterator[DocumentResult]:
        for result in Extractor.extract_many(text_extractor.extractor, articles):
            results.append(result)
            yield result

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(text_extractor.extractor, "extract_many", extract_many)
        return results, _evaluate(text_extractor)


def test_rows_have_the_types_that_they_promise(analysed: tuple[list[DocumentResult], Evaluation]) -> None:
    """They are made without a check, which would cost more than making them."""
    for result in analysed[0]:
        assert DocumentResult.model_validate_json(result.model_dump_json(), strict=True) == result


def test_no_score_is_below_its_floor(analysed: tuple[list[DocumentResult], Evaluation]) -> None:
    compared = gate.check_floors(gate.read_baseline(BASELINE), GOLD, "md", analysed[1].figures())
    assert compared >= len(gate.GUARDED) - 1


def test_no_score_of_the_small_model_is_below_its_floor() -> None:
    nlp = TextExtractor.load("sm")
    compared = gate.check_floors(gate.read_baseline(BASELINE), GOLD, "sm", _evaluate(nlp).figures())
    assert compared >= len(gate.GUARDED) - 1
