"""A place or organization that the lists know."""

import math
from dataclasses import dataclass, field
from typing import Literal

_EARTH_KM = 6371.0

EntryKind = Literal["organization", "place"]


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A place or organization of the lists. ``key`` names it for good ("country/RS"); ``weight`` orders places of one name.

    ``division`` is the code of GeoNames of the region that it is ("US.OH", "GB.ENG.C6") or that it lies in, ``first_level`` its
    first two parts.
    ``is_alias`` says that the name by which it was found is one in another language.
    """

    key: str
    kind: EntryKind
    subkind: str
    name: str
    acronym: str = ""
    country: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    weight: float = 0.0
    is_capital: bool = False
    is_outlet: bool = False
    parent: str = ""
    geonames_id: str = ""
    division: str = ""
    is_alias: bool = False
    first_level: str = field(init=False, default="")

    def __post_init__(self) -> None:
        if self.division:
            object.__setattr__(self, "first_level", ".".join(self.division.split(".", 2)[:2]))

    @property
    def label(self) -> str:
        """The spaCy label that fits."""
        if self.kind == "organization":
            return "ORG"
        return "LOC" if self.subkind in ("area", "water") else "GPE"


def kilometres(one: GazetteerEntry, other: GazetteerEntry) -> float:
    """Return the distance on the surface; for places without coordinates infinite."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return math.inf
    latitudes = math.radians(one.latitude or 0.0), math.radians(other.latitude or 0.0)
    turn = math.radians((one.longitude or 0.0) - (other.longitude or 0.0))
    half = math.sin((latitudes[0] - latitudes[1]) / 2) ** 2
    half += math.cos(latitudes[0]) * math.cos(latitudes[1]) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
