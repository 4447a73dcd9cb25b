"""Descriptions of two: "the former" and "the latter", the first and the second that were just named."""

from collections.abc import Iterator

from extractor.analysis.grammar import MODIFIERS, head_of
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference
from extractor.mentions.model import DocumentEntities, Mention, Resolution

_TWO = 2


def link_former_latter(parse: Parse, document: DocumentEntities, knowledge: Coreference) -> DocumentEntities:
    """Return the document with a mention for each "the former" and "the latter", where its sentence and the one before name
    exactly two persons, or two bodies and no two persons."""
    added, resolutions = [], []
    for token, place in _alone(parse, knowledge):
        pair = _pair_before(parse, document, token)
        if pair:
            entity = pair[place]
            kind = document.entities[entity].kind
            added.append(Mention(token - 1, token + 1, "", kind, "nominal", entity, "coref", origin="description"))
            resolutions.append(Resolution(token, "description/former-latter", entity, tuple((each, 0.0) for each in pair)))
    return document.adding(added, resolutions) if added else document


def _alone(parse: Parse, knowledge: Coreference) -> Iterator[tuple[int, int]]:
    """Yield the words that stand for one of two, with which of them it is: not "the former mayor"."""
    for token, word in enumerate(parse.lowers):
        place = knowledge.of_two.get(word)
        if place is not None and token and parse.lowers[token - 1] == "the" and parse.deps[token] not in MODIFIERS:
            yield token, place


def _pair_before(parse: Parse, document: DocumentEntities, token: int) -> list[int]:
    """Return the two entities in the order in which they are named; none where they are not two."""
    sentence = parse.sentence_of[token]
    for first in (sentence, max(sentence - 1, 0)):
        start = parse.sentences[first][0]
        named = [
            (mention.kind, mention.entity)
            for mention in document.mentions
            if start <= mention.start < token
            and mention.entity is not None
            and mention.form != "pronoun"
            and parse.deps[head_of(parse, mention.start, mention.end)] not in MODIFIERS
        ]
        for kinds in (("person",), ("organization", "place")):
            pair = list(dict.fromkeys(entity for kind, entity in named if kind in kinds))
            if len(pair) == _TWO:
                return pair
    return []
