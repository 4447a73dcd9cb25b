"""The same inputs give the same bytes: for any number of workers, order of files, engine, shards, kills, locale and hash seed."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from published import published_files
from runs import make_inputs, run, start

pytestmark = pytest.mark.faults
DOCUMENTS = 600


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files and a file of many records; one of them fails, one is skipped."""
    folder = make_inputs(tmp_path_factory.mktemp("base") / "in", DOCUMENTS)
    (folder / "empty.txt").touch()
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    return folder


@pytest.fixture(scope="module")
def expected(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a run with one worker."""
    out = tmp_path_factory.mktemp("one")
    _run(inputs, out, "--workers", "1")
    return published_files(out)


def _run(inputs: Path, out: Path, *options: str, **environment: str) -> None:
    assert run("run", inputs, "--out", out, *options, **environment).returncode in {0, 3}


def _shuffled(inputs: Path, out: Path) -> None:
    """The files made in another order, in another folder of the same name, looked at from elsewhere."""
    folder = out.parent / "in"
    folder.mkdir()
    paths = list(inputs.iterdir())
    random.Random(5).shuffle(paths)
    for path in paths:
        shutil.copyfile(path, folder / path.name)
    _run(folder, out, "--workers", "2")


def _sharded(inputs: Path, out: Path) -> None:
    shards = [out.parent / f"shard{number}" for number in (1, 2, 3)]
    for number, shard in enumerate(shards, 1):
        _run(inputs, shard, "--shard", f"{number}/3", "--workers", str(number))
    assert run("merge", shards[2], shards[0], shards[1], "--out", out).returncode in {0, 3}


def _killed(inputs: Path, out: Path) -> None:
    """Killed again and again until it gets through, with another number of workers each time."""
    patience = 1.5
    while True:
        process = start("run", inputs, "--out", out, "--workers", str(1 + int(patience * 2) % 4))
        try:
            process.communicate(timeout=patience)
            return
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            patience += 0.7


def _after_other_inputs(inputs: Path, out: Path) -> None:
    """A run over fewer and other files comes first."""
    folder = out.parent / "in"
    folder.mkdir()
    for path in sorted(inputs.iterdir())[: DOCUMENTS // 4]:
        (folder / path.name).write_bytes(b"Old text. " + path.read_bytes())
    (folder / "removed.txt").write_text("Cy Mora said: gone", encoding="utf-8")
    _run(folder, out, "--workers", "2")
    (folder / "removed.txt").unlink()
    for path in inputs.iterdir():
        shutil.copyfile(path, folder / path.name)
    _run(folder, out, "--workers", "2")


def _elsewhere(inputs: Path, out: Path) -> None:
    here = Path.cwd()
    os.chdir(inputs.parent)
    try:
        _run(Path("in"), out, "--workers", "2")
    finally:
        os.chdir(here)


VARIANTS: dict[str, Callable[[Path, Path], None]] = {
    "two workers": lambda inputs, out: _run(inputs, out, "--workers", "2"),
    "four workers": lambda inputs, out: _run(inputs, out, "--workers", "4"),
    "other order of files": _shuffled,
    "relative path": _elsewhere,
    "shards": _sharded,
    "dask": lambda inputs, out: _run(inputs, out, "--engine", "dask", "--workers", "2"),
    "killed": _killed,
    "after other inputs": _after_other_inputs,
    "C locale, Tokyo": lambda inputs, out: _run(inputs, out, LC_ALL="C", TZ="Asia/Tokyo", PYTHONHASHSEED="1", PYTHONUTF8="0"),
    "Turkish": lambda inputs, out: _run(inputs, out, LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8", TZ="UTC", PYTHONHASHSEED="2"),
    "German": lambda inputs, out: _run(inputs, out, LC_ALL="de_DE.UTF-8", TZ="America/St_Johns", PYTHONHASHSEED="4294967295"),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_bytes(variant: str, inputs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    VARIANTS[variant](inputs, tmp_path / "out")
    assert published_files(tmp_path / "out") == expected
