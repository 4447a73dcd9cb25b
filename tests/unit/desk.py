"""A reviewer's desk on the tables of a few articles: a client that has the cookie and the write token."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from factories import make_result, with_fields
from published import publish_tables
from starlette.testclient import TestClient

from extractor.decisions.log import read_events
from extractor.records import DocumentResult
from extractor.review.app import make_app
from extractor.review.deciding import Reviewer
from extractor.review.security import Keys
from extractor.review.state import State

PORT = 8123
TEXT = """Ana Kova said: the dam holds 🙂 for now
Bo Lund said: it leaks at night

“All is well,” Nobody told us on <b>Monday</b>.
"""


def published_results() -> list[DocumentResult]:
    """Three articles, the last with many statements."""
    many = "\n".join(f"Cy Mora said: ship number {number} came in" for number in range(30))
    fields = {"title": "The <i>dam</i>", "outlet": "Courier", "published_at": "2024-03-05", "url": "javascript:alert(1)"}
    return [
        with_fields(TEXT, "in/a.txt", **fields),
        make_result("Ana Kova said: the road is shut", "in/b.txt"),
        make_result(many, "in/c.txt"),
    ]


class Desk:
    """A reviewer's client, with the state and keys behind it."""

    def __init__(self, folder: Path, reviewer: str = "ann") -> None:
        self.folder = folder
        self.parts = folder.with_name("parts")
        self.state = State(folder, folder / "decisions.jsonl")
        self.keys = Keys()
        who = Reviewer(self.state, reviewer)
        files = {"entities": folder / "entities.csv", "relink": self.relink}
        guard = make_app(self.state, reviewer=who, keys=self.keys, host="127.0.0.1", port=PORT, **files)  # type: ignore[arg-type]
        self.client = TestClient(guard, base_url=f"http://127.0.0.1:{PORT}")

    def relink(self, step: Callable[[str], None]) -> list[str]:
        """The tables anew with the log."""
        step("again")
        return list(publish(self.folder, read_events(self.folder / "decisions.jsonl")))

    def enter(self) -> "Desk":
        """Exchange the token for the cookie."""
        assert self.client.get(f"/?token={self.keys.entry}").status_code == 200
        return self

    def get(self, path: str) -> Any:
        """A JSON answer."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object, *, status: int = 200) -> Any:
        """A JSON answer to a write."""
        answer = self.client.post(path, json=body, headers={"X-Review-Token": self.keys.write})
        assert answer.status_code == status, answer.text
        return answer.json()


def publish(folder: Path, events: Any = (), results: list[DocumentResult] | None = None) -> tuple[str, ...]:
    """Tables of the articles in the folder."""
    parts = folder.with_name(f"parts{len(list(folder.parent.iterdir()))}")
    return publish_tables(results or published_results(), folder, parts=parts, events=events).notes
