"""Past fact-checks in whole runs: a later run sees that their files changed, and analyses nothing again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from line_runs import Runner

from extractor.errors import InputError
from extractor.running.relink import relink
from extractor.tables.dataframes import read_dataframes

Tables = Callable[[Path], dict[str, bytes]]


def _write(path: Path, rating: str) -> None:
    review = {"@type": "ClaimReview", "claimReviewed": "The harbour has 7 cranes.", "reviewRating": {"alternateName": rating}}
    path.write_text(json.dumps([review, {"@type": "ClaimReview"}]), encoding="utf-8")


def _ratings(out: Path) -> list[str]:
    return list(read_dataframes(out)["fact_check_matches"]["rating"])


def test_changed_files_are_seen(articles: Path, tmp_path: Path, runner: Runner, tables: Tables) -> None:
    path, out = tmp_path / "checks.json", tmp_path / "out"
    _write(path, "False")
    first = runner([articles], out, formats=["parquet"], fact_checks=str(path))
    assert _ratings(out) == ["False"]
    told = "fact-checks: 1 read, 1 of them repeated, in statements: 1"
    assert first.notes == (told, f"fact-checks, {path}: [1]: no claimReviewed")
    _write(path, "True")
    again = runner([articles], out, formats=["parquet"], fact_checks=str(path))
    assert (again.reused, again.notes) == (again.found, first.notes)
    assert _ratings(out) == ["True"]
    runner([articles], tmp_path / "fresh", formats=["parquet"], fact_checks=str(path))
    assert tables(out) == tables(tmp_path / "fresh")
    _write(path, "Mostly true")
    relink(out)
    assert _ratings(out) == ["Mostly true"]
    runner([articles], out, formats=["parquet"])
    assert _ratings(out) == []


def test_a_file_that_is_not_there_stops_a_run_before_it_begins(articles: Path, tmp_path: Path, runner: Runner) -> None:
    with pytest.raises(InputError, match=r"gone\.json: there is no such file"):
        runner([articles], tmp_path / "out", fact_checks=str(tmp_path / "gone.json"))
    assert not (tmp_path / "out" / "manifest.json").exists()
