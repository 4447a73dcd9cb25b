"""The SQLite file in a process of its own, while the main process still builds and writes other tables.

The process reads the tables from Parquet files as they become ready. What kills the main process ends it as well.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

import duckdb

from extractor.errors import ExtractorError, OutputError
from extractor.running.launch import Launched, command_of, launch, take_stdout
from extractor.tables.build import ORDER
from extractor.tables.schema import text_literal
from extractor.tables.stage import database
from extractor.writers.base import errors_of_stores
from extractor.writers.parquet import write_table
from extractor.writers.sqlite import write_in_turn


@contextmanager
def sqlite_beside(
    connection: duckdb.DuckDBPyConnection, staging: Path, *, tables: Path, out: Path, command: tuple[str, ...] = ()
) -> Iterator[Callable[[str], None]]:
    """The SQLite file in the folder ``staging``, complete at the end of the block, of the tables whose names the function gets.

    The function takes the names of :data:`ORDER` in this order and writes each table to the folder ``tables`` as Parquet. Errors
    speak of the folder ``out``. ``command`` starts another process than :func:`main`.

    Raises:
        OutputError: the disk is full, or the folder cannot be written.
        ExtractorError: the process died.
    """
    process = launch(command or command_of(__name__))
    start = {"staging": os.fspath(staging), "tables": os.fspath(tables), "out": os.fspath(out)}
    try:
        process.send(json.dumps(start))

        def ready(name: str) -> None:
            write_table(connection, name, tables)
            if not process.send(name):
                _finish(process)

        yield ready
        _finish(process)
    finally:
        process.end(kill=True)  # after an error nobody needs what it writes


def _finish(process: Launched) -> None:
    """Wait until the process is done, and raise what went wrong there."""
    with os.fdopen(os.dup(process.outbox), "rb") as outbox:
        said = outbox.read()
    last_words = process.end(kill=True)  # it has said all
    if not said:
        raise ExtractorError(f"the process that writes the SQLite file died: {last_words or 'no message'}")
    answer = json.loads(said)
    if answer["failed"]:
        raise {"OutputError": OutputError}.get(answer["failed"], ExtractorError)(answer["text"])


def main() -> None:
    """Entry point of the process: where to write comes as the first line of standard input, then the name of each table."""
    answer = take_stdout()
    start = json.loads(sys.stdin.buffer.readline())
    tables, staging, out = (Path(start[name]) for name in ("tables", "staging", "out"))
    names: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, names), daemon=True).start()
    failed, text = "", ""
    try:
        with errors_of_stores(out), database(staging / "work" / "beside", threads=1) as connection:
            write_in_turn(connection, staging, _viewed(connection, tables, names))
    except ExtractorError as error:
        failed, text = type(error).__name__, str(error)
    answer.write(json.dumps({"failed": failed, "text": text}).encode())
    answer.flush()
    os._exit(0)


def _viewed(connection: duckdb.DuckDBPyConnection, tables: Path, names: "SimpleQueue[str]") -> Iterator[str]:
    """The names of the tables, each of which can be read then."""
    for _ in ORDER:
        name = names.get()
        path = text_literal(os.fspath(tables / f"{name}.parquet"))
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({path})")
        yield name


def _listen(inbox: BinaryIO, names: "SimpleQueue[str]") -> None:
    """Take names as they come; leave without a word when the main process is gone."""
    for line in inbox:
        names.put(line.decode().rstrip("\n"))
    os._exit(0)
