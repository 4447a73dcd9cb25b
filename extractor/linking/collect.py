"""The units that linking works on, gathered from the entities of single documents."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor import ids
from extractor.entities.spelling import fold
from extractor.linking.clusters import link
from extractor.linking.model import EntityKind, Unit
from extractor.linking.names import Knowledge, person_words
from extractor.records import DocumentResult

# A name says something about the documents it stands in only while it stands in few: a tenth of all, within these bounds.
_RARE_SHARE, _RARE_LEAST, _RARE_MOST = 10, 3, 50


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


Signature = tuple[str, ...]
# How a surname occurs in the corpus.
_BARE, _FULL, _BOTH = 1, 2, 3


@dataclass(slots=True)
class Collection:
    """The units of a corpus while its documents are gone through, twice: first the units, then the contexts of persons."""

    _units: dict[Signature, Unit] = field(default_factory=dict)
    _spread: Counter[str] = field(default_factory=Counter)
    _documents: int = 0
    _surnames: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, document: Sequence[Local]) -> list[int]:
        """First pass: the entities of one document; for each the number of its unit."""
        self._documents += 1
        units = [self._unit(entity) for entity in document]
        by_surname: dict[str, list[Unit]] = defaultdict(list)
        for entity, unit in zip(document, units, strict=True):
            unit.documents += 1
            unit.roles.update(map(fold, entity.roles))
            unit.affiliations.update(map(fold, entity.affiliations))
            if entity.kind == "organization":
                unit.short_names.update(map(fold, entity.aliases))
            elif entity.kind == "person":
                by_surname[surname(entity)].append(unit)
        for same in by_surname.values():
            for unit in same if len(same) > 1 else ():
                unit.apart_from.update(other.number for other in same if other is not unit)
        self._spread.update({fold(entity.name) for entity in document})
        return [unit.number for unit in units]

    def add_context(self, document: Sequence[Local]) -> None:
        """Second pass: rare names in the same document, for persons whose surname stands alone somewhere and with given names
        elsewhere; all others need none."""
        persons = [entity for entity in document if entity.kind == "person" and self._surnames[surname(entity)] == _BOTH]
        if persons:
            most = min(max(self._documents // _RARE_SHARE, _RARE_LEAST), _RARE_MOST)
            rare = {key for key in (fold(entity.name) for entity in document) if self._spread[key] <= most}
            for entity in persons:
                self._unit(entity).context |= rare - {fold(entity.name)}

    def units(self) -> Iterable[Unit]:
        """All units."""
        return self._units.values()

    def _unit(self, entity: Local) -> Unit:
        mark = signature(entity)
        unit = self._units.get(mark)
        if unit is None:
            own = _own_document(entity)
            unit = self._units[mark] = Unit(len(self._units), entity.kind, *entity[3:10], document_id=own)
            if entity.kind == "person":
                self._surnames[surname(entity)] |= _BARE if len(entity.words) < 2 else _FULL
        return unit


def surname(entity: Local) -> str:
    """Folded last word of a person's name."""
    return entity.words[-1] if entity.words else ""


def signature(entity: Local) -> Signature:
    """What makes two local entities one unit; the document counts for persons without a given name."""
    return (entity.kind, *entity[3:10], _own_document(entity))


def _own_document(entity: Local) -> str:
    return entity.document_id if entity.kind == "person" and len(entity.words) < 2 else ""


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
    collection = Collection()
    numbers = [collection.add(document) for document in documents]
    for document in documents:
        collection.add_context(document)
    entity_of = {
        unit.number: ids.entity_id(cluster.kind, cluster.key)
        for cluster in link(collection.units(), knowledge)
        for unit in cluster.units
    }
    return {
        (entity.document_id, entity.entity_id): entity_of[number]
        for document, units in zip(documents, numbers, strict=True)
        for entity, number in zip(document, units, strict=True)
    }
