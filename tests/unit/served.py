"""``extractor serve`` as a process, and clients that ask it over the network."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

COMMAND = "import sys; from extractor.cli import main; main(sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class Service:
    """A service that listens."""

    process: subprocess.Popen[str]
    host: str
    port: int

    @contextmanager
    def client(self) -> Iterator[HTTPConnection]:
        """A connection of its own."""
        connection = HTTPConnection(self.host, self.port, timeout=60)
        try:
            yield connection
        finally:
            connection.close()

    def memory_mb(self) -> float:
        """Return the megabytes that the service and its processes hold."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in (self.process.pid, *children)]
        return sum(pages) * 4096 / 2**20


@contextmanager
def served(*options: str) -> Iterator[Service]:
    """A service on a free port, ended with the block."""
    command = [sys.executable, "-c", COMMAND, "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().removeprefix("Listening on ").strip())
        assert address.hostname
        assert address.port
        yield Service(process, address.hostname, address.port)
    finally:
        process.terminate()
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()


def ask(client: HTTPConnection, path: str, body: Any, **headers: str) -> tuple[int, Any]:
    """Return the status and the JSON of an answer."""
    client.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **headers})
    answer = client.getresponse()
    return answer.status, json.loads(answer.read())
