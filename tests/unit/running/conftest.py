"""Runs with workers that need no model."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from published import published_files

from extractor.resources import Models, find_models
from extractor.running.fingerprint import Provenance, find_provenance
from extractor.running.run import RunSummary, run
from extractor.settings import RunSettings

LINE_WORKER = (sys.executable, "-P", str(Path(__file__).with_name("line_worker.py")))
Runner = Callable[..., RunSummary]


@pytest.fixture(scope="session")
def provenance() -> Provenance:
    """Found once: it reads all files of the program and the model."""
    return find_provenance(RunSettings(), find_models())


@pytest.fixture
def runner(provenance: Provenance, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """``run`` with the document stage of ``factories``; settings as keywords."""

    def find(settings: RunSettings, _models: Models) -> Provenance:
        return replace(provenance, settings_sha256=settings.fingerprint())

    monkeypatch.setattr("extractor.running.run.find_provenance", find)

    def start(inputs: Sequence[Path], out: Path, **settings: object) -> RunSummary:
        return run(inputs, out=out, settings=RunSettings.model_validate({"workers": 1} | settings), worker_command=LINE_WORKER)

    return start


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of small articles, an empty file and one that is no article."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        text = f'Ana Kova, mayor, said: the harbour has {number} cranes.\nBo{number % 5} Lund said: it\'s |not| "so".\n'
        (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def tables() -> Callable[[Path], dict[str, bytes]]:
    """Name -> bytes of what a run published."""
    return published_files
