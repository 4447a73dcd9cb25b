"""The tables of a run that was done in shards: byte for byte those of one run over all inputs."""

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from extractor.errors import InputError
from extractor.linking.names import load_knowledge
from extractor.resources import find_models
from extractor.running.corpus import publish
from extractor.running.lock import locked
from extractor.running.manifest import compared, input_hash, origin, run_row, write_manifest
from extractor.running.output import check_memory_limit, checked_output
from extractor.running.parts import compact, part_files, read_index
from extractor.running.relink import find_events, find_fact_checks, find_review, review_hash
from extractor.running.run import RunSummary
from extractor.running.sharding import FILE_NAME, ShardFile
from extractor.running.signals import watched
from extractor.settings import PARTS
from extractor.writers.base import find_writers

_MOST_NAMED = 10


def merge(
    folders: Sequence[Path],
    *,
    out: Path,
    formats: tuple[str, ...] = (),
    entities: str = "",
    registry: str = "",
    decisions: str = "",
    fact_checks: str = "",
    step: Callable[[str], None] = lambda _: None,
) -> RunSummary:
    """Bring the stored results of all shards of a run together and publish the tables in ``out``.

    ``formats`` are by default those that the shards were given.

    Raises:
        InputError: a shard is missing, unfinished, damaged or there twice, or the shards are not of one run.
        OutputError: the folder cannot be written.
        BusyError: a run is using the folder.
        ExportError: a form of the tables is unknown.
        ExtractorError: too little memory may be used.
    """
    check_memory_limit()
    find_writers(formats)
    begin, started = monotonic(), datetime.now(UTC)
    shards = {folder.resolve(): ShardFile.read(folder) for folder in folders}
    target = out.resolve()
    _check_one_run(shards)
    if target in shards:
        raise InputError(f"{out}: the folder of a shard; give another --out")
    first = next(iter(shards.values()))
    given = {"entities": entities, "registry": registry, "decisions": decisions, "fact_checks": fact_checks}
    settings = first.settings.model_copy(update={"shard": "", **given})
    settings = settings.model_copy(update={"formats": formats}) if formats else settings
    with checked_output(target), locked(target), watched() as stop:
        stop.at_once = True
        review = find_review(target, entities=entities, registry=registry)
        events = find_events(target, decisions=decisions)
        checked = find_fact_checks(fact_checks)
        step("bringing the shards together")
        contents = _gather(shards, target / PARTS)
        compact(target / PARTS, contents, first.provenance.fingerprint)
        made_of = origin(first.provenance, settings, input_hash(contents), review_hash(review, events, checked))
        counts = publish(
            target / PARTS,
            target,
            knowledge=load_knowledge(find_models()),
            run=lambda counts: run_row(first.provenance, contents, counts),
            manifest=lambda counts, folder: write_manifest(folder, made_of, settings=settings, counts=counts, started=started),
            formats=settings.formats,
            review=review,
            events=events,
            fact_checks=checked,
            step=stop.watching(step),
        )
    return RunSummary.of(counts, out=target, formats=settings.formats, seconds=monotonic() - begin)


def _check_one_run(shards: dict[Path, ShardFile]) -> None:
    """Check that all shards of one run are there, each once and finished."""
    folder, first = next(iter(shards.items()))
    seen: dict[int, Path] = {}
    for other, shard in shards.items():
        if not shard.finished:
            raise InputError(f"{other}: shard {shard.shard} is not finished; give its command again")
        if shard.shard.of != first.shard.of:
            raise InputError(f"{other} is shard {shard.shard}, {folder} is shard {first.shard}: not of one run")
        if shard.provenance.fingerprint != first.provenance.fingerprint or compared(shard.settings) != compared(first.settings):
            what = ", ".join(_differences(shard, first))
            raise InputError(f"{other} was made with another {what} than {folder}; run one of them again")
        if shard.listing_sha256 != first.listing_sha256:
            raise InputError(
                f"{other} was made from other inputs ({shard.found:,} files) than {folder} ({first.found:,} files): "
                "give all shards the same inputs under the same names"
            )
        if shard.shard.number in seen:
            raise InputError(f"{other} and {seen[shard.shard.number]} are both shard {shard.shard}")
        seen[shard.shard.number] = other
    missing = [str(number) for number in range(1, first.shard.of + 1) if number not in seen]
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + (
            f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        )
        raise InputError(f"shards missing: {named} of {first.shard.of}")


def _differences(shard: ShardFile, other: ShardFile) -> list[str]:
    left, right = shard.provenance, other.provenance
    pairs = {
        "program version": ((left.program_version, left.program_sha256), (right.program_version, right.program_sha256)),
        "version of a library": (left.libraries, right.libraries),
        "model": ((left.model_name, left.model_sha256), (right.model_name, right.model_sha256)),
        "state of models/": (left.models_sha256, right.models_sha256),
    }  # fmt: skip
    mine, others = compared(shard.settings), compared(other.settings)
    settings = [f"setting '{name}'" for name in mine if mine[name] != others[name]]
    return [name for name, (one, two) in pairs.items() if one != two] + settings


def _gather(shards: dict[Path, ShardFile], parts: Path) -> dict[str, str]:
    """Copy the part files of all shards; document id -> content hash of all of them."""
    parts.mkdir(exist_ok=True)
    contents: dict[str, str] = {}
    for folder, shard in shards.items():
        index = read_index(folder / PARTS, shard.provenance.fingerprint, repair=False)
        own = {document: key.content for document, key in index.items()}
        if len(own) != shard.documents or input_hash(own) != shard.input_sha256:
            raise InputError(f"{folder}: its stored results are not those of its {FILE_NAME}; give its command again")
        if not contents.keys().isdisjoint(own):
            raise InputError(f"{folder}: some of its documents belong to another shard too")
        contents |= own
        for path in part_files(folder / PARTS):
            shutil.copyfile(path, parts / f"shard-{shard.shard.number:05}-{path.name}")
    return contents
