"""What users decided about people, organizations and places: a table that is edited by hand and replayed at each run.

The file is CSV with the columns ``action``, ``kind``, ``entity``, ``value`` and ``note``, one decision a line, later lines after
earlier ones. ``entity`` is an id or the name that the entity has at that point; ``kind`` is person, organization or place::

    action,kind,entity,value,note
    merge,person,Rip Ann Lee,Ann Lee,from a headline
    rename,organization,Kestrel,Kestrel Motors,
    drop,place,C2I,,a company
    alias,person,Ann Lee,Annie,
    split,person,Bo Hale,B. Hale,somebody else
    apart,person,Bo Hale,Bea Hale,asked the desk
    country,person,Ann Lee,NO,
    role,person,Ann Lee,Minister of Ports,
    title,person,Ann Lee,Dr.,
    kind,organization,Orlen,place,a town

Beside an id may stand a name, for those who read the file: ``p_...; Ann Lee`` means the id.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from extractor.errors import InputError, OutputError
from extractor.linking.model import EntityKind

FILE_NAME = "entities.csv"
ACTIONS = ("merge", "rename", "drop", "alias", "split", "apart", "country", "role", "title", "kind")
COLUMNS = ("action", "kind", "entity", "value", "note")
KINDS = get_args(EntityKind)
_COUNTRY = re.compile("[A-Z]{2}")
_ID = re.compile(r"[pol]_[a-z2-7]{26}")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file.

    ``entity`` is merged into ``value``, renamed to it, dropped, also called it, split from the names ``value``, somebody else
    than ``value``, or has it as its country, role, title or kind.
    """

    action: str
    kind: EntityKind
    entity: str
    value: str = ""
    note: str = ""
    line: int = 0


def is_id(reference: str) -> bool:
    """Return whether a reference is an id and no name."""
    return _ID.fullmatch(reference) is not None


def with_name(entity_id: str, name: str) -> str:
    """Return an id with the name beside it, as it may stand in the file."""
    return f"{entity_id}; {name}"


def _reference(cell: str) -> str:
    """Return the id of a cell that has a name beside it; any other cell as it is."""
    before, _, behind = cell.partition(";")
    return before.strip() if behind and is_id(before.strip()) else cell


def read_decisions(path: Path) -> list[Decision]:
    """Return the decisions of a file in its order.

    Raises:
        InputError: the file cannot be read, or lines of it make no sense; the message names each with its number.
    """
    found: list[Decision] = []
    faults: list[str] = []
    for line, row in read_rows(path, COLUMNS[:4]):
        if wrong := fault(row):
            faults.append(f"{path}, line {line}: {wrong}")
            continue
        kind = next(kind for kind in KINDS if kind == row["kind"])
        entity, value = _reference(row["entity"]), _reference(row["value"])
        found.append(Decision(row["action"], kind, entity, value, row.get("note", ""), line))
    if faults:
        raise InputError("\n".join(faults))
    return found


def read_rows(path: Path, needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a user's CSV file with the numbers of their lines; cells without white space around, empty rows left
    out.

    Raises:
        InputError: the file cannot be read, is not UTF-8, or lacks a column.
    """
    rows = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            missing = set(needed) - set(reader.fieldnames or ())
            if missing:
                raise InputError(f"{path}: no column {', '.join(sorted(missing))}")
            for cells in reader:
                row = {name: " ".join(cell.split()) for name, cell in cells.items() if name and isinstance(cell, str)}
                if any(row.values()):
                    rows.append((reader.line_num, row))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    return rows


def append_decisions(path: Path, decisions: list[Decision]) -> None:
    """Write decisions after those that the file has; it is made if there is none.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        old = path.read_bytes() if path.exists() else b""
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            if not old:
                writer.writerow(COLUMNS)
            elif not old.endswith(b"\n"):
                file.write("\n")
            writer.writerows((each.action, each.kind, each.entity, each.value, each.note) for each in decisions)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error


def fault(row: Mapping[str, str]) -> str:
    """Return what is wrong with a line of the file; empty when nothing is."""
    if row["action"] not in ACTIONS:
        return f"action '{row['action']}' is none of {', '.join(ACTIONS)}"
    if row["kind"] not in KINDS:
        return f"kind '{row['kind']}' is none of {', '.join(KINDS)}"
    if not row["entity"]:
        return "no entity"
    if (row["action"] == "drop") == bool(row["value"]):
        return "drop takes no value" if row["value"] else f"{row['action']} needs a value"
    if row["action"] == "country" and not _COUNTRY.fullmatch(row["value"]):
        return f"country '{row['value']}' is no code of two letters, such as NO"
    if row["action"] == "kind" and row["value"] not in KINDS:
        return f"kind '{row['value']}' is none of {', '.join(KINDS)}"
    if row["action"] in ("role", "title") and row["kind"] != "person":
        return f"only people have a {row['action']}"
    return ""
