"""Which pipelines are installed, and whether the files of the pinned ones are as recorded; nothing is loaded or imported."""

import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from extractor.analysis.loading import COMMANDS, PACKAGES
from extractor.errors import ModelError
from extractor.resources import Models, find_models
from extractor.settings import RunSettings


class Installed(NamedTuple):
    """A pipeline that ``--model`` accepts by short name; ``package`` and ``version`` are empty when it is not installed."""

    name: str
    package: str
    version: str
    command: str
    is_default: bool


class Verified(NamedTuple):
    """A pinned pipeline whose files are all as recorded."""

    name: str
    package: str
    version: str
    files: int


def installed_pipelines() -> list[Installed]:
    """Return the short names in order of size, each with the package that would be used."""
    default = RunSettings.model_fields["model"].default
    found = []
    for name, packages in PACKAGES.items():
        package = next((package for package in packages if importlib.util.find_spec(package)), "")
        version = importlib.metadata.version(package) if package else ""
        found.append(Installed(name, package, version, COMMANDS[name], name == default))
    return found


def file_hashes(package: str) -> dict[str, str]:
    """Return the SHA-256 of every file of an installed pipeline package: path inside the package -> hexadecimal digest.

    Raises:
        ModelError: the package is not installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelError(f"the package '{package}' is not installed")
    folder = Path(spec.origin).parent
    hashes = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            with path.open("rb") as file:
                hashes[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return hashes


def verify_pipelines(names: Sequence[str] = (), *, models: Models | None = None) -> list[Verified]:
    """Return the pinned pipelines (all that are installed, or those named) after every file was compared with ``checksums.json``.

    Raises:
        ModelError: a file differs, is missing or unknown, a named pipeline is not pinned or not installed, or none is installed.
    """
    pinned = (models or find_models()).json("checksums.json")
    if unknown := sorted(set(names) - set(pinned)):
        raise ModelError(f"no checksums for {', '.join(unknown)}; pinned pipelines are {', '.join(pinned)}")
    wanted = names or [name for name, entry in pinned.items() if importlib.util.find_spec(entry["package"])]
    if not wanted:
        raise ModelError(f"no pinned pipeline is installed; run: {COMMANDS['md']}")
    return [_verify(name, pinned[name]["package"], pinned[name]["version"], pinned[name]["files"]) for name in wanted]


def _verify(name: str, package: str, version: str, expected: dict[str, str]) -> Verified:
    found = file_hashes(package)
    wrong = sorted(path for path in expected.keys() & found.keys() if expected[path] != found[path])
    complaints = [
        f"{what}: {', '.join(paths)}"
        for what, paths in (
            ("different", wrong),
            ("missing", sorted(expected.keys() - found.keys())),
            ("unknown", sorted(found.keys() - expected.keys())),
        )
        if paths
    ]
    if complaints:
        raise ModelError(f"the files of {package} are not those of version {version}: {'; '.join(complaints)}; install it again")
    return Verified(name, package, version, len(found))
