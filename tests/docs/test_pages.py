"""The pages of ``docs/``: the site builds without a warning, and every block of code runs."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from blocks import ROOT, blocks, run

from extractor.settings import Config

PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if blocks(path.read_text("utf-8"), "sh", "python"))
ALL = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.docs
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_blocks_of_a_page_run(page: Path, tmp_path: Path) -> None:
    """The shell blocks one after the other, then the Python blocks as one program, in a folder with the sample articles."""
    text = page.read_text("utf-8")
    for name in ("seeds", "corpus"):
        shutil.copytree(ROOT / name, tmp_path / name)
    if shell := blocks(text, "sh"):
        run(["bash", "-euxo", "pipefail", "-c", "\n".join(shell)], tmp_path)
    if python := blocks(text, "python"):
        run([sys.executable, "-c", "\n".join(python)], tmp_path)


@pytest.mark.docs
def test_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > len(PAGES)
    for page in pages:
        text = page.read_text("utf-8")
        for tag in ('<script src="http', '<link rel="stylesheet" href="http', '<img src="http'):
            assert tag not in text, f"{page.name} fetches from another host"


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_of_settings_are_valid(page: Path) -> None:
    for block in blocks(page.read_text("utf-8"), "toml"):
        settings = tomllib.loads(block)
        assert Config.model_validate(settings).model_fields_set == set(settings)
