"""Mentions and entities of one document while they are being built (token offsets; records are made at the end)."""

from dataclasses import dataclass, field

from extractor.records import Form, Kind, Role


@dataclass(slots=True)
class Mention:
    """Tokens ``start`` to ``end`` (exclusive) that mean something; ``entity`` is an index into the entities or None.

    ``candidates`` are the entities that it could be when that is not clear.
    """

    start: int
    end: int
    label: str
    kind: Kind
    form: Form
    entity: int | None = None
    resolution: str = "none"
    role_text: str = ""
    origin: str = "model"
    candidates: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Entity:
    """A person, organization or place of one document.

    ``gender`` ("m", "f" or "") is evidence from the text (Mr., her husband, own pronouns) used to resolve pronouns; it is never
    written to a table.
    """

    kind: Kind
    name: str
    mentions: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    given_name: str = ""
    family_name: str = ""
    honorific: str = ""
    suffix: str = ""
    acronym: str = ""
    subkind: str = ""
    country_code: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    coordinates_of: str = ""
    geonames_id: str = ""
    is_outlet: bool = False
    affiliation: int | None = None
    parent: int | None = None
    known_as: str = ""
    gender: str = ""


@dataclass(slots=True)
class DocumentEntities:
    """All mentions of a document in text order and the entities that they mean."""

    mentions: list[Mention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
