"""Accusations and answers over small articles on the default pipeline, against what was labelled by hand."""

import tomllib
from pathlib import Path

from published import publish_tables

from extractor.api import TextExtractor
from extractor.articles import Article, RawDocument
from extractor.cleaning.clean import clean
from extractor.tables.dataframes import read_dataframes

ARTICLES = tomllib.loads(Path(__file__).with_name("answers.toml").read_text("utf-8"))["article"]
PRECISION, RECALL = 0.9, 0.8


def test_there_are_enough_accusations() -> None:
    assert sum(article["accusations"] for article in ARTICLES) >= 60


def test_answers_of_the_accused(tmp_path: Path, text_extractor: TextExtractor) -> None:
    texts = [f"Item {number}\n\n{article['day']}\n\n{article['text']}\n" for number, article in enumerate(ARTICLES)]
    raws = [RawDocument(f"{number:02}.txt", text) for number, text in enumerate(texts)]
    cleaned = [clean(raw, patterns=text_extractor.furniture) for raw in raws]
    articles = [article for article in cleaned if isinstance(article, Article)]
    assert len(articles) == len(ARTICLES)
    results = list(text_extractor.extractor.extract_many(articles))
    publish_tables(results, tmp_path / "out", parts=tmp_path / "parts", formats=["parquet"])
    tables = read_dataframes(tmp_path / "out")
    statements = tables["statements"].set_index("statement_id")
    sentences = {key: " ".join((row["content"], row["target_text"] or "")) for key, row in statements.iterrows()}
    expected = [(number, *answer) for number, article in enumerate(ARTICLES) for answer in article["answers"]]
    paths = tables["documents"].set_index("document_id")["source_path"]
    found = [
        (int(Path(paths[statements.loc[row.statement_id, "document_id"]]).stem), sentences[row.accusation_id],
         sentences[row.statement_id], row.relation)
        for row in tables["answers"].itertuples()
    ]  # fmt: skip
    right = [
        want for want in expected
        if any(want[0] == have[0] and want[1] in have[1] and want[2] in have[2] and want[3] == have[3] for have in found)
    ]  # fmt: skip
    missed = [want for want in expected if want not in right]
    spare = [
        have for have in found
        if not any(want[0] == have[0] and want[1] in have[1] and want[2] in have[2] and want[3] == have[3] for want in expected)
    ]  # fmt: skip
    assert len(right) >= RECALL * len(expected), missed
    assert len(spare) <= (1 - PRECISION) * len(found), spare
