"""Notes in a file what a Python process does that a run must not do: connections, pickles, code from elsewhere."""

import os
import sys

_LOG = os.environ.get("AUDIT_LOG", "")
_WATCHED = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "pickle.find_class", "urllib.Request"}
)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _WATCHED:
        line = f"{event} {arguments[-2:]!r}"
    elif event == "open" and str(arguments[0]).endswith((".py", ".pyc", ".toml", ".cfg", ".pth")):
        line = f"open {arguments[0]}"
    else:
        return
    descriptor = os.open(_LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, line.encode("utf-8", "backslashreplace") + b"\n")
    os.close(descriptor)


if _LOG:
    sys.addaudithook(_note)
