"""Whose a body is that several states have under one name: "Norland's Defence Ministry", "the Supreme Court in Norland"."""

from collections.abc import Mapping, Sequence

from extractor.analysis.grammar import POSSESSIVES
from extractor.analysis.parse import Parse
from extractor.entities.gazetteer import Gazetteer
from extractor.mentions.model import Mention

_INSIDE = frozenset(("of", "in"))


def owner_countries(parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[int, str]:
    """Return the code of the country that stands beside the name of an organization, by the number of its mention."""
    starting = {mention.start: mention for mention in mentions}
    ending = {mention.end: mention for mention in mentions}
    owners = {}
    for number, mention in enumerate(mentions):
        if mention.kind == "organization":
            beside = _before(parse, mention.start, ending) or _after(parse, mention.end, starting)
            country = _country(parse, beside, gazetteer) if beside is not None else ""
            if country:
                owners[number] = country
    return owners


def _before(parse: Parse, start: int, ending: Mapping[int, Mention]) -> Mention | None:
    """Return the country of "Norland's new Defence Ministry" and of "the Norlandic Defence Ministry"."""
    while start and parse.pos[start - 1] == "ADJ" and start not in ending:
        start -= 1
    if start and parse.lowers[start - 1] in POSSESSIVES:
        return ending.get(start - 1)
    return ending.get(start)


def _after(parse: Parse, end: int, starting: Mapping[int, Mention]) -> Mention | None:
    if end + 1 >= len(parse) or parse.lowers[end] not in _INSIDE:
        return None
    found = starting.get(end + 1 + (parse.lowers[end + 1] == "the"))
    return found if found is not None and found.kind == "place" else None


def _country(parse: Parse, mention: Mention, gazetteer: Gazetteer) -> str:
    text = parse.span_text(mention.start, mention.end)
    key = gazetteer.demonyms.get(text)
    if key:
        return gazetteer.by_key[key].country
    codes = {known.country for known in gazetteer.find(text.removeprefix("the ")) if known.kind == "place"}
    return codes.pop() if mention.kind == "place" and len(codes) == 1 else ""
