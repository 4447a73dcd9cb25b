"""Which organization or place a person belongs to: the one that a role names."""

from dataclasses import replace

from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer
from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.records import Kind

# Kinds of organizations whose people hold an office of the country.
_OFFICIAL = frozenset(("government", "military", "party"))


def affiliate(parse: Parse, document: DocumentEntities, gazetteer: Gazetteer) -> DocumentEntities:
    """Return the document in which the organization, else the place, that a role names is its affiliation and the person's."""
    starts = {parse.starts[mention.start]: mention for mention in document.mentions if mention.kind != "person"}
    entities = (
        _affiliated(parse, entity, starts, document, gazetteer) if entity.roles else entity for entity in document.entities
    )
    return replace(document, entities=tuple(entities))


def _affiliated(
    parse: Parse, entity: Entity, starts: dict[int, Mention], document: DocumentEntities, gazetteer: Gazetteer
) -> Entity:
    roles, country, affiliation = [], entity.country_code, entity.affiliation
    for role in entity.roles:
        named = (starts[offset] for offset in range(role.start, role.end) if offset in starts)
        inside = [mention for mention in named if not _is_subject(parse, mention, gazetteer)]
        best = min(inside, key=_order, default=None)
        if best is not None:
            role = role.model_copy(update={"affiliation": _name(parse, best, document, gazetteer)})  # noqa: PLW2901
            country = country or _country(parse, best, document, gazetteer)
            affiliation = best.entity if affiliation is None else affiliation
        roles.append(role)
    return replace(entity, roles=tuple(roles), country_code=country, affiliation=affiliation)


def _is_subject(parse: Parse, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Tell whether a name is what somebody teaches or knows: "English teacher"."""
    language = parse.span_text(mention.start, mention.end).lower() in gazetteer.words["languages"]
    return language and not gazetteer.words["subjects"].isdisjoint(parse.lowers[mention.end : mention.end + 1])


def _order(mention: Mention) -> tuple[int, int]:
    order: dict[Kind, int] = {"organization": 0, "place": 1}
    return order.get(mention.kind, 2), mention.start


def _country(parse: Parse, mention: Mention, document: DocumentEntities, gazetteer: Gazetteer) -> str:
    """Return the country of a role that names it or an organization of it ("Iraqi minister", "FBI director"), but not of one
    who is only there or goes there ("ambassador to Libya")."""
    if mention.start and parse.lowers[mention.start - 1] in gazetteer.words["towards"]:
        return ""
    if mention.entity is not None:
        entity = document.entities[mention.entity]
        # The home of a company says nothing about those who work there.
        return entity.country_code if entity.kind == "place" or entity.subkind in _OFFICIAL else ""
    key = gazetteer.demonyms.get(parse.span_text(mention.start, mention.end))
    return gazetteer.by_key[key].country if key else ""


def _name(parse: Parse, mention: Mention, document: DocumentEntities, gazetteer: Gazetteer) -> str:
    if mention.entity is not None:
        return document.entities[mention.entity].name
    key = gazetteer.demonyms.get(parse.span_text(mention.start, mention.end))
    return gazetteer.by_key[key].name if key else ""
