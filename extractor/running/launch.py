"""Processes that work for the main one and how they are started; imports next to nothing, so that a worker loads meanwhile."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMBA_NUM_THREADS")
# A run must not depend on hash seed and locale; looking for plugins of pydantic means reading about every installed package.
_ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
# Seconds for a process that was asked to end.
_GRACE = 10.0
# Bytes that are kept of what a worker wrote to standard error.
_MOST_SAID = 1 << 20


@dataclass(frozen=True, slots=True)
class Launched:
    """A worker that was started; it waits for its settings on standard input. ``errors`` is what it writes to standard error."""

    process: subprocess.Popen[bytes]
    errors: BinaryIO | None

    @property
    def outbox(self) -> int:
        """Descriptor from which is read what the worker says."""
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def send(self, line: str) -> bool:
        """Write a line to the worker; False when it is gone."""
        inbox = self.process.stdin
        assert inbox is not None
        try:
            inbox.write(line.encode() + b"\n")
            inbox.flush()
        except BrokenPipeError:
            return False
        return True

    def end(self, *, kill: bool, log: Path | None = None) -> str:
        """Let the process end, or make it; one that is gone is only cleared away, and nothing is done twice.

        What it wrote to standard error goes to the file ``log``, which is for people and may fail; its last line is returned.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if self.process.stdout.closed:
            return ""
        if kill:
            self.process.kill()
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            self.process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        said = self._said()
        if said and log is not None:
            with suppress(OSError):
                log.write_bytes(said)
        return said.decode(errors="replace").strip().rpartition("\n")[2][:500]

    def _said(self) -> bytes:
        if self.errors is None:
            return b""
        with self.errors as errors:
            errors.seek(0)
            return errors.read(_MOST_SAID)


def worker_command() -> tuple[str, ...]:
    """Return the command line of a worker."""
    return command_of("extractor.running.document_stage")


def command_of(module: str) -> tuple[str, ...]:
    """Return the command line for the function ``main`` of a module: this interpreter, without the current folder on its path,
    and the package that runs now."""
    root = str(Path(__file__).resolve().parents[2])
    # Imports and loading make no garbage worth looking for; the worker switches the collector on when it is ready.
    code = f"import gc, sys; gc.disable(); sys.path.append({root!r}); from {module} import main; main()"
    return (sys.executable, "-P", "-c", code)


def launch(command: tuple[str, ...] = ()) -> Launched:
    """Start a worker, which imports what it needs and then waits for its settings."""
    try:
        errors: BinaryIO | None = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the worker lives)
    except OSError:
        errors = None
    process = subprocess.Popen(
        command or worker_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors or subprocess.DEVNULL,
        env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), **_ENVIRONMENT},
        # A Ctrl-C at the terminal is for the main process, which then stops the workers.
        start_new_session=True,
    )
    return Launched(process, errors)


def take_stdout() -> BinaryIO:
    """Return in such a process: standard output for messages alone; what libraries print goes to standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


@contextmanager
def launched_ahead(wanted: bool) -> Iterator[Launched | None]:
    """Yield a worker that starts before it is known what there is to do, None if not wanted; it does not outlive the block."""
    worker = launch() if wanted else None
    try:
        yield worker
    finally:
        if worker is not None and worker.process.poll() is None:
            worker.end(kill=True)
