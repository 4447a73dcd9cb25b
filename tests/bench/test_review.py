"""The review stays quick with 100,000 statements: a page of the list with all counts, for any filter, and a decision."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import make_result
from published import publish_tables

from extractor.decisions.log import append_events
from extractor.review import answers
from extractor.review.deciding import Reviewer
from extractor.review.state import State

pytestmark = pytest.mark.bench
STATEMENTS, COPIES, DECISIONS = 500, 200, 10_000
SECONDS = 0.2
_KEYS = {"documents": ("document_id",), "statements": ("statement_id", "document_id"), "statement_spans": ("statement_id",)}


def _multiply(path: Path) -> None:
    """Copies of documents, statements and spans under other ids."""
    with sqlite3.connect(path) as connection:
        for table, keys in _KEYS.items():
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            cells = ", ".join(f"\"{name}\" || '_' || n" if name in keys else f'"{name}"' for name in names)
            numbers = f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {COPIES - 1})"
            connection.execute(f"{numbers} INSERT INTO {table} SELECT {cells} FROM copies, {table}")
        for table in ("statements", "documents"):
            connection.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")
    connection.close()


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> State:
    """A review of 100,000 statements."""
    folder = tmp_path_factory.mktemp("bench")
    names = ["Ana Kova", "Bo Lund", "Cy Mora", "Di Novak", "Eva Orsin"]
    words = "and the harbour stays open for the ships of the season"
    lines = [f"{names[n % 5]}{n % 97} said: number {n} {words}" for n in range(STATEMENTS)]
    results = [make_result("\n".join(lines[start : start + 20]), f"in/{start}.txt") for start in range(0, STATEMENTS, 20)]
    publish_tables(results, folder / "out", parts=folder / "parts")
    _multiply(folder / "out" / "extractor.sqlite")
    return State(folder / "out", folder / "decisions.jsonl")


def _seconds(run: Callable[[], object]) -> float:
    """Processor time of the fastest of five."""
    times = []
    for _ in range(5):
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    return min(times)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"page": ["3999"]},
        {"q": ["harbour"]},
        {"q": ["number 77"]},
        {"q": ["s"]},
        {"type": ["indirect"], "act": ["say"]},
    ],
    ids=str,
)
def test_a_page_of_the_list(state: State, query: dict[str, list[str]]) -> None:
    assert answers.list_page(state, query)["progress"]["statements"] == STATEMENTS * COPIES
    assert _seconds(lambda: answers.list_page(state, query)) < SECONDS


def test_with_many_decisions(state: State) -> None:
    who = Reviewer(state, "ann")
    first = who.decide(state.index.ids[1], "accept")
    events = [
        first.model_copy(update={"event_id": f"v_{number}", "statement_id": name})
        for number, name in enumerate(state.index.ids[100 : 100 + DECISIONS])
    ]
    append_events(state.log, events)
    state.load()
    assert answers.list_page(state, {})["progress"]["decided"] == DECISIONS + 1
    for query in ({}, {"q": ["harbour"], "status": ["accepted"]}):
        assert _seconds(lambda query=query: answers.list_page(state, query)) < SECONDS  # type: ignore[misc]
    numbers = iter(range(50_000, 50_005))
    assert _seconds(lambda: who.decide(state.index.ids[next(numbers)], "reject")) < SECONDS / 4


def test_a_statement_and_a_decision(state: State) -> None:
    who = Reviewer(state, "ann")
    first = state.index.ids[STATEMENTS]
    assert _seconds(lambda: answers.detail(state, first)) < SECONDS
    assert _seconds(lambda: who.decide(first, "accept")) < SECONDS
