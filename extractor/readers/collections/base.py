"""What a collection is: a file into which a database of news wrote many articles; and the registry of layouts.

A layout is one module of this folder with a :class:`Collection`, found without being listed anywhere. Other packages add layouts
by the entry point group ``extractor.collections``. A layout is recognised by marks in the content, never by the name of a file.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Any, Literal

from extractor.errors import InputError

# Marks that must be in the beginning of a file, so that one line of an article cannot make it a collection.
_NEEDED = 2

Shape = Literal["lines", "html", "xml"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a paragraph of a document.

    ``heading``: the container shows it as a headline (outline level, style, bold). ``whole``: it is a paragraph as the container
    has it; otherwise lines may be wrapped, and their indentation is kept.
    """

    text: str
    heading: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a collection; empty where the layout gives nothing. ``id`` names it in its database."""

    paragraphs: Sequence[str]
    title: str = ""
    author: str = ""
    outlet: str = ""
    outlet_place: str = ""
    published_at: str = ""
    section: str = ""
    url: str = ""
    id: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Announced:
    """How many articles the file says that it, or the search behind it, has."""

    count: int


# Lines come as an iterator of Line, pages and XML as the root of their tree (lxml).
Split = Callable[[Any], Iterator[Entry | Announced]]


@dataclass(frozen=True, slots=True)
class Collection:
    """A layout: its name in the tables, its name for people, what its content comes as, its marks, and what splits it.

    A mark is searched in the text of the first lines (``lines``), or in the markup as it is written (``html``, ``xml``).
    """

    name: str
    label: str
    shape: Shape
    marks: tuple[re.Pattern[str], ...]
    split: Split

    def recognises(self, start: str) -> bool:
        """Return whether at least two of the marks are in the beginning of a content."""
        missing = len(self.marks) - _NEEDED  # so many may be
        start = f"\n{start}"  # the first line has a beginning, too
        for mark in self.marks:
            missing -= mark.search(start) is None
            if missing < 0:
                return False
        return missing >= 0


def marks(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns as marks: ``^`` and ``$`` stand for the ends of lines.

    The beginning of a line is searched as what follows the end of another, which takes a tenth of the time.
    """
    return tuple(re.compile(re.sub(r"\A\^", r"\\n", pattern), re.MULTILINE) for pattern in patterns)


# Blank lines that exports have between two others, at most.
_MOST_BLANK_LINES = 6


@cache
def collections() -> dict[str, Collection]:
    """Return all layouts by name, those of this folder first.

    Raises:
        InputError: an installed package gives a layout whose name is taken, or something else.
    """
    folder = importlib.import_module("extractor.readers.collections")
    found: dict[str, Collection] = {}
    for module in pkgutil.iter_modules(folder.__path__, "extractor.readers.collections."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Collection):
                found[value.name] = value
    for point in sorted(entry_points(group="extractor.collections"), key=lambda point: point.name):
        added = point.load()
        if not isinstance(added, Collection):
            raise InputError(f"entry point {point.name} of the group extractor.collections is no collection ({point.value})")
        if added.name in found:
            raise InputError(f"collection {added.name!r} of {point.value}: its name is taken")
        found[added.name] = added
    return found


def recognise(shape: Shape, start: str) -> Collection | None:
    """Return the layout of a content by its beginning; None when it is none that is known."""
    start = _few_blank_lines(start)
    return next((known for known in collections().values() if known.shape == shape and known.recognises(start)), None)


def _few_blank_lines(text: str) -> str:
    """Return the text with runs of blank lines cut: patterns that look over blank lines take time with the square of their
    number."""
    kept: list[str] = []
    blank = 0
    for line in text.split("\n"):
        blank = 0 if line.strip() else blank + 1
        if blank <= _MOST_BLANK_LINES:
            kept.append(line if line.strip() else "")
    return "\n".join(kept)
