"""The units that linking works on, gathered from the entities of single documents."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor import ids
from extractor.linking.clusters import link
from extractor.linking.model import EntityKind, Unit
from extractor.linking.names import Knowledge, fold, person_words
from extractor.records import DocumentResult

# A name says something about the documents it stands in only while it stands in few.
RARE_DOCUMENTS = 50


class Local(NamedTuple):
    """What linking reads of an entity of one document."""

    document_id: str
    entity_id: str
    kind: EntityKind
    name: str
    given_name: str
    family_name: str
    suffix: str
    acronym: str
    country_code: str
    known_as: str
    aliases: Sequence[str]
    roles: Sequence[str]
    affiliations: Sequence[str]

    @property
    def words(self) -> tuple[str, ...]:
        """Folded given and family names of a person."""
        return person_words(f"{self.given_name} {self.family_name}".strip() or self.name)


Documents = Callable[[], Iterable[Sequence[Local]]]
Signature = tuple[str, ...]


@dataclass(slots=True)
class _Gathered:
    kind: EntityKind
    number: int
    documents: int = 0
    roles: set[str] = field(default_factory=set)
    affiliations: set[str] = field(default_factory=set)
    short_names: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    apart_from: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Collection:
    """The units of a corpus while its documents are gone through, twice: first the units, then the contexts of persons."""

    _gathered: dict[Signature, _Gathered] = field(default_factory=dict)
    _spread: Counter[str] = field(default_factory=Counter)
    _surnames: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, document: Sequence[Local]) -> None:
        """First pass: the entities of one document."""
        for entity in document:
            entry = self._entry(entity)
            entry.documents += 1
            entry.roles.update(map(fold, entity.roles))
            entry.affiliations.update(map(fold, entity.affiliations))
            if entity.kind == "organization":
                entry.short_names.update(map(fold, entity.aliases))
        self._spread.update({fold(entity.name) for entity in document})
        self._keep_apart([entity for entity in document if entity.kind == "person"])

    def add_context(self, document: Sequence[Local]) -> None:
        """Second pass: rare names in the same document, for persons whose surname stands alone somewhere and with given names
        elsewhere; all others need none."""
        persons = [entity for entity in document if entity.kind == "person" and self._is_open(entity)]
        if persons:
            rare = {key for key in (fold(entity.name) for entity in document) if self._spread[key] <= RARE_DOCUMENTS}
            for entity in persons:
                self._entry(entity).context |= rare - {fold(entity.name)}

    def number(self, entity: Local) -> int:
        """Number of the unit that an entity belongs to."""
        return self._gathered[signature(entity)].number

    def units(self) -> Iterator[Unit]:
        """The units; what is held for a unit is freed as it is handed out."""
        for mark, entry in self._gathered.items():
            _, name, given, family, suffix, acronym, country, known_as, document = mark
            yield Unit(
                number=entry.number,
                kind=entry.kind,
                name=name,
                given_name=given,
                family_name=family,
                suffix=suffix,
                acronym=acronym,
                country_code=country,
                known_as=known_as,
                documents=entry.documents,
                document_id=document,
                roles=frozenset(entry.roles),
                affiliations=frozenset(entry.affiliations),
                short_names=frozenset(entry.short_names),
                context=frozenset(entry.context),
                apart_from=frozenset(entry.apart_from),
            )

    def _entry(self, entity: Local) -> _Gathered:
        mark = signature(entity)
        entry = self._gathered.get(mark)
        if entry is None:
            entry = self._gathered[mark] = _Gathered(entity.kind, len(self._gathered))
            if entity.kind == "person":
                words = entity.words
                self._surnames[words[-1] if words else ""] |= 1 if len(words) < 2 else 2
        return entry

    def _is_open(self, entity: Local) -> bool:
        words = entity.words
        return self._surnames[words[-1] if words else ""] == 3

    def _keep_apart(self, persons: list[Local]) -> None:
        """Persons of one surname whom a document tells apart are never one."""
        by_surname: dict[str, list[_Gathered]] = defaultdict(list)
        for entity in persons:
            words = entity.words
            by_surname[words[-1] if words else ""].append(self._entry(entity))
        for entries in by_surname.values():
            for entry in entries if len(entries) > 1 else ():
                entry.apart_from.update(other.number for other in entries if other is not entry)


def signature(entity: Local) -> Signature:
    """What makes two local entities one unit; the document counts for persons without a given name."""
    own = entity.document_id if entity.kind == "person" and len(entity.words) < 2 else ""
    return (entity.kind, *entity[3:10], own)


def collect(documents: Documents) -> Collection:
    """The units of all documents; ``documents`` is called twice and must give the same documents each time."""
    collection = Collection()
    for document in documents():
        collection.add(document)
    for document in documents():
        collection.add_context(document)
    return collection


def locals_of(result: DocumentResult) -> list[Local]:
    """The entities of one document."""
    names = {entity.entity_id: entity.name for entity in result.entities}
    return [
        Local(
            result.document.document_id,
            entity.entity_id,
            entity.kind,
            entity.name,
            entity.given_name,
            entity.family_name,
            entity.suffix,
            entity.acronym,
            entity.country_code,
            entity.known_as,
            list(entity.aliases),
            [role.text for role in entity.roles],
            [name for name in (*(role.affiliation for role in entity.roles), names.get(entity.affiliation, "")) if name],
        )
        for entity in result.entities
    ]


def link_results(results: Sequence[DocumentResult], knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """For each (document, local entity) the id of the person, organization or place that it is in all the documents."""
    documents = [locals_of(result) for result in results]
    collection = collect(lambda: documents)
    entity_of = {
        unit.number: ids.entity_id(cluster.kind, cluster.key)
        for cluster in link(collection.units(), knowledge)
        for unit in cluster.units
    }
    return {
        (entity.document_id, entity.entity_id): entity_of[collection.number(entity)]
        for document in documents
        for entity in document
    }
