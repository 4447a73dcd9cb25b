"""Runs with workers that need no model, and articles for them."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.resources import Models
from extractor.running.fingerprint import Provenance
from extractor.running.run import RunSummary, run
from extractor.settings import RunSettings

LINE_WORKER = (sys.executable, "-P", str(Path(__file__).parent / "running" / "line_worker.py"))
Runner = Callable[..., RunSummary]


def make_runner(provenance: Provenance, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """``run`` with the document stage of ``factories``; settings as keywords."""

    def find(settings: RunSettings, _models: Models) -> Provenance:
        return replace(provenance, settings_sha256=settings.fingerprint())

    monkeypatch.setattr("extractor.running.run.find_provenance", find)

    def start(inputs: Sequence[Path], out: Path, **settings: object) -> RunSummary:
        return run(inputs, out=out, settings=RunSettings.model_validate({"workers": 1} | settings), worker_command=LINE_WORKER)

    return start


def write_articles(folder: Path) -> Path:
    """A folder of small articles, an empty file and one that is no article."""
    folder.mkdir()
    for number in range(12):
        text = f'Ana Kova, mayor, said: the harbour has {number} cranes.\nBo{number % 5} Lund said: it\'s |not| "so".\n'
        (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder
