"""Statements that repeat a claim which was checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from factories import make_result
from published import publish_tables

from extractor.fact_checks.read import FactChecks
from extractor.tables.dataframes import read_dataframes
from extractor.told import FactCheck

DAM = "the dam at Tarnholm will hold for a hundred years"


def _check(claim: str, *, claimant: str = "") -> FactCheck:
    return FactCheck(claim_reviewed=claim, rating="False", publisher="Coast Check", claimant=claimant)


def _matches(folder: Path, texts: list[str], *checks: FactCheck) -> list[dict[str, Any]]:
    results = [make_result(text, f"in/{number}.txt") for number, text in enumerate(texts)]
    publish_tables(results, folder / "out", parts=folder / "parts", formats=["parquet"], fact_checks=FactChecks(checks))
    return read_dataframes(folder / "out")["fact_check_matches"].to_dict("records")  # type: ignore[no-any-return]


CASES = [
    (DAM, "The dam at Tarnholm will hold for a hundred years.", [("same", 1.0)]),
    (DAM, "Says that the dam at Tarnholm will hold for a hundred years", [("same", 1.0)]),
    (f"{DAM} and more", "The dam at Tarnholm will hold for a hundred years.", [("extended", 0.83)]),
    (
        "the dam will hold for a century in Tarnholm",
        "The dam at Tarnholm will hold for a hundred years.",
        [("reworded", 1.0)],
    ),
    ("the dam at Tarnholm will hold", "The dam at Tarnholm will hold for a hundred years.", [("shortened", 0.6)]),
    (f"it is not true that {DAM}", "The dam at Tarnholm will hold for a hundred years.", []),
    (f"it is false that {DAM}", "The dam at Tarnholm will hold for a hundred years.", []),
    (
        f"{DAM} in the worst of weather, engineers of the guild have found, and all who live below it may sleep",
        DAM,
        [("extended", 0.38)],
    ),
    (f"{DAM} if it is repaired before the next winter, which the engineers of the guild have asked for again", DAM, []),
    ("the dam at Tarnholm will hold for 20 years", "The dam at Tarnholm will hold for a hundred years.", []),
    ("yes", "Yes.", []),
]


@pytest.fixture(scope="module")
def repeated(publish_once: Callable[..., Path]) -> pd.DataFrame:
    """All that is said in the cases against all claims of them."""
    results = [make_result(f"Bo Lund said: {said}", f"in/{said}.txt") for said in sorted({said for said, *_ in CASES})]
    checks = FactChecks(tuple(_check(claim) for claim in sorted({claim for _, claim, _ in CASES})))
    tables = read_dataframes(publish_once(results, ["parquet"], fact_checks=checks))
    return tables["fact_check_matches"].merge(tables["statements"][["statement_id", "content"]], on="statement_id")


@pytest.mark.parametrize(("said", "claim", "expected"), CASES)
def test_what_repeats_a_claim(repeated: pd.DataFrame, said: str, claim: str, expected: list[tuple[str, float]]) -> None:
    found = repeated[(repeated["content"] == said) & (repeated["claim_reviewed"] == claim)]
    assert list(zip(found["wording"], found["similarity"], strict=True)) == expected


def test_who_speaks_matters_where_the_words_say_i(tmp_path: Path) -> None:
    texts = ["Bo Lund said: I never sold the old mill to the bank", "Ana Kova said: I never sold the old mill to the bank"]
    (found,) = _matches(tmp_path, texts, _check("I never sold the old mill to the bank", claimant="Mayor Ana Kova"))
    assert (found["is_claimant"], found["claimant"]) == (True, "Mayor Ana Kova")


def test_claims_of_others_and_of_nobody_known(tmp_path: Path) -> None:
    texts = [f"Bo Lund said: {DAM}", f"Ana Kova said: {DAM}"]
    found = _matches(tmp_path, texts, _check(DAM, claimant="Ana Kova"), _check(DAM.replace("hundred", "100")))
    assert sorted(str(match["is_claimant"]) for match in found) == ["False", "None", "None", "True"]


def test_denials_and_questions_repeat_nothing(tmp_path: Path) -> None:
    result = make_result(f"Ana Kova said: {DAM}\nBo Lund said: {DAM}\nCy Mora said: {DAM}")
    changes = ({"act": "deny"}, {"is_negated": True}, {"act": "question"})
    rows = [row.model_copy(update=change) for row, change in zip(result.statements, changes, strict=True)]
    result = result.model_copy(update={"statements": rows})
    publish_tables(
        [result], tmp_path / "out", parts=tmp_path / "parts", formats=["parquet"], fact_checks=FactChecks((_check(DAM),))
    )
    assert read_dataframes(tmp_path / "out")["fact_check_matches"].empty


def test_pronouns_stand_for_what_they_mean(tmp_path: Path) -> None:
    result = make_result("Ana Kova said: he sold the old mill to the bank")
    (row,) = result.statements
    row = row.model_copy(update={"content_resolved": "he [Bo Lund] sold the old mill to the bank"})
    result = result.model_copy(update={"statements": [row]})
    checks = FactChecks((_check("Bo Lund sold the bank the old mill."), _check("He sold the old mill to the bank.")))
    publish_tables([result], tmp_path / "out", parts=tmp_path / "parts", formats=["parquet"], fact_checks=checks)
    found = read_dataframes(tmp_path / "out")["fact_check_matches"]
    assert found["is_claimant"].isna().all()
    assert found["claim_reviewed"].tolist() == ["Bo Lund sold the bank the old mill."]
