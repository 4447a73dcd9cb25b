"""People, bodies and topics that somebody keeps an eye on, one a line, and the statements by, about or naming them."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from extractor.errors import InputError
from extractor.writers.database import phrase_expression

COLUMN = "watched"
# The entries as a JSON list in the column of a statement; a part of a query over statements.
WATCHED = f"(SELECT json_group_array(entry) FROM (SELECT entry FROM watched w WHERE w.statement_id = f.statement_id)) AS {COLUMN}"


def read_watch_list(path: Path) -> list[str]:
    """Return the entries of a watch list in their order, each once: its lines but blank ones and those that begin with ``#``.

    Raises:
        InputError: the file cannot be read, or there is no entry in it.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    entries = [" ".join(line.split()) for line in lines]
    found = list(dict.fromkeys(entry for entry in entries if _names(entry) and not entry.startswith("#")))
    if not found:
        raise InputError(f"{path}: no entry there; a watch list has a name or topic on each line")
    return found


def watch(connection: sqlite3.Connection, entries: Sequence[str], entities: Callable[[str], str]) -> None:
    """Make the temporary table ``watched`` (entry, statement_id) of what entries mean; an entry is its names, split by ``|``.

    ``entities`` returns the ids of those that have some words in a name, as a JSON array.
    """
    connection.execute("CREATE TEMP TABLE watched (statement_id, entry, PRIMARY KEY (statement_id, entry)) WITHOUT ROWID")
    for entry in entries:
        for name in _names(entry):
            known = entities(name)
            connection.execute(
                """
                INSERT OR IGNORE INTO watched
                SELECT statement_id, ?1 FROM statements WHERE speaker_id IN (SELECT value FROM json_each(?2))
                UNION SELECT statement_id, ?1 FROM statement_entities WHERE entity_id IN (SELECT value FROM json_each(?2))
                UNION SELECT statement_id, ?1 FROM statements
                WHERE rowid IN (SELECT rowid FROM statements_search WHERE statements_search MATCH ?3)
                """,
                (entry, known, phrase_expression(name)),
            )


def _names(entry: str) -> list[str]:
    return [name.strip() for name in entry.split("|") if phrase_expression(name)]
