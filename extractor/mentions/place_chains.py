"""From mentions of places by name to the places of a document: which one stands inside which ("Paris, Texas")."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractor.analysis.parse import Parse
from extractor.mentions.locations import PlaceMention, group_places, place_entity
from extractor.mentions.model import Mention
from extractor.mentions.named import Chain, NamedMentions

_CONTAINER_DISTANCE = 8


def place_mentions(named: NamedMentions) -> list[PlaceMention]:
    """Return the mentions of places with what holds them where the text says it."""
    found: list[tuple[Mention, PlaceMention]] = []
    for number in named.of_kind("place"):
        mention = named.mentions[number]
        known = tuple(entry for entry in named.known[number] if entry.kind == "place")
        found.append((mention, PlaceMention(named.without_article(number), known, mention.label, number)))
    starts = {mention.start for mention, _ in found}
    parse = named.parse
    for (before, place), (after, holder) in pairwise(found):
        between = parse.lowers[before.end : after.start]
        if between == [","] or (not between and holder.text.endswith(".")):
            holder.known = named.gazetteer.find(f", {holder.text}") or holder.known
            place.container = holder
            place.is_closed = _is_closed(parse, after, starts)
        elif not place.known and len(between) <= _CONTAINER_DISTANCE and _leads_to_container(parse, before.end, after.start):
            place.container = holder
    return [place for _, place in found]


def place_chains(named: NamedMentions, mentions: Sequence[PlaceMention], weights: Mapping[str, float]) -> list[Chain]:
    """Return the places in the order of their first mention; ``weights`` say how much is spoken of each country."""
    return [
        Chain(
            place_entity(group, named.gazetteer),
            tuple(zip((mention.number for mention in group.mentions), group.resolutions, strict=True)),
        )
        for group in group_places(mentions, named.gazetteer, weights)
    ]


def _is_closed(parse: Parse, holder: Mention, starts: set[int]) -> bool:
    """Return whether a phrase such as "Paris, Texas," ends behind the second name and is no list of places, which goes on."""
    if holder.end >= len(parse) or parse.words[holder.end - 1].endswith("."):
        return True
    after = holder.end + 1
    after += parse.lowers[after : after + 1] in (["and"], ["or"])
    goes_on = parse.words[holder.end] == "," and after in starts
    return parse.pos[holder.end] in ("PUNCT", "SPACE", "ADP") and not goes_on


def _leads_to_container(parse: Parse, start: int, end: int) -> bool:
    """Return true of "in the province of", "a town in" between two places: the second holds the first."""
    lowers, pos = parse.lowers[start:end], parse.pos[start:end]
    if not {"in", "of"} & set(lowers) or {"and", "or", "to", "from"} & set(lowers):
        return False
    plain = ("DET", "ADJ", "NOUN", "ADP", "ADV")
    return all(tag in plain or word in (",", "located", "based") for word, tag in zip(lowers, pos, strict=True))
