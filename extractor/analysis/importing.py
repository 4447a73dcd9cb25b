"""spaCy without its command line, whose packages take a third of the time of the import."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# What ``import spacy`` asks of its command line: the function ``spacy.info``.
_INFO = "spacy.cli.info"


def import_spacy() -> ModuleType:
    """Return the package ``spacy``; ``spacy.info`` and ``spacy.cli`` are imported when they are used."""
    if "spacy" not in sys.modules and _INFO not in sys.modules:
        stand_in = ModuleType(_INFO)
        vars(stand_in)["info"] = _info
        sys.modules[_INFO] = stand_in
        try:
            import_module("spacy")
        finally:
            del sys.modules[_INFO]
    return import_module("spacy")


def _info(*args: Any, **options: Any) -> Any:
    return import_module(_INFO).info(*args, **options)
