"""Finding and reading ``models/``: what the program knows, as data.

The folder is looked for in this order: the path given, the environment variable ``EXTRACTOR_MODELS``, the copy inside the
installed package, the checkout.
"""

import csv
import hashlib
import json
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import ResourceError


@dataclass(frozen=True, slots=True)
class Models:
    """The folder ``models/``; every file is read when it is asked for, never at import."""

    root: Path

    def words(self, name: str) -> list[str]:
        """Lines of a word list without comments (``#``) and blank lines."""
        lines = (line.partition("#")[0].strip() for line in self._read(name).splitlines())
        return [line for line in lines if line]

    def table(self, name: str, *columns: str) -> list[dict[str, str]]:
        """Rows of a CSV file; the header must hold exactly ``columns`` when they are given.

        Raises:
            ResourceError: the file is missing, or its header is not the expected one.
        """
        reader = csv.DictReader(self._read(name).splitlines(), strict=True)
        header = tuple(reader.fieldnames or ())
        if columns and header != columns:
            raise ResourceError(f"{self.root / name}: columns are {', '.join(header)}; expected {', '.join(columns)}")
        rows = []
        for row in reader:
            if None in row or None in row.values():
                raise ResourceError(f"{self.root / name}, line {reader.line_num}: not {len(header)} cells")
            rows.append(row)
        return rows

    def toml(self, name: str) -> dict[str, Any]:
        """Content of a TOML file."""
        try:
            return tomllib.loads(self._read(name))
        except tomllib.TOMLDecodeError as error:
            raise ResourceError(f"{self.root / name}: {error}") from error

    def json(self, name: str) -> Any:
        """Content of a JSON file."""
        try:
            return json.loads(self._read(name))
        except json.JSONDecodeError as error:
            raise ResourceError(f"{self.root / name}: {error}") from error

    def sha256(self) -> str:
        """One hash over names and bytes of all files: it changes when anything the program knows changes."""
        digest = hashlib.sha256()
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                digest.update(path.relative_to(self.root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def _read(self, name: str) -> str:
        path = self.root / name
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ResourceError(f"{path}: cannot be read ({error})") from error


def find_models(path: Path | None = None) -> Models:
    """The folder of word lists and frames.

    Raises:
        ResourceError: no such folder was found.
    """
    package = Path(__file__).resolve().parent
    named = os.environ.get("EXTRACTOR_MODELS")
    candidates = [path] if path else [Path(named)] if named else [package / "_models", package.parent / "models"]
    for candidate in candidates:
        if (candidate / "en").is_dir():
            return Models(candidate)
    raise ResourceError(f"no models folder (one with a folder 'en' in it) at {', '.join(map(str, candidates))}")
