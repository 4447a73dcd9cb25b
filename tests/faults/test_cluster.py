"""The same run on a Dask cluster: the same tables, also when a node is killed, and no row lost, doubled or changed."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from objects import object_store
from published import published_files
from runs import PATIENCE, make_inputs, run, start, wait

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files, a file of many records, an empty one."""
    folder = make_inputs(tmp_path_factory.mktemp("in"), 1200)
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def expected(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a local run."""
    out = tmp_path_factory.mktemp("local")
    assert _run(inputs, out, "--workers", "2").returncode == 0
    return published_files(out)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator["Cluster"]:
    """A scheduler and two nodes."""
    with Cluster.start(tmp_path) as started:
        yield started


class Cluster:
    """A scheduler and nodes as processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self.nodes: list[subprocess.Popen[bytes]] = []

    @classmethod
    @contextmanager
    def start(cls, folder: Path, **environment: str) -> "Iterator[Cluster]":
        """Start it, and end all of it."""
        made = cls(folder)
        file = folder / "scheduler.json"
        command = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        scheduler = made._process(*command)
        try:
            wait(lambda: file.exists() and file.read_text().endswith("}"))
            made.address = json.loads(file.read_text())["address"]
            for _ in range(2):
                made.add_node(**environment)
            yield made
        finally:
            for process in [*made.nodes, scheduler]:
                process.kill()
                process.wait()

    def add_node(self, **environment: str) -> None:
        """One more node."""
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder / "scratch")]
        self.nodes.append(self._process("worker", self.address, *options, **environment))

    def _process(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments]
        with (self.folder / "cluster.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})


def _start(inputs: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    return start("run", inputs, "--out", out, *options)


def _run(inputs: Path, out: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    return run("run", inputs, "--out", out, *options)


def _parts(out: Path) -> list[Path]:
    return list((out / "parts").glob("shard-*.jsonl"))


def test_a_cluster_of_its_own(inputs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _run(inputs, out, "--engine", "dask", "--workers", "2").returncode == 0
    assert published_files(out) == expected
    assert not (out / "parts" / "handed-over").exists()
    again = _run(inputs, out, "--engine", "dask", "--workers", "2")
    assert re.search(rb"\(1,201 known from earlier runs\)", again.stderr)
    assert published_files(out) == expected


def test_a_killed_node_costs_nothing_but_time(cluster: Cluster, inputs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _start(inputs, out, "--engine", "dask", "--scheduler", cluster.address, "--workers", "6") as process:
        wait(lambda: _parts(out))
        cluster.nodes[0].kill()
        cluster.add_node()
        _, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, stderr.decode()
    assert published_files(out) == expected


def test_part_files_through_a_store_of_its_own(
    cluster: Cluster, inputs: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out, store = tmp_path / "out", f"file://{tmp_path / 'store'}"
    options = ("--engine", "dask", "--scheduler", cluster.address, "--store", store)
    with _start(inputs, out, *options) as process:
        wait(lambda: _parts(out))
        process.kill()  # what nodes hand over from now on is there for the next run
        process.communicate()
    assert _run(inputs, out, *options).returncode == 0
    assert published_files(out) == expected
    assert not list((tmp_path / "store").glob("*.jsonl"))


def test_part_files_through_an_object_store(
    inputs: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FSSPEC_FTP", json.dumps({"block_size": 1 << 30}))  # a file comes as one piece
    out = tmp_path / "out"
    with object_store() as store, Cluster.start(tmp_path) as cluster:
        options = ("--engine", "dask", "--scheduler", cluster.address, "--store", f"{store.url}/news/run")
        with _start(inputs, out, *options) as process:
            wait(lambda: _parts(out))
            process.kill()
            process.communicate()
        result = _run(inputs, out, *options)
        assert result.returncode == 0, result.stderr.decode()
        assert store.taken
        assert not store.files
    assert published_files(out) == expected


def test_documents_that_harm_their_process(inputs: Path, tmp_path: Path) -> None:
    faults = "exit=a0003.txt,hang=a0004.txt,memory=dump.jsonl#r7"
    with Cluster.start(tmp_path, EXTRACTOR_FAULTS=faults) as cluster:
        limits = ("--timeout", "8", "--memory", "600")
        assert _run(inputs, tmp_path / "out", "--engine", "dask", "--scheduler", cluster.address, *limits).returncode == 3
    lines = (tmp_path / "out" / "tables" / "errors.csv").read_text(encoding="utf-8").splitlines()[1:]
    codes = sorted((line.split(",")[0].strip('"').rpartition("/")[2], line.split(",")[3].strip('"')) for line in lines)
    assert codes == [
        ("a0003.txt", "worker_died"), ("a0004.txt", "timeout"), ("dump.jsonl", "worker_died"), ("empty.txt", "empty"),
    ]  # fmt: skip


def test_a_signal_stops_and_the_same_command_goes_on(
    cluster: Cluster, inputs: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    options = ("--engine", "dask", "--scheduler", cluster.address, "--workers", "6")
    with _start(inputs, out, *options) as process:
        wait(lambda: _parts(out))
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert b"the same command goes on" in stderr
    assert b"Traceback" not in stderr
    assert _run(inputs, out, *options).returncode == 0
    assert published_files(out) == expected


def test_a_scheduler_that_is_not_there(inputs: Path, tmp_path: Path) -> None:
    result = _run(inputs, tmp_path / "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert result.returncode == 1
    assert b"no Dask scheduler answers at tcp://127.0.0.1:9" in result.stderr


def test_a_scheduler_that_goes_away(inputs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Cluster.start(tmp_path) as cluster:
        process = _start(inputs, out, "--engine", "dask", "--scheduler", cluster.address, "--workers", "6")
        wait(lambda: _parts(out))
    _, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert b"the same command goes on" in stderr
    assert b"Traceback" not in stderr
    assert _run(inputs, out, "--workers", "2").returncode == 0
    assert published_files(out) == expected
