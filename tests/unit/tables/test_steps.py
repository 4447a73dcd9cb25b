"""The steps that make the tables: each needs and makes what it says, and nothing is kept longer than it is needed."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from factories import make_result
from published import publish_tables

from extractor.tables import build
from extractor.tables.build import ORDER, build_steps
from extractor.tables.steps import Step, drop, run_steps

Connection = duckdb.DuckDBPyConnection
RESULTS = [
    make_result("Ana Kova, mayor, said: the bridge is open to all of us", "in/a.txt", published_at="2024-03-02"),
    make_result("Bo Lund said: no", "in/b.txt", published_at="2024-06-01"),
]


def _names(connection: Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def _hide(connection: Connection, names: set[str], *, back: bool = False) -> None:
    for name in sorted(names):
        old, new = (f"hidden_{name}", name) if back else (name, f"hidden_{name}")
        connection.execute(f"ALTER TABLE {old} RENAME TO {new}")


def _alone(step: Step, seen: list[Step]) -> Callable[[Connection], None]:
    """The step with all tables hidden that it does not name, and a check of what it leaves."""

    def run(connection: Connection) -> None:
        before = _names(connection)
        hidden = before - {*step.needs, *step.changes}
        _hide(connection, hidden)
        step.run(connection)
        _hide(connection, hidden, back=True)
        assert _names(connection) - before == set(step.makes)
        seen.append(step)

    return run


def _without_any(step: Step) -> Callable[[Connection], None]:
    """The step, after it was seen that it fails without any one of the tables that it names."""

    def run(connection: Connection) -> None:
        before = _names(connection)
        for name in (*step.needs, *step.changes):
            _hide(connection, {name})
            with pytest.raises(duckdb.CatalogException, match=name):
                step.run(connection)
            drop(connection, *(_names(connection) - before - {f"hidden_{name}"}))
            _hide(connection, {name}, back=True)
        step.run(connection)

    return run


def _publish(folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Step], Step]) -> None:
    monkeypatch.setattr(build, "build_steps", lambda *given: tuple(map(change, build_steps(*given))))
    publish_tables(RESULTS, folder / "out", parts=folder / "parts")


def test_every_step_runs_with_the_tables_that_it_names_and_makes_those_that_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Step] = []
    _publish(tmp_path, monkeypatch, lambda step: Step(_alone(step, seen), step.makes, step.needs, step.changes))
    assert {name for step in seen for name in step.makes} >= set(ORDER) - {"runs"}


def test_no_step_names_a_table_that_it_does_not_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _publish(tmp_path, monkeypatch, lambda step: Step(_without_any(step), step.makes, step.needs, step.changes))


def _make(name: str, of: str = "(SELECT 1)") -> Callable[[Connection], None]:
    return lambda connection: connection.execute(f"CREATE TABLE {name} AS FROM {of}") and None


def test_a_table_is_dropped_after_the_last_step_that_needs_it_unless_it_is_kept() -> None:
    seen: list[set[str]] = []
    steps = (
        Step(_make("first"), makes=("first",)),
        Step(_make("second", "first"), makes=("second",), needs=("first",)),
        Step(lambda connection: seen.append(_names(connection)), needs=("first",)),
        Step(lambda connection: seen.append(_names(connection))),
    )
    with duckdb.connect() as connection:
        run_steps(connection, steps, keep=("second",), ready=lambda _: None)
    assert seen == [{"first", "second"}, {"second"}]


def test_a_table_is_ready_when_nothing_will_change_it_and_no_later_one_is_before() -> None:
    seen: list[str] = []
    steps = (
        Step(_make("first"), makes=("first",)),
        Step(_make("second"), makes=("second",)),
        Step(lambda _: seen.append("change"), changes=("first",)),
        Step(lambda _: seen.append("end")),
    )
    with duckdb.connect() as connection:
        run_steps(connection, steps, keep=("first", "second"), ready=seen.append)
    assert seen == ["change", "first", "second", "end"]
