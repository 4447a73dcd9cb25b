"""An export from the tables of a run to a file, a folder or a database."""

import re
from dataclasses import dataclass, fields
from pathlib import Path

from extractor.errors import ExportError
from extractor.exports.base import Exporter, ExportOptions, find_exporter
from extractor.exports.files import replacing_file, replacing_folder
from extractor.exports.selection import count_statements, selected
from extractor.writers.base import errors_of_stores

# Folder of a run in which exports lie that were not told to go elsewhere.
FOLDER = "exports"
DEFAULT_OPTIONS = ExportOptions()


@dataclass(frozen=True, slots=True)
class Exported:
    """Where an export went, and what the user should know about it."""

    target: str
    notes: tuple[str, ...]


def export(folder: Path, name: str, *, out: str = "", where: str = "", options: ExportOptions = DEFAULT_OPTIONS) -> Exported:
    """Write the tables of a run in a format; ``out`` is a path, or for a database its address.

    Files appear whole or not at all. ``where`` is a condition over the columns of ``statements_flat``. Statements that reviewers
    rejected are left out unless the options include them.

    Raises:
        ExportError: no such format, a filter that does not hold, an address that is missing, or an option that the format
            does not heed.
        InputError: the folder holds no tables.
        ModelError: packages of the format are missing.
        OutputError: the target cannot be written.
    """
    exporter = find_exporter(name)
    _check_options(exporter, options)
    exporter.check_packages()
    if exporter.target == "address" and "://" not in out and "=" not in out:  # a path, or nothing
        raise ExportError(f"the format {name} needs --out with an address, for instance {exporter.file_name}")
    target = out or str(folder / FOLDER / exporter.file_name)
    with selected(folder, where, include_rejected=options.include_rejected) as tables, errors_of_stores(Path(target)):
        notes: list[str] = []
        if where:
            taken, total = count_statements(tables)
            notes.append(f"the filter takes {taken:,} of {total:,} statements")
        if exporter.target == "address":
            notes += exporter.write(tables, target, options)
        else:
            replacing = replacing_file if exporter.target == "file" else replacing_folder
            with replacing(Path(target).absolute()) as path:
                notes += exporter.write(tables, str(path), options)
    return Exported(_without_password(target), tuple(notes))


def _check_options(exporter: Exporter, options: ExportOptions) -> None:
    for field in fields(options):
        if getattr(options, field.name) != field.default and field.name not in exporter.options:
            raise ExportError(f"the format {exporter.name} has no option --{field.name.replace('_', '-')}")


def _without_password(target: str) -> str:
    """Return an address that may be shown; paths stay."""
    return re.sub(r"^(\w+://[^:/@]*):[^@/]*@", r"\1:***@", target)
