"""``manifest.json``: what made the tables (comparable between runs) and, kept apart, when and where it was done."""

import hashlib
import json
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor import ids
from extractor.records import SCHEMA_VERSION, RunRow
from extractor.running.corpus import Counts
from extractor.running.fingerprint import Provenance
from extractor.settings import RunSettings

FILE_NAME = "manifest.json"


def input_hash(contents: dict[str, str]) -> str:
    """One hash over all documents and their contents, whatever the order in which they were done."""
    digest = hashlib.sha256()
    for document in sorted(contents):
        digest.update(f"{document} {contents[document]}\n".encode())
    return digest.hexdigest()


def run_row(provenance: Provenance, contents: dict[str, str], counts: Counts) -> RunRow:
    """The row of the table ``runs``."""
    model = provenance.model
    read = input_hash(contents)
    return RunRow(
        run_id=ids.make_id("r", provenance.fingerprint, read),
        program_version=provenance.program_version,
        model_name=model.name,
        model_version=model.version,
        model_sha256=model.sha256,
        models_sha256=provenance.models_sha256,
        settings_sha256=provenance.settings_sha256,
        input_sha256=read,
        documents=counts.tables["documents"],
        statements=counts.tables["statements"],
    )


def write_manifest(
    folder: Path, *, row: RunRow, provenance: Provenance, settings: RunSettings, counts: Counts, started: datetime
) -> None:
    """Write the manifest of a set of tables that lies in the same folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "run_id": row.run_id,
        "program": {
            "version": provenance.program_version,
            "sha256": provenance.program_sha256,
            "libraries": provenance.libraries,
        },
        "model": {"name": row.model_name, "version": row.model_version, "sha256": row.model_sha256},
        "models_sha256": row.models_sha256,
        "settings": settings.model_dump(mode="json", exclude={"engine", "workers", "resume", "keep_parts"}),
        "input_sha256": row.input_sha256,
        "documents": counts.documents,
        "rows": counts.tables,
        "files": {path.relative_to(folder).as_posix(): _sha256(path) for path in files},
        # What may differ between two runs over the same input stands here and nowhere else.
        "run": {
            "started_at": started.isoformat(timespec="seconds"),
            "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "workers": settings.workers,
            "python": platform.python_version(),
            "system": platform.system(),
        },
    }
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (folder / FILE_NAME).write_text(text, encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
