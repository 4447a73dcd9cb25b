"""Tables as pandas frames."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from factories import make_result

from extractor.errors import InputError
from extractor.tables.dataframes import read_dataframes

Publish = Callable[..., object]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_types_are_those_of_the_records(form: str, tmp_path: Path, publish_results: Publish) -> None:
    publish_results([make_result('None Null said: NA\rand "|" so', "in/a.txt")], tmp_path / "out", [form])
    tables = read_dataframes(tmp_path / "out")
    people, statements = tables["people"], tables["statements"]
    assert people.loc[0, "name"] == "None Null"
    assert people["roles"].tolist() == [[]]
    assert people["mention_count"].dtype == "int64"
    assert statements["is_negated"].dtype == bool
    assert statements.loc[0, "content"].startswith("NA")
    assert pd.isna(statements.loc[0, "target_id"])
    assert statements.loc[0, "speaker_role"] == ""
    assert statements["content"].dtype == "str"
    assert tables["places"]["latitude"].dtype == "float64"
    assert tables["decisions"].columns[0] == "decision_id"
    assert tables["decisions"]["is_right"].dtype == "boolean"


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_dates_are_times_and_fixed_words_categories(form: str, tmp_path: Path, publish_results: Publish) -> None:
    dates = ["2026-03-04T23:30-05:00", "2026-03", "", "no date"]
    results = [make_result("Ana Kova said: yes", f"in/{n}.txt", published_at=date) for n, date in enumerate(dates)]
    publish_results(results, tmp_path / "out", [form])
    tables = read_dataframes(tmp_path / "out")
    published = tables["documents"]["published_at"]
    assert published.dtype == "datetime64[s]"
    assert published[0] == pd.Timestamp("2026-03-04 23:30")  # as on the page, whatever the zone
    assert published[1] == pd.Timestamp("2026-03-01")
    assert published[2:].isna().all()
    assert tables["statements"]["time_start"].dtype == "datetime64[s]"
    acts = tables["statements"]["act"]
    assert isinstance(acts.dtype, pd.CategoricalDtype)
    assert acts.cat.categories[:2].tolist() == ["say", "claim"]
    assert acts.tolist() == ["say"] * 4
    assert tables["people"]["review_status"].value_counts()["accepted"] == 0


def test_both_forms_give_the_same_frames(tmp_path: Path, publish_results: Publish) -> None:
    results = [make_result("Ana Kova, mayor of A|B, said: yes\nBo \\ Lund said: no", f"in/{n}.txt") for n in range(3)]
    for form in ("csv", "parquet"):
        publish_results(results, tmp_path / form, [form])
    csv, parquet = read_dataframes(tmp_path / "csv"), read_dataframes(tmp_path / "parquet")
    for name in csv:
        pd.testing.assert_frame_equal(csv[name], parquet[name])


def test_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no tables there"):
        read_dataframes(tmp_path)
