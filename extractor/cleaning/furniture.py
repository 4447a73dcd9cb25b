"""What is on a page but not in its article: share bars, links to other articles, credits, legal lines (patterns are data)."""

import re
from dataclasses import dataclass

from extractor.errors import ResourceError
from extractor.resources import Models

_FILE = "en/furniture.toml"
_LONGEST_LINE = 500
_LONGEST_TAIL = 400


@dataclass(frozen=True, slots=True)
class Furniture:
    """The patterns of ``models/en/furniture.toml``, each kind as one expression, and agencies by the names that datelines use."""

    line: re.Pattern[str]
    tail: re.Pattern[str]
    agencies: dict[str, str]

    def is_line(self, text: str) -> bool:
        """True when the whole line is furniture. Long lines never are, so that a near-match costs nothing."""
        return len(text) <= _LONGEST_LINE and self.line.fullmatch(text) is not None

    def tail_start(self, text: str) -> int:
        """Where the furniture at the end of a paragraph begins; the length of the text when there is none."""
        offset = max(0, len(text) - _LONGEST_TAIL)
        found = self.tail.search(text, offset)
        return found.start() if found and text[: found.start()].strip() else len(text)


def load_furniture(models: Models) -> Furniture:
    """The patterns of the models folder.

    Raises:
        ResourceError: an entry has an unknown key, lacks an example, or one of its patterns is not valid.
    """
    lines: list[str] = []
    tails: list[str] = []
    for entry in models.toml(_FILE).get("furniture", []):
        name = f"{_FILE}, {entry.get('id', 'entry without id')!r}"
        unknown = set(entry) - {"id", "lines", "tails", "yes", "no"}
        if unknown or not entry.get("yes") or not entry.get("no") or not (entry.get("lines") or entry.get("tails")):
            raise ResourceError(f"{name}: needs id, lines or tails, yes and no; unknown: {sorted(unknown)}")
        for pattern in entry.get("lines", []) + entry.get("tails", []):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ResourceError(f"{name}: {pattern!r} is not valid ({error})") from error
        lines += entry.get("lines", [])
        tails += entry.get("tails", [])
    agencies = {row["short"]: row["name"] for row in models.table("en/agencies.csv", "short", "name")}
    return Furniture(
        re.compile("|".join(f"(?:{pattern})" for pattern in lines), re.IGNORECASE),
        re.compile(r"(?<=\s)(?:" + "|".join(f"(?:{pattern})" for pattern in tails) + r")\s*\Z", re.IGNORECASE),
        agencies,
    )
