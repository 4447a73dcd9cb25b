"""Long results are split for the JSON reader without a change to the tables."""

from collections.abc import Callable
from pathlib import Path

import pytest
from factories import make_result

Publish = Callable[..., object]


def test_a_long_result_gives_the_same_tables(tmp_path: Path, publish_results: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    results = [make_result("\n".join(f"Ana Kova{n} said: {n}" for n in range(lines)), f"in/{lines}.txt") for lines in (3, 50)]
    publish_results(results, tmp_path / "whole")
    monkeypatch.setattr("extractor.tables.fragments._LONGEST", 9000)
    monkeypatch.setattr("extractor.tables.fragments._ROWS", 7)
    publish_results(results, tmp_path / "split")
    for path in (tmp_path / "whole" / "tables").iterdir():
        assert path.read_bytes() == (tmp_path / "split" / "tables" / path.name).read_bytes(), path.name
