"""Runs with workers that need no model."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from line_runs import Runner, make_runner, write_articles
from published import published_files

from extractor.resources import find_models
from extractor.running.fingerprint import Provenance, find_provenance
from extractor.running.run import RunSummary
from extractor.settings import RunSettings


@pytest.fixture(scope="session")
def provenance() -> Provenance:
    """Found once: it reads all files of the program and the model."""
    return find_provenance(RunSettings(), find_models())


@pytest.fixture
def runner(provenance: Provenance, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """``run`` with the document stage of ``factories``; settings as keywords."""
    return make_runner(provenance, monkeypatch)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """The folder ``in`` of small articles."""
    return write_articles(tmp_path / "in")


@pytest.fixture(scope="session")
def first_run(provenance: Provenance, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunSummary]:
    """The output folder of a run of the small articles, to be read or copied, and what the run says of itself."""
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as monkeypatch:
        return folder / "out", make_runner(provenance, monkeypatch)([write_articles(folder / "in")], folder / "out")


@pytest.fixture
def finished(first_run: tuple[Path, RunSummary], articles: Path) -> RunSummary:
    """A finished run of the articles, with its output in the folder ``out`` beside them."""
    folder, summary = first_run
    shutil.copytree(folder, articles.parent / "out")
    return summary


@pytest.fixture
def tables() -> Callable[[Path], dict[str, bytes]]:
    """Name -> bytes of what a run published."""
    return published_files
