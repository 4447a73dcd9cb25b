"""Tables of results made by hand, published as a run does it."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from extractor.decisions.model import Event
from extractor.fact_checks.read import NO_FACT_CHECKS, FactChecks
from extractor.linking.names import Knowledge, load_knowledge
from extractor.records import DocumentResult, RunRow, tables
from extractor.resources import find_models
from extractor.running.corpus import Counts, publish
from extractor.running.parts import Key, PartWriter, encode

FORMATS = ("csv", "parquet", "sqlite")


@cache
def _knowledge() -> Knowledge:
    return load_knowledge(find_models())


def publish_tables(
    results: Sequence[DocumentResult],
    out: Path,
    *,
    parts: Path,
    formats: Sequence[str] = FORMATS,
    events: Sequence[Event] = (),
    fact_checks: FactChecks = NO_FACT_CHECKS,
    threads: int = 0,
) -> Counts:
    """Store results as part files in one folder and publish their tables in another, with decisions of reviewers applied."""
    writer = PartWriter(parts / "part-000.jsonl")
    writer.append([encode(Key(result.document.document_id, "00", "", "00"), result) for result in results])
    writer.close()
    out.mkdir(exist_ok=True)
    row = {name: "x" for name, info in RunRow.model_fields.items() if info.annotation is str}
    return publish(
        parts,
        out,
        knowledge=_knowledge(),
        run=lambda counts: RunRow.model_validate({**row, "documents": counts.tables["documents"], "statements": 0}),
        formats=formats,
        manifest=lambda _counts, _folder: None,
        events=events,
        fact_checks=fact_checks,
        threads=threads,
    )


def published_files(out: Path) -> dict[str, bytes]:
    """All files that a run published but the stored results; the manifest without the times."""
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    files = {name: data for name, data in files.items() if not name.startswith(("parts/", "."))}
    manifest = json.loads(files.pop("manifest.json"))
    del manifest["run"]
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def files_and_rows(out: Path) -> dict[str, object]:
    """All files but manifest and stored results; of the database the rows in their order and what is found in it."""
    files: dict[str, object] = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.suffix != ".sqlite" and path.name != "manifest.json"
    }
    files = {name: data for name, data in files.items() if not name.startswith(("parts/", "."))}
    with closing(sqlite3.connect(out / "extractor.sqlite")) as database:
        for table in tables():
            files[f"sqlite {table.name}"] = database.execute(f"SELECT * FROM {table.name}").fetchall()
        for name, key in (("statements", "statement_id"), ("documents", "document_id")):
            database.execute(f"INSERT INTO {name}_search({name}_search, rank) VALUES ('integrity-check', 1)")
            for word in ("harbour", "word7", "kova"):
                query = f"SELECT t.{key} FROM {name}_search s JOIN {name} t ON t.rowid = s.rowid WHERE {name}_search MATCH ?"
                files[f"search {name} {word}"] = database.execute(f"{query} ORDER BY t.rowid", [word]).fetchall()
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return files
