"""The quality floors on the sample articles with gold annotation."""

from pathlib import Path

import pytest

from extractor.api import TextExtractor
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


def test_rows_have_the_types_that_they_promise(text_extractor: TextExtractor) -> None:
    """They are made without a check, which would cost more than making them."""
    for annotation in read_annotations(GOLD).values():
        result = text_extractor.extract(annotation.text).result
        assert DocumentResult.model_validate_json(result.model_dump_json(), strict=True) == result


def test_no_score_is_below_its_floor(text_extractor: TextExtractor) -> None:
    compared = gate.check_floors(gate.read_baseline(BASELINE), GOLD, "md", _evaluate(text_extractor).figures())
    assert compared >= len(gate.GUARDED) - 1


def test_no_score_of_the_small_model_is_below_its_floor() -> None:
    nlp = TextExtractor.load("sm")
    compared = gate.check_floors(gate.read_baseline(BASELINE), GOLD, "sm", _evaluate(nlp).figures())
    assert compared >= len(gate.GUARDED) - 1
