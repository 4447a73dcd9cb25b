"""What one making of the tables leaves for the next, so that only what is new is worked out again.

All of it follows from the stored results: tables of what was worked out, by what it was worked out from. Without it, or with a
part of it damaged, everything is made anew and is the same.
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

_LIST = "kept.json"
# The fact that tells the mark of each file that was made.
FILES = "files"


class Kept:
    """Tables in a folder, as Parquet files; ``stamp`` tells which code and word lists worked them out.

    Until :meth:`finish` the folder stays what it was, whatever happens. Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None, stamp: str = "") -> None:
        self._folder = folder
        self._stamp = stamp
        self._old: dict[str, str] = {}
        self._new: dict[str, str] = {}
        self._round = 0
        self.facts: dict[str, Any] = {}
        if folder is not None:
            self._read(folder)

    def __contains__(self, name: str) -> bool:
        return name in self._old

    def file(self, folder: Path, name: Path) -> Path | None:
        """Return a file of the last making of the tables that lies in a folder, if it is what it was."""
        mark = file_mark(folder / name)
        return folder / name if mark and mark == self.facts.get(FILES, {}).get(name.as_posix()) else None

    def new_name(self) -> str:
        """Return a name that no table of an earlier round bears."""
        return str(self._round)

    def path(self, name: str) -> Path:
        """Return the file of a table that is there."""
        assert self._folder is not None
        return self._folder / _file(name, self._old[name])

    def load(
        self, connection: "duckdb.DuckDBPyConnection", name: str, spec: str, *, table: str = "", empty: bool = False
    ) -> None:
        """Make a table, ``kept_<name>`` if not named, with the columns ``spec``; empty if wanted and where nothing is kept."""
        table = table or f"kept_{name}"
        connection.execute(f"CREATE TABLE {table} ({spec})")
        if name in self._old and not empty:
            connection.execute(f"INSERT INTO {table} SELECT * FROM read_parquet(?)", [str(self.path(name))])

    def keep(self, connection: "duckdb.DuckDBPyConnection", name: str, query: str) -> None:
        """Keep the rows of a query as the table ``name``."""
        if self._folder is None:
            return
        path = self._folder / _file(name, str(self._round))
        connection.execute(f"COPY ({query}) TO ? (FORMAT parquet)", [str(path)])
        self._new[name] = str(self._round)

    def adopt(self, name: str, path: Path) -> None:
        """Keep a Parquet file that another process wrote as the table ``name``."""
        if self._folder is not None:
            shutil.move(path, self._folder / _file(name, str(self._round)))
            self._new[name] = str(self._round)

    def stay(self, name: str) -> None:
        """Keep a table as it is."""
        self._new[name] = self._old[name]

    def finish(self, **facts: Any) -> None:
        """Keep what was given since the beginning, with a few facts, and nothing else."""
        if self._folder is None:
            return
        files = {name: [number, _sha256(self._folder / _file(name, number))] for name, number in self._new.items()}
        listed = {"stamp": self._stamp, "round": self._round, "files": files, "facts": facts}
        temporary = self._folder / f".{_LIST}"
        temporary.write_text(json.dumps(listed), encoding="utf-8")
        temporary.replace(self._folder / _LIST)
        self._clear({_file(name, number) for name, number in self._new.items()})

    def _read(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
            files = {str(name): (str(number), digest) for name, (number, digest) in listed["files"].items()}
            sound = listed["stamp"] == self._stamp and all(
                _sha256(folder / _file(name, number)) == digest for name, (number, digest) in files.items()
            )
            facts, self._round = dict(listed["facts"]), int(listed["round"]) + 1
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            sound, files, facts = False, {}, {}
        if sound:
            self._old, self.facts = {name: number for name, (number, _) in files.items()}, facts
        self._clear({_file(name, number) for name, number in self._old.items()})

    def _clear(self, wanted: set[str]) -> None:
        """Remove files that nothing speaks of any more, of this or of a run that was killed."""
        assert self._folder is not None
        for path in self._folder.glob("*.parquet"):
            if path.name not in wanted:
                path.unlink()


def _file(name: str, number: str) -> str:
    return f"{name}.{number}.parquet"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def mixed_hash(expressions: str) -> str:
    """Return SQL for a hash of expressions that may be joined with others by exclusive or.

    DuckDB's hash of several values is itself such a join: what changes alike in two rows would cancel out.
    """
    return f"hash(hash({expressions}))"


def file_mark(path: Path) -> list[int]:
    """Return what changes when a file is written to or another takes its place: its size, time, number; nothing for none."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return []
    return [stat.st_size, stat.st_mtime_ns, stat.st_ino]
