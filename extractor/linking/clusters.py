"""Local entities of all documents -> the people, organizations and places of the corpus."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from extractor.linking.model import Cluster, Unit
from extractor.linking.names import Knowledge, block_of
from extractor.linking.organizations import link_organizations
from extractor.linking.people import link_people
from extractor.linking.places import link_places


def link(units: Iterable[Unit], knowledge: Knowledge) -> Iterator[Cluster]:
    """Yield the clusters of all units, of which those of one kind and, among persons, of one surname stand together.

    What is held in memory are the distinct names of organizations, those of places, or the persons of one surname.
    """
    for (kind, block), members in groupby(units, key=_block):
        if kind == "organization":
            yield from link_organizations(members, knowledge)
        elif kind == "place":
            yield from link_places(members)
        else:
            yield from link_people(block, members, knowledge)


def _block(unit: Unit) -> tuple[str, str]:
    return unit.kind, block_of(unit.family_name, unit.name) if unit.kind == "person" else ""
