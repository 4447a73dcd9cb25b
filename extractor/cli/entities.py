"""``extractor entities``: look through people, organizations and places, and put right what linking got wrong."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from extractor.cli.terminal import entities_counted, safe

# Kind -> table and its column with the id.
_TABLES = {
    "person": ("people", "person_id"),
    "organization": ("organizations", "organization_id"),
    "place": ("places", "place_id"),
}
_KIND = click.option("--kind", type=click.Choice(list(_TABLES)), help="Only people, organizations or places.")
_FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
_FILE = click.option(
    "--entities", "file", default="", metavar="FILE", help="File of decisions.  [default: that of the run, or DIR/entities.csv]"
)
_NOTE = click.option("--note", default="", metavar="TEXT", help="Why; stands in the file.")
_ALIASES_SHOWN = 4
_Command = TypeVar("_Command", bound=Callable[..., None])


def _decision_options(command: _Command) -> _Command:
    """Return the options of every command that writes a decision."""
    return _KIND(_NOTE(_FILE(command)))


@click.group(
    short_help="List, merge, rename, drop, split people and other entities.",
    epilog="""\b
Examples:
  extractor entities list outputs --min-mentions 5
  extractor entities merge outputs 'Rip Ann Lee' --into 'Ann Lee'
  extractor entities apply outputs            after the file was edited by hand

Decisions are lines of a CSV file (action,kind,entity,value,note), to be kept with your project: entities.csv in the output
folder, or the one named with --entities, as in 'run'. Later runs over the same or other articles replay it.""",
)
def entities() -> None:
    """People, organizations and places of an output folder: list, merge, rename, drop them, give names, split."""


@entities.command(
    "list",
    epilog="""\b
Examples:
  extractor entities list outputs --kind person --min-mentions 5
  extractor entities list outputs --json | jq -r '.people[].name'""",
)
@_FOLDER
@_KIND
@click.option("--min-mentions", type=click.IntRange(0), default=0, help="Only those mentioned so often.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="So many of each kind.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def list_entities(*, folder: Path, kind: str | None, min_mentions: int, limit: int, as_json: bool) -> None:
    """List mentions, id, name and other names, the most mentioned first; 'extractor search --of names' finds one."""
    found = _read(folder)
    listed = {}
    for each in (kind,) if kind else _TABLES:
        listed[_TABLES[each][0]] = [row for row in found[each] if row["mention_count"] >= min_mentions]
    if as_json:
        click.echo(json.dumps({table: rows[:limit] for table, rows in listed.items()}))
        return
    for table, wanted in listed.items():
        click.echo(f"{table}: {len(wanted):,}")
        for row in wanted[:limit]:
            others = " | ".join(row["aliases"][:_ALIASES_SHOWN])
            line = f"{row['mention_count']:7,}  {row['id']}  {row['name']}{f'  ({others})' if others else ''}"
            click.echo(safe(line, keep=""))


@entities.command(epilog="""\b
Examples:
  extractor entities merge outputs 'Rip Ann Lee' 'Ann Lee Goes' --into 'Ann Lee'""")  # fmt: skip
@_FOLDER
@click.argument("others", nargs=-1, required=True, metavar="ENTITY...")
@click.option("--into", required=True, metavar="ENTITY", help="The one that stays, with its id and name.")
@_decision_options
def merge(*, folder: Path, file: str, others: tuple[str, ...], into: str, kind: str | None, note: str) -> None:
    """Make entities (given by name or id) one with another."""
    stays = _find(folder, into, kind)
    _decide(folder, file, "merge", [_find(folder, other, stays[0]) for other in others], value=stays[1], note=note)


@entities.command(epilog="""\b
Examples:
  extractor entities rename outputs GOP 'Republican Party'""")  # fmt: skip
@_FOLDER
@click.argument("entity")
@click.argument("name")
@_decision_options
def rename(*, folder: Path, file: str, entity: str, name: str, kind: str | None, note: str) -> None:
    """Show ENTITY (a name or id) under another NAME; its id stays."""
    _decide(folder, file, "rename", [_find(folder, entity, kind)], value=name, note=note)


@entities.command(epilog="""\b
Examples:
  extractor entities drop outputs 'Bad Optics' --kind organization""")  # fmt: skip
@_FOLDER
@click.argument("others", nargs=-1, required=True, metavar="ENTITY...")
@_decision_options
def drop(*, folder: Path, file: str, others: tuple[str, ...], kind: str | None, note: str) -> None:
    """Take entities (given by name or id) out of the tables."""
    _decide(folder, file, "drop", [_find(folder, other, kind) for other in others], note=note)


@entities.command(epilog="""\b
Examples:
  extractor entities alias outputs 'Ann Lee' 'The Iron Mayor'""")  # fmt: skip
@_FOLDER
@click.argument("entity")
@click.argument("name")
@_decision_options
def alias(*, folder: Path, file: str, entity: str, name: str, kind: str | None, note: str) -> None:
    """Say that NAME means ENTITY (a name or id), too."""
    _decide(folder, file, "alias", [_find(folder, entity, kind)], value=name, note=note)


@entities.command(epilog="""\b
Examples:
  extractor entities split outputs 'Ann Lee' 'A. Lee'""")  # fmt: skip
@_FOLDER
@click.argument("entity")
@click.argument("name")
@_decision_options
def split(*, folder: Path, file: str, entity: str, name: str, kind: str | None, note: str) -> None:
    """Make what is named NAME another than ENTITY (a name or id)."""
    _decide(folder, file, "split", [_find(folder, entity, kind)], value=name, note=note)


@entities.command(epilog="""\b
Examples:
  extractor entities apply outputs
  extractor entities apply outputs --entities shared/entities.csv --registry wikidata.csv""")  # fmt: skip
@_FOLDER
@_FILE
@click.option("--registry", default="", metavar="FILE", help="Your table of entities: name, kind, external_id, aliases.")
def apply(folder: Path, file: str, registry: str) -> None:
    """Make the tables anew with the file of decisions as it is; nothing is analysed again."""
    _relink(folder, file, registry)


def _read(folder: Path) -> dict[str, list[dict[str, Any]]]:
    from extractor.report.database import opened

    found = {}
    with opened(folder, names=[name for name, _ in _TABLES.values()]) as connection:
        for kind, (name, column) in _TABLES.items():
            rows = connection.execute(f"SELECT {column} AS id, name, aliases, mention_count FROM {name}")
            columns = [str(each[0]) for each in rows.description or ()]
            found[kind] = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    return found


def _find(folder: Path, reference: str, kind: str | None) -> tuple[str, str]:
    """Return the kind and name of the entity that is meant, or its id where others have the name.

    Raises:
        InputError: there is none, or it could be several.
    """
    from extractor.entities.spelling import fold
    from extractor.errors import InputError

    rows = [(each, row) for each, rows in _read(folder).items() if kind in (None, each) for row in rows]
    found = [(each, row) for each, row in rows if row["id"] == reference]
    found = found or [(each, row) for each, row in rows if fold(row["name"]) == fold(reference)]
    if not found:
        others = [row["name"] for _, row in rows if fold(reference) in map(fold, row["aliases"])]
        hint = (
            f"it is another name of {' and of '.join(others)}"
            if others
            else f"look with: extractor search {folder} --of names WORDS"
        )
        raise InputError(f"no {kind or 'entity'} is named '{reference}'; {hint}")
    if len(found) > 1:
        shown = "\n".join(f"  {row['id']}  {each}, {row['mention_count']} mentions" for each, row in found)
        raise InputError(f"{len(found)} entities are named '{reference}'; give one of the ids:\n{shown}")
    each, row = found[0]
    unique = sum(other == each and fold(named["name"]) == fold(row["name"]) for other, named in rows) == 1
    return each, row["name"] if unique and fold(row["name"]) else row["id"]


def _decide(folder: Path, file: str, action: str, found: Sequence[tuple[str, str]], *, value: str = "", note: str) -> None:
    """Write decisions and make the tables anew."""
    from extractor.linking.edits import KINDS, Decision, append_decisions
    from extractor.running.relink import decisions_file, run_files

    path = decisions_file(folder, file or run_files(folder)["entities"])
    made = [Decision(action, next(kind for kind in KINDS if kind == each), name, value, note) for each, name in found]
    append_decisions(path, made)
    click.echo(f"{len(made)} written to {safe(str(path), keep='')}")
    _relink(folder, file, "")


def _relink(folder: Path, file: str, registry: str) -> None:
    from extractor.running.relink import relink

    counts = relink(folder, entities=file, registry=registry)
    for note in counts.notes:
        click.echo(safe(note, keep=""), err=True)
    click.echo(entities_counted(counts.tables))
