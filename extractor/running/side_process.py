"""A process next to the main one: it looks for copies while names are linked, and writes SQLite while other tables are built.

SQLite takes as long as all other files together. The process reads texts and tables from Parquet files as they become ready. What
kills the main process ends it as well.
"""

import json
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

import duckdb

from extractor.errors import ExtractorError, error_of
from extractor.running.launch import Launched, command_of, launch, take_stdout
from extractor.running.tasks import message
from extractor.tables.build import ORDER
from extractor.tables.copies import COMPARED, find_copies
from extractor.tables.schema import path_literal
from extractor.tables.staging import database
from extractor.writers.base import errors_of_stores
from extractor.writers.groups import NUMBERS
from extractor.writers.parquet import write_table
from extractor.writers.sqlite import write_in_turn

_COPIES = "copies"


@dataclass(frozen=True, slots=True)
class SideProcess:
    """The other process, as the main one sees it; ``tables`` is where tables are handed over, ``work`` where all else is."""

    connection: duckdb.DuckDBPyConnection
    process: Launched
    answers: BinaryIO
    tables: Path
    work: Path

    def look_for_copies(self) -> None:
        """Let it look for copies among the staged documents."""
        _hand_over(self.connection, f"SELECT {', '.join(COMPARED)} FROM staged_documents", self.work / "documents.parquet")
        self.tell(_COPIES)

    def find_copies(self, connection: duckdb.DuckDBPyConnection, _folder: Path) -> None:
        """Make the temporary table ``copies`` of what it found."""
        self.wait()
        connection.execute(
            f"CREATE TEMP TABLE copies AS SELECT * FROM read_parquet({path_literal(self.work / 'copies.parquet')})"
        )

    def ready(self, name: str) -> None:
        """Hand over a table of :data:`ORDER`, in this order."""
        write_table(self.connection, name, self.tables)
        self.tell(name)

    def tell(self, line: str) -> None:
        """Say a line; raises what went wrong if nobody listens any more."""
        if not self.process.send(line):
            self.wait()

    def wait(self) -> None:
        """Wait until it has done what it was told.

        Raises:
            OutputError: the disk is full, or the folder cannot be written.
            ExtractorError: the process died.
        """
        said = self.answers.readline()
        if not said:
            words = self.process.end(kill=False)
            words = words or f"exit code {self.process.process.returncode}"  # that of a signal is negative
            raise ExtractorError(f"the process beside that makes tables died ({words}); with --workers 1 there is none")
        answer = json.loads(said)
        if answer["event"] == "failed":
            raise error_of(answer["kind"], answer["text"])


@contextmanager
def sqlite_in_side_process(
    connection: duckdb.DuckDBPyConnection, staging: Path, *, tables: Path, out: Path
) -> Iterator[SideProcess]:
    """Yield a process that makes the SQLite file in the folder ``staging``, complete at the end of the block.

    It is told of the tables, which go to the folder ``tables`` as Parquet. Errors speak of the folder ``out``, and are those of
    :meth:`SideProcess.wait`.
    """
    process = launch(command_of(__name__))
    start = {"staging": os.fspath(staging), "tables": os.fspath(tables), "out": os.fspath(out)}
    try:
        with os.fdopen(os.dup(process.outbox), "rb") as answers:
            beside = SideProcess(connection, process, answers, tables, staging / "work")
            beside.tell(json.dumps(start))
            yield beside
            beside.wait()
    finally:
        process.end(kill=True)  # after an error nobody needs what it writes


def kept_file(work: Path, name: str) -> Path:
    """Return where the process leaves a table that is to be kept."""
    return work / f"kept_{name}.parquet"


def main() -> None:
    """Serve as the process: where to write comes as the first line of standard input, then the name of each table."""
    answers = take_stdout()

    def tell(line: bytes) -> None:
        answers.write(line)
        answers.flush()

    start = json.loads(sys.stdin.buffer.readline())
    tables, staging, out = (Path(start[name]) for name in ("tables", "staging", "out"))
    names: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, names), daemon=True).start()
    last = message("end")
    try:
        with errors_of_stores(out), database(staging / "work" / "beside", threads=1) as connection:
            names.get()  # the copies come first
            _copies(connection, staging / "work")
            tell(message("copied"))
            write_in_turn(
                connection,
                staging,
                _viewed(connection, tables, names),
                keep=lambda name: _hand_over(connection, NUMBERS, kept_file(staging / "work", f"groups_{name}")),
            )
    except ExtractorError as error:
        last = message("failed", kind=type(error).__name__, text=str(error))
    except BaseException:
        traceback.print_exc()
        os._exit(1)  # another thread waits for input, which an end in good order cannot take from it
    tell(last)
    os._exit(0)


def _copies(connection: duckdb.DuckDBPyConnection, work: Path) -> None:
    _view(connection, "staged_documents", work / "documents.parquet")
    find_copies(connection, work / "beside", lambda name: _hand_over(connection, f"FROM {name}", kept_file(work, name)))
    _hand_over(connection, "SELECT * FROM copies", work / "copies.parquet")
    connection.execute("DROP TABLE copies")


def _view(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({path_literal(path)})")


def _hand_over(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"COPY ({query}) TO {path_literal(path)} (FORMAT parquet)")


def _viewed(connection: duckdb.DuckDBPyConnection, tables: Path, names: "SimpleQueue[str]") -> Iterator[str]:
    """Yield the names of the tables, each of which can be read then."""
    for _ in ORDER:
        name = names.get()
        _view(connection, name, tables / f"{name}.parquet")
        yield name


def _listen(inbox: BinaryIO, names: "SimpleQueue[str]") -> None:
    """Take names as they come; leave without a word when the main process is gone."""
    for line in inbox:
        names.put(line.decode().rstrip("\n"))
    os._exit(0)
