"""A running review on the tables of a few articles, one of them hostile, for a browser."""

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from factories import make_result, with_fields
from published import publish_tables

from extractor.decisions.log import read_events
from extractor.records import DocumentResult, ErrorRow
from extractor.review.app import make_app
from extractor.review.deciding import Reviewer
from extractor.review.security import Keys
from extractor.review.state import State
from extractor.serving.listening import open_socket

if TYPE_CHECKING:
    import uvicorn
    from playwright.sync_api import BrowserContext, Page

ATTACK = "</p><script>window.hit=1</script><img src='https://evil.example/x.png' onerror='window.hit=2'>"
TEXT = """Ana Kova said: the dam holds 🙂 for now
Bo Lund said: it leaks at night

Nobody wrote that the bridge is shut.
"""


def _results() -> list[DocumentResult]:
    fields = {"title": "The dam of Orrin", "outlet": "Courier", "published_at": "2024-03-05", "url": "https://example.org/dam"}
    first = with_fields(TEXT, "in/a.txt", **fields)
    fields = {"title": ATTACK, "outlet": ATTACK, "url": "javascript:window.hit=3", "author": ATTACK}
    hostile = with_fields(f"Cy Mora said: {ATTACK}\n", f"in/z{ATTACK}.txt", **fields)
    names = [entity.model_copy(update={"name": ATTACK, "aliases": {ATTACK: 1}}) for entity in hostile.entities]
    errors = [ErrorRow(source_path="x", stage="read", code="x", message=ATTACK)]
    hostile = hostile.model_copy(update={"entities": names, "errors": errors})
    return [first, make_result("Ana Kowa said: the road is open", "in/b.txt"), hostile]


class Office:
    """A running server with its folder and address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        publish_tables(_results(), self.out, parts=folder / "parts")
        self.log, self.entities = self.out / "decisions.jsonl", self.out / "entities.csv"
        self.keys = Keys()
        self.socket = open_socket("127.0.0.1", 0)
        port = self.socket.getsockname()[1]
        self.state = state = State(self.out, self.log)
        self.reviewer = Reviewer(state, "ann")
        files = {"entities": self.entities, "relink": self._relink}
        self.guard = make_app(state, reviewer=self.reviewer, keys=self.keys, host="127.0.0.1", port=port, **files)  # type: ignore[arg-type]
        self.address = f"http://127.0.0.1:{port}"
        self.server = self._serve(self.guard)

    def _relink(self, step: object) -> list[str]:
        publish_tables(_results(), self.out, parts=self.folder / f"parts{time.monotonic_ns()}", events=read_events(self.log))
        return []

    def _serve(self, guard: object) -> "uvicorn.Server":
        import uvicorn

        self.socket.listen()
        server = uvicorn.Server(uvicorn.Config(guard, http="h11", ws="none", lifespan="off", log_config=None))  # type: ignore[arg-type]
        self.thread = threading.Thread(target=server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        self.thread.start()
        return server

    def close(self) -> None:
        """Stop the server."""
        self.server.should_exit = True
        self.thread.join(10)


def watched(context: "BrowserContext", office: Office) -> tuple["Page", list[str]]:
    """A page that was let in; complaints and requests to other hosts are collected."""
    wrong: list[str] = []
    context.on("request", lambda request: None if request.url.startswith(f"{office.address}/") else wrong.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{office.address}/?token={office.keys.entry}")
    page.locator("#text .w").first.wait_for()
    return page, wrong
