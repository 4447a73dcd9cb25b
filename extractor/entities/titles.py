"""Titles before names: Mr., Sen., Prime Minister, Secretary of State."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.errors import ResourceError
from extractor.resources import Models

TITLE_COLUMNS = ("title", "kind", "gender")
KINDS = frozenset(("honorific", "clergy", "nobility", "military", "police", "legislature", "executive", "law", "function"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title as tokens, its kind and the gender that it shows ("m", "f" or "")."""

    tokens: tuple[str, ...]
    kind: str
    gender: str


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by their first token in lower case, longest first; ``last`` are their last tokens."""

    by_first: Mapping[str, Sequence[Title]]
    last: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "last", frozenset(title.tokens[-1] for titles in self.by_first.values() for title in titles))

    def at(self, lowers: Sequence[str], start: int, end: int) -> Title | None:
        """Return the longest title that begins at ``start`` and ends at or before ``end`` (exclusive)."""
        for title in self.by_first.get(lowers[start], ()):
            length = len(title.tokens)
            if start + length <= end and tuple(lowers[start : start + length]) == title.tokens:
                return title
        return None

    def ending_at(self, lowers: Sequence[str], end: int, *, longest: int = 6) -> Title | None:
        """Return the longest title whose last token is ``end - 1``."""
        if lowers[end - 1] not in self.last:
            return None
        for start in range(max(0, end - longest), end):
            title = self.at(lowers, start, end) if lowers[start] in self.by_first else None
            while title is not None:
                if start + len(title.tokens) == end:
                    return title
                title = self._shorter(lowers, start, title)
        return None

    def _shorter(self, lowers: Sequence[str], start: int, title: Title) -> Title | None:
        return self.at(lowers, start, start + len(title.tokens) - 1)


def load_titles(models: Models) -> Titles:
    """Return the titles of ``titles.csv``.

    Raises:
        ResourceError: the file is missing, has other columns, or holds an unknown kind or gender.
    """
    by_first: dict[str, list[Title]] = defaultdict(list)
    for row in models.table("en/titles.csv", *TITLE_COLUMNS):
        if row["kind"] not in KINDS or row["gender"] not in ("", "m", "f"):
            raise ResourceError(f"en/titles.csv: {row['title']}: unknown kind or gender")
        tokens = tuple(row["title"].lower().replace("-", " - ").split())
        by_first[tokens[0]].append(Title(tokens, row["kind"], row["gender"]))
    return Titles({first: sorted(titles, key=lambda title: -len(title.tokens)) for first, titles in by_first.items()})
