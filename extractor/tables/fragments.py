"""Lines of part files made fit for the JSON reader, which holds several of the longest lines in memory at a time."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

# Results longer than this are split; a result of an ordinary article has some 50 KB.
_LONGEST = 4 << 20
_ROWS = 2_000
# A line begins with its checksum and the keys of the result, each ended by this; see extractor.running.parts.
_HEAD_END = b',"result":'
_ID = b'"document_id":"'

# Id of the document, and a hash of what comes before the result in its line; a checksum of the result is among it.
Mark = tuple[str, str]


class Lines(NamedTuple):
    """Files with lines that are new, the bytes of the longest one, and the marks of all new and of all known lines."""

    paths: list[Path]
    longest: int
    new: list[Mark]
    known: set[Mark]


def new_lines(parts: Sequence[Path], known: set[Mark], folder: Path) -> Lines:
    """Return the part files, or copies in the folder where some lines are known or had to be split."""
    lines = Lines([], 0, [], set())
    longest = 0
    for path in parts:
        marks, length = _marks(path)
        new = [mark for mark in marks if mark not in known]
        lines.known.update(mark for mark in marks if mark in known)
        if not new:
            continue
        lines.new.extend(new)
        if length > _LONGEST or len(new) < len(marks):
            path, length = _copy(path, folder / path.name, known)  # noqa: PLW2901
        lines.paths.append(path)
        longest = max(longest, length)
    return lines._replace(longest=longest)


def _marks(path: Path) -> tuple[list[Mark], int]:
    marks, longest = [], 0
    with path.open("rb") as file:
        for line in file:
            marks.append(_mark(line))
            longest = max(longest, len(line))
    return marks, longest


def _mark(line: bytes) -> Mark:
    head = line[: line.index(_HEAD_END)]
    start = head.index(_ID) + len(_ID)
    return head[start : head.index(b'"', start)].decode(), hashlib.blake2b(head, digest_size=16).hexdigest()


def _copy(path: Path, copy: Path, known: set[Mark]) -> tuple[Path, int]:
    longest = 0
    with path.open("rb") as file, copy.open("wb") as out:
        for line in file:
            if _mark(line) in known:
                continue
            for fragment in _fragments(json.loads(line)) if len(line) > _LONGEST else [line]:
                longest = max(longest, len(fragment))
                out.write(fragment)
    return copy, longest


def _fragments(line: dict[str, Any]) -> Iterator[bytes]:
    """Yield the result as several lines: the document, then its lists in pieces."""
    lists = {name: rows for name, rows in line["result"].items() if isinstance(rows, list)}
    yield _line(line["document_id"], {"document": line["result"]["document"]})
    for name, rows in lists.items():
        for start in range(0, len(rows), _ROWS):
            yield _line(line["document_id"], {name: rows[start : start + _ROWS]})


def _line(document_id: str, result: dict[str, Any]) -> bytes:
    return json.dumps({"document_id": document_id, "result": result}, ensure_ascii=False).encode() + b"\n"
