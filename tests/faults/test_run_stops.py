"""A run that is killed, stopped or starved goes on as if nothing had happened: no row lost, doubled or changed."""

import gzip
import io
import os
import random
import signal
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from published import files_and_rows, published_files
from runs import PATIENCE, make_inputs, run, start, wait, workers

pytestmark = pytest.mark.faults

DOCUMENTS = 1500
# The figure in the documentation is of 50: EXTRACTOR_KILLS=50 make faults.
KILLS = int(os.environ.get("EXTRACTOR_KILLS", "15"))


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files and one file of many records."""
    return make_inputs(tmp_path_factory.mktemp("in"), DOCUMENTS)


@pytest.fixture(scope="module")
def expected(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """The files of an undisturbed run and the seconds it took."""
    out = tmp_path_factory.mktemp("undisturbed")
    begin = time.monotonic()
    assert _run(inputs, out).returncode == 0
    return published_files(out), time.monotonic() - begin


def _start(inputs: Path, out: Path, *options: str, **environment: str) -> subprocess.Popen[bytes]:
    return start("run", inputs, "--out", out, "--workers", "2", *options, **environment)


def _run(inputs: Path, out: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return run("run", inputs, "--out", out, "--workers", "2", *options, **environment)


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
            assert published_files(out) == files
            out = tmp_path / f"out{finished}"
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()
        wait(lambda: workers() == [])  # workers end with the main process
    assert _run(inputs, out).returncode == 0
    assert published_files(out) == files
    assert not [path for path in out.iterdir() if path.name.startswith(".publishing")]


def test_killed_at_any_moment_while_a_folder_grows(tmp_path: Path) -> None:
    moments = random.Random(5)
    folder, out = make_inputs(tmp_path / "in", 300), tmp_path / "out"
    assert _run(folder, out, CHANGE_DATABASE="1").returncode == 0
    begin = time.monotonic()
    for kill in range(KILLS):
        files = sorted(folder.glob("a*.txt"))
        moments.choice(files).unlink()
        moments.choice(files).write_text(f"Ana{kill} Kova3, mayor, said: changed {kill}", encoding="utf-8")
        (folder / f"new{kill}.txt").write_text(f"Bo Lund said: new {kill}", encoding="utf-8")
        with _start(folder, out, CHANGE_DATABASE="1") as process:
            try:
                process.wait(moments.uniform(0.1, (time.monotonic() - begin) / (kill + 1) + 2))
            except subprocess.TimeoutExpired:
                process.kill()
        wait(lambda: workers() == [])
    assert _run(folder, out, CHANGE_DATABASE="1").returncode == 0
    assert _run(folder, tmp_path / "fresh").returncode == 0
    assert files_and_rows(out) == files_and_rows(tmp_path / "fresh")


def test_a_watch_is_stopped_and_killed(tmp_path: Path) -> None:
    folder, out = make_inputs(tmp_path / "in", 100), tmp_path / "out"
    options = ("--watch", "--every", "1")
    for number, ending in enumerate((signal.SIGKILL, signal.SIGTERM)):
        with _start(folder, out, *options) as process:
            wait((out / "manifest.json").exists)
            before = (out / "manifest.json").stat().st_mtime_ns
            (folder / f"new{number}.txt").write_text(f"Bo Lund said: new {number}", encoding="utf-8")
            wait(lambda before=before: (out / "manifest.json").stat().st_mtime_ns > before)
            time.sleep(3)
            process.send_signal(ending)
            _, stderr = process.communicate(timeout=PATIENCE)
        assert b"Traceback" not in stderr
        assert 1 <= stderr.count(b"\n") <= 2, stderr.decode()  # a line for each batch
        wait(lambda: workers() == [])
    assert process.returncode == 0
    assert _run(folder, tmp_path / "fresh").returncode == 0
    assert published_files(out) == published_files(tmp_path / "fresh")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_and_the_same_command_goes_on(
    number: signal.Signals, code: int, inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        wait(lambda: any((out / "parts").glob("part-00*.jsonl")))
        process.send_signal(number)
        begin = time.monotonic()
        _, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert time.monotonic() - begin < 10 + expected[1]  # it does not finish first
    assert b"the same command goes on" in stderr
    assert b"Traceback" not in stderr
    assert not (out / "tables").exists()
    assert _run(inputs, out).returncode == 0
    assert published_files(out) == expected[0]


def test_a_worker_that_is_killed_costs_nothing(inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        for _ in range(3):
            wait(lambda: process.poll() is not None or any((out / "parts").glob("part-00*.jsonl")))
            for worker in workers()[:1]:
                os.kill(worker, signal.SIGKILL)
            time.sleep(0.4)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert published_files(out) == expected[0]


def test_two_runs_at_once(inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as first:
        wait((out / "parts").exists)
        second = _run(inputs, out)
        assert second.returncode == 75
        assert b"another run is using" in second.stderr
        first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    assert published_files(out) == expected[0]


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
        assert published_files(disk / "out") == expected[0]


def test_a_full_folder_for_temporary_files_is_no_fault_of_the_inputs(tmp_path: Path) -> None:
    folder, out = make_inputs(tmp_path / "in", 40), tmp_path / "out"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", os.urandom(30_000).hex())
    (folder / "b.zip.gz").write_bytes(gzip.compress(packed.getvalue()))
    with _small_disk(tmp_path / "disk", "4k") as disk:
        result = _run(folder, out, TMPDIR=str(disk))
        assert result.returncode == 74
        assert b"TMPDIR" in result.stderr
    assert _run(folder, out).returncode == 0
    assert _run(folder, tmp_path / "fresh").returncode == 0
    assert published_files(out) == published_files(tmp_path / "fresh")


def test_inputs_that_change_during_the_run(inputs: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for path in inputs.glob("a*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    with _start(folder, out) as process:
        wait(lambda: any((out / "parts").glob("part-00*.jsonl")))
        for number in range(0, 700, 7):
            (folder / f"a{number:04}.txt").write_text(f"Cy Mora said: changed {number}", encoding="utf-8")
        process.communicate(timeout=PATIENCE)
    assert process.returncode in {0, 3}
    assert _run(folder, out).returncode == 0
    assert _run(folder, tmp_path / "fresh").returncode == 0
    assert published_files(out) == published_files(tmp_path / "fresh")


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "2"}],
    ids=["C", "tr"],
)
def test_locale_time_zone_and_hash_seed_do_not_matter(
    environment: dict[str, str], inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    assert _run(inputs, tmp_path / "out", **environment).returncode == 0
    assert published_files(tmp_path / "out") == expected[0]


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


@pytest.mark.parametrize("moment", range(6))
def test_killed_while_tables_are_written(
    moment: int, inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with _start(inputs, out) as process:
        wait((out / ".publishing").exists)
        time.sleep(moment * 0.3)
        process.kill()
        process.communicate()
    before = {path: path.read_bytes() for path in (out / "tables").glob("*")}
    assert set(before.values()) <= set(expected[0].values())  # what is there is whole
    assert _run(inputs, out).returncode == 0
    assert published_files(out) == expected[0]


def test_damaged_state_is_noticed(inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _run(inputs, out).returncode == 0
    chance = random.Random(3)
    for path in sorted((out / "parts").glob("*.jsonl")):
        data = bytearray(path.read_bytes())
        for _ in range(40):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data[: -chance.randrange(1, 5000)])
    (out / "parts" / "part-009.jsonl").write_bytes(b"\0" * 5000)
    (out / "parts" / "known.json").write_bytes(b"{")
    (out / ".publishing" / "work").mkdir(parents=True)
    (out / "manifest.json").write_bytes(b"")
    (out / "extractor.sqlite").write_bytes(b"torn")
    assert _run(inputs, out).returncode == 0
    assert published_files(out) == expected[0]


def test_an_output_folder_on_a_disk_that_is_read_only(
    inputs: Path, expected: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    with _small_disk(tmp_path / "disk", "300m") as disk:
        (disk / "out").mkdir()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        result = _run(inputs, disk / "out")
        assert result.returncode == 74
        assert b"cannot be written (Read-only file system)" in result.stderr
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert _run(inputs, disk / "out").returncode == 0
        assert published_files(disk / "out") == expected[0]
