"""What is on a page but not in its article: share bars, links to other articles, credits, legal lines (patterns are data)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.cleaning.bylines import Bylines, load_bylines
from extractor.errors import InputError, ResourceError
from extractor.resources import Models

_FILE = "en/furniture.toml"
_SHORT_LINE = 120
_LONGEST_LINE = 500
_LONGEST_TAIL = 400


@dataclass(frozen=True, slots=True)
class Furniture:
    """The patterns of ``models/en/furniture.toml``, each kind as one expression, and what else cleaning knows: agencies by the
    names that datelines use, and how bylines are read.

    ``tail`` begins with the white space before the furniture. ``joining`` are words that end no line of their own.
    """

    line: re.Pattern[str]
    long_line: re.Pattern[str]
    tail: re.Pattern[str]
    agencies: dict[str, str]
    bylines: Bylines
    joining: frozenset[str]

    def is_line(self, text: str) -> bool:
        """True when the whole line is furniture. Very long lines never are, so that a near-match costs nothing."""
        if len(text) > _LONGEST_LINE:
            return False
        pattern = self.line if len(text) <= _SHORT_LINE else self.long_line
        return pattern.fullmatch(text) is not None

    def tail_start(self, text: str) -> int:
        """Where the furniture at the end of a paragraph begins; the length of the text when there is none."""
        found = self.tail.search(text, max(0, len(text) - _LONGEST_TAIL - 1))
        return found.start() + 1 if found and text[: found.start()].strip() else len(text)


def load_furniture(models: Models, *, more: Sequence[str] = ()) -> Furniture:
    """The patterns of the models folder, and ``more`` of the user's own for whole lines.

    Raises:
        ResourceError: an entry has an unknown key, lacks an example, or one of its patterns is not valid.
        InputError: a pattern of ``more`` is not valid.
    """
    lines: list[str] = []
    long_lines: list[str] = []
    tails: list[str] = []
    for entry in models.toml(_FILE).get("furniture", []):
        name = f"{_FILE}, {entry.get('id', 'entry without id')!r}"
        unknown = set(entry) - {"id", "lines", "long_lines", "tails", "yes", "no"}
        if unknown or not {"id", "yes", "no"} <= set(entry):
            raise ResourceError(f"{name}: needs id, yes and no, and lines, long_lines or tails; unknown keys: {sorted(unknown)}")
        for pattern in entry.get("lines", []) + entry.get("long_lines", []) + entry.get("tails", []):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ResourceError(f"{name}: {pattern!r} is not valid ({error})") from error
        lines += entry.get("lines", [])
        long_lines += entry.get("long_lines", [])
        tails += entry.get("tails", [])
    for pattern in more:
        try:
            re.compile(pattern)
        except re.error as error:
            raise InputError(f"furniture: {pattern!r} is no regular expression ({error})") from error
    lines += more
    agencies = {row["short"]: row["name"] for row in models.table("en/agencies.csv", "short", "name")}
    return Furniture(
        re.compile(_any_of(lines + long_lines), re.IGNORECASE),
        re.compile(_any_of(long_lines), re.IGNORECASE),
        re.compile(rf"\s(?:{_any_of(tails)})\s*\Z", re.IGNORECASE),
        agencies,
        load_bylines(models),
        frozenset(models.words("en/joining_words.txt")),
    )


def _any_of(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
