"""What an export is, and the registry of exports.

A format is a function in a module of ``extractor/exports/formats``, marked with :func:`exporter` and found without being listed
anywhere. Other packages add formats by the entry point group ``extractor.exports``.
"""

import difflib
import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Literal

from extractor.errors import ExportError, ModelError
from extractor.extras import install_command

if TYPE_CHECKING:
    import duckdb

# What an export writes: one file, a folder of files, or into a database at an address.
Target = Literal["file", "folder", "address"]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is written and how; a format heeds those options that it declares.

    ``include_rejected`` brings back, with a mark, the statements that reviewers rejected. ``excel_safe`` puts an apostrophe
    before texts that a spreadsheet would run as a formula, ``csv_bom`` a byte order mark before CSV files, without which Excel
    takes them for another character set.
    """

    include_rejected: bool = False
    excel_safe: bool = False
    csv_bom: bool = False


# The tables of a run as a database, the path or address to write to, options; returns what the user should know.
ExportFunction = Callable[["duckdb.DuckDBPyConnection", str, ExportOptions], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its name, what it is for, how the file or folder is called unless the user says, and what it needs installed."""

    name: str
    title: str
    target: Target
    file_name: str
    packages: tuple[str, ...]
    options: tuple[str, ...]
    write: ExportFunction

    def check_packages(self) -> None:
        """Raise ModelError, with the command that installs them, if packages of this format are missing."""
        missing = [name for name in self.packages if importlib.util.find_spec(name.replace("-", "_")) is None]
        if missing:
            raise ModelError(f"the format {self.name} needs {' and '.join(missing)}: {install_command(*missing)}")


def exporter(
    name: str,
    *,
    title: str,
    file_name: str = "",
    target: Target = "file",
    packages: tuple[str, ...] = (),
    options: tuple[str, ...] = (),
) -> Callable[[ExportFunction], Exporter]:
    """Make an export of a function, as its decorator.

    ``packages`` are names of the Python package index whose module has the same name; ``options`` those fields of
    :class:`ExportOptions` that the format heeds.
    """

    def mark(function: ExportFunction) -> Exporter:
        return Exporter(name, title, target, file_name, packages, options, function)

    return mark


@cache
def exporters() -> dict[str, Exporter]:
    """Return all exports by name, those of other packages included.

    Raises:
        ExportError: an installed package gives an export whose name is taken, or that is no export.
    """
    folder = importlib.import_module("extractor.exports.formats")
    found: dict[str, Exporter] = {}
    for module in pkgutil.iter_modules(folder.__path__, "extractor.exports.formats."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Exporter):
                found[value.name] = value
    found = dict(sorted(found.items()))
    for point in sorted(entry_points(group="extractor.exports"), key=lambda point: point.name):
        added = point.load()
        if not isinstance(added, Exporter):
            raise ExportError(f"entry point {point.name} of the group extractor.exports is no export ({point.value})")
        if added.name in found:
            raise ExportError(f"export {added.name!r} of {point.value}: the name is taken")
        found[added.name] = added
    return found


def find_exporter(name: str) -> Exporter:
    """Return the export of a name.

    Raises:
        ExportError: there is none; the message has the names that are like it, and all.
    """
    known = exporters()
    if name not in known:
        like = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
        hint = f"; did you mean {like[0]}?" if like else "."
        raise ExportError(f"'{name}' is no format{hint} Formats are {', '.join(known)}")
    return known[name]
