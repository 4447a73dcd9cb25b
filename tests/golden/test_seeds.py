"""The sample article to its tables, with the real model: what changes here changes for every user.

``EXTRACTOR_UPDATE_GOLDEN=1 pytest tests/golden`` writes the expected text anew; read the difference before it is committed.
"""

import os
from pathlib import Path

import pandas as pd
import pytest

from extractor.running.run import run
from extractor.settings import RunSettings
from extractor.tables.dataframes import read_dataframes

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).with_name("seeds.txt")
COLUMNS = {
    "people": ["name", "roles", "aliases", "mention_count", "statement_count"],
    "organizations": ["name", "acronym", "kind", "country_code", "aliases", "mention_count"],
    "places": ["name", "kind", "country_code", "aliases", "mention_count"],
    "statements": ["type", "act", "speaker_name", "speaker_status", "cue_text", "source_text", "content", "rule_id"],
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    out = tmp_path_factory.mktemp("seeds")
    run([ROOT / "seeds"], out=out, settings=RunSettings(workers=1))
    return read_dataframes(out)


def test_the_tables_of_the_sample_article(tables: dict[str, pd.DataFrame]) -> None:
    found = "\n".join(_lines(name, tables[name][columns]) for name, columns in COLUMNS.items())
    if os.environ.get("EXTRACTOR_UPDATE_GOLDEN"):
        EXPECTED.write_text(found, encoding="utf-8")
    assert found == EXPECTED.read_text("utf-8")


def test_offsets_give_back_the_texts(tables: dict[str, pd.DataFrame]) -> None:
    text = tables["documents"].loc[0, "text"]
    for name in ("mentions", "statement_spans"):
        for row in tables[name].itertuples():
            assert text[row.start : row.end] == row.text


def _lines(name: str, frame: pd.DataFrame) -> str:
    rows = ("\t".join(", ".join(cell) if isinstance(cell, list) else str(cell) for cell in row) for row in frame.values.tolist())
    return "\n".join([f"[{name}] {' | '.join(frame.columns)}", *rows, ""])
