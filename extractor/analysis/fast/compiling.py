"""Compiling loops with numba, and keeping what was compiled for the next run."""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

import numba

from extractor.cache import cache_folder

log = logging.getLogger(__name__)


@cache
def _tell(folder: str) -> None:
    log.warning("%s cannot be written to: every run compiles its loops anew, which takes some seconds", folder)


def compiled(*signature: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that compiles a function for one signature, or loads what an earlier run compiled."""

    def compile_function(function: Callable[..., Any]) -> Callable[..., Any]:
        # numba asks for the folder once, when it decorates; the setting is the whole process's, so it is put back.
        config: Any = numba.config
        before = config.CACHE_DIR
        config.CACHE_DIR = before or str(cache_folder() / "compiled")
        try:
            dispatcher: Callable[..., Any] = numba.njit(signature, fastmath=True, cache=True)(function)
        except (RuntimeError, OSError):
            _tell(config.CACHE_DIR)
            dispatcher = numba.njit(signature, fastmath=True)(function)
        finally:
            config.CACHE_DIR = before
        return dispatcher

    return compile_function
