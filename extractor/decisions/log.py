"""The log of decisions: a file of JSON lines that only grows and that reviewers can hand to each other."""

import codecs
import fcntl
import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from extractor.decisions.model import Event
from extractor.errors import InputError, OutputError

FILE_NAME = "decisions.jsonl"


def read_events(path: Path) -> list[Event]:
    """Return the events of a log in the order in which they happened; none if there is no such file.

    A last line whose writer was killed has no end and does not count.

    Raises:
        InputError: the file cannot be read, or a line of it is no event; the message has its number.
    """
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(Event.model_validate_json(line))
        except ValidationError as error:
            if number == len(lines):
                break
            first = error.errors()[0]
            where = "".join(f"{name}: " for name in first["loc"] if isinstance(name, str))
            raise InputError(f"{path}, line {number}: {where}{first['msg']}") from error
    return in_order(found)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events by time; those of the same moment stay as they are."""
    return sorted(events, key=lambda event: event.at)


def append_events(path: Path, events: Sequence[Event]) -> None:
    """Write events after those that the file has, and return when they are on the disk.

    Raises:
        OutputError: the file cannot be written.
    """
    lines = "".join(f"{event.as_line()}\n" for event in events).encode("utf-8")
    try:
        with path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            _mend_end(path, file.fileno())
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error


def add_logs(path: Path, others: Iterable[Path]) -> int:
    """Write what other reviewers' logs have and this one lacks after its events; how many that were.

    Raises:
        InputError: a log cannot be read or does not exist.
        OutputError: the file cannot be written.
    """
    known = {event.event_id for event in read_events(path)}
    new: dict[str, Event] = {}
    for other in others:
        if not other.is_file():
            raise InputError(f"{other}: there is no such file")
        new |= {event.event_id: event for event in read_events(other) if event.event_id not in known}
    if new:
        append_events(path, in_order(new.values()))
    return len(new)


def log_hash(events: Sequence[Event]) -> str:
    """Return the hash of what was decided; empty without any event."""
    return hashlib.sha256("\n".join(event.as_line() for event in events).encode("utf-8")).hexdigest() if events else ""


def _mend_end(path: Path, descriptor: int) -> None:
    """Give the last line its end, or cut it off if it is torn."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        if file.read(1) in (b"", b"\n"):
            return
    data = path.read_bytes()
    whole, _, last = data.rpartition(b"\n")
    if not last:
        return
    try:
        Event.model_validate_json(last)
    except ValidationError:
        os.ftruncate(descriptor, len(whole) + 1 if whole else 0)
    else:
        os.write(descriptor, b"\n")
