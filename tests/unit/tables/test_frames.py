"""Tables as pandas frames."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from factories import make_result

from extractor.errors import InputError
from extractor.tables.frames import frames

Publish = Callable[..., object]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_types_are_those_of_the_records(form: str, tmp_path: Path, publish_results: Publish) -> None:
    publish_results([make_result('None Null said: NA\rand "|" so', "in/a.txt")], tmp_path / "out", [form])
    tables = frames(tmp_path / "out")
    people, statements = tables["people"], tables["statements"]
    assert people.loc[0, "name"] == "None Null"
    assert people["roles"].tolist() == [[]]
    assert people["mention_count"].dtype == "int64"
    assert statements["is_negated"].dtype == bool
    assert statements.loc[0, "content"].startswith("NA")
    assert pd.isna(statements.loc[0, "target_id"])
    assert statements.loc[0, "speaker_role"] == ""
    assert tables["places"]["latitude"].dtype == "float64"
    assert tables["decisions"].columns[0] == "decision_id"


def test_both_forms_give_the_same_frames(tmp_path: Path, publish_results: Publish) -> None:
    results = [make_result("Ana Kova, mayor of A|B, said: yes\nBo \\ Lund said: no", f"in/{n}.txt") for n in range(3)]
    for form in ("csv", "parquet"):
        publish_results(results, tmp_path / form, [form])
    csv, parquet = frames(tmp_path / "csv"), frames(tmp_path / "parquet")
    for name in csv:
        pd.testing.assert_frame_equal(csv[name], parquet[name])


def test_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no tables there"):
        frames(tmp_path)
