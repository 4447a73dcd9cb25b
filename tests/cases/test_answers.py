"""Accusations and answers over small articles on the default pipeline, against what was labelled by hand."""

import tomllib
from pathlib import Path

from extractor.running.run import run
from extractor.settings import RunSettings
from extractor.tables.dataframes import read_dataframes

ARTICLES = tomllib.loads(Path(__file__).with_name("answers.toml").read_text("utf-8"))["article"]
PRECISION, RECALL = 0.9, 0.8


def test_there_are_enough_accusations() -> None:
    assert sum(article["accusations"] for article in ARTICLES) >= 60


def test_answers_of_the_accused(tmp_path: Path) -> None:
    for number, article in enumerate(ARTICLES):
        text = f"Item {number}\n\n{article['day']}\n\n{article['text']}\n"
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    run([tmp_path], out=tmp_path / "out", settings=RunSettings(workers=1))
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
