"""From mentions of places by name to the places of a document: which one stands inside which ("Paris, Texas")."""

from collections.abc import Mapping
from itertools import pairwise

from extractor.analysis.grammar import POSSESSIVES
from extractor.analysis.parse import Parse
from extractor.mentions.locations import PlaceGrouping
from extractor.mentions.model import Mention
from extractor.mentions.named import Chain, NamedMentions
from extractor.mentions.place_model import PlaceMention, place_entity
from extractor.mentions.places_near import locate_near

_CONTAINER_DISTANCE = 8
# Tokens in which a country is next to a place, and in which a dateline is at the beginning of a text.
_BESIDE, _OPENING = 6, 60
_BETWEEN = frozenset(("of", ",", *POSSESSIVES))
_DASHES = frozenset(("-", "--", "–", "—", "("))


def place_mentions(named: NamedMentions) -> list[PlaceMention]:
    """Return the mentions of places with what holds them where the text says it."""
    found: list[tuple[Mention, PlaceMention]] = []
    for number in named.of_kind("place"):
        mention = named.mentions[number]
        known = tuple(entry for entry in named.known[number] if entry.kind == "place")
        found.append((mention, PlaceMention(named.without_article(number), known, mention.label, number)))
    starts = {mention.start for mention, _ in found}
    parse = named.parse
    told = _countries_told(named)
    for mention, place in found:
        place.country = _country_beside(parse, mention, told, named.gazetteer.words["settlement"])
        place.leads = _is_dateline(parse, mention)
    for (before, place), (after, holder) in pairwise(found):
        between = parse.lowers[before.end : after.start]
        if between == [","] or (not between and holder.text.endswith(".")):
            holder.known = named.gazetteer.find(f", {holder.text}") or holder.known
            place.container = holder
            place.is_closed = _is_closed(parse, after, starts)
        elif (
            len(between) <= _CONTAINER_DISTANCE
            and (not place.known or _may_be_held(place, holder))
            and _leads_to_container(parse, before.end, after.start)
        ):
            place.container = holder
    return [place for _, place in found]


def place_chains(named: NamedMentions, grouping: PlaceGrouping) -> list[Chain]:
    """Return the places in the order of their first mention."""
    places = grouping.places()
    locate_near(named, places, grouping.about, grouping.lists)
    return [
        Chain(
            place_entity(place, named.gazetteer, grouping.lists),
            tuple(zip((mention.number for mention in place.mentions), place.resolutions, strict=True)),
        )
        for place in places
    ]


def _is_closed(parse: Parse, holder: Mention, starts: set[int]) -> bool:
    """Return whether a phrase such as "Paris, Texas," ends behind the second name and is no list of places, which goes on."""
    if holder.end >= len(parse) or parse.words[holder.end - 1].endswith("."):
        return True
    after = holder.end + 1
    after += parse.lowers[after : after + 1] in (["and"], ["or"])
    goes_on = parse.words[holder.end] == "," and after in starts
    return parse.pos[holder.end] in ("PUNCT", "SPACE", "ADP") and not goes_on


def _may_be_held(place: PlaceMention, holder: PlaceMention) -> bool:
    """Return whether one is a town of the lists and the other a country or region."""
    return any(entry.subkind == "city" for entry in place.known) and any(
        entry.subkind in ("country", "region") for entry in holder.known
    )


def _leads_to_container(parse: Parse, start: int, end: int) -> bool:
    """Return true of "in the province of", "a town in" between two places: the second holds the first."""
    lowers, pos = parse.lowers[start:end], parse.pos[start:end]
    if not {"in", "of"} & set(lowers) or {"and", "or", "to", "from"} & set(lowers):
        return False
    plain = ("DET", "ADJ", "NOUN", "ADP", "ADV")
    return all(tag in plain or word in (",", "located", "based") for word, tag in zip(lowers, pos, strict=True))


def _countries_told(named: NamedMentions) -> dict[int, str]:
    """Return the codes of the countries whose name or adjective stands in the text, by the token behind it."""
    told = {}
    for mention, text, known in zip(named.mentions, named.texts, named.known, strict=True):
        if key := named.gazetteer.demonyms.get(text):
            told[mention.end] = named.gazetteer.by_key[key].country
        elif len(known) == 1 and known[0].subkind == "country":
            told[mention.end] = known[0].country
    return told


def _country_beside(parse: Parse, mention: Mention, told: Mapping[int, str], settlements: frozenset[str]) -> str:
    """Return the code of the country in "the Norlandic city of Tarn" and "Norland's capital, Tarn"."""
    is_settlement = False
    for place in range(mention.start, max(mention.start - _BESIDE, 0), -1):
        if place in told and is_settlement:
            return told[place]
        word, pos = parse.lowers[place - 1], parse.pos[place - 1]
        is_settlement = is_settlement or word in settlements
        if pos not in ("NOUN", "ADJ") and word not in _BETWEEN:
            break
    return ""


def _is_dateline(parse: Parse, mention: Mention) -> bool:
    """Return whether a name opens the text in capitals ("TARNBY, Norland") or before a dash or a bracket ("Tarnby (AP) - ")."""
    if mention.end > _OPENING or parse.sentences[parse.sentence_of[mention.start]][0] != mention.start:
        return False
    after = parse.words[mention.end : mention.end + _BESIDE]
    capitals = parse.words[mention.start].isupper() and len(parse.words[mention.start]) > 2
    return capitals or any(word in _DASHES for word in after)
