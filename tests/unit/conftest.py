"""Published tables of a few results made by hand, and a folder of models to be spoiled."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from published import FORMATS, publish_tables

from extractor.records import DocumentResult
from extractor.resources import Models, find_models
from extractor.running.corpus import Counts

Publish = Callable[..., Counts]


@pytest.fixture
def publish_results(tmp_path: Path) -> Publish:
    """Store results as part files and publish their tables in a folder."""

    def run(results: Sequence[DocumentResult], out: Path, formats: Sequence[str] = FORMATS) -> Counts:
        return publish_tables(results, out, parts=tmp_path / f"parts-{out.name}", formats=formats)

    return run


@pytest.fixture(scope="module")
def publish_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Publish the tables of results that all tests of a module only read; gives the folder."""

    def run(results: Sequence[DocumentResult], formats: Sequence[str] = FORMATS, **options: Any) -> Path:
        folder = tmp_path_factory.mktemp("published")
        publish_tables(results, folder / "out", parts=folder / "parts", formats=formats, **options)
        return folder / "out"

    return run


@pytest.fixture
def models(tmp_path: Path) -> Models:
    """A copy of the files of English, to be spoiled."""
    shutil.copytree(find_models().root / "en", tmp_path / "en")
    return Models(tmp_path)
