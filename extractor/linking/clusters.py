"""Local entities of all documents -> the people, organizations and places of the corpus."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from extractor.linking.model import Cluster, Unit
from extractor.linking.names import Knowledge
from extractor.linking.organizations import link_organizations
from extractor.linking.people import link_people, surname_block
from extractor.linking.places import link_places


def link(units: Iterable[Unit], knowledge: Knowledge) -> Iterator[Cluster]:
    """The clusters of all units: a function of the set of units, not of their order.

    What is held in memory grows with the distinct names of the corpus, not with its mentions.
    """
    kinds: dict[str, list[Unit]] = {"organization": [], "person": [], "place": []}
    for unit in units:
        kinds[unit.kind].append(unit)
    yield from link_organizations(kinds["organization"], knowledge)
    yield from link_places(kinds["place"])
    for block, members in groupby(sorted(kinds["person"], key=surname_block), key=surname_block):
        yield from link_people(block, members, knowledge)
