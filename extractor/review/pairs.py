"""Rows of two names that may be one person, organization or place: a queue, the likeliest first, each with what speaks for it.

Nothing is merged here. Pairs come from what names have in common; who decides sees the reasons and the places in the articles.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from extractor.entities.spelling import fold
from extractor.linking.edits import Decision, is_id
from extractor.review.store import Store
from extractor.review.tables import ENTITY_TABLES, detail_sql

_MOST = 500
# Names of one block that are compared; more share a word by chance.
_BLOCK = 60
_ALIKE = 0.8
_SHORTEST, _BEGINNING = 4, 3
_EXAMPLES, _AROUND = 3, 70
_SPELLING, _ACRONYM, _INITIAL, _HALF = (
    "nearly the same letters", "the acronym of the other", "same family name and first letter", "a part of the other name",
)  # fmt: skip
_WEIGHT = {_SPELLING: 3.0, _ACRONYM: 3.0, _INITIAL: 2.0, _HALF: 1.0}


@dataclass(frozen=True, slots=True)
class Named:
    """One row of people, organizations or places, as far as pairs need it."""

    entity_id: str
    kind: str
    name: str
    aliases: Sequence[str]
    detail: str
    country: str
    mentions: int

    @property
    def words(self) -> list[str]:
        """Words of the name in small letters without accents."""
        return fold(self.name).split()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows, the one mentioned more first, and why they may be one."""

    stays: Named
    other: Named
    reason: str

    @property
    def key(self) -> frozenset[str]:
        """The two ids, whichever comes first."""
        return frozenset((self.stays.entity_id, self.other.entity_id))


def read_names(store: Store) -> list[Named]:
    """Return all rows of the three tables."""
    found = []
    for kind, (table, key) in ENTITY_TABLES.items():
        for row in store.all_rows(f"SELECT {key}, name, aliases, {detail_sql(kind)}, country_code, mention_count FROM {table}"):
            found.append(Named(row[0], kind, row[1], json.loads(row[2]), row[3], row[4], row[5]))
    return found


def find_pairs(names: Iterable[Named], apart: Iterable[frozenset[str]] = ()) -> list[Pair]:
    """Return the pairs that may be one, the likeliest and most mentioned first; without those that were told apart."""
    known = set(apart)
    found: dict[frozenset[str], Pair] = {}
    for block in _blocks(names):
        for one, other in combinations(block, 2):
            reason = _reason(one, other)
            if reason:
                stays, goes = sorted((one, other), key=lambda each: (-each.mentions, -len(each.name), each.entity_id))
                pair = Pair(stays, goes, reason)
                if pair.key not in known:
                    found.setdefault(pair.key, pair)
    ranked = sorted(
        found.values(), key=lambda pair: (-_WEIGHT[pair.reason] * pair.other.mentions, pair.stays.name, pair.other.name)
    )
    return ranked[:_MOST]


def told_apart(decisions: Iterable[Decision], ids_of: Mapping[tuple[str, str], str]) -> Iterator[frozenset[str]]:
    """Yield the pairs of ids that users said are two; ``ids_of`` has the id of a kind and folded name."""
    for decision in decisions:
        if decision.action == "apart":
            named = (decision.entity, decision.value)
            yield frozenset(each if is_id(each) else ids_of.get((decision.kind, fold(each)), each) for each in named)


def _blocks(names: Iterable[Named]) -> Iterator[list[Named]]:
    """Yield groups of one kind whose names begin a word alike, or have the same first name or initials."""
    blocks: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for each in names:
        words = each.words
        keys = {word[:_BEGINNING] for word in (words[-1:] if each.kind == "person" else words) if len(word) >= _SHORTEST}
        if each.kind == "person" and len(words) > 1:
            keys.add(f"{words[0]} {words[-1][0]}")
        if each.kind == "organization":
            keys |= {f"={_initials(each.name)}"} if len(words) > 1 else {f"={fold(each.name)}"}
        for key in keys:
            blocks[each.kind, key].append(each)
    for group in blocks.values():
        if len(group) > 1:
            yield sorted(group, key=lambda each: (-each.mentions, each.entity_id))[:_BLOCK]


def _reason(one: Named, other: Named) -> str:
    """Return why two rows of a kind may be one; empty when nothing speaks for it."""
    left, right = one.words, other.words
    if not left or not right or (one.country and other.country and one.country != other.country and one.kind == "place"):
        return ""
    if left == right:
        return _SPELLING
    short, long = sorted((one, other), key=lambda each: len(each.words))
    if len(short.words) == 1 < len(long.words) and one.kind == "organization" and fold(short.name) == _initials(long.name):
        return _ACRONYM
    if one.kind == "person" and len(left) > 1 and len(right) > 1 and left[-1] == right[-1]:
        first, second = left[0], right[0]
        return _INITIAL if first[0] == second[0] and (1 in (len(first), len(second)) or _near(first, second)) else ""
    if len(left) == len(right) and all(_near(a, b) for a, b in zip(left, right, strict=True)):
        return _SPELLING
    inside = (
        short.words == long.words[-len(short.words) :] if one.kind == "person" else short.words == long.words[: len(short.words)]
    )
    return _HALF if inside and len(short.name) >= _SHORTEST else ""


def _near(one: str, other: str) -> bool:
    """Return whether two words are the same but for a letter, or for a few of many."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    same = SequenceMatcher(None, one, other, autojunk=False)
    kept = sum(block.size for block in same.get_matching_blocks())
    return max(len(one), len(other)) - kept <= 1 or same.ratio() >= _ALIKE


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper()).lower()


def shown(store: Store, pair: Pair) -> dict[str, Any]:
    """Return a pair for the page: both rows with places in articles, the reason, and what they have in common."""
    both = [pair.stays.entity_id, pair.other.entity_id]
    common = store.rows(
        "SELECT count(*) FROM (SELECT document_id FROM mentions WHERE entity_id IN (?, ?) GROUP BY 1 "
        "HAVING count(DISTINCT entity_id) = 2)",
        both,
    )[0][0]
    evidence = [pair.reason]
    if pair.stays.detail and fold(pair.stays.detail) == fold(pair.other.detail) and pair.stays.kind == "person":
        evidence.append(f"the same role: {pair.stays.detail}")
    if pair.stays.country and pair.other.country:
        evidence.append("the same country" if pair.stays.country == pair.other.country else "different countries")
    articles = f"{common} article{'' if common == 1 else 's'}"
    evidence.append(f"both named in {articles}" if common else "no article names both")
    return {
        "kind": pair.stays.kind,
        "evidence": evidence,
        "rows": [_side(store, each) for each in (pair.stays, pair.other)],
    }


def _side(store: Store, each: Named) -> dict[str, Any]:
    places = store.rows(
        f"""
        SELECT CASE WHEN d.title <> '' THEN d.title ELSE d.source_path END, d.outlet, substr(d.published_at, 1, 10),
            substr(d.text, max(1, m.start - {_AROUND} + 1), min({_AROUND}, m.start)), m.text,
            substr(d.text, m."end" + 1, {_AROUND})
        FROM (
            SELECT document_id, min(start) AS start FROM mentions
            WHERE entity_id = ? AND form <> 'pronoun' GROUP BY 1 LIMIT {_EXAMPLES}
        ) first JOIN mentions m ON m.document_id = first.document_id AND m.start = first.start AND m.entity_id = ?
        JOIN documents d ON d.document_id = m.document_id
        """,
        [each.entity_id, each.entity_id],
    )
    return {
        "id": each.entity_id, "name": each.name, "detail": each.detail, "country": each.country, "mentions": each.mentions,
        "aliases": list(each.aliases)[:5],
        "places": [dict(zip(("title", "outlet", "date", "before", "text", "after"), place, strict=True)) for place in places],
    }  # fmt: skip
