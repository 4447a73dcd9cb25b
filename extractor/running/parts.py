"""Part files: the stored results of single documents, which make a run resumable.

A part file is a text file of JSON lines that only grows. Each line carries a checksum of what follows it, the key under which
the result is valid, and the result::

    {"check":"5f1d0c3a","document_id":"d_...","content":"...","file":"...","fingerprint":"...","status":"ok","result":{...}}

``content`` is a hash of what the reader delivered, ``file`` a hash of the bytes of the input file and ``fingerprint`` one of
program, model, word lists and settings. A line whose writer was killed has no end and is cut off; a damaged line is not believed.
"""

import os
import re
import zlib
from collections.abc import Mapping
from functools import cache
from itertools import compress
from pathlib import Path
from sys import intern
from typing import BinaryIO, NamedTuple

from pydantic import TypeAdapter

from extractor.records import DocumentResult

_HEAD = re.compile(
    rb'\{"check":"([0-9a-f]{8})",'
    rb'("document_id":"([^"]+)","content":"([0-9a-f]*)","file":"([0-9a-f]*)","fingerprint":"([0-9a-f]*)",'
    rb'"status":"([a-z]+)","result":\{)'
)
_CHECKED_FROM = len(b'{"check":"00000000",')


class Key(NamedTuple):
    """What a stored result is valid for, and what became of the document."""

    document_id: str
    content: str
    file: str
    fingerprint: str
    status: str = "ok"


def encode(key: Key, result: DocumentResult) -> bytes:
    """Return the line of a result; fields that have their default value are left out."""
    head = (
        f'"document_id":"{key.document_id}","content":"{key.content}","file":"{key.file}","fingerprint":"{key.fingerprint}",'
        f'"status":"{result.document.status}","result":'
    ).encode()
    body = _results().dump_json(result, exclude_defaults=True)
    end = b"}\n"
    check = zlib.crc32(end, zlib.crc32(body, zlib.crc32(head)))
    return b"".join((b'{"check":"%08x",' % check, head, body, end))


@cache
def _results() -> TypeAdapter[DocumentResult]:
    """Return what turns results into JSON as bytes, of which a record itself would make a text first."""
    return TypeAdapter(DocumentResult)


def decode(line: bytes) -> Key | None:
    """Return the key of a line, or None when the line is not what was written."""
    head = _HEAD.match(line)
    if head is None or int(head[1], 16) != zlib.crc32(memoryview(line)[_CHECKED_FROM:]):
        return None
    document, content, file, fingerprint, status = (group.decode() for group in head.groups()[2:])
    return Key(document, content, file, intern(fingerprint), intern(status))


class PartWriter:
    """Appends results to one part file; a torn line that an earlier writer left is cut off first."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = path.open("ab")
        _cut_torn_line(path)

    def append(self, lines: list[bytes]) -> None:
        """Write the lines and return when they are on the disk.

        Raises:
            OSError: there is no room, or the disk failed; a torn line is noticed by the next reader.
        """
        self._file.write(b"".join(lines))
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; all that was appended is on the disk already."""
        self._file.close()


def part_files(folder: Path) -> list[Path]:
    """Return the part files of a folder by name."""
    return sorted(folder.glob("*.jsonl"))


class LineKeys:
    """The keys of the lines of part files, None for what is not believed; of a file that grew only what is new is read again."""

    def __init__(self) -> None:
        # The number of each file, the end of what was read, and the keys.
        self._known: dict[Path, tuple[int, int, list[Key | None]]] = {}

    def of(self, path: Path) -> list[Key | None]:
        """Return the keys of a file."""
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            number, end, keys = self._known.get(path, (0, 0, []))
            if number != stat.st_ino or end > stat.st_size:
                end, keys = 0, []
            file.seek(end)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                keys.append(decode(line))
                end += len(line)
        self._known[path] = stat.st_ino, end, keys
        return keys


def read_index(folder: Path, fingerprint: str, keys: LineKeys | None = None, *, repair: bool = True) -> dict[str, Key]:
    """Return for each document the last sound result stored under the fingerprint.

    Torn lines at the ends of files are cut off, or with ``repair`` off just not believed. ``keys`` notes what was read.
    """
    keys = keys or LineKeys()
    index: dict[str, Key] = {}
    for path in part_files(folder):
        if repair:
            _cut_torn_line(path)
        for key in keys.of(path):
            if key is not None and key.fingerprint == fingerprint:
                index[key.document_id] = key
    return index


def compact(folder: Path, current: Mapping[str, str], fingerprint: str, keys: LineKeys | None = None) -> int:
    """Drop every line that is not the result of a current document (id -> content hash); number of the lines that stay.

    A file in which nothing is to be dropped is left alone; another is written anew under a temporary name and then renamed.
    What ``keys`` has read is not read again.
    """
    keys = keys or LineKeys()
    kept: set[str] = set()
    for path in part_files(folder):
        _cut_torn_line(path)
        stays = []
        for key in keys.of(path):
            wanted = (
                key is not None
                and key.fingerprint == fingerprint
                and current.get(key.document_id) == key.content
                and key.document_id not in kept
            )
            stays.append(wanted)
            if wanted and key is not None:
                kept.add(key.document_id)
        if not any(stays):
            path.unlink()
        elif not all(stays):
            _rewrite(path, stays)
    return len(kept)


def _rewrite(path: Path, stays: list[bool]) -> None:
    temporary = path.with_suffix(".tmp")
    with path.open("rb") as lines, temporary.open("wb") as file:
        file.writelines(compress(lines, stays))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames and new files in the folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cut_torn_line(path: Path) -> None:
    """Cut what stands behind the last line end."""
    with path.open("rb+") as file:
        size = end = file.seek(0, os.SEEK_END)
        while end > 0:
            step = min(1 << 16, end)
            file.seek(end - step)
            found = file.read(step).rfind(b"\n")
            if found >= 0:
                end = end - step + found + 1
                break
            end -= step
        if end < size:
            file.truncate(end)
            os.fsync(file.fileno())
