"""Files in a process of their own, while the main process still builds tables and writes the report.

The process reads the tables from Parquet files as they become ready, and begins with what takes longest, SQLite. What kills the
main process ends it as well.
"""

import json
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

import duckdb

from extractor.errors import ExtractorError, OutputError
from extractor.running.launch import Launched, command_of, launch, take_stdout
from extractor.tables.build import ORDER
from extractor.tables.schema import path_literal
from extractor.tables.stage import database
from extractor.tables.views import FLAT_NAME, STATEMENTS_FLAT
from extractor.writers.base import errors_of_stores, writers
from extractor.writers.parquet import write_table
from extractor.writers.sqlite import write_in_turn

# Can be written table by table, and takes as long as all other formats together.
SQLITE = "sqlite"


@contextmanager
def written_beside(
    connection: duckdb.DuckDBPyConnection,
    staging: Path,
    *,
    formats: Sequence[str],
    tables: Path,
    out: Path,
    command: tuple[str, ...] = (),
) -> Iterator[Callable[[str], None]]:
    """The files of some formats in the folder ``staging``, complete at the end of the block, of the tables it is told of.

    The function takes the names of :data:`ORDER` in this order and writes each table to the folder ``tables`` as Parquet. Errors
    speak of the folder ``out``. ``command`` starts another process than :func:`main`.

    Raises:
        OutputError: the disk is full, or the folder cannot be written.
        ExtractorError: the process died.
    """
    process = launch(command or command_of(__name__))
    start = {"formats": [*formats], "staging": os.fspath(staging), "tables": os.fspath(tables), "out": os.fspath(out)}
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
        raise ExtractorError(f"the process that writes the tables died: {last_words or 'no message'}")
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
            _write(connection, staging, start["formats"], _viewed(connection, tables, names))
    except ExtractorError as error:
        failed, text = type(error).__name__, str(error)
    answer.write(json.dumps({"failed": failed, "text": text}).encode())
    answer.flush()
    os._exit(0)


def _write(connection: duckdb.DuckDBPyConnection, staging: Path, formats: list[str], names: Iterator[str]) -> None:
    if SQLITE in formats:
        write_in_turn(connection, staging, names)
    deque(names, maxlen=0)
    connection.execute(f"CREATE VIEW {FLAT_NAME} AS {STATEMENTS_FLAT}")
    for name in formats:
        if name != SQLITE:
            writers()[name].write(connection, staging)


def _viewed(connection: duckdb.DuckDBPyConnection, tables: Path, names: "SimpleQueue[str]") -> Iterator[str]:
    """The names of the tables, each of which can be read then; writers ask for the number of a row as in a table."""
    for _ in ORDER:
        name = names.get()
        rows = f"read_parquet({path_literal(tables / f'{name}.parquet')}, file_row_number = true)"
        connection.execute(f"CREATE VIEW {name} AS SELECT * EXCLUDE (file_row_number), file_row_number AS rowid FROM {rows}")
        yield name


def _listen(inbox: BinaryIO, names: "SimpleQueue[str]") -> None:
    """Take names as they come; leave without a word when the main process is gone."""
    for line in inbox:
        names.put(line.decode().rstrip("\n"))
    os._exit(0)
