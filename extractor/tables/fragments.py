"""Part files made fit for the JSON reader, which holds several of the longest lines in memory at a time."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

# Results longer than this are split; a result of an ordinary article has some 50 KB.
_LONGEST = 4 << 20
_ROWS = 2_000


def readable_parts(parts: Sequence[Path], folder: Path) -> tuple[list[Path], int]:
    """Return the part files, or copies in the folder where lines had to be split, and the bytes of the longest line."""
    paths, longest = [], 0
    for path in parts:
        with path.open("rb") as file:
            length = max(map(len, file), default=0)
        if length > _LONGEST:
            path, length = _split(path, folder / path.name)  # noqa: PLW2901
        paths.append(path)
        longest = max(longest, length)
    return paths, longest


def _split(path: Path, copy: Path) -> tuple[Path, int]:
    longest = 0
    with path.open("rb") as file, copy.open("wb") as out:
        for line in file:
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
