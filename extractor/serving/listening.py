"""A socket that listens, and an application that answers on it until a signal comes."""

import contextlib
import socket
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp

from extractor.errors import ExtractorError


class AddressError(ExtractorError):
    """The address cannot be listened on."""

    exit_code = 2


def open_socket(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes a free one.

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


def serve_app(app: ASGIApp, listening: socket.socket, *, ready: Callable[[str], None], most_at_once: int | None = None) -> None:
    """Answer on a socket until a signal comes; ``ready`` is told the address as soon as it listens.

    Requests beyond ``most_at_once`` are answered with 503.
    """
    import uvicorn

    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
    config = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", timeout_graceful_shutdown=3, limit_concurrency=most_at_once, **quiet
    )
    listening.listen(128)
    ready(_address(listening))
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _address(listening: socket.socket) -> str:
    """Return how the socket is reached from this machine."""
    host, port = listening.getsockname()[:2]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"
