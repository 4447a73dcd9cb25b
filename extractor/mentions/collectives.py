"""Whom "they" and "it" mean: an organization of the document, or a group without a name.

Nouns of the same and the two preceding sentences compete by grammatical position and distance; plural nouns and joined persons
come first for "they". "It" is looked at only where it is the source of a statement, or where a body is said to speak of itself
("the bank said it would close"): anywhere else it seldom means somebody.
"""

from collections.abc import Iterator, Mapping

from extractor.analysis.grammar import PLURAL, SUBJECTS, VERBAL, clause_of, is_finite, own_subject, position_of, subject_of
from extractor.analysis.parse import Parse
from extractor.mentions.coreference import Coreference
from extractor.mentions.speech import Speech

_NOUNS = PLURAL | {"NN"}
_HEADING = SUBJECTS | {"dobj", "pobj"}
_SINGULAR = frozenset(("NN", "NNP"))
_ACTORS = frozenset(("subject", "embedded_subject", "passive_subject", "agent"))
_ACTING = frozenset(("organization", "group", "place"))


def collective(parse: Parse, token: int, heads: Mapping[int, int], knowledge: Coreference, speech: Speech) -> int | None:
    """Return the organization or place that a pronoun, or a definite noun ("the company"), means.

    None for a group without a name, and when it is not clear. ``heads`` gives the entity of the head token of each mention of an
    organization or place.
    """
    pronoun = knowledge.pronouns.get(parse.lowers[token])
    plural = pronoun is not None and pronoun.number == "plural"
    weights, settings = knowledge.weights.position, knowledge.weights.collective
    strength: dict[int | None, float] = {}
    reporter = _reporter(parse, token)
    for candidate, distance in _nearby(parse, token, speech):
        if parse.tags[candidate] not in _NOUNS and candidate not in heads and not parse.children[candidate]:
            continue  # most words, before anything is looked up
        means = knowledge.means.get(parse.lemmas[candidate].lower())
        entity = heads.get(candidate)
        if entity is None and means == "organization":
            entity = _owner(parse, candidate, heads)
        if plural and (_is_joined(parse, candidate) or (entity is None and means == "group")):
            entity, factor = None, settings["group"]
        elif entity is not None:
            factor = settings["organization"] if plural else 1.0
        elif plural and parse.tags[candidate] in PLURAL:
            factor = settings["group"] if means in ("person", "group") else settings["plural"]
        elif not plural and parse.tags[candidate] == "NN" and means in _ACTING and _may_be(parse, candidate, token, knowledge):
            factor = settings["group"]
        else:
            continue
        if entity is None and _names_beside(parse, candidate, heads):
            continue
        if candidate == reporter:
            factor *= settings["reported"]
        score = factor * weights[position_of(parse, candidate)] * settings["decay"] ** distance
        strength[entity] = max(strength.get(entity, 0.0), score)
    ranked = sorted(strength.items(), key=lambda pair: (-pair[1], pair[0] is not None, pair[0] or 0))
    if not ranked or ranked[0][1] < settings["least"]:
        return None
    if len(ranked) > 1 and ranked[1][1] > settings["margin"] * ranked[0][1]:
        return None
    return ranked[0][0]


def is_acting(parse: Parse, head: int) -> bool:
    """Return whether something is said to do something, or by it something is done."""
    return position_of(parse, head) in _ACTORS


def of_itself(parse: Parse, token: int, heads: Mapping[int, int], knowledge: Coreference, speech: Speech) -> int | None:
    """Return the organization or place that an "it" means: the subject of its own clause ("the bank sold its ferries"), or who
    speaks in what it is reported to say; nobody if another noun that it could mean is between.

    Nobody is meant by the "it" of "said it was clear that".
    """
    clause = clause_of(parse, token)
    subject = subject_of(parse, clause)
    own = None if subject is None else heads.get(subject)
    if knowledge.pronouns[parse.lowers[token]].form in ("possessive", "reflexive"):
        if subject is not None and own is not None and not parse.edges[0][subject] <= token <= parse.edges[1][subject]:
            plain = parse.pos[clause] in VERBAL and (is_finite(parse, clause) or own_subject(parse, clause) is None)
            others = (noun for noun in range(subject + 1, token) if _is_actor(parse, noun, heads, knowledge))
            return own if plain and all(heads.get(noun) == own for noun in others) else None
    elif parse.deps[token] not in SUBJECTS and own is not None:
        return None  # "it wants to raise it"
    elif parse.deps[clause] == "relcl" and subject == token:
        entity = _of_relative(parse, clause, token, heads, knowledge)
        if entity is not None:
            return entity
    content = speech.report_of(token)
    entity = None if content is None or content.source is None else heads.get(content.source)
    if entity is None and not _is_empty(parse, token):
        return _of_sentence_before(parse, token, heads, knowledge, speech)
    if content is None or entity is None or _is_empty(parse, token):
        return None
    between = (noun for noun in range(content.start, token) if heads.get(noun) != entity)
    return None if any(_may_be_it(parse, noun, knowledge) for noun in between) else entity


def _of_sentence_before(parse: Parse, token: int, heads: Mapping[int, int], knowledge: Coreference, speech: Speech) -> int | None:
    """Return the body that is the subject of the sentence before, where nothing else there and in its own sentence can be meant:
    "Norvik Air failed. It owed millions." """
    number = parse.sentence_of[token]
    start, _ = parse.sentences[number]
    if not number or any(_may_be_it(parse, noun, knowledge) for noun in range(start, token)):
        return None
    first, last = parse.sentences[number - 1]
    root = next((verb for verb in range(first, last) if parse.heads[verb] == verb and parse.pos[verb] in VERBAL), None)
    others = [kid for kid in parse.children[root] if parse.deps[kid] in ("dobj", "ccomp")] if root is not None else []
    if root is None or any(parse.deps[kid] == "ccomp" or _may_be_it(parse, kid, knowledge) for kid in others):
        return None
    subject = own_subject(parse, root)
    same_voice = subject is not None and speech.inside.get(subject) == speech.inside.get(token)
    return heads.get(subject) if subject is not None and same_voice else None


def _of_relative(parse: Parse, clause: int, token: int, heads: Mapping[int, int], knowledge: Coreference) -> int | None:
    """Return the body that "it" means in "the bank opened a branch it calls the Nest": the subject of the verb above."""
    subject = subject_of(parse, clause_of(parse, parse.heads[clause]))
    own = None if subject is None else heads.get(subject)
    if subject is None or own is None or subject > token:
        return None
    others = (noun for noun in range(subject + 1, token) if _is_actor(parse, noun, heads, knowledge))
    return own if all(heads.get(noun) == own for noun in others) else None


def _may_be_it(parse: Parse, noun: int, knowledge: Coreference) -> bool:
    """Return whether a singular noun may be what "it" means: no part of another noun, and no person."""
    is_person = knowledge.means.get(parse.lemmas[noun].lower()) == "person"
    return parse.tags[noun] in _SINGULAR and parse.deps[noun] != "compound" and not is_person


def _is_actor(parse: Parse, noun: int, heads: Mapping[int, int], knowledge: Coreference) -> bool:
    """Return whether a word heads the name of an organization or place, or is a noun for one."""
    return noun in heads or (
        parse.tags[noun] in _SINGULAR
        and parse.deps[noun] != "compound"
        and knowledge.means.get(parse.lemmas[noun].lower()) in _ACTING
    )


def _is_empty(parse: Parse, token: int) -> bool:
    """Return whether "it" stands for a clause, the weather or the time, or for what is only described: "it is", "it seems
    that"."""
    verb = parse.heads[token]
    if parse.deps[token] not in SUBJECTS:
        return False
    return parse.lemmas[verb] == "be" or any(parse.deps[kid] in ("ccomp", "csubj") for kid in parse.children[verb] if kid > verb)


def _may_be(parse: Parse, candidate: int, token: int, knowledge: Coreference) -> bool:
    """Return whether a noun for a body without a name can be what another one means: not "its business", nor for "the company"
    a committee."""
    companies = knowledge.companies
    if any(parse.tags[child] == "PRP$" for child in parse.children[candidate]):
        return False
    return parse.lemmas[token].lower() not in companies or parse.lemmas[candidate].lower() in companies


def _is_joined(parse: Parse, candidate: int) -> bool:
    """Return whether a word heads several joined by "and": "Ann Hale and her son"."""
    return parse.deps[candidate] in _HEADING and any(parse.deps[kid] == "conj" for kid in parse.children[candidate])


def _reporter(parse: Parse, token: int) -> int | None:
    """Return the subject of the verb that holds the clause of which the token is the subject: X in "X said it would"."""
    verb = parse.heads[token]
    if parse.deps[token] not in SUBJECTS or parse.deps[verb] != "ccomp":
        return None
    return subject_of(parse, parse.heads[verb])


def _owner(parse: Parse, noun: int, heads: Mapping[int, int]) -> int | None:
    """Return whose part an organization without a name is: X of "the X press office"."""
    owners = [child for child in parse.children[noun] if parse.deps[child] == "compound" and child in heads]
    return heads[owners[0]] if owners else None


def _names_beside(parse: Parse, noun: int, heads: Mapping[int, int]) -> bool:
    """Return whether a noun describes a name beside it: "the association, X", "the maker X"."""
    beside = [noun + 1, *(child for child in parse.children[noun] if parse.deps[child] == "appos")]
    if parse.deps[noun] in ("appos", "compound", "nmod"):
        beside.append(parse.heads[noun])
    return any(token in heads for token in beside)


def _nearby(parse: Parse, token: int, speech: Speech) -> Iterator[tuple[int, int]]:
    """Yield the tokens before ``token`` of its sentence and of the two before, with their distance in sentences; other voices
    left out."""
    sentence = parse.sentence_of[token]
    inside = speech.inside
    voice = inside.get(token)
    for distance in range(3):
        if sentence - distance < 0:
            return
        start, end = parse.sentences[sentence - distance]
        for candidate in range(start, min(end, token)):
            if inside.get(candidate) == voice:
                yield candidate, distance
