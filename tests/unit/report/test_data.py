"""Figures of the report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from factories import make_result

from extractor.records import DocumentResult, StatementEntityRow
from extractor.report.data import Figures, collect, prepare
from extractor.report.database import opened
from extractor.report.sources import Classifier
from extractor.resources import find_models
from extractor.speakers.anonymous import load_source_classes

Publish = Callable[..., object]


@pytest.fixture
def figures(tmp_path: Path, publish_results: Publish) -> Callable[[list[DocumentResult]], Figures]:
    def run(results: list[DocumentResult]) -> Figures:
        publish_results(results, tmp_path / "out", ["parquet"])
        with opened(tmp_path / "out") as connection:
            prepare(connection)
            return collect(connection, Classifier(load_source_classes(find_models())))

    return run


def _about(result: DocumentResult, number: int, entity: str) -> DocumentResult:
    """The result, with one of its statements about an entity."""
    row = StatementEntityRow(
        statement_id=result.statements[number].statement_id,
        entity_id=entity,
        mention_id=result.mentions[number - 1].mention_id,
        relation="about",
    )
    return result.model_copy(update={"statement_entities": [*result.statement_entities, row]})


def test_who_speaks_about_whom(figures: Callable[[list[DocumentResult]], Figures]) -> None:
    text = "Ana Kova said: one\nBo Lund said: two\nAna Kova said: three"
    matrix = figures([_about(make_result(text), 1, "e0"), _about(make_result(f"{text} times", "in/b.txt"), 1, "e0")]).matrix
    assert (matrix.speakers, matrix.subjects, matrix.counts) == (["Bo Lund"], ["Ana Kova"], [[2]])


@pytest.mark.parametrize(
    ("dates", "unit", "bars"),
    [
        (["2024-02-28", "2024-03-01T10:00", ""], "day", [("2024-02-28", 1), ("2024-02-29", 0), ("2024-03-01", 1)]),
        (["2023-11-30", "2024-02-01"], "month", [("2023-11", 1), ("2023-12", 0), ("2024-01", 0), ("2024-02", 1)]),
        (
            ["2018-01-01", "2020-01-01", "2024-12-31"],
            "year",
            list(zip(map(str, range(2018, 2025)), [1, 0, 1, 0, 0, 0, 1], strict=True)),
        ),
        (["2024-02-01", "2024-02"], "day", [("2024-02-01", 1)]),
        (["2024-02", "2024-03", "2024"], "month", [("2024-02", 1), ("2024-03", 1)]),
        (["", "soon", "2024-13-01"], "year", []),
    ],
)
def test_days_without_statements_stay_on_the_axis(
    dates: list[str], unit: str, bars: list[tuple[str, int]], figures: Callable[[list[DocumentResult]], Figures]
) -> None:
    results = [
        make_result(f"Ana Kova said: yes {number}", f"in/{number}.txt", published_at=day) for number, day in enumerate(dates)
    ]
    timeline = figures(results).timeline
    assert (timeline.unit, timeline.bars, timeline.undated) == (unit, bars, len(dates) - sum(count for _, count in bars))


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
