"""Compiling loops with numba, and keeping what was compiled for the next run."""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Return where compiled loops are kept between runs: a folder of the user's cache, as the operating system names it."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "~/AppData/Local")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "extractor" / "compiled"


def compiled(*signature: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that compiles a function for one signature, or loads what an earlier run compiled."""

    def compile_function(function: Callable[..., Any]) -> Callable[..., Any]:
        # numba asks for the folder once, when it decorates; the setting is the whole process's, so it is put back.
        config: Any = numba.config
        before = config.CACHE_DIR
        config.CACHE_DIR = before or str(cache_folder())
        try:
            dispatcher: Callable[..., Any] = numba.njit(signature, fastmath=True, cache=True)(function)
        except (RuntimeError, OSError) as error:
            log.warning("compiled loops cannot be kept for the next run (%s)", error)
            dispatcher = numba.njit(signature, fastmath=True)(function)
        finally:
            config.CACHE_DIR = before
        return dispatcher

    return compile_function
