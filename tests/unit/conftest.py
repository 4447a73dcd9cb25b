"""Published tables of a few results made by hand."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from published import FORMATS, publish_tables

from extractor.records import DocumentResult
from extractor.running.corpus import Counts

Publish = Callable[..., Counts]


@pytest.fixture
def publish_results(tmp_path: Path) -> Publish:
    """Store results as part files and publish their tables in a folder."""

    def run(results: Sequence[DocumentResult], out: Path, formats: Sequence[str] = FORMATS) -> Counts:
        return publish_tables(results, out, parts=tmp_path / f"parts-{out.name}", formats=formats)

    return run
