"""Under which names a server answers, and headers that every answer has."""

import ipaddress
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

# Nothing is kept, guessed, framed or shown by other pages; what a page may load a policy of its own says.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_ANY = ("0.0.0.0", "::")


def is_own_host(given: str, *, host: str, port: int) -> bool:
    """Return whether the header Host means a server that listens on ``host`` and ``port``.

    That is a local name, the address that it listens on, or any number if it listens on all: a name would be one that somebody
    else gave this machine (DNS rebinding).
    """
    name, colon, its_port = given.rpartition(":")
    if not colon or its_port != str(port):
        return False
    if name in _LOCAL or name in (host, f"[{host}]"):
        return True
    return host in _ANY and _is_address(name.strip("[]"))


def is_own_origin(origin: str | None, *, host: str, port: int) -> bool:
    """Return whether the header Origin, if there is one, names a page of this server."""
    return origin is None or (origin.startswith("http://") and is_own_host(origin.removeprefix("http://"), host=host, port=port))


def with_headers(send: Send, headers: Mapping[str, str]) -> Send:
    """Return a ``send`` that puts headers on the answer."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            found = MutableHeaders(scope=message)
            for name, value in headers.items():
                found[name] = value
        await send(message)

    return send_with_headers


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
