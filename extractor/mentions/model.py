"""Mentions and entities of one document (token offsets; records are made at the end). A step that adds to them makes new ones."""

from collections.abc import Iterable, Sequence

from extractor.frozen import dataclass
from extractor.records import Form, Kind
from extractor.told import Role


@dataclass(frozen=True, slots=True)
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
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization or place of one document.

    ``gender`` ("m", "f" or "") is evidence from the text (Mr., her husband, own pronouns) used to resolve pronouns; it is never
    written to a table.
    """

    kind: Kind
    name: str
    roles: tuple[Role, ...] = ()
    given_name: str = ""
    family_name: str = ""
    honorific: str = ""
    suffix: str = ""
    acronym: str = ""
    subkind: str = ""
    country_code: str = ""
    region: str = ""
    within: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    coordinates_of: str = ""
    geonames_id: str = ""
    is_outlet: bool = False
    affiliation: int | None = None
    parent: int | None = None
    known_as: str = ""
    gender: str = ""


Reasons = tuple[tuple[str, float], ...]
"""What a score is made of: how near somebody is, and factors by name."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Why the pronoun or description with the head ``token`` means ``entity``, or nobody.

    ``competitors`` are the entities that it could have meant, each with its score, best first; None is somebody without a name.
    ``reasons`` go with them, where they are known.
    """

    token: int
    rule: str
    entity: int | None
    competitors: tuple[tuple[int | None, float], ...] = ()
    reasons: tuple[Reasons, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEntities:
    """All mentions of a document in text order, the entities that they mean, and how pronouns and descriptions got theirs."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    resolutions: tuple[Resolution, ...] = ()

    def adding(self, mentions: Iterable[Mention], resolutions: Iterable[Resolution] = ()) -> "DocumentEntities":
        """Return the document with further mentions, all in text order; they take the place of names that mean nothing."""
        further = list(mentions)
        spans = {(mention.start, mention.end) for mention in further}
        kept = (each for each in self.mentions if each.entity is not None or (each.start, each.end) not in spans)
        ordered = sorted((*kept, *further), key=lambda mention: (mention.start, -mention.end))
        return DocumentEntities(tuple(ordered), self.entities, (*self.resolutions, *resolutions))

    def by_entity(self) -> Sequence[Sequence[Mention]]:
        """Return the mentions of each entity in text order."""
        found: list[list[Mention]] = [[] for _ in self.entities]
        for mention in self.mentions:
            if mention.entity is not None:
                found[mention.entity].append(mention)
        return found
