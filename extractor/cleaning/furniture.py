"""What is on a page but not in its article: share bars, links to other articles, credits, legal lines (patterns are data)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.cleaning.bylines import Bylines, load_bylines
from extractor.errors import InputError, ResourceError
from extractor.resources import Models

_FILE = "en/furniture.toml"
_SHORT_LINE = 120
_LONGEST_LINE = 1_000
_LONGEST_END = 500
_LONGEST_TAIL = 400
_KINDS = ("lines", "long_lines", "tails", "leads", "end_lines")


@dataclass(frozen=True, slots=True)
class Lines:
    """Patterns of whole lines: all of them for short lines, and those for long ones."""

    short: re.Pattern[str]
    long: re.Pattern[str]

    def match(self, text: str) -> bool:
        """Return whether the whole line is of this kind."""
        return (self.short if len(text) <= _SHORT_LINE else self.long).fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Furniture:
    """The patterns of ``models/en/furniture.toml``, each kind as one expression, and what else cleaning knows: agencies by the
    names that datelines use, and how bylines are read.

    ``unless_told`` are lines that are furniture unless they hold words of speech (``told``). ``tail`` begins with the white space
    before the furniture, ``lead`` is a heading of links, ``end`` furniture only after the text. ``joining``
    are words that end no line of their own.
    """

    always: Lines
    unless_told: Lines
    told: re.Pattern[str]
    tail: re.Pattern[str]
    lead: re.Pattern[str]
    end: tuple[re.Pattern[str], ...]
    agencies: dict[str, str]
    bylines: Bylines
    joining: frozenset[str]

    def is_line(self, text: str) -> bool:
        """Return true when the whole line is furniture. Very long lines never are, so that a near-match costs nothing."""
        if len(text) > _LONGEST_LINE:
            return False
        return self.always.match(text) or (self.unless_told.match(text) and not self.told.search(text))

    def is_lead(self, text: str) -> bool:
        """Return true when a line is the heading of a list of links."""
        return len(text) <= _SHORT_LINE and self.lead.fullmatch(text) is not None

    def end_line(self, text: str) -> Mapping[str, str | None] | None:
        """Return the named groups of a line that is furniture if it comes after the text: ``name`` of an author,
        ``goes_on``."""
        if len(text) > _LONGEST_END:
            return None
        found = next(filter(None, (pattern.fullmatch(text) for pattern in self.end)), None)
        return found.groupdict() if found else None

    def tail_start(self, text: str) -> int:
        """Return where the furniture at the end of a paragraph begins; the length of the text when there is none."""
        found = self.tail.search(text, max(0, len(text) - _LONGEST_TAIL - 1))
        return found.start() + 1 if found and text[: found.start()].strip() else len(text)


def load_furniture(models: Models, *, more: Sequence[str] = ()) -> Furniture:
    """Return the patterns of the models folder, and ``more`` of the user's own for whole lines.

    Raises:
        ResourceError: an entry has an unknown key, lacks an example, or one of its patterns is not valid.
        InputError: a pattern of ``more`` is not valid.
    """
    content = models.toml(_FILE)
    found: dict[str, list[str]] = {kind: [] for kind in (*_KINDS, *(f"{kind} unless told" for kind in _KINDS))}
    for entry in content.get("furniture", []):
        name = f"{_FILE}, {entry.get('id', 'entry without id')!r}"
        unknown = set(entry) - {"id", "yes", "no", "unless_told", *_KINDS}
        if unknown or not {"id", "yes", "no"} <= set(entry):
            raise ResourceError(f"{name}: needs id, yes and no, and some of {', '.join(_KINDS)}; unknown keys: {sorted(unknown)}")
        for kind in _KINDS:
            for pattern in entry.get(kind, []):
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise ResourceError(f"{name}: {pattern!r} is not valid ({error})") from error
                found[f"{kind} unless told" if entry.get("unless_told") else kind].append(pattern)
    for pattern in more:
        try:
            re.compile(pattern)
        except re.error as error:
            raise InputError(f"furniture: {pattern!r} is no regular expression ({error})") from error
    leads = found["leads"] + found["leads unless told"]
    return Furniture(
        _lines([*found["lines"], *more], found["long_lines"]),
        _lines([*found["lines unless told"], *leads], found["long_lines unless told"]),
        re.compile(_any_of(content.get("told", [])), re.IGNORECASE),
        re.compile(rf"\s(?:{_any_of(found['tails'])})\s*\Z", re.IGNORECASE),
        re.compile(_any_of(leads), re.IGNORECASE),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in found["end_lines"] + found["end_lines unless told"]),
        {row["short"]: row["name"] for row in models.table("en/agencies.csv", "short", "name")},
        load_bylines(models),
        frozenset(models.words("en/joining_words.txt")),
    )


def _lines(short: list[str], long: list[str]) -> Lines:
    return Lines(re.compile(_any_of(short + long), re.IGNORECASE), re.compile(_any_of(long), re.IGNORECASE))


def _any_of(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
