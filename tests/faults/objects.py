"""A small object store for tests: a server that keeps files in memory, which fsspec speaks to by FTP.

A file is there when all of it has come, as in the object stores of clouds, if fsspec sends it as one piece.
"""

import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class Objects(socketserver.ThreadingTCPServer):
    """The files by their paths, and the paths that were read."""

    daemon_threads = True

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.taken: set[str] = set()
        super().__init__(("127.0.0.1", 0), _Connection)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"ftp://127.0.0.1:{self.server_address[1]}"


class _Connection(socketserver.StreamRequestHandler):
    server: Objects

    def handle(self) -> None:
        """Answer the commands of one client."""
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            command, _, path = line.partition(" ")
            answer = getattr(self, f"_{command.lower()}", None)
            self._say(answer(path) if answer else "200 as you like")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _user(self, _: str) -> str:
        return "230 come in"

    def _pasv(self, _: str) -> str:
        self.waiting = socket.create_server(("127.0.0.1", 0))
        port = self.waiting.getsockname()[1]
        return f"227 listening (127,0,0,1,{port >> 8},{port & 255})"

    def _mkd(self, path: str) -> str:
        return f'257 "{path}"'

    def _stor(self, path: str) -> str:
        with self._transfer() as data:
            self.server.files[path] = b"".join(iter(lambda: data.recv(1 << 16), b""))
        return "226 stored"

    def _retr(self, path: str) -> str:
        self.server.taken.add(path)
        return self._send(self.server.files.get(path))

    def _mlsd(self, path: str) -> str:
        folder = f"{path.rstrip('/')}/"
        found = {
            name[len(folder) :].partition("/")[0]: data for name, data in self.server.files.items() if name.startswith(folder)
        }
        lines = [
            f"type={'file' if folder + name in self.server.files else 'dir'};size={len(found[name])}; {name}" for name in found
        ]
        return self._send("".join(f"{line}\r\n" for line in lines).encode())

    def _dele(self, path: str) -> str:
        self.server.files.pop(path, None)
        return "250 gone"

    def _send(self, content: bytes | None) -> str:
        if content is None:
            return "550 no such file"
        with self._transfer() as data:
            data.sendall(content)
        return "226 sent"

    @contextmanager
    def _transfer(self) -> Iterator[socket.socket]:
        self._say("150 go on")
        data, _ = self.waiting.accept()
        with self.waiting, data:
            yield data


@contextmanager
def object_store() -> Iterator[Objects]:
    """Yield a store that is gone with the block."""
    with Objects() as store:
        thread = Thread(target=store.serve_forever, daemon=True)
        thread.start()
        try:
            yield store
        finally:
            store.shutdown()
            thread.join()
