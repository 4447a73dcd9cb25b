"""All names of a document, grouped into people, organizations and places, with roles attached."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.names import Name
from extractor.entities.spelling import fold
from extractor.entities.word_lists import LINKING
from extractor.errors import ResourceError
from extractor.mentions.affiliations import affiliate
from extractor.mentions.locations import PlaceGrouping, country_weights
from extractor.mentions.model import DocumentEntities, Mention
from extractor.mentions.named import Chain, NamedMentions
from extractor.mentions.organization_chains import organization_chains
from extractor.mentions.person_chains import person_chains
from extractor.mentions.place_chains import place_chains, place_mentions
from extractor.mentions.place_choice import NOWHERE, Home, Whereabouts
from extractor.mentions.place_weights import PlaceLists, load_place_lists
from extractor.mentions.role_words import RoleWords, load_role_words
from extractor.resources import Models

# How much a text with titles that only the United States have speaks of them.
_OFFICIALS = 2.0


@dataclass(frozen=True, slots=True)
class NameLists:
    """Words: formal names of nicknames, genders that given names suggest, legal forms, generic words."""

    formal: Mapping[str, frozenset[str]]
    genders: Mapping[str, str]
    legal_forms: frozenset[str]
    generic: frozenset[str]
    roles: RoleWords
    places: PlaceLists


def load_name_lists(models: Models) -> NameLists:
    """Return the word lists for grouping names.

    Raises:
        ResourceError: a file or a list is missing, or a file has other columns.
    """
    lists = models.toml(LINKING)
    if missing := {"legal_forms", "generic"} - lists.keys():
        raise ResourceError(f"{models.root / LINKING}: no list {', '.join(sorted(missing))}")
    formal: dict[str, set[str]] = {}
    for row in models.table("en/nicknames.csv", "nickname", "name"):
        formal.setdefault(fold(row["nickname"]), set()).add(fold(row["name"]))
    return NameLists(
        formal={nickname: frozenset(names) for nickname, names in formal.items()},
        genders={row["name"]: row["gender"] for row in models.table("en/given_names.csv", "name", "gender")},
        legal_forms=frozenset(fold(form) for form in lists["legal_forms"]),
        generic=frozenset(lists["generic"]),
        roles=load_role_words(models),
        places=load_place_lists(models),
    )


def find_entities(
    parse: Parse, names: Sequence[Name], gazetteer: Gazetteer, knowledge: NameLists, *, home: Home = NOWHERE
) -> DocumentEntities:
    """Return the mentions by name in text order and the entities that they mean; ``home`` is where the outlet is at home.

    ``names`` may come from recognition or be given: only their spans and labels count. Demonyms ("Ukrainian"), events,
    products and the like are mentions without an entity.
    """
    named = NamedMentions.of(parse, names, gazetteer)
    grouping = _place_grouping(named, knowledge, home)
    weights = grouping.about.countries
    people, left_open = person_chains(named, formal=knowledge.formal, genders=knowledge.genders, roles=knowledge.roles)
    organizations = organization_chains(
        named, weights, legal_forms=knowledge.legal_forms, generic=knowledge.generic, first=len(people)
    )
    chains = [*people, *organizations, *place_chains(named, grouping)]
    return affiliate(parse, _document(named.mentions, chains, left_open), gazetteer)


def choose_places(
    parse: Parse, names: Sequence[Name], gazetteer: Gazetteer, knowledge: NameLists, *, home: Home = NOWHERE
) -> PlaceGrouping:
    """Return the places among the names grouped, with all that was chosen between."""
    grouping = _place_grouping(NamedMentions.of(parse, names, gazetteer), knowledge, home)
    grouping.places()
    return grouping


def _place_grouping(named: NamedMentions, knowledge: NameLists, home: Home) -> PlaceGrouping:
    places = place_mentions(named)
    bodies = (named.without_article(number) for number in named.of_kind("organization"))
    weights = country_weights(places, named.demonyms(), bodies, named.gazetteer)
    officials = "" if named.gazetteer.words["american"].isdisjoint(named.parse.lowers) else "US"
    if officials:
        weights[officials] = weights.get(officials, 0.0) + _OFFICIALS
    return PlaceGrouping(places, named.gazetteer, Whereabouts(weights, officials, home), knowledge.places)


def _document(mentions: Sequence[Mention], chains: Iterable[Chain], left_open: Mapping[int, tuple[int, ...]]) -> DocumentEntities:
    """Return the mentions with the entities that the chains give them, or those that they may mean."""
    found, entities = list(mentions), []
    for index, chain in enumerate(chains):
        entities.append(chain.entity)
        for number, resolution in chain.mentions:
            old = found[number]
            found[number] = Mention(
                old.start, old.end, old.label, old.kind, old.form, index, resolution, chain.role_texts.get(number, ""), old.origin
            )
    for number, candidates in left_open.items():
        found[number] = replace(found[number], candidates=candidates)
    return DocumentEntities(tuple(found), tuple(entities))
