"""A run that is killed, stopped or starved goes on as if nothing had happened: no row lost, doubled or changed."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.faults

COMMAND = [sys.executable, str(Path(__file__).with_name("line_run.py")), "run"]
DOCUMENTS = 1500
KILLS = 50


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files and one file of many records."""
    folder = tmp_path_factory.mktemp("in")
    for number in range(DOCUMENTS // 2):
        text = "\n".join(f"Ana{line} Kova{number % 40}, mayor, said: line {line} of {number}" for line in range(20))
        (folder / f"a{number:04}.txt").write_text(text, encoding="utf-8")
    lines = (json.dumps({"id": f"r{number}", "text": f"Bo Lund said: record {number}"}) for number in range(DOCUMENTS // 2))
    (folder / "dump.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """The files of an undisturbed run and the seconds it took."""
    out = tmp_path_factory.mktemp("undisturbed")
    begin = time.monotonic()
    assert _run(inputs, out).returncode == 0
    return _published(out), time.monotonic() - begin


def _start(inputs: Path, out: Path, *options: str, **environment: str) -> subprocess.Popen[bytes]:
    command = [*COMMAND, str(inputs), "--out", str(out), "--workers", "2", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **environment})


def _run(inputs: Path, out: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    with _start(inputs, out, *options, **environment) as process:
        stdout, stderr = process.communicate(timeout=120)
    assert b"Traceback" not in stderr
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def _published(out: Path) -> dict[str, bytes]:
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    files = {name: data for name, data in files.items() if not name.startswith(("parts/", "."))}
    manifest = json.loads(files.pop("manifest.json"))
    del manifest["run"]
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def _workers() -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"line_worker.py" in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def _wait(condition: "Iterator[bool] | object", seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def test_killed_at_any_moment(inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    files, seconds = expected
    moments = random.Random(11)
    kills = finished = 0
    out = tmp_path / "out"
    while kills < KILLS:
        process = _start(inputs, out)
        try:
            process.wait(moments.uniform(0.1, seconds))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        else:
            finished += 1
            assert process.returncode == 0
            assert _published(out) == files
            out = tmp_path / f"out{finished}"
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()
        _wait(lambda: _workers() == [])  # workers end with the main process
    assert _run(inputs, out).returncode == 0
    assert _published(out) == files
    assert not [path for path in out.iterdir() if path.name.startswith(".publishing")]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_and_the_same_command_goes_on(
    number: signal.Signals, code: int, inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        _wait(lambda: any((out / "parts").glob("part-00*.jsonl")))
        process.send_signal(number)
        begin = time.monotonic()
        _, stderr = process.communicate(timeout=20)
    assert process.returncode == code
    assert time.monotonic() - begin < 15
    assert b"the same command goes on" in stderr
    assert b"Traceback" not in stderr
    assert not (out / "tables").exists()
    assert _run(inputs, out).returncode == 0
    assert _published(out) == expected[0]


def test_a_worker_that_is_killed_costs_nothing(inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        for _ in range(3):
            _wait(lambda: process.poll() is not None or any((out / "parts").glob("part-00*.jsonl")))
            for worker in _workers()[:1]:
                os.kill(worker, signal.SIGKILL)
            time.sleep(0.4)
        process.communicate(timeout=120)
    assert process.returncode == 0
    assert _published(out) == expected[0]


def test_two_runs_at_once(inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as first:
        _wait((out / "parts").exists)
        second = _run(inputs, out)
        assert second.returncode == 75
        assert b"another run is using" in second.stderr
        first.communicate(timeout=120)
    assert first.returncode == 0
    assert _published(out) == expected[0]


@contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False, capture_output=True
    ).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("size", ["1500k", "8m", "14m"])
def test_a_full_disk_is_said_and_the_run_goes_on_when_there_is_room(
    size: str, inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    with _small_disk(tmp_path / "disk", size) as disk:
        result = _run(inputs, disk / "out")
        assert result.returncode == 74
        assert b"disk is full" in result.stderr or b"No space left" in result.stderr
        subprocess.run(["mount", "-o", "remount,size=300m", str(disk)], check=True)
        assert _run(inputs, disk / "out").returncode == 0
        assert _published(disk / "out") == expected[0]


def test_inputs_that_change_during_the_run(inputs: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for path in inputs.glob("a*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    with _start(folder, out) as process:
        _wait(lambda: any((out / "parts").glob("part-00*.jsonl")))
        for number in range(0, 700, 7):
            (folder / f"a{number:04}.txt").write_text(f"Cy Mora said: changed {number}", encoding="utf-8")
        process.communicate(timeout=120)
    assert process.returncode in {0, 3}
    assert _run(folder, out).returncode == 0
    assert _run(folder, tmp_path / "fresh").returncode == 0
    assert _published(out) == _published(tmp_path / "fresh")


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "2"}],
    ids=["C", "tr"],
)
def test_locale_time_zone_and_hash_seed_do_not_matter(
    environment: dict[str, str], inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    assert _run(inputs, tmp_path / "out", **environment).returncode == 0
    assert _published(tmp_path / "out") == expected[0]


def test_an_output_folder_that_cannot_be_written(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = _run(inputs, tmp_path / "file" / "out")
    assert result.returncode == 74
    assert b"cannot be written" in result.stderr


def test_nothing_is_left_open_at_the_end(inputs: Path, tmp_path: Path) -> None:
    assert _run(inputs, tmp_path / "out", "--no-keep-parts", "--quiet").stderr == b""
    with closing(os.scandir(tmp_path / "out")) as entries:
        names = {entry.name for entry in entries}
    assert names - {"report.html"} == {".extractor.lock", "datapackage.json", "extractor.sqlite", "manifest.json", "tables"}
