"""Where the program keeps what it can make again: compiled loops, the index of places."""

import os
import sys
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """Return the program's folder in the user's cache, as the operating system names it; it need not be there.

    A user without a home folder has it among the temporary files.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "~/AppData/Local")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        return Path(base).expanduser() / "extractor"
    except RuntimeError:
        return Path(tempfile.gettempdir()) / "extractor"
