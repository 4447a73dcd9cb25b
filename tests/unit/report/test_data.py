"""Figures of the report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from factories import make_result

from extractor.records import DocumentResult
from extractor.report.data import Figures, collect, prepare
from extractor.report.database import opened

Publish = Callable[..., object]


@pytest.fixture
def figures(tmp_path: Path, publish_results: Publish) -> Callable[[list[DocumentResult]], Figures]:
    def run(results: list[DocumentResult]) -> Figures:
        publish_results(results, tmp_path / "out", ["parquet"])
        with opened(tmp_path / "out") as connection:
            prepare(connection)
            return collect(connection)

    return run


def test_copies_and_rejected_statements_do_not_count(figures: Callable[[list[DocumentResult]], Figures]) -> None:
    text = "Ana Kova said: one\nBo Lund said: two"
    first = make_result(text)
    wrong = first.statements[1].model_copy(update={"review_status": "rejected"})
    first = first.model_copy(update={"statements": [first.statements[0], wrong]})
    found = figures([first, make_result(text, "in/b.txt")])
    assert [(speaker.name, speaker.count) for speaker in found.speakers] == [("Ana Kova", 1)]
    assert [found.totals[name] for name in ("copies", "repeated", "rejected")] == [1, 2, 1]


def test_sources_without_a_name(figures: Callable[[list[DocumentResult]], Figures]) -> None:
    result = make_result("Ana Kova said: one\nAna Kova said: two\nAna Kova said: three")
    words = [("anonymous", "A port official"), ("anonymous", "a port official"), ("unresolved", "")]
    statements = [
        statement.model_copy(
            update={
                "speaker_id": None,
                "speaker_name": name,
                "speaker_status": status,
                "speaker_kind": "unknown",
                "source_class": "official" if name else "",
                "source_text": "she",
            }
        )
        for statement, (status, name) in zip(result.statements, words, strict=True)
    ]
    found = figures([result.model_copy(update={"statements": statements})])
    assert found.anonymous == [("official", 2, ["A port official"])]
    assert [(status, count, texts) for status, _, count, texts in found.unresolved] == [("unresolved", 1, ["she"])]
    assert [(speaker.name, speaker.count) for speaker in found.speakers][:1] == [("A port official", 2)]
    assert [found.totals[name] for name in ("named", "unnamed", "open")] == [0, 2, 1]


def test_numbers_and_headlines_are_no_words_of_a_source(figures: Callable[[list[DocumentResult]], Figures]) -> None:
    result = make_result("Ana Kova said: one\nAna Kova said: two\nAna Kova said: three")
    said = [("11", "", False), ("Port officials", "official", True), ("two port officials", "official", False)]
    unnamed = {"speaker_id": None, "speaker_status": "anonymous"}
    statements = [
        statement.model_copy(update=unnamed | {"speaker_name": name, "source_class": kind, "in_title": in_title})
        for statement, (name, kind, in_title) in zip(result.statements, said, strict=True)
    ]
    found = figures([result.model_copy(update={"statements": statements})])
    assert {name: words for name, _, words in found.anonymous} == {"official": ["two port officials"], "": []}
    assert sum(count for _, count, _ in found.anonymous) == 3
