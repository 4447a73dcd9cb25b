"""Exact and near copies among documents."""

import random
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from factories import make_result

from extractor.records import DocumentResult
from extractor.tables.dataframes import read_dataframes
from extractor.tables.minhash import bands, containment, shingles

Publish = Callable[..., object]
PLACES = ("quay", "dyke", "lock", "canal", "market", "tower", "bridge", "ferry", "school", "harbour")


def story(seed: int, sentences: int = 20) -> list[str]:
    """Sentences of an invented story, others for each seed."""
    chance = random.Random(seed)
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{chance.choice('lmnrst')}{n}" for n in range(60)]
    return [f"The {chance.choice(PLACES)} {' '.join(chance.sample(words, 8))}." for _ in range(sentences)]


def kinds(results: list[DocumentResult], tmp_path: Path, publish: Publish) -> dict[str, tuple[str, str]]:
    """Path -> path of the original and kind of copy."""
    publish(results, tmp_path / "out", ["parquet"])
    documents = read_dataframes(tmp_path / "out")["documents"].set_index("document_id")
    return {
        row["source_path"]: (documents.loc[row["duplicate_of"], "source_path"], row["duplicate_kind"])
        for _, row in documents.iterrows()
        if not pd.isna(row["duplicate_of"])
    }


def near_copies() -> list[DocumentResult]:
    full = story(1)
    edited = [sentence.replace("The ", "A ") if n % 7 == 0 else sentence for n, sentence in enumerate(full)]
    return [
        make_result(" ".join(full), "agency.txt", published_at="2024-03-01"),
        make_result("Our headline.\n\n" + " ".join(full), "headline.txt", published_at="2024-03-02"),
        make_result("Our headline.\n\n" + " ".join(full), "again.txt", published_at="2024-03-03"),
        make_result(" ".join(full[:14]), "cut.txt", published_at="2024-03-02"),
        make_result(" ".join(edited), "edited.txt"),
        make_result(" ".join(full[:6] + story(2, 14)), "background.txt", published_at="2024-03-02"),
        make_result(" ".join(story(3)), "other.txt", published_at="2024-03-02"),
        make_result("The ferry sails.", "short.txt"),
        make_result("The ferry sails!", "short2.txt"),
    ]


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_near_copies_whatever_their_order(seed: int | None, tmp_path: Path, publish_results: Publish) -> None:
    results = near_copies()
    if seed is not None:
        random.Random(seed).shuffle(results)
    assert kinds(results, tmp_path, publish_results) == {
        "headline.txt": ("agency.txt", "near"),
        "again.txt": ("agency.txt", "near"),
        "cut.txt": ("agency.txt", "near"),
        "edited.txt": ("agency.txt", "near"),
    }


def test_statements_of_copies_count_once(tmp_path: Path, publish_results: Publish) -> None:
    text = " ".join(story(1))
    first = make_result(f"Ana Kova said: the quay is closed\n{text}", "a.txt", published_at="2024-03-01")
    more = make_result(
        f"Ana Kova said: The quay is closed!\nAna Kova said: nobody was asked\n{text}", "b.txt", published_at="2024-03-02"
    )
    publish_results([more, first], tmp_path / "out", ["parquet"])
    tables = read_dataframes(tmp_path / "out")
    said = tables["statements"].set_index("content")
    assert said.loc["The quay is closed!", "copy_of"] == said.loc["the quay is closed", "statement_id"]
    assert pd.isna(said.loc["nobody was asked", "copy_of"])
    assert tables["people"]["statement_count"].tolist() == [2]


def test_stretches_of_words() -> None:
    assert list(shingles("“The dam is SAFE,” he said.")) == list(shingles("the dam is safe he said"))
    assert len(shingles("two words")) == 0
    left, right = shingles("one two three four five"), shingles("one two three four six")
    assert containment(left, right) == pytest.approx(2 / 3)
    assert containment(left, shingles("")) == 0


def test_agreement_of_bands_grows_with_what_texts_share() -> None:
    full = story(1, 100)
    whole = bands(shingles(" ".join(full)))
    agreement = [int((whole == bands(shingles(" ".join(full[:count])))).sum()) for count in (100, 90, 60, 10)]
    assert agreement[0] == 32
    assert agreement == sorted(agreement, reverse=True)
    assert agreement[1] > 10
    assert agreement[3] <= 1


def test_what_is_said_very_often_in_an_article_and_its_copy_costs_no_pairs(tmp_path: Path, publish_results: Publish) -> None:
    """Each time with each time would be nine million pairs."""
    text = "\n".join(["Ana Kova said: the harbour is closed"] * 3_000)
    publish_results(
        [make_result(text, name, published_at="2024-03-01") for name in ("a.txt", "b.txt")], tmp_path / "out", ["parquet"]
    )
    statements = read_dataframes(tmp_path / "out")["statements"]
    copied = statements[statements["copy_of"].notna()]
    assert len(copied) == 3_000
    assert copied["copy_of"].nunique() == 1
