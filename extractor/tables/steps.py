"""Steps that make tables of other tables, each of which says what it needs and makes."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

Make = Callable[[duckdb.DuckDBPyConnection], None]


@dataclass(frozen=True, slots=True)
class Step:
    """A function that makes tables, those it ``needs``, and those of an earlier step that it ``changes``."""

    run: Make
    makes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def run_steps(
    connection: duckdb.DuckDBPyConnection, steps: Sequence[Step], *, keep: Collection[str], ready: Callable[[str], None]
) -> None:
    """Run the steps in their order, and drop each table but those of ``keep`` after the last step that uses it.

    That gives its memory to the next tables. ``ready`` is called with the kept ones in the order in which the steps make them, as
    soon as no step will change them or one before them.
    """
    waiting: list[str] = []
    for number, step in enumerate(steps):
        step.run(connection)
        changed = {name for later in steps[number + 1 :] for name in later.changes}
        used = changed.union(*(later.needs for later in steps[number + 1 :]))
        drop(connection, *(name for name in (*step.needs, *step.makes) if name not in keep and name not in used))
        waiting += (name for name in step.makes if name in keep)
        while waiting and waiting[0] not in changed:
            ready(waiting.pop(0))


def drop(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Remove tables, some of which may be views."""
    for name in names:
        try:
            connection.execute(f"DROP TABLE {name}")
        except duckdb.CatalogException:
            connection.execute(f"DROP VIEW {name}")


@contextmanager
def function_in_sql(
    connection: duckdb.DuckDBPyConnection, name: str, function: Callable[..., object], arguments: list[Any], result: str
) -> Iterator[None]:
    """Let SQL call a function within the block."""
    connection.create_function(name, function, arguments, result)
    try:
        yield
    finally:
        connection.remove_function(name)
