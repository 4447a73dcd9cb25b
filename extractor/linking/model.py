"""What linking works on: the distinct names of a corpus with their evidence, and the groups that come out."""

from dataclasses import dataclass, field
from typing import Literal

EntityKind = Literal["person", "organization", "place"]


@dataclass(slots=True)
class Unit:
    """Local entities that are alike in everything that linking compares; it is never split.

    A person without a given name is a unit of its document (``document_id``), because a bare surname says nothing across
    documents; any other unit gathers all documents, and ``document_id`` is empty. ``roles`` are folded titles and functions,
    ``affiliations`` folded names, ``short_names`` folded names by which the same documents also call it, ``context`` the names of
    rare entities in the same documents, ``apart_from`` the numbers of units that a document tells apart from this one.
    """

    number: int
    kind: EntityKind
    name: str
    given_name: str = ""
    family_name: str = ""
    suffix: str = ""
    acronym: str = ""
    country_code: str = ""
    known_as: str = ""
    document_id: str = ""
    documents: int = 0
    roles: set[str] = field(default_factory=set)
    affiliations: set[str] = field(default_factory=set)
    short_names: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    apart_from: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Cluster:
    """Units that are one person, organization or place.

    ``key`` is stable: it depends on the name that the units share, so that further documents leave it as it is unless they make
    two clusters one. ``candidates`` are keys of clusters it could belong to when the evidence did not decide.
    """

    kind: EntityKind
    key: str
    units: list[Unit]
    candidates: list[str] = field(default_factory=list)
