"""The server of the review pages: the state of a run, an address that works once, a browser."""

import contextlib
import getpass
import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from extractor.decisions.log import add_logs
from extractor.review.app import make_app
from extractor.review.deciding import Reviewer
from extractor.review.security import Guard, Keys
from extractor.review.state import State
from extractor.running.relink import decisions_file, log_file, relink, run_files
from extractor.serving.listening import serve_app


def take_in(folder: Path, others: Sequence[Path], *, decisions: str = "") -> int:
    """Add the decisions of other reviewers' logs; how many were new.

    Raises:
        InputError: the folder holds no finished run, or a log makes no sense.
    """
    return add_logs(log_file(folder, decisions or run_files(folder)["decisions"]), others)


def apply_decisions(folder: Path, *, decisions: str = "", step: Callable[[str], None] = lambda _: None) -> Sequence[str]:
    """Make the tables anew with all decisions; what could not be carried out."""
    return relink(folder, decisions=decisions, step=step).notes


def build(folder: Path, *, reviewer: str, host: str, port: int, decisions: str = "") -> tuple[Guard, State, Reviewer]:
    """Return the application for an output folder, its state, and the one who decides.

    Raises:
        InputError: the folder holds no finished run, or no database.
    """
    files = run_files(folder)
    state = State(folder, log_file(folder, decisions or files["decisions"]))

    def again(step: Callable[[str], None]) -> Sequence[str]:
        return apply_decisions(folder, decisions=decisions, step=step)

    who = Reviewer(state, reviewer or _user())
    entities = decisions_file(folder, files["entities"])
    return make_app(state, reviewer=who, entities=entities, relink=again, keys=Keys(), host=host, port=port), state, who


def _user() -> str:
    """Return the name of the user on this machine; "reviewer" in a container, where a user need not have one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def serve(
    guard: Guard, listening: socket.socket, *, tell: Callable[[str], None], open_browser: bool, filters: Mapping[str, str]
) -> None:
    """Serve until a signal comes; the address is told once the socket listens. ``filters`` are those of its first page."""

    def ready(address: str) -> None:
        def page() -> str:
            return f"{address}/?{urlencode({'token': guard.keys.entry, **filters})}"

        guard.tell = lambda: tell(page())
        tell(page())
        if open_browser:
            threading.Thread(target=_open, args=(page(),), daemon=True).start()

    serve_app(guard, listening, ready=ready)


def _open(address: str) -> None:
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(address)
