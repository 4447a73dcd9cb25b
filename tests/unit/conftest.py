"""Published tables of a few results made by hand."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractor.linking.names import load_knowledge
from extractor.records import DocumentResult, RunRow
from extractor.resources import find_models
from extractor.running.corpus import Counts, publish
from extractor.running.parts import Key, PartWriter, encode

Publish = Callable[..., Counts]


@pytest.fixture
def publish_results(tmp_path: Path) -> Publish:
    """Store results as part files and publish their tables in a folder."""
    knowledge = load_knowledge(find_models())

    def run(results: Sequence[DocumentResult], out: Path, formats: Sequence[str] = ("csv", "parquet", "sqlite")) -> Counts:
        parts = tmp_path / f"parts-{out.name}"
        writer = PartWriter(parts / "part-000.jsonl")
        writer.append([encode(Key(result.document.document_id, "00", "", "00"), result) for result in results])
        writer.close()
        out.mkdir(exist_ok=True)
        row = {name: "x" for name, info in RunRow.model_fields.items() if info.annotation is str}
        return publish(
            parts,
            out,
            knowledge=knowledge,
            run=lambda counts: RunRow.model_validate({**row, "documents": counts.tables["documents"], "statements": 0}),
            formats=formats,
            manifest=lambda _counts, _folder: None,
        )

    return run
