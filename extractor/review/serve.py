"""The server of the review pages: a socket on this machine, an address that works once, a browser."""

import contextlib
import getpass
import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from extractor.decisions.log import add_logs
from extractor.errors import ExtractorError
from extractor.review.app import make_app
from extractor.review.deciding import Reviewer
from extractor.review.security import Guard, Keys
from extractor.review.state import State
from extractor.running.relink import decisions_file, log_file, relink, run_files


class AddressError(ExtractorError):
    """The address cannot be listened on."""

    exit_code = 2


def open_socket(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        AddressError: the port is in use, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise AddressError(f"{host}:{port} cannot be listened on ({error})") from error
    return listening


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
    """The application for an output folder, its state, and the one who decides.

    Raises:
        InputError: the folder holds no finished run, or no database.
    """
    files = run_files(folder)
    state = State(folder, log_file(folder, decisions or files["decisions"]))

    def again(step: Callable[[str], None]) -> Sequence[str]:
        return apply_decisions(folder, decisions=decisions, step=step)

    who = Reviewer(state, reviewer or getpass.getuser())
    entities = decisions_file(folder, files["entities"])
    return make_app(state, reviewer=who, entities=entities, relink=again, keys=Keys(), host=host, port=port), state, who


def serve(
    guard: Guard, listening: socket.socket, *, tell: Callable[[str], None], open_browser: bool, filters: Mapping[str, str]
) -> None:
    """Serve until a signal comes; the address is told once the socket listens. ``filters`` are those of its first page."""
    import uvicorn

    host, port = listening.getsockname()[:2]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/?{urlencode({'token': guard.keys.entry, **filters})}"
    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
    config = uvicorn.Config(guard, http="h11", ws="none", lifespan="off", timeout_graceful_shutdown=3, **quiet)
    listening.listen(128)
    tell(address)
    if open_browser:
        threading.Thread(target=_open, args=(address,), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _open(address: str) -> None:
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(address)
