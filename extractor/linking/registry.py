"""The user's own table of people, organizations and places, from which entities take an external id."""

from dataclasses import dataclass
from pathlib import Path

from extractor.errors import InputError
from extractor.linking.edits import KINDS, read_rows

_COLUMNS = ("name", "kind", "external_id")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: names of an entity and its id in Wikidata, a company register or wherever."""

    name: str
    kind: str
    external_id: str
    aliases: tuple[str, ...] = ()


def read_registry(path: Path) -> list[Entry]:
    """Return the entries of a CSV file with the columns ``name``, ``kind``, ``external_id`` and, if wanted, ``aliases`` (split
    by |).

    Raises:
        InputError: the file cannot be read, or lines of it make no sense; the message names each with its number.
    """
    entries, faults = [], []
    for line, row in read_rows(path, _COLUMNS):
        if row["kind"] not in KINDS:
            faults.append(f"{path}, line {line}: kind '{row['kind']}' is none of {', '.join(KINDS)}")
        elif not row["name"] or not row["external_id"]:
            faults.append(f"{path}, line {line}: no {'external_id' if row['name'] else 'name'}")
        else:
            aliases = tuple(alias.strip() for alias in row.get("aliases", "").split("|") if alias.strip())
            entries.append(Entry(row["name"], row["kind"], row["external_id"], aliases))
    if faults:
        raise InputError("\n".join(faults))
    return entries
