"""The words around roles: ``roles.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from extractor.errors import ResourceError
from extractor.resources import Models

_FILE = "en/roles.toml"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The word lists of ``roles.toml``, in lower case; ``being`` to ``working`` are lemmas of verbs, ``done_by`` and
    ``made_by`` lead from such a lemma to the noun for who did it; ``bodies`` and ``works`` are nouns for what they do it to,
    ``certain`` those of the bodies that have to be named or owned."""

    links: frozenset[str]
    determiners: frozenset[str]
    imagined: frozenset[str]
    prospective: frozenset[str]
    title_ends: frozenset[str]
    forces: frozenset[str]
    participles: frozenset[str]
    pleading: frozenset[str]
    sides: frozenset[str]
    representing: frozenset[str]
    reflexive: frozenset[str]
    owners: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]
    one_of: frozenset[str]
    numbered: frozenset[str]
    such: frozenset[str]
    amounts: frozenset[str]
    relations: frozenset[str]
    no_role: frozenset[str]
    beside_name: frozenset[str]
    before_name: frozenset[str]
    moments: frozenset[str]
    times: frozenset[str]
    being: frozenset[str]
    acting: frozenset[str]
    appointing: frozenset[str]
    leading: frozenset[str]
    authoring: frozenset[str]
    playing: frozenset[str]
    working: frozenset[str]
    workplaces: frozenset[str]
    unreal: frozenset[str]
    called: frozenset[str]
    stage: frozenset[str]
    works: frozenset[str]
    done_by: Mapping[str, str]
    made_by: Mapping[str, str]
    bodies: frozenset[str]
    certain: frozenset[str]


def load_role_words(models: Models) -> RoleWords:
    """Read ``roles.toml``, and the nouns for organizations from ``descriptions.csv``.

    Raises:
        ResourceError: a file is missing, or a list in it is missing or unknown.
    """
    lists = {name: entry for name, entry in models.toml(_FILE).items() if name != "example"}
    if wrong := {field.name for field in fields(RoleWords)} ^ lists.keys():
        raise ResourceError(f"{models.root / _FILE}: missing or unknown list: {', '.join(sorted(wrong))}")
    done_by, made_by = lists.pop("done_by"), lists.pop("made_by")
    rows = models.table("en/descriptions.csv", "head", "means", "gender")
    lists["bodies"] += [row["head"] for row in rows if row["means"] == "organization"]
    return RoleWords(**{name: frozenset(words) for name, words in lists.items()}, done_by=done_by, made_by=made_by)
