"""Tables of results made by hand, published as a run does it."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractor.decisions.model import Event
from extractor.linking.names import Knowledge, load_knowledge
from extractor.records import DocumentResult, RunRow
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
        threads=threads,
    )
