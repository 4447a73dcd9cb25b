"""The Python interface is quick: many texts against one call each, tables as frames."""

import time
from pathlib import Path

import duckdb
import pytest

from extractor.api import TextExtractor
from extractor.tables.dataframes import read_dataframes

pytestmark = pytest.mark.bench
CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
_GROWING = ("documents", "mentions", "statements", "statement_spans", "statement_entities")


def test_many_texts_at_once_are_faster_than_a_loop(text_extractor: TextExtractor) -> None:
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    list(text_extractor.extract_many(texts))  # words are learnt
    took = {}
    for name in ("loop", "many"):
        text_extractor.extractor.recent.forget()
        start = time.process_time()
        found = list(text_extractor.extract_many(texts)) if name == "many" else [text_extractor.extract(text) for text in texts]
        took[name] = time.process_time() - start
        assert len(found) == len(texts)
    assert took["many"] < 0.9 * took["loop"], took


def test_25000_statements_are_frames_within_a_second(text_extractor: TextExtractor, tmp_path: Path) -> None:
    import extractor

    extractor.run([CORPUS], out=tmp_path / "small", formats=["parquet"])
    small, large = tmp_path / "small" / "tables", tmp_path / "large" / "tables"
    large.mkdir(parents=True)
    with duckdb.connect() as connection:
        ((count,),) = connection.execute(f"SELECT count(*) FROM '{small}/statements.parquet'").fetchall()
        for path in small.glob("*.parquet"):
            times = -(-25_000 // count) if path.stem in _GROWING else 1
            connection.execute(f"COPY (SELECT t.* FROM '{path}' t, range({times})) TO '{large / path.name}' (FORMAT parquet)")
    read_dataframes(large.parent)
    start = time.process_time()
    frames = read_dataframes(large.parent)
    took = time.process_time() - start
    assert len(frames["statements"]) >= 25_000
    assert took < 1.0
