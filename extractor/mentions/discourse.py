"""Where things stand in a text and in its clauses: what pronouns and descriptions are resolved by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.analysis.parse import Parse
from extractor.mentions.model import DocumentEntities

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
DEFINITE = frozenset(("the", "this", "that"))
# Words that make a definite description one of somebody new.
ANOTHER = frozenset(
    ("next", "new", "first", "last", "only", "other", "future", "possible", "potential", "average", "single", "same")
)
CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "parataxis"))
_EMBEDDED = frozenset(("ccomp", "relcl", "advcl", "acl", "pcomp"))
_RELATIVE = frozenset(("WP", "WDT"))
_POSITIONS = {
    "nsubj": "subject",
    "nsubjpass": "passive_subject",
    "dobj": "object",
    "dative": "object",
    "pobj": "oblique",
    "poss": "possessive",
    "compound": "modifier",
    "amod": "modifier",
    "nmod": "modifier",
}


@dataclass(frozen=True, slots=True)
class Utterance:
    """Tokens ``start`` to ``end`` (exclusive) in somebody's own words.

    ``source`` is the token that heads their source, ``entity`` the speaker where it is known without one (interviews).
    """

    start: int
    end: int
    source: int | None = None
    entity: int | None = None


@dataclass(slots=True)
class Layout:
    """The outer form of a document: utterances, first tokens of paragraphs, token after the headline.

    ``sources`` are the tokens that head the source of a statement; ``asked`` is the entity that an interview is held with,
    ``interviewer`` who asks, ``author`` who says "I" outside of all utterances. ``replies`` leads from the label of a turn to
    that of the next turn. ``inside`` gives the utterance of a token, of several the one that comes first in ``utterances``; all
    answers of one person count as one.
    """

    utterances: Sequence[Utterance] = ()
    paragraphs: Sequence[int] = ()
    title_end: int = 0
    sources: frozenset[int] = frozenset()
    asked: int | None = None
    author: int | None = None
    interviewer: int | None = None
    replies: Mapping[int, int] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        voices: dict[int, int] = {}
        for number, utterance in enumerate(self.utterances):
            voice = number if utterance.entity is None else voices.setdefault(utterance.entity, number)
            for token in range(utterance.start, utterance.end):
                self.inside.setdefault(token, voice)


def head_of(parse: Parse, start: int, end: int) -> int:
    """The token of a range that depends on a token outside it (the last one when the range has none, as in broken parses)."""
    for token in range(start, end):
        head = parse.heads[token]
        if head == token or not start <= head < end:
            return token
    return end - 1


def clause_of(parse: Parse, token: int) -> int:
    """The verb (or other clause head) that governs ``token``; the token itself if it heads a clause."""
    while parse.deps[token] not in CLAUSES and parse.heads[token] != token:
        head = parse.heads[token]
        if parse.deps[token] == "conj" and parse.pos[token] in ("VERB", "AUX"):
            return token
        token = head
    return token


def own_subject(parse: Parse, verb: int) -> int | None:
    """The subject of a clause head or of the verb that it is joined to.

    For "who" and "which" it is the noun that they stand for, for a participle behind a noun ("a man holding a rope") that noun.
    """
    for _ in range(6):
        for child in parse.children[verb]:
            if parse.deps[child] in SUBJECTS:
                return parse.heads[verb] if parse.deps[verb] == "relcl" and parse.tags[child] in _RELATIVE else child
        if parse.deps[verb] == "acl":
            return parse.heads[verb]
        if parse.deps[verb] != "conj" or parse.heads[verb] == verb:
            return None
        verb = parse.heads[verb]
    return None


def subject_of(parse: Parse, verb: int) -> int | None:
    """The subject of a clause head, also one that it shares with the clause it depends on without a subject of its own."""
    for _ in range(6):
        subject = own_subject(parse, verb)
        if subject is not None:
            return subject
        if parse.deps[verb] not in ("conj", "xcomp", "advcl", "pcomp", "prep") or parse.heads[verb] == verb:
            return None
        verb = parse.heads[verb]
    return None


def position_of(parse: Parse, token: int) -> str:
    """Grammatical position of a mention's head: subject, embedded_subject (of a clause inside another), object ...

    Joined nouns and appositions share that of the noun they are joined to.
    """
    for _ in range(8):
        dep = parse.deps[token]
        if dep not in ("conj", "appos"):
            break
        token = parse.heads[token]
    found = _POSITIONS.get(dep, "other")
    if found == "subject" and _is_embedded(parse, parse.heads[token]):
        return "embedded_subject"
    if found == "possessive" and parse.deps[parse.heads[token]] in SUBJECTS:
        return "subject_possessive"
    if found == "oblique":
        preposition = parse.heads[token]
        if parse.deps[preposition] == "agent":
            return "agent"
        if parse.lowers[preposition] == "to" and preposition and parse.lowers[preposition - 1] == "according":
            return "subject"
    return found


def _is_embedded(parse: Parse, verb: int) -> bool:
    """Whether a verb heads a clause inside another one: not the main verb, nor one joined to it."""
    for _ in range(4):
        if parse.deps[verb] != "conj":
            break
        verb = parse.heads[verb]
    return parse.deps[verb] in _EMBEDDED


def descriptions_of(parse: Parse, head: int) -> list[int]:
    """Nouns that describe a name: 'coach' in "coach Ann Lee", "the coach, Ann Lee", "Ann Lee, the coach", "Ann Lee is coach"."""
    children, deps, pos, heads = parse.children, parse.deps, parse.pos, parse.heads
    found = []
    for child in children[head]:
        dep = deps[child]
        if dep in ("appos", "nmod") or (dep == "compound" and pos[child] in ("NOUN", "PROPN")):
            found.append(child)
    dep, above = deps[head], heads[head]
    if dep == "appos" and pos[above] in ("NOUN", "PROPN"):
        found.append(above)
    elif dep == "nsubj" and parse.lemmas[above] == "be":
        found.extend(child for child in children[above] if deps[child] == "attr")
    return [token for token in found if pos[token] in ("NOUN", "PROPN")]


def order_mentions(document: DocumentEntities) -> None:
    """Puts the mentions into text order again after some were added, and renews the entities' lists of them."""
    document.mentions.sort(key=lambda mention: (mention.start, -mention.end))
    for entity in document.entities:
        entity.mentions.clear()
    for number, mention in enumerate(document.mentions):
        if mention.entity is not None:
            document.entities[mention.entity].mentions.append(number)
