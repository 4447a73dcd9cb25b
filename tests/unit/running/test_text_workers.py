"""Processes that analyse texts: the results of one process, in order, and no text that costs another its result."""

import pickle
from collections.abc import Iterator

import pytest

from extractor.api import TextExtractor
from extractor.errors import ModelError
from extractor.readers.given import hand_over
from extractor.records import DocumentResult
from extractor.running import text_workers
from extractor.running.text_workers import TextWorkers
from extractor.settings import RunSettings

TEXTS = [f"Mayor Ana Ruiz said that dam number {number} is safe." for number in range(20)]


@pytest.fixture(scope="module")
def workers() -> Iterator[TextWorkers]:
    """Two processes in which some texts do harm."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXTRACTOR_FAULTS", "exit=#bad,hang=#slow,raise=#wrong")
        with TextWorkers(RunSettings(timeout=5.0), 2) as started:
            started.results(list(hand_over(["Ana Ruiz said no."])))
            yield started


def _codes(lines: list[bytes]) -> list[str]:
    results = map(DocumentResult.model_validate_json, lines)
    return [result.errors[0].code if result.errors else f"{len(result.statements)}" for result in results]


def test_results_are_those_of_one_process(text_extractor: TextExtractor, workers: TextWorkers) -> None:
    given = [*TEXTS, "", {"text": TEXTS[0], "id": "x", "date": "2026-03-04"}, None]
    lines = list(workers.stream(hand_over(given)))
    assert [DocumentResult.model_validate_json(line) for line in lines] == [
        each.result
        for each in text_extractor.extract_many(given)  # type: ignore[arg-type]
    ]


@pytest.mark.faults
def test_a_text_that_kills_or_hangs_a_process_costs_no_other_its_result(workers: TextWorkers) -> None:
    texts = [{"text": TEXTS[0], "id": name} for name in ("a", "bad", "b", "wrong", "slow", "c")]
    assert _codes(workers.results(list(hand_over(texts)))) == ["1", "worker_died", "1", "internal", "timeout", "1"]
    assert _codes(workers.results(list(hand_over(TEXTS[:2])))) == ["1", "1"]


def test_no_more_is_taken_in_than_keeps_the_processes_busy(workers: TextWorkers) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield TEXTS[taken % len(TEXTS)]

    stream = workers.stream(hand_over(endless()))
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert taken <= 2 * text_workers._WAITING * text_workers._BATCH


def test_a_model_that_is_not_there_is_told() -> None:
    with TextWorkers(RunSettings(model="no_such_model"), 1) as started, pytest.raises(ModelError, match="no_such_model"):
        started.results(list(hand_over(["Ana Ruiz said no."])))


def test_extractors_are_pickled_by_their_settings(text_extractor: TextExtractor) -> None:
    made, (kind, settings) = text_extractor.__reduce__()
    assert (kind, settings) == (TextExtractor, text_extractor.stage.settings)
    assert len(pickle.dumps((made, settings))) < 2_000
