"""How far the statements of a run can be trusted, measured by what reviewers decided.

The interval is that of Wilson (1927), which holds for small numbers and for shares near 0 and 1. It is over a random sample if
one was drawn; else over the documents that reviewers checked completely, which also give the recall.
"""

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

# Two-sided 95%.
_Z = 1.959964
_GROUPS = ("rule_id", "act", "type")


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``judged``, with the 95% interval in which the share of all statements lies."""

    judged: int
    right: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself; 0 where nothing was judged."""
        return self.right / self.judged if self.judged else 0.0


@dataclass(frozen=True, slots=True)
class Trust:
    """Figures of review. ``basis`` is sample, complete or empty when there is nothing to measure by.

    ``drawn`` is the size of the sample and ``is_current`` whether it was drawn from the statements of this run. ``recall`` is
    over ``complete`` documents. Counts are of decisions that hold.
    """

    basis: str = ""
    drawn: int = 0
    is_current: bool = True
    precision: Share | None = None
    groups: dict[str, list[tuple[str, Share]]] | None = None
    recall: Share | None = None
    complete: int = 0
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    added: int = 0
    orphans: int = 0
    conflicts: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return all figures as plain values; shares with three decimals."""
        plain = asdict(self)
        plain["precision"] = _plain(self.precision)
        plain["recall"] = _plain(self.recall)
        plain["groups"] = {
            name: {value: _plain(share) for value, share in shares} for name, shares in (self.groups or {}).items()
        }
        return plain


NO_TRUST = Trust()


def wilson(right: int, judged: int) -> Share:
    """Return the share with its 95% interval by Wilson's formula; nothing judged leaves everything possible."""
    if not judged:
        return Share(0, 0, 0.0, 1.0)
    share, z2 = right / judged, _Z * _Z
    middle = (share + z2 / (2 * judged)) / (1 + z2 / judged)
    half = _Z * math.sqrt(share * (1 - share) / judged + z2 / (4 * judged * judged)) / (1 + z2 / judged)
    return Share(judged, right, max(0.0, middle - half), min(1.0, middle + half))


def measure_trust(connection: "duckdb.DuckDBPyConnection") -> Trust:
    """Return the figures of a database with the tables ``statements``, ``documents`` and ``decisions``."""
    found = connection.execute(
        """
        SELECT d.statement_id, d.is_right, d.sample, s.rule_id, s.act, s.type, s.review_status, doc.document_id,
            doc.review_complete, d.extracted
        FROM decisions d JOIN statements s USING (statement_id) JOIN documents doc ON doc.document_id = s.document_id
        WHERE d.holds AND d.decision IN ('accept', 'reject', 'correct', 'add')
        """
    ).fetchall()
    rows = [_as_extracted(row) for row in found]
    by_status = "SELECT review_status, count(*) FROM statements WHERE rule_id NOT LIKE 'review/%' GROUP BY 1"
    counts = dict(connection.execute(by_status).fetchall())
    added, complete, orphans, conflicts = _one(
        connection,
        """
        SELECT (SELECT count(*) FROM statements WHERE rule_id LIKE 'review/%' AND review_status <> 'rejected'),
            (SELECT count(*) FROM documents WHERE review_complete), (SELECT count(*) FROM decisions WHERE anchor = 'orphan'),
            (SELECT count(DISTINCT statement_id) FROM decisions WHERE conflict)
        """,
    )
    drawn, population = _one(
        connection,
        """
        SELECT coalesce(max(sample_size), 0), coalesce(max(sample_of), '') FROM (
            SELECT * FROM decisions WHERE holds AND decision = 'sample' ORDER BY decided_at DESC LIMIT 1
        )
        """,
    )
    open_documents = {
        name
        for (name,) in connection.execute(
            "SELECT DISTINCT document_id FROM statements WHERE review_status = 'unreviewed' AND document_id IN "
            "(SELECT document_id FROM documents WHERE review_complete)"
        ).fetchall()
    }
    checked = [row for row in rows if row[8] and row[7] not in open_documents]
    judged = [row for row in (rows if drawn else checked) if row[1] is not None and (row[2] or not drawn)]
    wanted = [row for row in checked if row[6] != "rejected"]
    return Trust(
        basis=("sample" if drawn else "complete") if judged else "",
        drawn=drawn,
        is_current=not drawn or population == population_hash(_statement_ids(connection)),
        precision=_share(judged) if judged else None,
        groups={name: _grouped(judged, 3 + number) for number, name in enumerate(_GROUPS)} if judged else None,
        recall=_share(wanted) if wanted else None,
        complete=complete,
        accepted=counts.get("accepted", 0),
        corrected=counts.get("corrected", 0),
        rejected=counts.get("rejected", 0),
        added=added,
        orphans=orphans,
        conflicts=conflicts,
    )


def population_hash(statement_ids: Iterable[str]) -> str:
    """Return one hash of the statements that a sample is drawn from, whatever their order."""
    digest = hashlib.blake2b(digest_size=16)
    for statement_id in sorted(statement_ids):
        digest.update(statement_id.encode() + b"\n")
    return digest.hexdigest()


def _statement_ids(connection: "duckdb.DuckDBPyConnection") -> Iterable[str]:
    query = "SELECT statement_id FROM statements WHERE rule_id NOT LIKE 'review/%'"
    return [name for (name,) in connection.execute(query).fetchall()]


def _one(connection: "duckdb.DuckDBPyConnection", query: str) -> Any:
    return connection.execute(query).fetchall()[0]


def _share(rows: list[Any]) -> Share:
    return wilson(sum(bool(row[1]) for row in rows), len(rows))


def _as_extracted(row: Any) -> Any:
    """Return the row with act and type as the rules found them, which is what their precision is about."""
    found = json.loads(row[9]) if row[9] else {}
    return (*row[:4], found.get("act", row[4]), found.get("type", row[5]), *row[6:9])


def _grouped(rows: list[Any], column: int) -> list[tuple[str, Share]]:
    values = sorted({row[column] for row in rows})
    shares = [(value, _share([row for row in rows if row[column] == value])) for value in values]
    return sorted(shares, key=lambda pair: (-pair[1].judged, pair[0]))


def _plain(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {name: round(value, 3) for name, value in {**asdict(share), "value": share.value}.items()}
