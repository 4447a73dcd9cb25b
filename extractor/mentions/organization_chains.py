"""From mentions of organizations by name to the organizations of a document."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.entities.gazetteer import Gazetteer
from extractor.entities.spelling import fold
from extractor.mentions.acronyms import introductions, is_acronym
from extractor.mentions.kinds import organization_country, organization_kind
from extractor.mentions.model import Entity
from extractor.mentions.named import Chain, NamedMentions
from extractor.mentions.organizations import Organization, OrganizationMention, group_organizations
from extractor.mentions.owners import owner_countries
from extractor.mentions.written import reading


def organization_chains(
    named: NamedMentions,
    weights: Mapping[str, float],
    *,
    legal_forms: frozenset[str],
    generic: frozenset[str],
    first: int,
) -> list[Chain]:
    """Return the organizations in the order of their first mention.

    ``weights`` say how much the document speaks of each country; ``first`` is the index that the first organization will have
    among the entities, to which parents point.
    """
    owners = owner_countries(named.parse, named.mentions, named.gazetteer)
    groups = group_organizations(
        [_mention(named, number, legal_forms, owners.get(number, "")) for number in named.of_kind("organization")],
        introduced=introductions(named.parse, named.names, named.known),
        legal_forms=legal_forms,
        generic=generic,
        countries=weights,
    )
    indices = {group.known.name: first + place for place, group in enumerate(groups) if group.known is not None}
    chains: list[Chain] = []
    for group in groups:
        entity = _entity(group, named.gazetteer)
        if group.known is not None and group.known.parent in indices and indices[group.known.name] == first + len(chains):
            entity = replace(entity, parent=indices[group.known.parent])
        chains.append(Chain(entity, tuple(zip((each.number for each in group.mentions), group.resolutions, strict=True))))
    return chains


def _mention(named: NamedMentions, number: int, legal_forms: frozenset[str], owner: str) -> OrganizationMention:
    text, known = named.without_article(number), named.known[number]
    before, comma, form = text.rpartition(",")
    if comma and fold(form) in legal_forms:
        text, known = before, known or named.gazetteer.find(before)  # "Kestrel, Inc."
    if not known:
        text, known = reading(text, named.gazetteer, legal_forms)
    words = text.split()
    country = owner or organization_country(words, "government", named.gazetteer)
    branch = "" if known else _branch(words, named.gazetteer)
    return OrganizationMention(text, words, known, number, branch, country, organization_kind(text, named.gazetteer.words))


def _branch(words: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the place at the end of a name of several words ("Kestrel North America", "Kestrel Berlin"); empty without one."""
    for start in range(1, len(words)):
        place = " ".join(words[start:])
        kinds = ("country", "region", "area", "city") if words[start - 1][0].isupper() else ("country", "region", "area")
        if any(known.subkind in kinds for known in gazetteer.find(place)):
            return place
    return ""


def _entity(group: Organization, gazetteer: Gazetteer) -> Entity:
    known, name = group.known, group.name
    acronyms = (mention.text for mention in group.mentions if is_acronym(mention.text))
    written = next((text for text in acronyms if text != name.upper() or name.isupper()), "")
    kind = known.subkind if known else organization_kind(name, gazetteer.words)
    country = known.country if known else organization_country(name.split(), kind, gazetteer)
    return Entity(
        "organization",
        name,
        acronym=(known.acronym if known else "") or group.acronym or written,
        subkind=kind,
        country_code=country or group.country,
        is_outlet=known.is_outlet if known else False,
        # A court that every country has is told from others by its country.
        known_as=known.key if known and (known.country or not group.is_shared) else "",
    )
