"""Sources of several persons: "both women", "the two men", "the lawmakers" of a committee, "the Hales"."""

from extractor.analysis.grammar import PLURAL, SUBJECTS
from extractor.mentions.coreference import Coreference
from extractor.mentions.gender import suggested
from extractor.mentions.speech import Speech
from extractor.speakers.index import MentionIndex
from extractor.speakers.representatives import OnBehalf

_BACK = 3  # sentences before
_PAIR = 2


def pair_meant(index: MentionIndex, head: int, speech: Speech, known: Coreference) -> tuple[int, ...]:
    """Return the two persons that "both", "both women", "the two men" or "the couple" mean: the last two named, and no third."""
    parse = index.parse
    noun = parse.lemmas[head].lower()
    beside = {parse.lowers[child] for child in parse.children[head] if child < head}
    named = "both" in beside or ("two" in beside and not known.definite.isdisjoint(beside))
    two = noun == "both" or (known.means.get(noun) == "person" and parse.tags[head] in PLURAL and named)
    if not two and not (noun in known.pairs and not known.definite.isdisjoint(beside)):
        return ()
    gender = known.genders.get(noun, "")
    people = [
        mention
        for mention in index.document.mentions
        if mention.kind == "person" and mention.entity is not None and mention.start < head and mention.start not in speech.inside
    ]
    found: dict[int, None] = {}
    for sentence in range(parse.sentence_of[head], max(parse.sentence_of[head] - _BACK, 0) - 1, -1):
        for mention in people:
            if parse.sentence_of[mention.start] == sentence and mention.entity is not None:
                theirs = _gender(index, mention.entity, known)
                if not gender or not theirs or gender == theirs:
                    found[mention.entity] = None
        if len(found) >= _PAIR:
            break
    return tuple(found) if len(found) == _PAIR else ()


def _gender(index: MentionIndex, number: int, known: Coreference) -> str:
    entity = index.document.entities[number]
    return entity.gender or suggested(entity, known.given_names)


def family_meant(index: MentionIndex, head: int, definite: frozenset[str]) -> tuple[int, ...]:
    """Return the persons whose family name "the Hales" is."""
    parse = index.parse
    if definite.isdisjoint(parse.lowers[child] for child in parse.children[head] if child < head):
        return ()
    word = parse.words[head]
    names = {word.removesuffix("s"), word.removesuffix("es")} - {word}
    people = enumerate(index.document.entities)
    return tuple(number for number, each in people if each.kind == "person" and each.family_name in names)


def body_meant(index: MentionIndex, head: int, speech: Speech, known: OnBehalf, definite: frozenset[str]) -> int | None:
    """Return the head token of the body whose members a source means: "the lawmakers" of the committee that last acted."""
    parse = index.parse
    bodies = known.members_of.get(parse.lemmas[head].lower(), frozenset())
    if not bodies or parse.tags[head] not in PLURAL or len(parse.children[head]) != 1:
        return None
    if parse.lowers[parse.children[head][0]] not in definite:
        return None
    acting = [
        token
        for token in index.heads
        if token < head and token not in speech.inside and parse.deps[token] in SUBJECTS and _is_one_of(index, token, bodies)
    ]
    return max(acting, default=None)


def _is_one_of(index: MentionIndex, token: int, bodies: frozenset[str]) -> bool:
    entity = index.entity(token)
    return entity is not None and entity.kind == "organization" and not bodies.isdisjoint(entity.name.lower().split())
