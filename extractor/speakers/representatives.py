"""Sources that speak for a name: "a spokesman for X", "X's office", "the government of X", "analysts at X"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from extractor.analysis.grammar import OWNERS, PLURAL, SUBJECTS
from extractor.analysis.parse import Parse
from extractor.mentions.speech import Speech
from extractor.model_entries import read_entry
from extractor.resources import Models
from extractor.speakers.anonymous import FILE, SpeakerExample
from extractor.speakers.index import MentionIndex

_BODIES = frozenset(("organization", "place"))
_PLACES = frozenset(("place",))
_ANY = _BODIES | {"person"}


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """Who speaks for a name, as ``[on_behalf]`` of ``anonymous_sources.toml`` says.

    A spokesman (of the class ``source_class``) speaks for what comes after one of the prepositions ``speaks_for``. ``offices``,
    ``authorities`` and ``members`` are lemmas of nouns; several ``members`` speak for their body, unless one of ``some`` is
    next to them. ``members_of`` leads from a noun to the bodies whose members it may mean alone ("the lawmakers": a committee);
    those ``beside`` a person do not speak for themselves ("Hale and colleagues").
    """

    source_class: str
    offices: frozenset[str]
    authorities: frozenset[str]
    members: frozenset[str]
    members_of: Mapping[str, frozenset[str]]
    beside: frozenset[str]
    some: frozenset[str]
    speaks_for: frozenset[str]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")
    source_class: str = Field(alias="class")
    offices: frozenset[str]
    authorities: frozenset[str]
    members: frozenset[str]
    members_of: dict[str, frozenset[str]]
    beside: frozenset[str]
    some: frozenset[str]
    speaks_for: frozenset[str]
    example: tuple[SpeakerExample, ...] = ()


def load_on_behalf(models: Models) -> OnBehalf:
    """Read the table ``[on_behalf]``.

    Raises:
        ResourceError: the table is missing, or a key of it is missing or unknown.
    """
    read = read_entry(_Table, models.toml(FILE).get("on_behalf", {}), f"{models.root / FILE}: on_behalf")
    return OnBehalf(**{name: getattr(read, name) for name in OnBehalf.__slots__})


def principals(parse: Parse, head: int, known: OnBehalf) -> Iterator[int]:
    """Yield the heads of those for whom the noun ``head`` may speak: "X's office", "an X spokesman", "a spokesman for X"."""
    for child in parse.children[head]:
        if parse.deps[child] in OWNERS:
            yield child
    for child in parse.children[head]:
        if parse.deps[child] == "prep" and parse.lowers[child] in known.speaks_for:
            yield from (token for token in parse.children[child] if parse.deps[token] == "pobj")


def principal(index: MentionIndex, head: int, source_class: str, known: OnBehalf) -> int | None:
    """Return the head token of the name that a source speaks for: a spokesman, an office, a government, several officials.

    A spokesman or lawyer of a person speaks for himself, and "U.S. officials" are not the United States.
    """
    parse = index.parse
    noun, plural = parse.lemmas[head].lower(), parse.tags[head] in PLURAL
    if plural and noun in known.members:
        beside = {parse.lowers[child] for child in parse.children[head] if child < head}
        if not beside.isdisjoint(known.some) or any(parse.deps[child] == "nummod" for child in parse.children[head]):
            return None
        kinds = _BODIES
    elif source_class == known.source_class:
        kinds = _BODIES
    elif noun in known.offices:
        kinds = _ANY
    elif noun in known.authorities:
        kinds = _PLACES
    else:
        return None
    for token in principals(parse, head, known):
        entity = index.entity(token)
        if entity is not None and entity.kind in kinds and not (plural and entity.subkind == "country" and noun in known.members):
            return token
    return None


def body_before(index: MentionIndex, head: int, speech: Speech) -> int | None:
    """Return the head token of the body that "a spokesman" alone speaks for: the only one named in the sentence so far or the
    one before, or the only subject of these ("Refcom said no. A spokesman told the Post ...")."""
    parse = index.parse
    if any(parse.deps[child] not in ("det", "punct") for child in parse.children[head]):
        return None
    start = parse.sentences[max(parse.sentence_of[head] - 1, 0)][0]
    bodies: dict[int | None, list[int]] = {}
    for token in index.heads:
        mention = index.mention(token)
        if mention is not None and start <= token < head and mention.kind == "organization" and token not in speech.inside:
            bodies.setdefault(mention.entity, []).append(token)
    acting = {entity: tokens for entity, tokens in bodies.items() if any(parse.deps[token] in SUBJECTS for token in tokens)}
    for named in (bodies, acting):
        if len(named) == 1:
            return max(next(iter(named.values())))
    return None


def owned(index: MentionIndex, head: int) -> int | None:
    """Return the number of the organization that the document names so: "Smith's campaign", "her ministry"."""
    parse, document = index.parse, index.document
    for child in parse.children[head]:
        owner = index.entity(child)
        if parse.deps[child] != "poss" or owner is None:
            continue
        wanted = {owner.name.lower().split()[-1], parse.lowers[head]}
        for number, entity in enumerate(document.entities):
            if entity.kind == "organization" and wanted <= set(entity.name.lower().split()):
                return number
    return None
