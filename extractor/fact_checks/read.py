"""Fact-checks of the past from files of anybody: JSON, JSON lines, and web pages with JSON-LD."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.fact_checks.claim_review import fact_check, find_reviews
from extractor.readers.base import ReadError, open_regular, parsing, read_all
from extractor.readers.decode import decode
from extractor.readers.find import is_hidden
from extractor.readers.jsonl import parse_json
from extractor.readers.markup import parse_page
from extractor.readers.pagedata import linked_data
from extractor.told import FactCheck

_LINES, _PAGES = (".jsonl", ".ndjson", ".jsonlines"), (".html", ".htm", ".xhtml")
_SUFFIXES = (".json", ".jsonld", *_LINES, *_PAGES)
_MOST_BYTES = 512 * 2**20
_MOST_WARNINGS = 20


@dataclass(frozen=True, slots=True)
class FactChecks:
    """Past fact-checks in the order of their files, each once, and what could not be read, with file and place."""

    checks: tuple[FactCheck, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of all that counts; empty without any."""
        said = "\n".join([*(check.model_dump_json() for check in self.checks), *self.warnings])
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest() if said else ""


NO_FACT_CHECKS = FactChecks()


def read_fact_checks(path: Path) -> FactChecks:
    """Return the reviews of claims in a file, or in the files of a folder and all below it.

    What is damaged is left out with a warning; the rest is read.

    Raises:
        InputError: there is no such file or folder.
    """
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    checks: dict[FactCheck, None] = {}
    warnings = []
    files = files_of_fact_checks(path)
    for file in files:
        count = 0
        for found in _read(file):
            count += 1
            if isinstance(found, str):
                warnings.append(f"{file}: {found}")
            else:
                checks.setdefault(found)
        if not count:
            warnings.append(f"{file}: no ClaimReview in it")
    if not files:
        warnings.append(f"{path}: no file with {', '.join(_SUFFIXES)} in it")
    if len(warnings) > _MOST_WARNINGS:
        warnings[_MOST_WARNINGS:] = [f"{path}: {len(warnings) - _MOST_WARNINGS:,} more were not read"]
    return FactChecks(tuple(checks), tuple(warnings))


def files_of_fact_checks(path: Path) -> list[Path]:
    """Return a file, or the files of a folder and all below it that may hold fact-checks."""
    return sorted(_files(path)) if path.is_dir() else [path]


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_hidden(name)]
        yield from (Path(place, name) for name in names if name.lower().endswith(_SUFFIXES) and not is_hidden(name))


def _read(path: Path) -> Iterator[FactCheck | str]:
    """Yield the fact-checks of a file, and for what is damaged where that is and what is wrong."""
    try:
        with open_regular(os.path.realpath(path)) as stream:
            text = decode(read_all(stream, _MOST_BYTES)).text
        values = list(_values(text, path.name.lower()))
    except (OSError, ReadError) as error:
        yield f"cannot be read ({error})"
        return
    for outer, value in values:
        if isinstance(value, ReadError):
            yield f"{outer}: {value}"
            continue
        for inner, review in find_reviews(value):
            try:
                yield fact_check(review)
            except ReadError as error:
                yield f"{', '.join(filter(None, (outer, inner))) or 'ClaimReview'}: {error}"


def _values(text: str, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the JSON values of a file with their places, an error in the place of one that is damaged.

    Raises:
        ReadError: nothing of the file can be read.
    """
    if name.endswith(_PAGES):
        with parsing("web page"):
            scripts = list(linked_data(parse_page(text.replace("\0", ""))))
        yield from ((f"script {number}", _parsed(script, strict=False)) for number, script in enumerate(scripts, 1))
    elif name.endswith(_LINES) or _are_lines(text):
        lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
        yield from ((f"line {number}", _parsed(line)) for number, line in lines)
    else:
        yield "", parse_json(text)


def _are_lines(text: str) -> bool:
    """Return whether a file called JSON holds an object on each line."""
    first, _, rest = text.strip().partition("\n")
    return bool(rest.strip()) and isinstance(_parsed(first), dict)


def _parsed(text: str, *, strict: bool = True) -> Any:
    try:
        return parse_json(text, strict=strict)
    except ReadError as error:
        return error
