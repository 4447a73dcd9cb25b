"""Part files into DuckDB: one staging table for each kind of row, with the defaults that the part files leave out."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, get_args

import duckdb

from extractor.kept import Kept
from extractor.records import DecisionRow, DocumentResult, DocumentRow
from extractor.row import Row
from extractor.tables.fragments import Lines, new_lines
from extractor.tables.layers import Layers
from extractor.tables.schema import columns as columns_of
from extractor.tables.schema import duck_type, with_default
from extractor.told import FactCheck

# Lists of a document's result that become tables; the entities become people, organizations and places later.
LISTS = (
    "errors",
    "entities",
    "mentions",
    "statements",
    "statement_spans",
    "statement_entities",
    "content_references",
    "person_facts",
)
STAGED = ("documents", *LISTS)
# Staging tables that name the document in a column of their own; its own name for an entity says nothing elsewhere.
_OWNED = ("entities",)
_SMALLEST_OBJECT = 16 << 20
# Part files are read so many bytes at a time, or one by one where they are larger.
_AT_ONCE = 512 << 20


ChosenPart = Literal["speaker", "target", "addressee"]


class SpeakerChoiceRow(Row):
    """The speaker, target or addressee that a reviewer chose for a statement.

    It is looked up among the entities of the corpus: by id, else as the local entity of the document, else by name. A choice that
    is not required only confirms what was found.
    """

    statement_id: str
    document_id: str
    local_id: str
    entity_id: str
    kind: str
    name: str
    is_required: bool
    part: ChosenPart = "speaker"


@contextmanager
def database(folder: Path, *, threads: int = 2) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a DuckDB database, gone with the block; what does not fit into the memory goes to files in the folder.

    Held in memory it is built in half the time of a database file, which is compressed for keeps.
    """
    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": f"{_memory_mb()}MB",
            "threads": str(threads),
            "temp_directory": str(folder / "spill"),
            "preserve_insertion_order": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
    try:
        yield connection
    finally:
        connection.close()


def stage_results(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[Path],
    folder: Path,
    kept: Kept | None = None,
    *,
    viewed: bool = False,
) -> int:
    """Fill ``staged_documents`` and the staging tables of :data:`LISTS` from part files; return how many documents are new.

    What was read from lines of the part files before comes from ``kept``; where nobody changes rows, the tables may be
    ``viewed``, which reads only what is asked for. Copies of lines go to the folder.
    """
    for name in STAGED:
        connection.execute(f"CREATE TABLE staged_{name} ({_spec(name)})")
    for name, row in (("staged_decisions", DecisionRow), ("speaker_choices", SpeakerChoiceRow)):
        spec = ", ".join(f'"{column}" {kind}' for column, kind in columns_of(row))
        connection.execute(f"CREATE TABLE {name} ({spec})")
    connection.execute("CREATE TABLE complete_documents (document_id VARCHAR)")
    checks = ", ".join(f'"{column}" {kind}' for column, kind in columns_of(FactCheck))
    connection.execute(f"CREATE TABLE staged_fact_checks (fact_check_id VARCHAR, {checks})")
    layers = Layers(connection, kept or Kept(None), [f"staged_{name}" for name in STAGED])
    lines = new_lines(parts, layers.known, folder)
    _read_lines(connection, lines)
    layers.add(lines, viewed=viewed)
    return len(lines.new)


def _read_lines(connection: duckdb.DuckDBPyConnection, lines: Lines) -> None:
    """Fill the staging tables; a document may be spread over several lines with one id, of which one has the document."""
    result = DocumentResult.model_fields
    columns = ", ".join(f'"{name}" {duck_type(info.annotation)}' for name, info in result.items())
    spec = f"{{'document_id': 'VARCHAR', 'result': 'STRUCT({columns})'}}"
    size = max(lines.longest + 1, _SMALLEST_OBJECT)
    selects = {"documents": f"SELECT {_columns(DocumentRow, 'document')} FROM results WHERE document IS NOT NULL"}
    for name in LISTS:
        owner = "owner, " if name in _OWNED else ""
        selects[name] = f"SELECT {owner}{_columns(_row(name), 'item')} FROM (SELECT {owner}unnest({name}) AS item FROM results)"
    for portion in _portions(lines.paths):
        connection.execute(
            "CREATE TABLE results AS SELECT document_id AS owner, result.* FROM "
            f"read_json(?, format = 'newline_delimited', columns = {spec}, maximum_object_size = {size})",
            [[str(path) for path in portion]],
        )
        for name, select in selects.items():
            connection.execute(f"INSERT INTO staged_{name} {select}")
        connection.execute("DROP TABLE results")


def _row(name: str) -> type[Row]:
    """Return the record of a staging table."""
    if name == "documents":
        return DocumentRow
    row: type[Row] = get_args(DocumentResult.model_fields[name].annotation)[0]
    return row


def _spec(name: str) -> str:
    owner = "owner VARCHAR, " if name in _OWNED else ""
    return owner + ", ".join(f'"{column}" {duck_type(info.annotation)}' for column, info in _row(name).model_fields.items())


def _portions(parts: Sequence[Path]) -> Iterator[list[Path]]:
    portion: list[Path] = []
    size = 0
    for path in parts:
        length = path.stat().st_size
        if portion and size + length > _AT_ONCE:
            yield portion
            portion, size = [], 0
        portion.append(path)
        size += length
    if portion:
        yield portion


def add_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    row: type[Row],
    rows: Iterable[Row],
    folder: Path,
    *,
    first: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Append records to a staging table by way of a file in the folder; ``first`` are columns before those of the record."""
    before = dict(first or {})
    lines = []
    for number, item in enumerate(rows):
        lines.append(json.dumps({name: values[number] for name, values in before.items()} | item.model_dump(mode="json")))
    if not lines:
        return
    path = folder / f"{table}.add.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    kinds = dict.fromkeys(before, "VARCHAR") | {name: duck_type(info.annotation) for name, info in row.model_fields.items()}
    spec = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    size = max(max(map(len, lines)) + 1, _SMALLEST_OBJECT)
    connection.execute(
        f"INSERT INTO {table} BY NAME SELECT * FROM "
        f"read_json(?, format = 'newline_delimited', columns = {{{spec}}}, maximum_object_size = {size})",
        [str(path)],
    )


def _memory_mb() -> int:
    """Return a third of the machine's memory, 2 GB at least and 16 GB at most."""
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return min(max(physical // 3, 2048), 16384)


def _columns(row: type[Row], source: str) -> str:
    expressions = ((name, with_default(f'{source}."{name}"', info)) for name, info in row.model_fields.items())
    return ", ".join(f'{expression} AS "{name}"' for name, expression in expressions)
