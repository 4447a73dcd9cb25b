"""Small questions to a parse: who is the subject, what words make up the verb group, where does a path of labels lead.

Labels are those of spaCy's English pipelines (ClearNLP). All functions take and return token indices.
"""

from collections.abc import Sequence
from functools import cache

from extractor.analysis.parse import Parse
from extractor.statements.words import WordClasses

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_VERBAL = frozenset(("VERB", "AUX"))
_NO_FORM: frozenset[str] = frozenset()
_NO_WORDS = WordClasses()


def child(parse: Parse, token: int, *labels: str) -> int | None:
    """First dependent of ``token`` with one of the labels."""
    for candidate in parse.children[token]:
        if parse.deps[candidate] in labels:
            return candidate
    return None


def is_number_sign(parse: Parse, token: int) -> bool:
    """Whether a word in front of a figure is short for "number": "No 10", "the No. 2 official"."""
    following = token + 1
    if following < len(parse) and parse.words[following] == ".":
        following += 1
    return following < len(parse) and parse.words[token][0].isupper() and parse.words[following].isdecimal()


def is_passive(parse: Parse, verb: int, words: WordClasses = _NO_WORDS) -> bool:
    """Whether the verb is passive: auxiliary and subject say so, or it is a participle ("a move confirmed by ...").

    A verb that tells somebody and names nobody is one when a passive stands before it ("was taken aside and told that ...").
    """
    while True:
        for candidate in parse.children[verb]:
            if parse.deps[candidate] in ("auxpass", "nsubjpass", "csubjpass"):
                return True
            if parse.deps[candidate] in ("nsubj", "aux"):
                return False
        if parse.tags[verb] == "VBN" and parse.deps[verb] in ("acl", "advcl", "amod"):
            return True
        participle = parse.tags[verb] == "VBN" or (
            parse.tags[verb] == "VBD" and parse.lemmas[verb] in words.addressed and child(parse, verb, "dobj", "dative") is None
        )
        if not participle or parse.deps[verb] != "conj" or own_subject(parse, verb) is not None:
            return False
        verb, words = parse.heads[verb], _NO_WORDS


def own_subject(parse: Parse, verb: int) -> int | None:
    """The verb's own subject; "you" before one that is only addressed ("Mr. Mayor, do you think ...")."""
    found = None
    for candidate in parse.children[verb]:
        if parse.deps[candidate] in SUBJECTS:
            if found is None:
                found = candidate
            elif parse.lowers[candidate] == "you" and candidate < verb:
                return candidate
    return found


def subject(parse: Parse, verb: int, words: WordClasses = _NO_WORDS, *, depth: int = 6) -> int | None:
    """The logical subject: the verb's own, or that of the verb it is joined to, controlled by or modifies.

    A coordinated verb shares the subject of the first; an infinitive has that of its governor, or the governor's object after
    verbs of object control ("urged him to say"); a participle that modifies a noun has this noun ("the man saying"), or the
    subject of its verb when the noun does not speak by itself ("issued a statement saying").
    """
    found = own_subject(parse, verb)
    if found is not None or depth == 0:
        return found
    head, label = parse.heads[verb], parse.deps[verb]
    if head == verb:
        return None
    if label in ("acl", "relcl") and parse.pos[head] not in _VERBAL:
        if parse.tags[verb] == "VBG":
            return _participle_subject(parse, head, words, depth)
        if label == "acl" and parse.tags[verb] == "VB":
            return _holder(parse, head, depth, words)
        return None
    if label == "conj" and parse.pos[head] in _VERBAL:
        return subject(parse, head, words, depth=depth - 1)
    if label == "xcomp" and parse.lemmas[head] in words.object_control:
        patient = child(parse, head, "dobj", "dative", "nsubjpass")
        if patient is not None and patient < verb:
            return patient
    if label == "pcomp" and parse.deps[head] in ("prep", "agent", "mark"):
        governor = parse.heads[head]
        if parse.lemmas[governor] == "be":
            return None  # "The focus is on urging ...": the subject does not urge
        if parse.pos[governor] in _VERBAL:
            return subject(parse, governor, words, depth=depth - 1)
        return _holder(parse, governor, depth, words)
    if label in ("advcl", "xcomp", "conj", "dep", "acl", "ccomp", "parataxis"):
        if parse.pos[head] in _VERBAL:
            if label in ("ccomp", "parataxis", "dep") and parse.tags[verb] not in ("VBG", "VB"):
                return None
            return subject(parse, head, words, depth=depth - 1)
        if label == "conj" and parse.deps[head] in ("acomp", "attr"):
            return subject(parse, parse.heads[head], words, depth=depth - 1)
        if label == "xcomp" and parse.deps[head] in ("acomp", "attr", "oprd"):
            return subject(parse, parse.heads[head], words, depth=depth - 1)
    return None


def _participle_subject(parse: Parse, noun: int, words: WordClasses, depth: int) -> int:
    """The noun, or who issued it: a thing or document that is the object of a verb speaks for the subject of that verb."""
    label, governor = parse.deps[noun], parse.heads[noun]
    if parse.pos[noun] != "NOUN" or parse.lemmas[noun].lower() in words.speakers:
        return noun
    if label == "pobj" and parse.lemmas[noun].lower() in words.things:
        label, governor = "dobj", parse.heads[governor]
    if label != "dobj" or parse.pos[governor] not in _VERBAL:
        return noun
    found = subject(parse, governor, words, depth=depth - 1)
    return noun if found is None else found


def _holder(parse: Parse, noun: int, depth: int, words: WordClasses) -> int | None:
    """Whose act a noun is: its possessor, or the subject of the verb it is an object of ("his decision to ...", "made an effort
    to").
    """
    possessor = child(parse, noun, "poss")
    if possessor is not None:
        return possessor
    if parse.deps[noun] in ("dobj", "attr", "pobj") and depth > 0:
        governor = parse.heads[noun]
        if parse.deps[noun] == "pobj":
            governor = parse.heads[governor]
        if parse.pos[governor] in _VERBAL:
            return subject(parse, governor, words, depth=depth - 1)
    return None


def agent(parse: Parse, token: int) -> int | None:
    """The by-phrase's noun of a passive verb or a noun."""
    for candidate in parse.children[token]:
        if parse.deps[candidate] == "agent" or (parse.deps[candidate] == "prep" and parse.lowers[candidate] == "by"):
            return child(parse, candidate, "pobj")
    return None


def follow(parse: Parse, token: int, path: Sequence[str]) -> list[int]:
    """Tokens that a path leads to, one step a string, from ``token`` downwards.

    A step is dependency labels joined by ``|``, with the lower-case forms they may have after a colon: ``dobj``, ``prep:of|for``,
    ``pobj|pcomp``; alternatives with forms of their own are parted by commas: ``oprd|acomp,prep:as``.
    """
    tokens = [token]
    children, deps, lowers = parse.children, parse.deps, parse.lowers
    for step in path:
        wanted = alternatives(step)
        found = []
        for above in tokens:
            for below in children[above]:
                forms = wanted.get(deps[below], _NO_FORM)
                if forms is None or lowers[below] in forms:
                    found.append(below)
        tokens = found
    return tokens


@cache
def alternatives(step: str) -> dict[str, frozenset[str] | None]:
    """The forms allowed for each label of a step of a path; None where all are."""
    wanted: dict[str, frozenset[str] | None] = {}
    for alternative in step.split(","):
        labels, _, forms = alternative.partition(":")
        for label in labels.split("|"):
            earlier = wanted.get(label, _NO_FORM)
            wanted[label] = None if not forms or earlier is None else earlier | frozenset(forms.split("|"))
    return wanted


def verb_group(parse: Parse, verb: int) -> tuple[int, int]:
    """First and last token (inclusive) of the verb with its auxiliaries, negation, adverbs between them, and particle."""
    first = last = verb
    kids, deps = parse.children[verb], parse.deps
    for candidate in reversed(kids):
        if candidate > verb:
            continue
        label = deps[candidate]
        if label in ("aux", "auxpass", "neg") or (label == "advmod" and not parse.children[candidate]):
            first = candidate
        else:
            break
    while first < verb and deps[first] == "advmod" and parse.lowers[first] in ("when", "where", "why", "how", "then", "now"):
        first += 1
    for candidate in kids:
        if candidate == last + 1 and (deps[candidate] == "prt" or parse.lemmas[verb].endswith(f" {parse.lowers[candidate]}")):
            last = candidate
    return first, last
