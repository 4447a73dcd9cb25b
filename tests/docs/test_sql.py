"""The questions of docs/how-to/sql.md: the page is up to date, each query answers, in SQLite and in Datasette."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from blocks import ROOT, blocks
from click.testing import CliRunner

from extractor.cli import main
from extractor.exports.questions import Question, load_questions

PAGE = ROOT / "docs" / "how-to" / "sql.md"
QUESTIONS = {question.id: question for question in load_questions()}
# What the first row of an answer must say.
ANSWERS = {
    "quoted_on": ("Ana Ruiz",),
    "accusations": ("Tomas Kehl", "Ana Ruiz"),
    "accusations_and_denials": ("Ana Ruiz", "Tomas Kehl"),
    "about_in_week": ("2026-03-02", "Vellmar Post", "Tomas Kehl", "accuse"),
    "first_to_say": ("2026-03-02", "Vellmar Post"),
    "same_utterance": ("Ana Ruiz", "2026-03-02", 3),
    "changed_tone": ("2026-03-03",),
    "fact_checked": ("Ana Ruiz", "Unproven", "Coast Check"),
}


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of ten articles of four outlets about one quarrel."""
    out = tmp_path_factory.mktemp("week") / "out"
    articles, checks = (str(Path(__file__).with_name(name)) for name in ("week.jsonl", "checks.json"))
    done = CliRunner().invoke(main, ["run", articles, "--fact-checks", checks, "--out", str(out), "--quiet", "--workers", "1"])
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture
def database(week: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(week / "extractor.sqlite")) as connection:
        yield connection


def test_page_is_up_to_date() -> None:
    generated = CliRunner().invoke(main, ["schema", "--queries"]).output
    assert PAGE.read_text("utf-8") == generated, "run: extractor schema --queries > docs/how-to/sql.md"


@pytest.mark.docs
def test_the_page_has_every_question(database: sqlite3.Connection) -> None:
    queries = blocks(PAGE.read_text("utf-8"), "sql")
    assert len(queries) == len(QUESTIONS)
    for query in queries:
        assert database.execute(query).fetchall(), query


@pytest.mark.docs
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_a_question_has_an_answer(database: sqlite3.Connection, question: Question) -> None:
    rows = database.execute(question.sql, question.parameters).fetchall()
    assert rows
    assert rows == database.execute(question.filled()).fetchall()
    expected = ANSWERS.get(question.id, ())
    assert rows[0][: len(expected)] == expected


@pytest.mark.docs
def test_datasette_has_columns_facets_search_and_questions(week: Path) -> None:
    from datasette.app import Datasette

    metadata = week / "exports" / "datasette.json"
    assert CliRunner().invoke(main, ["export", str(week), "--as", "datasette"]).exit_code == 0
    site = Datasette([str(week / "extractor.sqlite")], metadata=json.loads(metadata.read_text("utf-8")))

    async def ask(path: str) -> str:
        answer = await site.client.get(path)
        assert answer.status_code == 200, (path, answer.text[:500])
        return str(answer.text)

    async def visit() -> None:
        statements = await ask("/extractor/statements")
        assert "What the source does by it" in statements  # a column explained
        assert "_facet=act" in statements or "facet-act" in statements
        found = json.loads(await ask("/extractor/statements.json?_search=hidden&_shape=array"))
        assert {row["speaker_name"] for row in found} == {"Ana Ruiz", "Tomas Kehl"}
        flat = json.loads(await ask("/extractor/statements_flat.json?act__exact=accuse&_shape=array"))
        assert ("Tomas Kehl", "Ana Ruiz") in {(row["speaker"], row["target"]) for row in flat}
        for question in QUESTIONS.values():
            page = await ask(
                f"/extractor/{question.id}.json?_shape=array&{'&'.join(f'{k}={v}' for k, v in question.parameters.items())}"
            )
            assert json.loads(page), question.id

    asyncio.run(visit())
