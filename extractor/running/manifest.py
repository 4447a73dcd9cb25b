"""``manifest.json``: what made the tables (comparable between runs) and, kept apart, when and where it was done."""

import hashlib
import json
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor import ids
from extractor.errors import InputError
from extractor.records import SCHEMA_VERSION, RunRow
from extractor.running.counts import Counts, Kind, Reason
from extractor.running.fingerprint import Provenance, tables_hash
from extractor.settings import GIVEN_FILES, HOW, RunSettings

FILE_NAME = "manifest.json"
# Settings that do not change the tables, and paths, of which the contents count.
_NOT_COMPARED = HOW | set(GIVEN_FILES)


def input_hash(contents: dict[str, str]) -> str:
    """Return one hash over all documents and their contents, whatever the order in which they were done."""
    digest = hashlib.sha256()
    for document in sorted(contents):
        digest.update(f"{document} {contents[document]}\n".encode())
    return digest.hexdigest()


def compared(settings: RunSettings) -> dict[str, Any]:
    """Return the settings that belong to the comparable part, as plain values."""
    return settings.model_dump(mode="json", exclude=set(_NOT_COMPARED))


def run_row(provenance: Provenance, contents: dict[str, str], counts: Counts) -> RunRow:
    """Return the row of the table ``runs``."""
    read = input_hash(contents)
    return RunRow(
        run_id=_run_id(provenance, read),
        program_version=provenance.program_version,
        model_name=provenance.model_name,
        model_version=provenance.model_version,
        model_sha256=provenance.model_sha256,
        models_sha256=provenance.models_sha256,
        settings_sha256=provenance.settings_sha256,
        input_sha256=read,
        documents=counts.tables["documents"],
        statements=counts.tables["statements"],
    )


def origin(provenance: Provenance, settings: RunSettings, input_sha256: str, review_sha256: str = "") -> dict[str, Any]:
    """Return the part of a manifest that says what the tables were made of, and by what; the same origin gives the same
    tables."""
    return {
        "schema_version": SCHEMA_VERSION,
        "run_id": _run_id(provenance, input_sha256),
        "program": {
            "version": provenance.program_version,
            "sha256": provenance.program_sha256,
            "tables_sha256": tables_hash(),
            "libraries": provenance.libraries,
        },
        "model": {"name": provenance.model_name, "version": provenance.model_version, "sha256": provenance.model_sha256},
        "models_sha256": provenance.models_sha256,
        "settings": compared(settings),
        "input_sha256": input_sha256,
        "review_sha256": review_sha256,
    }


def write_manifest(folder: Path, made_of: dict[str, Any], *, settings: RunSettings, counts: Counts, started: datetime) -> None:
    """Write the manifest of a set of tables that lies in the same folder; ``made_of`` is their :func:`origin`."""
    content: dict[str, Any] = {
        **made_of,
        "documents": counts.documents,
        "read": [asdict(kind) for kind in counts.kinds],
        "not_read": [asdict(reason) for reason in counts.reasons],
        "doubts": list(counts.doubts),
        "rows": counts.tables,
        "review": counts.trust.as_json(),
        "files": _files(folder),
        # What may differ between two runs over the same input stands here and nowhere else.
        "run": {
            "started_at": started.isoformat(timespec="seconds"),
            "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "workers": settings.workers,
            **{name: _absolute(getattr(settings, name)) for name in GIVEN_FILES},
            "python": platform.python_version(),
            "system": platform.system(),
        },
    }
    _write(folder, content)


def unchanged_counts(folder: Path, made_of: dict[str, Any], *, documents: int) -> Counts | None:
    """Return the counts of the tables in the folder, if they are of this :func:`origin` and number of documents, and every file
    is as it was made; else None, also for a damaged manifest.

    Tables with decisions of users are never called unchanged: what could not be carried out has to be told each time.
    """
    try:
        old = read_manifest(folder)
        same = all(old.get(name) == value for name, value in made_of.items()) and not made_of["review_sha256"]
        same = same and sum(old["documents"].values()) == documents
        if same and all(_sha256(folder / name) == digest for name, digest in old["files"].items()):
            reasons = tuple(Reason(**reason) for reason in old["not_read"])
            kinds = tuple(Kind(**kind) for kind in old["read"])
            return Counts(old["documents"], old["rows"], reasons=reasons, kinds=kinds, doubts=tuple(old["doubts"]))
    except (InputError, OSError, KeyError, TypeError, AttributeError):
        pass
    return None


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an output folder.

    Raises:
        InputError: there is none, or it is of another version of the tables.
    """
    try:
        content = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder}: no {FILE_NAME} there; give the folder that 'extractor run' was given as --out") from error
    if not isinstance(content, dict) or content.get("schema_version") != SCHEMA_VERSION:
        raise InputError(f"{folder}: made by another version of the program; run 'extractor run' again")
    return content


def rewrite_manifest(folder: Path, old: dict[str, Any], *, counts: Counts, review_sha256: str, files: dict[str, str]) -> None:
    """Write the manifest of tables that were made anew from the stored results of the run that ``old`` tells of.

    ``files`` are those that the user gave by the name of their option, for the next time.
    """
    run = old["run"] | {"finished_at": datetime.now(UTC).isoformat(timespec="seconds")}
    run |= {name: _absolute(path) for name, path in files.items()}
    program = old["program"] | {"tables_sha256": tables_hash()}
    new = {"program": program, "review_sha256": review_sha256, "rows": counts.tables, "review": counts.trust.as_json()}
    _write(folder, old | new | {"files": _files(folder), "run": run})


def _run_id(provenance: Provenance, input_sha256: str) -> str:
    return ids.make_id("r", provenance.fingerprint, input_sha256)


def _write(folder: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (folder / FILE_NAME).write_text(text, encoding="utf-8")


def _absolute(path: str) -> str:
    return str(Path(path).absolute()) if path else ""


def _files(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
