"""Finding and reading ``models/``: what the program knows, as data.

The folder is looked for in this order: the path given, the environment variable ``EXTRACTOR_MODELS``, the copy inside the
installed package, the checkout. Folders of the same form may add to it: those of the environment variable
``EXTRACTOR_MODELS_MORE``, then those of other packages (entry points of the group ``extractor.models``).
"""

import csv
import hashlib
import importlib.util
import json
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from extractor.errors import ResourceError

GROUP = "extractor.models"


@dataclass(frozen=True, slots=True)
class Models:
    """The folder ``models/`` and those that add to it; every file is read when it is asked for, never at import.

    A file of the same name in ``more`` adds its words, rows or entries after those of ``root``. Tables are read once, for several
    loaders ask for the same.
    """

    root: Path
    more: tuple[Path, ...] = ()
    _tables: dict[tuple[str, ...], tuple[Mapping[str, str], ...]] = field(default_factory=dict, compare=False, repr=False)

    def words(self, name: str) -> list[str]:
        """Return the lines of a word list without comments (``#``) and blank lines."""
        lines = (line.partition("#")[0].strip() for path in self.files(name) for line in _read(path).splitlines())
        return [line for line in lines if line]

    def table(self, name: str, *columns: str) -> tuple[Mapping[str, str], ...]:
        """Return the rows of a CSV file; the header must hold exactly ``columns`` when they are given.

        Raises:
            ResourceError: the file is missing, or its header is not the expected one.
        """
        key = (name, *columns)
        if key not in self._tables:
            self._tables[key] = tuple(row for _, row in self.placed_table(name, *columns))
        return self._tables[key]

    def placed_table(self, name: str, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the rows of a CSV file, each with its file and line, for messages.

        Raises:
            ResourceError: the file is missing, or its header is not the expected one.
        """
        for path in self.files(name):
            reader = csv.DictReader(_read(path).splitlines(), strict=True)
            header = tuple(reader.fieldnames or ())
            if columns and header != columns:
                raise ResourceError(f"{path}: columns are {', '.join(header)}; expected {', '.join(columns)}")
            for row in reader:
                place = f"{path}, line {reader.line_num}"
                if None in row or None in row.values():
                    raise ResourceError(f"{place}: not {len(header)} cells")
                yield place, row

    def toml(self, name: str) -> dict[str, Any]:
        """Return the content of a TOML file; of several files lists and strings are joined, tables key by key."""
        content: dict[str, Any] = {}
        for path in self.files(name):
            try:
                content = _joined(content, tomllib.loads(_read(path)))
            except tomllib.TOMLDecodeError as error:
                raise ResourceError(f"{path}: {error}") from error
        return content

    def json(self, name: str) -> Any:
        """Return the content of a JSON file of the main folder."""
        try:
            return json.loads(_read(self.root / name))
        except json.JSONDecodeError as error:
            raise ResourceError(f"{self.root / name}: {error}") from error

    def files(self, name: str) -> list[Path]:
        """Return where a file is: in the main folder, and in those that add to it."""
        return [folder / name for folder in (self.root, *self.more) if (folder / name).exists()] or [self.root / name]

    def sha256(self) -> str:
        """Return one hash over names and bytes of all files: it changes when anything the program knows changes."""
        digest = hashlib.sha256()
        for root in (self.root, *self.more):
            for path in sorted(root.rglob("*")):
                if path.is_file() and not path.name.startswith("."):
                    digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()


def find_models(path: Path | None = None) -> Models:
    """Return the folder of word lists and frames, with what adds to it.

    Raises:
        ResourceError: no such folder was found.
    """
    package = Path(__file__).resolve().parent
    named = os.environ.get("EXTRACTOR_MODELS")
    candidates = [path] if path else [Path(named)] if named else [package / "_models", package.parent / "models"]
    more = [_checked(Path(name)) for name in os.environ.get("EXTRACTOR_MODELS_MORE", "").split(os.pathsep) if name]
    for candidate in candidates:
        if (candidate / "en").is_dir():
            return Models(candidate, (*more, *_of_packages(tuple(sys.path))))
    raise ResourceError(f"no models folder (one with a folder 'en' in it) at {', '.join(map(str, candidates))}")


@cache
def _of_packages(_search_path: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the folders of other packages in the order of their names; the packages are not imported.

    Kept for one search path: reading what all installed packages offer takes as long as reading the word lists.
    """
    from importlib.metadata import entry_points

    folders = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        spec = importlib.util.find_spec(point.module.partition(".")[0])
        parts = point.module.split(".")[1:]
        locations = (spec.submodule_search_locations or ()) if spec else ()
        folders += [_checked(Path(location, *parts)) for location in locations]
    return tuple(folders)


def _checked(folder: Path) -> Path:
    if not (folder / "en").is_dir():
        raise ResourceError(f"{folder} adds nothing to the models: there is no folder 'en' in it")
    return folder


def _joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    result = dict(first)
    for key, value in second.items():
        known = result.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            result[key] = _joined(known, value)
        elif isinstance(known, list) and isinstance(value, list):
            result[key] = known + value
        elif isinstance(known, str) and isinstance(value, str):
            result[key] = f"{known}\n{value}"
        else:
            result[key] = value
    return result


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: cannot be read ({error})") from error
