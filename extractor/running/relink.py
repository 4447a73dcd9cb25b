"""The tables once more from stored results, with what users decided since; nothing is analysed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extractor.decisions.log import FILE_NAME as LOG_NAME
from extractor.decisions.log import log_hash, read_events
from extractor.decisions.model import Event
from extractor.errors import InputError
from extractor.fact_checks.read import NO_FACT_CHECKS, FactChecks, read_fact_checks
from extractor.linking.edits import FILE_NAME, read_decisions
from extractor.linking.names import load_knowledge
from extractor.linking.registry import read_registry
from extractor.linking.review import Review
from extractor.records import RunRow
from extractor.resources import find_models
from extractor.running.counts import Counts
from extractor.running.lock import locked
from extractor.running.manifest import read_manifest, rewrite_manifest
from extractor.running.parts import part_files
from extractor.settings import GIVEN_FILES, PARTS, RunSettings


def decisions_file(out: Path, named: str = "") -> Path:
    """Return the file of decisions of an output folder: the one that is named, else ``entities.csv`` in it."""
    return Path(named) if named else out / FILE_NAME


def log_file(out: Path, named: str = "") -> Path:
    """Return the log of reviewers' decisions of an output folder: the one that is named, else ``decisions.jsonl`` in it."""
    return Path(named) if named else out / LOG_NAME


def find_events(out: Path, *, decisions: str = "") -> list[Event]:
    """Return what reviewers decided about the statements of an output folder; without a log, nothing.

    Raises:
        InputError: a file that is named does not exist, or a line makes no sense.
    """
    path = log_file(out, decisions)
    if decisions and not path.is_file():
        raise InputError(f"{path}: there is no such file")
    return read_events(path)


def find_fact_checks(named: str) -> FactChecks:
    """Return the fact-checks of a file or folder; without one, none.

    Raises:
        InputError: there is no such file or folder.
    """
    return read_fact_checks(Path(named)) if named else NO_FACT_CHECKS


def review_hash(review: Review, events: Sequence[Event], fact_checks: FactChecks) -> str:
    """Return the hash of all that people said about a run; empty when they said nothing."""
    return " ".join(filter(None, (review.sha256, log_hash(events), fact_checks.sha256)))


def run_files(out: Path) -> dict[str, str]:
    """Return the files that a run was given: decisions on entities, the user's entities, reviewers' decisions,
    fact-checks; empty for none.

    Raises:
        InputError: the folder holds no finished run.
    """
    made = read_manifest(out)["run"]
    return {name: made.get(name, "") for name in GIVEN_FILES}


def find_review(out: Path, *, entities: str = "", registry: str = "") -> Review:
    """Return what users say about the entities of an output folder; without files, nothing.

    Raises:
        InputError: a file that is named does not exist, or a file makes no sense.
    """
    path = decisions_file(out, entities)
    decisions = read_decisions(path) if entities or path.exists() else []
    return Review(tuple(decisions), tuple(read_registry(Path(registry)) if registry else ()))


def relink(
    out: Path,
    *,
    entities: str = "",
    registry: str = "",
    decisions: str = "",
    fact_checks: str = "",
    step: Callable[[str], None] = lambda _: None,
) -> Counts:
    """Link the stored results of a finished run anew and replace its tables.

    ``entities``, ``registry``, ``decisions`` and ``fact_checks`` are files; by default those of the run.

    Raises:
        InputError: the folder holds no finished run or no stored results, or a file makes no sense.
        BusyError: a run is using the folder.
    """
    from extractor.running.corpus import publish

    folder = out.absolute()
    old = read_manifest(folder)
    with locked(folder):
        parts = folder / PARTS
        if not part_files(parts):
            raise InputError(f"{parts}: no stored results there; run 'extractor run' again without --no-keep-parts")
        given = run_files(folder)
        named = {"entities": entities, "registry": registry, "decisions": decisions, "fact_checks": fact_checks}
        files = {name: path or given[name] for name, path in named.items()}
        review = find_review(folder, entities=files["entities"], registry=files["registry"])
        events = find_events(folder, decisions=files["decisions"])
        checked = find_fact_checks(files["fact_checks"])
        said = review_hash(review, events, checked)
        return publish(
            parts,
            folder,
            knowledge=load_knowledge(find_models()),
            run=lambda counts: _run_row(folder, old, counts),
            formats=old["settings"]["formats"],
            manifest=lambda counts, staging: rewrite_manifest(staging, old, counts=counts, review_sha256=said, files=files),
            review=review,
            events=events,
            fact_checks=checked,
            step=step,
        )


def _run_row(folder: Path, old: dict[str, Any], counts: Counts) -> RunRow:
    """Return the row of the run that made the stored results, which must be those of its tables."""
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
