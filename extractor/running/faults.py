"""Faults on demand, so that the promises about bad documents can be tested from outside; off unless the variable is set.

``EXTRACTOR_FAULTS="hang=bad.txt,crash=worse.txt"``: the fault strikes when a document is about to be analysed whose source path,
or source path and record joined by ``#``, ends with the name.
"""

import os
import signal
import time

VARIABLE = "EXTRACTOR_FAULTS"


def strike(source_path: str, record: str) -> None:
    """Hang, exit, crash, raise or use up memory if the variable says so for this document."""
    for fault in filter(None, os.environ.get(VARIABLE, "").split(",")):
        kind, _, name = fault.partition("=")
        if source_path.endswith(name) or f"{source_path}#{record}".endswith(name):
            _strike(kind)


def _strike(kind: str) -> None:
    if kind == "hang":
        time.sleep(1e6)
    elif kind == "exit":
        os._exit(7)
    elif kind == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif kind == "raise":
        raise RuntimeError("a fault was asked for")
    elif kind == "memory":
        hoard = []
        while True:
            hoard.append(bytearray(1 << 26))
    else:
        raise ValueError(f"{VARIABLE}: no fault '{kind}'; there are hang, exit, crash, raise, memory")
