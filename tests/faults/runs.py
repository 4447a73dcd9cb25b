"""Runs of ``extractor`` as processes, with workers that need no model, and what they published."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

# Seconds after which a process is taken to hang, on the slowest machine; no measure of speed.
PATIENCE = 400.0
# Processes of these tests, also those that lost their parent, are known by this variable.
_MARK = "STARTED_BY_TEST"
_WORKERS = (b"line_worker.py", b"extractor.running.side_process")
COMMAND = [sys.executable, str(Path(__file__).with_name("line_run.py"))]


def make_inputs(folder: Path, documents: int) -> Path:
    """Half of the documents as files, half in one file of many records."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents // 2):
        text = "\n".join(f"Ana{line} Kova{number % 40}, mayor, said: line {line} of {number}" for line in range(20))
        (folder / f"a{number:04}.txt").write_text(text, encoding="utf-8")
    lines = (json.dumps({"id": f"r{number}", "text": f"Bo Lund said: record {number}"}) for number in range(documents // 2))
    (folder / "dump.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def start(*arguments: object, **environment: str) -> subprocess.Popen[bytes]:
    """The command, started."""
    command = [*COMMAND, *map(str, arguments)]
    environment = {**os.environ, _MARK: str(os.getpid()), **environment}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command, until it ends; a traceback is a failure."""
    with start(*arguments, **environment) as process:
        stdout, stderr = process.communicate(timeout=PATIENCE)
    assert b"Traceback" not in stderr, stderr.decode()
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def workers() -> list[int]:
    """Process ids of the workers of all runs that this test process started, and of those that write tables."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command = (path / "cmdline").read_bytes()
            is_worker = any(name in command for name in _WORKERS)
            if is_worker and f"{_MARK}={os.getpid()}".encode() in (path / "environ").read_bytes().split(b"\0"):
                found.append(int(path.name))
        except OSError:
            continue
    return found


def wait(condition: Callable[[], object]) -> None:
    """Until the condition holds.

    Raises:
        AssertionError: it took too long.
    """
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)
