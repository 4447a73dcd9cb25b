"""The corpus stage: part files -> links -> tables -> files; it analyses nothing and can be repeated at any time."""

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path

import duckdb

from extractor.decisions.apply import apply_decisions
from extractor.decisions.model import Event as Decision
from extractor.decisions.trust import measure_trust
from extractor.fact_checks.read import NO_FACT_CHECKS, FactChecks
from extractor.kept import FILES, Kept, file_mark
from extractor.linking.links import NO_REVIEW, make_links
from extractor.linking.names import Knowledge
from extractor.linking.review import Review
from extractor.readers.collections.read import DIFFERENT
from extractor.readers.collections.unknown import MANY
from extractor.records import RunRow
from extractor.report.page import compile_template, write_report
from extractor.running.analysing import collecting_later
from extractor.running.counts import Counts, Kind, Reason
from extractor.running.fingerprint import linking_stamp
from extractor.running.output import STAGING
from extractor.running.parts import part_files, sync_folder
from extractor.running.side_process import kept_file, sqlite_in_side_process
from extractor.running.signals import PUBLISHING
from extractor.settings import KEPT, usable_cores
from extractor.tables.build import ORDER, add_run, build_tables
from extractor.tables.copies import KEPT as COPIES_KEPT
from extractor.tables.copies import find_copies
from extractor.tables.fact_checks import stage_fact_checks, told_of_fact_checks
from extractor.tables.staging import database, stage_results
from extractor.writers.base import errors_of_stores, find_writers, sync_file, writers
from extractor.writers.database import FILE_NAME as SQLITE_FILE
from extractor.writers.datapackage import FILE_NAME as DATAPACKAGE
from extractor.writers.datapackage import write_datapackage
from extractor.writers.groups import NUMBERS
from extractor.writers.sqlite import change_file, write_in_turn

# Why inputs were not read, the most frequent reasons first; each package that is missing is one of its own.
_REASONS = """
    SELECT code, count(*) AS inputs, first(message ORDER BY same DESC, message) AS example, count(DISTINCT message) > 1
    FROM (SELECT code, message, count(*) OVER (PARTITION BY code, message) AS same FROM errors)
    GROUP BY code, CASE WHEN code = 'missing_package' THEN message END ORDER BY inputs DESC, code, example
"""
_KINDS = """
    SELECT input_format, count(DISTINCT source_path) AS files, count(*) AS articles,
        count(*) FILTER (published_at = '') AS undated
    FROM documents WHERE status = 'ok' GROUP BY input_format ORDER BY articles DESC, input_format
"""
_DOUBTS = """
    SELECT source_path || ': ' || warning FROM (SELECT source_path, unnest(warnings) AS warning FROM documents)
    WHERE starts_with(warning, ?) OR starts_with(warning, ?) ORDER BY ALL LIMIT 20
"""
# What another process writes, and what it reads, where there is enough to do.
_SQLITE, _PARQUET = "sqlite", "parquet"
# Bytes of stored results that take longer than the start of a process.
_WORTH_A_PROCESS = 16 << 20
# Bytes of an SQLite file that takes longer to write than to change; pages of a smaller one are always those of a fresh run.
_WORTH_CHANGING = 32 << 20
# So many times the bytes of the stored results an SQLite file never has; it has about as many as they have.
_CHANGED = 3
# More threads than this gain little and each needs memory.
_MOST_THREADS = 4
# Files that are brought to the disk at the same time.
_SYNCS = 8


def prepare() -> None:
    """Do ahead what does not depend on results: import the writers, compile the template of the report."""
    writers()
    compile_template()


def publish(
    parts: Path,
    out: Path,
    *,
    knowledge: Knowledge,
    run: Callable[[Counts], RunRow],
    formats: Sequence[str],
    manifest: Callable[[Counts, Path], None],
    review: Review = NO_REVIEW,
    events: Sequence[Decision] = (),
    fact_checks: FactChecks = NO_FACT_CHECKS,
    threads: int = 0,
    keep: bool = True,
    step: Callable[[str], None] = lambda _: None,
) -> Counts:
    """Make all files from the part files and put them into the output folder, each whole; ``manifest.json`` comes last.

    ``run`` makes the row of the table ``runs`` and ``manifest`` writes its file into the staging folder, both from the counts.
    ``threads`` is how many processors may be busy at a time, 0 all that there are; the files are the same for any number. With
    ``keep`` what follows from the part files is kept next to them for the next time, and what was kept the last time is used.
    """
    staging = out / STAGING
    kept = Kept(parts / KEPT if keep else None, linking_stamp())
    threads = threads or usable_cores()
    stored = part_files(parts)
    written = find_writers(formats)
    wanted = [each.name for each in written]
    before = _can_be_changed(out, kept)
    beside = threads > 1 and _SQLITE in wanted and not before and _bytes(stored) >= _WORTH_A_PROCESS
    own = [name for name in wanted if not beside or name not in (_SQLITE, _PARQUET)]
    # Parquet files are results, or thrown away with what else was needed on the way.
    tables = staging / ("tables" if _PARQUET in wanted else "work/tables")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        with (
            collecting_later(),
            errors_of_stores(out),
            database(staging / "work", threads=min(threads - beside, _MOST_THREADS)) as connection,
            sqlite_in_side_process(connection, staging, tables=tables, out=out) if beside else nullcontext(_Alone(kept)) as other,
        ):
            step("reading the stored results")
            stage_results(connection, stored, staging / "work", kept, viewed=not events)
            other.look_for_copies()
            misplaced = apply_decisions(connection, events, staging / "work")
            stage_fact_checks(connection, fact_checks.checks, staging / "work")
            step("linking names across documents")
            notes = make_links(connection, staging / "work", knowledge, review, kept)
            step("building tables")
            build_tables(connection, staging / "work", copies=other.find_copies, ready=other.ready, kept=kept)
            notes = [f"decisions on entities, {note}" for note in notes]
            checked = [
                *told_of_fact_checks(connection, len(fact_checks.checks)),
                *(f"fact-checks, {each}" for each in fact_checks.warnings),
            ]
            counts = _count(connection, [*notes, *misplaced, *checked])
            add_run(connection, run(counts))
            other.ready("runs")
            for name in own:
                step(f"writing {name}")
                if name == _SQLITE:
                    changes = _CHANGED * _bytes(stored) >= _WORTH_CHANGING
                    _write_sqlite(connection, staging, kept, before=out if before else None, changes=changes)
                elif renew := writers()[name].renew:
                    renew(connection, out, staging, kept)
                else:
                    writers()[name].write(connection, staging)
            write_datapackage(connection, staging, written)
            step("writing the report")
            write_report(connection, staging, kept=kept)
            step("writing what is left")
        for name in (*COPIES_KEPT, *(f"groups_{table}" for table in ORDER)) if beside else ():
            kept.adopt(name, kept_file(staging / "work", name))
        shutil.rmtree(staging / "work")
        manifest(counts, staging)
        step(PUBLISHING)
        made = _move(staging, out)
        with suppress(OSError):  # the tables are there; without this the next ones take longer
            kept.finish(**{FILES: {path.as_posix(): file_mark(out / path) for path in made}})
        return counts
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_sqlite(
    connection: duckdb.DuckDBPyConnection, staging: Path, kept: Kept, *, before: Path | None, changes: bool
) -> None:
    """Change the file of the folder ``before``, where there is one, or write it anew.

    ``changes`` says that it may be so large that it is changed the next time.
    """
    if before is None or not change_file(connection, before, staging, kept):

        def keep(name: str) -> None:
            if changes:
                kept.keep(connection, f"groups_{name}", NUMBERS)

        write_in_turn(connection, staging, ORDER, keep=keep)


def _can_be_changed(out: Path, kept: Kept) -> bool:
    """Tell whether the SQLite file of a folder is the one of the last time, and so large that changing it is worth while."""
    path = kept.file(out, Path(SQLITE_FILE))
    return path is not None and path.stat().st_size >= _WORTH_CHANGING


def _bytes(paths: Sequence[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


class _Alone:
    """In place of another process, where one would not be worth while."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def look_for_copies(self) -> None:
        """Do nothing: copies are looked for when they are asked for."""

    def find_copies(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        """Make the temporary table ``copies``."""
        for name, spec in COPIES_KEPT.items():
            self._kept.load(connection, name, spec)
        find_copies(connection, folder, lambda name: self._kept.keep(connection, name, f"FROM {name}"))

    def ready(self, name: str) -> None:
        """Do nothing: tables are written when all are ready."""


def _count(connection: duckdb.DuckDBPyConnection, notes: Sequence[str]) -> Counts:
    status = dict(connection.execute("SELECT status, count(*) FROM documents GROUP BY ALL ORDER BY ALL").fetchall())
    names = ("documents", "people", "organizations", "places", "mentions", "statements", "errors")
    rows = {name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]) for name in names}
    documents = {name: int(status.get(name, 0)) for name in ("ok", "skipped", "error")}
    reasons = connection.execute(_REASONS).fetchall()
    kinds = connection.execute(_KINDS).fetchall()
    doubts = connection.execute(_DOUBTS, [DIFFERENT, MANY]).fetchall()
    return Counts(
        documents,
        rows,
        tuple(notes),
        measure_trust(connection),
        tuple(Reason(*reason) for reason in reasons),
        tuple(Kind(*kind) for kind in kinds),
        tuple(text for (text,) in doubts),
    )


def _move(staging: Path, out: Path) -> list[Path]:
    """Make the new files durable, then rename them into place, and return their names.

    Files of ours that this run did not make are taken away.
    """
    made = sorted(path.relative_to(staging) for path in staging.rglob("*") if path.is_file())
    with ThreadPoolExecutor(_SYNCS) as pool:  # the disk orders what it is asked for at once
        list(pool.map(sync_file, [staging / path for path in made]))
    (out / "tables").mkdir(exist_ok=True)
    patterns = [DATAPACKAGE, *(pattern for writer in writers().values() for pattern in writer.files)]
    known = {path.relative_to(out) for pattern in patterns for path in out.glob(pattern)}
    last = Path("manifest.json")
    for path in [*(path for path in made if path != last), *(path for path in made if path == last)]:
        (staging / path).replace(out / path)
    for path in known.difference(made):
        (out / path).unlink()
    with suppress(OSError):
        (out / "tables").rmdir()
    for folder in (out / "tables", out):
        if folder.is_dir():
            sync_folder(folder)
    return made
