"""Word lists of linking and a shorthand for units."""

from collections.abc import Callable, Iterable
from itertools import count

import pytest

from extractor.linking.model import Cluster, EntityKind, Unit
from extractor.linking.names import Knowledge, load_knowledge
from extractor.resources import find_models


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(find_models())


@pytest.fixture
def unit() -> Callable[..., Unit]:
    """Units with numbers of their own; a person's name is split at its last space."""
    numbers = count()

    def make(kind: EntityKind, name: str, **fields: object) -> Unit:
        if kind == "person" and "given_name" not in fields:
            given, _, family = name.rpartition(" ")
            fields |= {"given_name": given, "family_name": family}
        made = Unit(next(numbers), kind, name, documents=1)
        for field, value in fields.items():
            setattr(made, field, value)
        return made

    return make


@pytest.fixture
def names() -> Callable[[Iterable[Cluster]], list[list[str]]]:
    """The names in each cluster, sorted."""
    return lambda clusters: sorted(sorted(unit.name for unit in cluster.units) for cluster in clusters)
