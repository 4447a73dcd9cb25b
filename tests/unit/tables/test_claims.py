"""The same claim in several articles, and what the accused say."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from factories import make_result

from extractor.records import DocumentResult
from extractor.resources import find_models
from extractor.tables import claims
from extractor.tables.dataframes import read_dataframes
from extractor.tables.rewording import load_meanings
from extractor.tables.wording import answers, change

Publish = Callable[..., object]
LONG = "the harbour will be closed to every ship from the north until the end of may"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (LONG, LONG, "same"),
        (LONG, "the harbour will be closed to every ship", "shortened"),
        ("the harbour will be closed to every ship", LONG, "extended"),
        (LONG, "until the end of may", ""),
        (LONG, "from the north the harbour is closed to every ship until the end of may", "reworded"),
        (LONG, "the harbour will not be closed to every ship from the north until end of may", ""),
        (
            "the council will pay 200 families for houses lost in floods",
            "the council pays 300 families for houses lost in floods",
            "",
        ),
        (LONG, "the airport will be closed to every plane from the south until june", ""),
    ],
)
def test_changes_of_wording(before: str, after: str, expected: str) -> None:
    assert change(before, after, load_meanings(find_models())) == expected


@pytest.mark.parametrize(
    ("answer", "accusation", "least", "expected"),
    [
        ("the allegations", "of taking bribes from a builder", 1, True),
        ("any wrongdoing", "of taking bribes from a builder", 1, True),
        ("that he took bribes", "of taking bribes from a builder", 1, True),
        ("that he will resign", "of taking bribes from a builder", 1, False),
        ("", "of taking bribes", 1, False),
        ("the allegations", "of taking bribes from a builder", 2, True),
        ("that he took bribes from a builder", "of taking bribes from a builder", 2, True),
        ("that the builder is a friend", "of taking bribes from a builder", 2, False),
    ],
)
def test_answers_to_accusations(answer: str, accusation: str, least: int, expected: bool) -> None:
    assert answers(answer, accusation, least, 0.0) is expected


@pytest.mark.parametrize(("share", "expected"), [(0.5, True), (0.9, False)])
def test_an_answer_repeats_a_share_of_the_accusation(share: float, expected: bool) -> None:
    assert answers("that he took bribes from a builder", "of taking bribes from a builder with a boat", 2, share) is expected


def said(path: str, day: str, *lines: tuple[str, str, str]) -> DocumentResult:
    """A document in which speakers say contents, as type of statement."""
    result = make_result("\n".join(f"{speaker} said: {content}" for speaker, content, _ in lines), path, published_at=day)
    statements = [
        statement.model_copy(update={"content_key": content.lower(), "type": kind})
        for statement, (_, content, kind) in zip(result.statements, lines, strict=True)
    ]
    return result.model_copy(update={"statements": statements})


@pytest.fixture
def published(tmp_path: Path, publish_results: Publish) -> Callable[[list[DocumentResult]], dict[str, pd.DataFrame]]:
    def publish(results: list[DocumentResult]) -> dict[str, pd.DataFrame]:
        publish_results(results, tmp_path / "out", ["parquet"])
        return read_dataframes(tmp_path / "out")

    return publish


@pytest.mark.parametrize("seed", range(3))
def test_a_claim_over_articles(
    seed: int, published: Callable[[list[DocumentResult]], dict[str, pd.DataFrame]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_PORTION", seed + 1)  # texts of so many pairs are held at a time
    results = [
        said(
            "b.txt",
            "2024-03-02",
            ("Ana Kova", LONG, "direct"),
            ("Ana Kova", "nothing else was worth a word on Monday", "indirect"),
        ),
        said("a.txt", "2024-03-01", ("Ana Kova", "the harbour will be closed to every ship", "direct")),
        said(
            "c.txt",
            "2024-03-03",
            ("Ana Kova", "from the north the harbour is closed to every ship until the end of may", "indirect"),
        ),
        said("d.txt", "2024-03-03", ("Bo Lund", LONG, "indirect")),
    ]
    random.Random(seed).shuffle(results)
    tables = published(results)
    (claim,) = tables["claims"].to_dict("records")
    assert claim["content"] == "the harbour will be closed to every ship"
    assert str(claim["first_seen"])[:10] == "2024-03-01"
    counted = ("statement_count", "document_count", "shortened_count", "extended_count", "reworded_count")
    assert [claim[name] for name in counted] == [3, 3, 0, 1, 1]
    clustered = tables["statements"].dropna(subset=["cluster_id"])
    assert set(clustered["speaker_name"]) == {"Ana Kova"}


def test_who_denies_a_claim_does_not_make_it(published: Callable[[list[DocumentResult]], dict[str, pd.DataFrame]]) -> None:
    cases: list[tuple[dict[str, Any], dict[str, Any], int]] = [
        ({"act": "say"}, {"act": "claim"}, 1),
        ({"act": "say"}, {"act": "deny"}, 0),
        ({"act": "deny"}, {"act": "deny"}, 1),
        ({"act": "say"}, {"act": "say", "is_negated": True}, 0),
        ({"act": "praise"}, {"act": "criticize"}, 0),
        ({"act": "say"}, {"act": "criticize"}, 1),
        ({"act": "say", "type": "direct"}, {"act": "deny", "type": "direct"}, 1),
    ]
    results: list[list[DocumentResult]] = [[], [], []]
    for case, (one, other, _) in enumerate(cases):
        # Each case has words of its own, so that nothing of it belongs to another one.
        content = " ".join(f"{word}{'abcdefg'[case]}" for word in LONG.split())
        for number, changed in enumerate([one, other, other]):
            result = said(f"{case}{number}.txt", f"2024-03-0{number + 1}", ("Ana Kova", content, "indirect"))
            (statement,) = result.statements
            results[number].append(result.model_copy(update={"statements": [statement.model_copy(update=changed)]}))

    def claims_of(case: int, tables: dict[str, pd.DataFrame]) -> list[int]:
        found = tables["claims"]
        return list(found["document_count"][found["content"].str.startswith(f"the{'abcdefg'[case]} ")])

    two, three = published(results[0] + results[1]), published([*results[0], *results[1], *results[2]])
    for case, (*_, clusters) in enumerate(cases):
        assert claims_of(case, two) == [2] * clusters
        # The two that do the same belong together, whatever the first does.
        assert claims_of(case, three) == [3 if clusters else 2]


@pytest.mark.parametrize(
    ("content", "clusters"), [("the former secretary of state", 0), ("Until the end of May no ship may enter the harbour", 1)]
)
def test_few_words_of_unknown_speakers_are_no_claim(
    content: str, clusters: int, published: Callable[[list[DocumentResult]], dict[str, pd.DataFrame]]
) -> None:
    results = []
    for number in (1, 2):
        result = said(f"{number}.txt", f"2024-03-0{number}", ("Ana Kova", content, "indirect"))
        unknown = result.statements[0].model_copy(update={"speaker_id": None, "speaker_status": "anonymous"})
        results.append(result.model_copy(update={"statements": [unknown], "statement_entities": []}))
    assert len(published(results)["claims"]) == clusters


def test_the_denial_of_an_accusation(published: Callable[[list[DocumentResult]], dict[str, pd.DataFrame]]) -> None:
    result = said(
        "a.txt", "2024-03-01", ("Ana Kova", "of taking bribes", "indirect"), ("Bo Lund", "the allegations", "indirect"),
        ("Bo Lund", "that he will resign", "indirect"),
    )  # fmt: skip
    changes: list[dict[str, Any]] = [{"act": "accuse", "target_id": "e1"}, {"act": "deny"}, {"act": "deny"}]
    statements = [each.model_copy(update=update) for each, update in zip(result.statements, changes, strict=True)]
    tables = published([result.model_copy(update={"statements": statements})])
    (answer,) = tables["answers"].to_dict("records")
    contents = tables["statements"].set_index("statement_id")["content"]
    assert contents[answer["statement_id"]] == "the allegations"
    assert contents[answer["accusation_id"]] == "of taking bribes"
    assert answer["relation"] == "denies"


def test_many_accusations_and_replies_cost_no_pairs(published: Callable[[list[DocumentResult]], dict[str, pd.DataFrame]]) -> None:
    """Each reply with each accusation would be a million pairs; the nearest accusation is the one that is answered."""
    turns = [("Ana Kova", "of taking bribes", "indirect"), ("Bo Lund", "the allegations", "indirect")] * 1_000
    result = said("a.txt", "2024-03-01", *turns)
    lund = result.statements[1].speaker_id
    changes: list[dict[str, Any]] = [{"act": "accuse", "target_id": lund}, {"act": "deny"}]
    statements = [each.model_copy(update=changes[number % 2]) for number, each in enumerate(result.statements)]
    tables = published([result.model_copy(update={"statements": statements})])
    place = {row: number for number, row in enumerate(tables["statements"]["statement_id"])}
    answers = tables["answers"]
    assert len(answers) == 1_000
    assert all(
        place[answer] - place[accusation] == 1
        for answer, accusation in zip(answers["statement_id"], answers["accusation_id"], strict=True)
    )
