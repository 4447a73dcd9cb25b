"""What a new run over the same articles gained, lost and changed, and what that means for the decisions of reviewers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from extractor.report.database import opened
from extractor.tables.wording import content_key

_FIELDS = ("speaker_name", "act", "type", "source_text", "cue_text", "content")
_ENTITIES = {"people": "person_id", "organizations": "organization_id", "places": "place_id"}
# Statements that have so much of their words in common are one that changed.
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """A statement or entity that one run has and the other lacks, or that both have with other values (field: old, new).

    ``decision`` is what reviewers said of it: accepted, corrected, rejected, or empty.
    """

    kind: str
    where: str
    name: str
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes between two output folders. Regressions are accepted or corrected statements that the new rules lose, and
    rejected ones that they gain."""

    gained: list[Change]
    lost: list[Change]
    changed: list[Change]
    entities_gained: list[Change]
    entities_lost: list[Change]
    entities_changed: list[Change]
    documents: tuple[int, int]
    statements: tuple[int, int]

    @property
    def regressions(self) -> list[Change]:
        """Changes against decisions of reviewers."""
        wrong = [each for each in self.gained if each.decision == "rejected"]
        return wrong + [each for each in self.lost if each.decision in ("accepted", "corrected")]

    def __bool__(self) -> bool:
        return any((self.gained, self.lost, self.changed, self.entities_gained, self.entities_lost, self.entities_changed))

    def as_json(self) -> dict[str, Any]:
        """Return all as plain values."""
        return {**asdict(self), "regressions": [asdict(each) for each in self.regressions]}


@dataclass(frozen=True, slots=True)
class _Statement:
    statement_id: str
    values: Mapping[str, str]
    content_key: str
    decision: str
    is_extracted: bool


@dataclass(frozen=True, slots=True)
class _Run:
    documents: dict[str, str]
    statements: dict[str, list[_Statement]]
    entities: dict[str, tuple[str, str]]
    rejected: dict[str, set[str]]


def compare_runs(old: Path, new: Path) -> Difference:
    """Return the difference of two output folders. Statements are compared as the rules found them, with their own speakers; what
    reviewers added or kept alive counts as not found.

    Raises:
        InputError: a folder holds no tables.
    """
    before, after = _read(old), _read(new)
    gained: list[Change] = []
    lost: list[Change] = []
    changed: list[Change] = []
    for document in sorted({*before.documents, *after.documents}, key=lambda name: (before.documents | after.documents)[name]):
        where = (before.documents | after.documents)[document]
        olds, news = ([each for each in run.statements[document] if each.is_extracted] for run in (before, after))
        # What reviewers keep alive against the rules of a run tells what they think of a statement of the other run.
        judged = {
            each.content_key: each.decision for run in (before, after) for each in run.statements[document] if each.decision
        }
        rejected = before.rejected[document] | after.rejected[document]
        pairs, only_old, only_new = _pair(olds, news)
        for one, other in pairs:
            differing = {
                name: (one.values[name], other.values[name]) for name in _FIELDS if one.values[name] != other.values[name]
            }
            if differing:
                changed.append(Change("statement", where, _shown(other), differing, one.decision or other.decision))
        lost += [
            Change("statement", where, _shown(each), {}, each.decision or judged.get(each.content_key, "")) for each in only_old
        ]
        for each in only_new:
            said = each.decision or ("rejected" if each.content_key in rejected else "")
            gained.append(Change("statement", where, _shown(each), {}, said))
    come, gone, renamed = _compare_entities(before.entities, after.entities)
    return Difference(
        gained,
        lost,
        changed,
        come,
        gone,
        renamed,
        documents=(len(before.documents), len(after.documents)),
        statements=(_count(before), _count(after)),
    )


def _pair(
    olds: Sequence[_Statement], news: Sequence[_Statement]
) -> tuple[list[tuple[_Statement, _Statement]], list[_Statement], list[_Statement]]:
    """Return the statements that are one: same id, else same content, else half of the words in common, best first."""
    pairs: list[tuple[_Statement, _Statement]] = []
    left, right = list(olds), list(news)

    def take(one: _Statement, other: _Statement) -> None:
        pairs.append((one, other))
        left.remove(one)
        right.remove(other)

    for key in ("statement_id", "content_key"):
        known: dict[str, list[_Statement]] = defaultdict(list)
        for each in right:
            known[getattr(each, key)].append(each)
        for each in list(left):
            if known[getattr(each, key)]:
                take(each, known[getattr(each, key)].pop(0))
    words = {each.statement_id: frozenset(each.content_key.split()) for each in (*left, *right)}
    one_side, other_side = list(left), list(right)
    scored = [
        (-_alike(words[one.statement_id], words[other.statement_id]), i, j)
        for i, one in enumerate(one_side)
        for j, other in enumerate(other_side)
    ]
    for score, i, j in sorted(scored):
        if -score >= _SAME and one_side[i] in left and other_side[j] in right:
            take(one_side[i], other_side[j])
    return pairs, left, right


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the words in common, as a share of those of both (Dice)."""
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _compare_entities(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> Iterator[list[Change]]:
    """Yield the entities gained, lost and changed; the same kind and name under another id is no change."""
    old_names, new_names = set(old.values()), set(new.values())
    gone = sorted({pair for key, pair in old.items() if key not in new} - new_names)
    come = sorted({pair for key, pair in new.items() if key not in old} - old_names)
    both = sorted((old[key], new[key]) for key in old.keys() & new.keys() if old[key] != new[key])
    yield [Change(kind, "", name) for kind, name in come]
    yield [Change(kind, "", name) for kind, name in gone]
    yield [Change(kind, "", name, {"name": (before, name)}) for (_, before), (kind, name) in both]


def _read(folder: Path) -> _Run:
    with opened(folder) as connection:
        path = "source_path || CASE WHEN record = '' THEN '' ELSE '#' || record END"
        documents = dict(_rows(connection, f"SELECT document_id, {path} FROM documents"))
        # Whom the rules named, where a reviewer named somebody else.
        named = dict(
            _rows(connection, "SELECT statement_id, extracted_speaker_name FROM decisions WHERE holds AND is_right = false")
        )
        statements: dict[str, list[_Statement]] = defaultdict(list)
        names = ", ".join(_FIELDS)
        for document, statement_id, key, status, rule, *values in _rows(
            connection,
            f"SELECT document_id, statement_id, content_key, review_status, rule_id, {names} FROM statements ORDER BY ALL",
        ):
            decision = "" if status == "unreviewed" else status
            shown = dict(zip(_FIELDS, values, strict=True))
            if named.get(statement_id):
                shown["speaker_name"] = named[statement_id]
            statements[document].append(_Statement(statement_id, shown, key, decision, not rule.startswith("review/")))
        entities = {
            key: (name.removesuffix("s") if name != "people" else "person", label)
            for name, column in _ENTITIES.items()
            for key, label in _rows(connection, f"SELECT {column}, name FROM {name}")
        }
        rejected: dict[str, set[str]] = defaultdict(set)
        query = "SELECT document_id, content FROM decisions WHERE decision = 'reject' AND NOT conflict"
        for document, content in _rows(connection, query):
            rejected[document].add(content_key(content))
    return _Run(documents, statements, entities, rejected)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return connection.execute(query).fetchall()


def _shown(statement: _Statement) -> str:
    values = statement.values
    return f"[{values['speaker_name'] or values['source_text'] or 'no source'}] {values['cue_text']}: {values['content']}"


def _count(run: _Run) -> int:
    return sum(each.is_extracted for statements in run.statements.values() for each in statements)


def lines(difference: Difference, *, most: int = 50) -> Iterator[str]:
    """Yield the difference as text: regressions first, then up to ``most`` changes of each kind."""
    for name, (before, after) in (("documents", difference.documents), ("statements", difference.statements)):
        yield f"{name}: {before:,} -> {after:,}"
    groups: Iterable[tuple[str, str, list[Change]]] = (
        ("against decisions of reviewers", "!", difference.regressions),
        ("statements lost", "-", difference.lost),
        ("statements gained", "+", difference.gained),
        ("statements changed", "~", difference.changed),
        ("names lost", "-", difference.entities_lost),
        ("names gained", "+", difference.entities_gained),
        ("names changed", "~", difference.entities_changed),
    )
    for title, sign, changes in groups:
        if not changes:
            continue
        yield ""
        yield f"{title}: {len(changes):,}"
        for each in changes[:most]:
            said = f" ({each.decision})" if each.decision else ""
            yield f"  {sign} {each.where + ': ' if each.where else each.kind + ' '}{' '.join(each.name.split())}{said}"
            for name, (old, new) in each.changes.items():
                yield f"      {name}: {' '.join(old.split())!r} -> {' '.join(new.split())!r}"
        if len(changes) > most:
            yield f"  ... and {len(changes) - most:,} more"
