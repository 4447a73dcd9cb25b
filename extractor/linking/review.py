"""Decisions and external ids of users, applied to the clusters that linking made."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor import ids
from extractor.entities.spelling import fold
from extractor.linking.edits import KINDS, Decision, is_id
from extractor.linking.model import Cluster, EntityKind, Unit
from extractor.linking.registry import Entry

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Review:
    """What users say: decisions in their order, and their table of known entities."""

    decisions: Sequence[Decision] = ()
    registry: Sequence[Entry] = ()

    def __bool__(self) -> bool:
        return bool(self.decisions or self.registry)

    @property
    def sha256(self) -> str:
        """Hash of all that counts; empty without any."""
        said = [(each.action, each.kind, each.entity, each.value) for each in self.decisions]
        known = [(each.name, each.kind, each.external_id, *each.aliases) for each in self.registry]
        return hashlib.sha256(repr((said, known)).encode("utf-8", "surrogatepass")).hexdigest() if self else ""


@dataclass(slots=True)
class Reviewed:
    """An entity of the corpus after review.

    ``new_name`` is what a user called it, ``aliases`` are names that users gave it; ``is_corrected`` that a decision changed it.
    """

    entity_id: str
    kind: EntityKind
    key: str
    units: list[Unit]
    candidates: list[str] = field(default_factory=list)
    new_name: str = ""
    aliases: list[str] = field(default_factory=list)
    external_id: str = ""
    is_corrected: bool = False
    # What users say of it, by column: country, role, title; the kind where it is another one than that of the texts.
    said: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, cluster: Cluster) -> "Reviewed":
        """Return the entity that a cluster is before any decision."""
        candidates = [ids.entity_id(cluster.kind, key) for key in cluster.candidates]
        return cls(ids.entity_id(cluster.kind, cluster.key), cluster.kind, cluster.key, cluster.units, candidates)

    @property
    def name(self) -> str:
        """The name in the tables: with a given name, or no acronym, before others; then that of most documents, the longest."""
        if self.new_name:
            return self.new_name
        documents: dict[str, int] = defaultdict(int)
        full: dict[str, int] = defaultdict(int)
        for unit in self.units:
            documents[unit.name] += unit.documents
            full[unit.name] = max(full[unit.name], _fullness(unit))
        return min(documents, key=lambda name: (-full[name], -documents[name], -len(name), name))

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield what users know and no text says, as column and value."""
        if self.new_name:
            yield "name", self.new_name
            if self.kind == "person":
                given, _, family = self.new_name.rpartition(" ")
                last = next((unit.family_name for unit in self.units if self.new_name.endswith(f" {unit.family_name}")), family)
                yield "given_name", self.new_name.removesuffix(last).strip() if given else ""
                yield "family_name", last
        for alias in dict.fromkeys(self.aliases):
            yield "alias", alias
        if self.external_id:
            yield "external_id", self.external_id
        yield from self.said.items()
        if self.is_corrected:
            yield "review_status", "corrected"


def _fullness(unit: Unit) -> int:
    """Return 2 for a person with a given name, 1 with an initial; 1 for an organization that is no acronym."""
    if unit.kind == "organization":
        return int(_has_small(unit.name))
    return (1 + _has_small(unit.given_name)) if unit.given_name and unit.family_name else 0


def _has_small(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text)


def review_clusters(clusters: Iterable[Cluster], review: Review) -> tuple[list[Reviewed], list[str]]:
    """Return the entities after all decisions, with ids of those that no decision touches as they were; and what could not be
    done.

    What the articles do not hold is no fault: a decision about it waits for articles that do.
    """
    work = _Work(clusters)
    for decision in review.decisions:
        work.apply(decision)
    work.match(review.registry)
    return list(work.finished()), work.notes


class _Work:
    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self.notes: list[str] = []
        self.entities: dict[str, Reviewed] = {}
        self.named: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.moved: dict[str, str] = {}
        self.dropped: dict[str, int] = {}
        for cluster in clusters:
            self._add(Reviewed.of(cluster))

    def apply(self, decision: Decision) -> None:
        """Carry out one decision, or note why not."""
        entity = self._find(decision, decision.entity)
        if entity is None:
            return
        if decision.action == "merge":
            self._merge(decision, entity)
        elif decision.action == "rename":
            if entity.new_name and entity.new_name != decision.value:
                self._note(decision, f"'{entity.new_name}' was a new name already; '{decision.value}' holds")
            self._forget(entity)
            entity.new_name, entity.is_corrected = decision.value, True
            self._add(entity)
        elif decision.action == "drop":
            self._forget(entity)
            del self.entities[entity.entity_id]
            self.dropped[entity.entity_id] = decision.line
        elif decision.action == "alias":
            entity.aliases.append(decision.value)
            entity.is_corrected = True
            for other in sorted(self.named.get((decision.kind, fold(decision.value)), set()) - {entity.entity_id}):
                self._absorb(entity, self.entities[other])
        elif decision.action == "split":
            self._split(decision, entity)
        elif decision.action == "kind":
            self._turn(decision, entity)
        elif decision.action != "apart":  # which only keeps the pair out of the list of likely duplicates
            entity.said[decision.action] = decision.value
            entity.is_corrected = True

    def match(self, registry: Sequence[Entry]) -> None:
        """Give entities the external ids of the entries that bear one of their names; none where two entries do."""
        entries: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entry in registry:
            for name in (entry.name, *entry.aliases):
                entries[entry.kind, fold(name)].add(entry.external_id)
        for entity in self.entities.values() if registry else ():
            names = {fold(name) for name in (entity.name, *entity.aliases)}
            names |= {fold(unit.name) for unit in entity.units if entity.kind != "person" or unit.given_name}
            found = set[str]().union(*(entries.get((entity.kind, name), set()) for name in names))
            if len(found) == 1:
                entity.external_id = found.pop()
            elif found:
                self.notes.append(f"{entity.kind} '{entity.name}' fits several external ids: {', '.join(sorted(found))}")

    def finished(self) -> Iterator[Reviewed]:
        """Yield the entities with candidates that still exist."""
        for entity in self.entities.values():
            now = (self._now(candidate) for candidate in entity.candidates)
            entity.candidates = [each for each in dict.fromkeys(now) if each in self.entities and each != entity.entity_id]
            yield entity

    def _add(self, entity: Reviewed) -> None:
        self.entities[entity.entity_id] = entity
        self.named[entity.kind, fold(entity.name)].add(entity.entity_id)

    def _forget(self, entity: Reviewed) -> None:
        self.named[entity.kind, fold(entity.name)].discard(entity.entity_id)

    def _note(self, decision: Decision, text: str) -> None:
        self.notes.append(f"line {decision.line} ({decision.action}): {text}")

    def _now(self, entity_id: str) -> str:
        while entity_id in self.moved:
            entity_id = self.moved[entity_id]
        return entity_id

    def _find(self, decision: Decision, reference: str) -> Reviewed | None:
        """Return the entity that a reference means at this point; None, with a note, for none or several."""
        if is_id(reference):
            now = self._now(reference)
            if now in self.dropped:
                self._note(decision, f"'{reference}' was dropped in line {self.dropped[now]}")
            elif now not in self.entities:
                self._note(decision, f"no {decision.kind} has the id '{reference}' in these articles")
            return self.entities.get(now)
        found = sorted(self.named.get((decision.kind, fold(reference)), ()))
        if len(found) == 1:
            return self.entities[found[0]]
        if found:
            self._note(decision, f"{len(found)} entities are named '{reference}'; give an id: {', '.join(found[:_SHOWN])}")
        else:
            self._note(decision, f"no {decision.kind} is named '{reference}' in these articles")
        return None

    def _merge(self, decision: Decision, entity: Reviewed) -> None:
        into = self._find(decision, decision.value)
        if into is entity:
            self._note(decision, f"'{decision.entity}' and '{decision.value}' are one already")
        elif into is not None:
            self._absorb(into, entity)

    def _absorb(self, into: Reviewed, other: Reviewed) -> None:
        """Keep the name of the one that stays, however often the other is named."""
        name = into.name
        self._forget(into)
        self._forget(other)
        del self.entities[other.entity_id]
        self.moved[other.entity_id] = into.entity_id
        into.units = into.units + other.units
        into.candidates = into.candidates + other.candidates
        into.aliases += other.aliases
        into.said = {**{name: value for name, value in other.said.items() if name != "kind"}, **into.said}
        into.is_corrected = True
        if into.name != name:
            into.new_name = name
        self._add(into)

    def _turn(self, decision: Decision, entity: Reviewed) -> None:
        """Make an entity one of another kind, with the id that it has there; it joins the one that is there already."""
        if entity.kind == decision.value:
            return
        self._forget(entity)
        del self.entities[entity.entity_id]
        old = entity.entity_id
        entity.kind = next(kind for kind in KINDS if kind == decision.value)
        entity.entity_id, entity.is_corrected = ids.entity_id(entity.kind, entity.key), True
        entity.said["kind"] = entity.kind
        self.moved[old] = entity.entity_id
        there = self.named.get((entity.kind, fold(entity.name)), set()) | ({entity.entity_id} & self.entities.keys())
        into = self.entities[min(there)] if there else None
        self._add(entity)
        if into is not None and into is not entity:
            self._absorb(into, entity)

    def _split(self, decision: Decision, entity: Reviewed) -> None:
        apart = [unit for unit in entity.units if fold(unit.name) == fold(decision.value)]
        stays = [unit for unit in entity.units if fold(unit.name) != fold(decision.value)]
        if not apart or not stays:
            what = "has no other name" if apart else f"is not named '{decision.value}' anywhere"
            self._note(decision, f"'{decision.entity}' {what}")
            return
        self._forget(entity)
        entity.units, entity.is_corrected = stays, True
        self._add(entity)
        key = f"{entity.key}|split {fold(decision.value)}"
        self._add(Reviewed(ids.entity_id(entity.kind, key), entity.kind, key, apart, is_corrected=True))
