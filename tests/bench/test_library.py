"""The Python interface is quick: many texts against one call each, tables as frames."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pytest

from extractor.api import TextExtractor
from extractor.articles import RawDocument
from extractor.tables.dataframes import read_dataframes

pytestmark = pytest.mark.bench
CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
_GROWING = ("documents", "mentions", "statements", "statement_spans", "statement_entities")


def _best(**works: Callable[[], object]) -> dict[str, float]:
    """Processor time of the fastest of several runs of each, which take turns."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(5):
        for name, work in works.items():
            start = time.process_time()
            work()
            took[name].append(time.process_time() - start)
    return {name: min(times) for name, times in took.items()}


def test_many_texts_at_once_are_faster_than_a_loop(text_extractor: TextExtractor) -> None:
    """Analysis is by a fifth; the rules, which take most of the time, work text by text either way."""
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    articles = [text_extractor.article(RawDocument("", text)) for text in texts]
    extractor = text_extractor.extractor

    def afresh(found: Callable[[], Iterable[object]]) -> Callable[[], object]:
        return lambda: (extractor.recent.forget(), deque(found(), 0))

    list(text_extractor.extract_many(texts))  # words are learnt
    took = _best(
        loop=afresh(lambda: map(text_extractor.extract, texts)),
        many=afresh(lambda: text_extractor.extract_many(texts)),
        parsed_in_loop=afresh(lambda: map(extractor.parse, articles)),
        parsed_at_once=afresh(lambda: extractor.parse_many(articles)),
    )
    assert took["parsed_at_once"] < 0.95 * took["parsed_in_loop"], took
    assert took["many"] < 1.02 * took["loop"], took


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
    assert len(read_dataframes(large.parent)["statements"]) >= 25_000
    took = _best(frames=lambda: read_dataframes(large.parent))
    assert took["frames"] < 1.0
