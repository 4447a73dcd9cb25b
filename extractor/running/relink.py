"""The tables once more from stored results, with what users decided since; nothing is analysed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.linking.decisions import FILE_NAME, read_decisions
from extractor.linking.names import load_knowledge
from extractor.linking.registry import read_registry
from extractor.linking.review import Review
from extractor.records import RunRow
from extractor.resources import find_models
from extractor.running.corpus import Counts, publish
from extractor.running.lock import locked
from extractor.running.manifest import read_manifest, rewrite_manifest
from extractor.running.parts import part_files
from extractor.settings import RunSettings


def decisions_file(out: Path, named: str = "") -> Path:
    """The file of decisions of an output folder: the one that is named, else ``entities.csv`` in it."""
    return Path(named) if named else out / FILE_NAME


def run_files(out: Path) -> tuple[str, str]:
    """The files of decisions and of the user's entities that a run was given; empty for none.

    Raises:
        InputError: the folder holds no finished run.
    """
    made = read_manifest(out)["run"]
    return made.get("entities", ""), made.get("registry", "")


def find_review(out: Path, *, entities: str = "", registry: str = "") -> Review:
    """What users say about the entities of an output folder; without files, nothing.

    Raises:
        InputError: a file that is named does not exist, or a file makes no sense.
    """
    path = decisions_file(out, entities)
    decisions = read_decisions(path) if entities or path.exists() else []
    return Review(tuple(decisions), tuple(read_registry(Path(registry)) if registry else ()))


def relink(out: Path, *, entities: str = "", registry: str = "", step: Callable[[str], None] = lambda _: None) -> Counts:
    """Link the stored results of a finished run anew and replace its tables.

    ``entities`` and ``registry`` are files; by default those of the run.

    Raises:
        InputError: the folder holds no finished run or no stored results, or a file makes no sense.
        BusyError: a run is using the folder.
    """
    folder = out.absolute()
    old = read_manifest(folder)
    with locked(folder):
        parts = folder / "parts"
        if not part_files(parts):
            raise InputError(f"{parts}: no stored results there; run 'extractor run' again without --no-keep-parts")
        given = run_files(folder)
        files = {"entities": entities or given[0], "registry": registry or given[1]}
        review = find_review(folder, **files)
        return publish(
            parts,
            folder,
            knowledge=load_knowledge(find_models()),
            run=lambda counts: _run_row(folder, old, counts),
            formats=old["settings"]["formats"],
            manifest=lambda counts, staging: rewrite_manifest(staging, old, counts=counts, review_sha256=review.sha256, **files),
            review=review,
            step=step,
        )


def _run_row(folder: Path, old: dict[str, Any], counts: Counts) -> RunRow:
    """The row of the run that made the stored results, which must be those of its tables."""
    if counts.documents != old["documents"]:
        raise InputError(f"{folder}: a later run was stopped; give its command again, then this one")
    return RunRow(
        run_id=old["run_id"],
        program_version=old["program"]["version"],
        model_name=old["model"]["name"],
        model_version=old["model"]["version"],
        model_sha256=old["model"]["sha256"],
        models_sha256=old["models_sha256"],
        settings_sha256=RunSettings(**old["settings"]).fingerprint(),
        input_sha256=old["input_sha256"],
        documents=counts.tables["documents"],
        statements=counts.tables["statements"],
    )
