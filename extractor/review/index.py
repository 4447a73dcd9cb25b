"""All statements as columns of small numbers, so that filters and their counts take milliseconds, not queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

FACETS = ("status", "speaker", "outlet", "act", "type", "rule", "confidence")
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the filters need to know of a statement; ``values`` go with ``FACETS``, ``date`` is yyyymmdd or 0, ``row`` and
    ``document_row`` are its numbers in the database, by which a search finds it; 0 for none."""

    statement_id: str
    document_id: str
    values: tuple[str, ...]
    date: int
    row: int = 0
    document_row: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """A filter: allowed values by facet, first and last date (0: open), the statements that a search gave and
    those of a list (None: all)."""

    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    among: Mask | None = None
    only: Collection[str] | None = None


class Index:
    """The statements in the order of the tables. A facet's counts are those under all other filters."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.ids: list[str] = []
        self.documents: list[str] = []
        self.place: dict[str, int] = {}
        self._labels: list[dict[str, int]] = [{} for _ in FACETS]
        self._codes: list[npt.NDArray[np.int32]] = [np.zeros(0, np.int32) for _ in FACETS]
        self._dates: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._rows: Rows = np.zeros((2, 0), np.int64)
        self._shown: Mask = np.zeros(0, np.bool_)
        self.extend(entries)

    def extend(self, entries: Sequence[Entry]) -> None:
        """Put statements behind the others."""
        for entry in entries:
            self.place[entry.statement_id] = len(self.ids)
            self.ids.append(entry.statement_id)
            self.documents.append(entry.document_id)
        for number, labels in enumerate(self._labels):
            codes = [labels.setdefault(entry.values[number], len(labels)) for entry in entries]
            self._codes[number] = np.append(self._codes[number], np.array(codes, np.int32))
        self._dates = np.append(self._dates, np.array([entry.date for entry in entries], np.int32))
        rows = [[entry.row for entry in entries], [entry.document_row for entry in entries]]
        self._rows = np.append(self._rows, np.array(rows, np.int64), axis=1)
        self._shown = np.append(self._shown, np.ones(len(entries), np.bool_))

    def set(self, statement_id: str, facet: str, value: str) -> None:
        """Change one value of a statement."""
        number = FACETS.index(facet)
        labels = self._labels[number]
        self._codes[number][self.place[statement_id]] = labels.setdefault(value, len(labels))

    def value(self, statement_id: str, facet: str) -> str:
        """Return one value of a statement."""
        number = FACETS.index(facet)
        return list(self._labels[number])[int(self._codes[number][self.place[statement_id]])]

    def show(self, statement_id: str, shown: bool) -> None:
        """Show or hide a statement, such as one that a reviewer added and took back."""
        self._shown[self.place[statement_id]] = shown

    def is_shown(self, statement_id: str) -> bool:
        """Return whether the index has the statement and shows it."""
        return statement_id in self.place and bool(self._shown[self.place[statement_id]])

    def select(self, query: Query) -> tuple[list[int], dict[str, dict[str, int]]]:
        """Return the places of the statements that fit, and for each facet how many fit all but its own filter, by value."""
        common = self._shown.copy()
        if query.first:
            common &= self._dates >= query.first
        if query.last:
            common &= (self._dates <= query.last) & (self._dates > 0)
        if query.among is not None:
            common &= query.among
        if query.only is not None:
            common &= self.mask(query.only)
        masks = [self._allowed(number, query.values.get(facet)) for number, facet in enumerate(FACETS)]
        counts = {}
        for number, facet in enumerate(FACETS):
            others = common.copy()
            for other, mask in enumerate(masks):
                if other != number and mask is not None:
                    others &= mask
            labels = list(self._labels[number])
            found = np.bincount(self._codes[number][others], minlength=len(labels))
            counts[facet] = {labels[code]: int(found[code]) for code in np.flatnonzero(found)}
        for mask in masks:
            if mask is not None:
                common &= mask
        return np.flatnonzero(common).tolist(), counts

    def found(self, rows: Rows, document_rows: Rows) -> Mask:
        """Return the statements with these numbers, and those of the documents with these numbers."""
        return np.isin(self._rows[0], rows) | np.isin(self._rows[1], document_rows)

    def mask(self, statement_ids: Collection[str]) -> Mask:
        """Return the statements with these ids, as far as there are any."""
        mask = np.zeros(len(self.ids), np.bool_)
        mask[[self.place[name] for name in statement_ids if name in self.place]] = True
        return mask

    def _allowed(self, number: int, values: Collection[str] | None) -> Mask | None:
        if not values:
            return None
        codes = [code for value in values if (code := self._labels[number].get(value)) is not None]
        return np.isin(self._codes[number], codes)
