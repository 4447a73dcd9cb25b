"""Who is the subject of a verb where words decide it: "urged him to say", "issued a statement saying".

All functions take and return token indices.
"""

from extractor.analysis.grammar import OBJECTS, VERBAL, child, own_subject
from extractor.analysis.parse import Parse
from extractor.statements.words import WordClasses

_NO_WORDS = WordClasses()
# Labels of verbs that may share the subject of their head.
_SHARING = frozenset({"advcl", "xcomp", "conj", "dep", "acl", "ccomp", "parataxis"})


def is_passive(parse: Parse, verb: int, words: WordClasses = _NO_WORDS) -> bool:
    """Return whether the verb is passive: auxiliary and subject say so, or it is a participle ("a move confirmed by ...").

    A verb that tells somebody and names nobody is one when a passive comes before it ("was taken aside and told that ...").
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
            parse.tags[verb] == "VBD" and parse.lemmas[verb] in words.addressed and child(parse, verb, *OBJECTS) is None
        )
        if not participle or parse.deps[verb] != "conj" or own_subject(parse, verb) is not None:
            return False
        verb, words = parse.heads[verb], _NO_WORDS


def subject(parse: Parse, verb: int, words: WordClasses = _NO_WORDS, *, depth: int = 6) -> int | None:
    """Return the logical subject: the verb's own, or that of the verb it is joined to, controlled by or modifies.

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
    if label in ("acl", "relcl") and parse.pos[head] not in VERBAL:
        return _modifier_subject(parse, verb, depth, words)
    if label == "pcomp" and parse.deps[head] in ("prep", "agent", "mark"):
        return _gerund_subject(parse, head, depth, words)
    if label == "xcomp" and parse.lemmas[head] in words.object_control:
        patient = child(parse, head, "dobj", "dative", "nsubjpass")
        if patient is not None and patient < verb:
            return patient
    governor = _governor(parse, verb)
    return None if governor is None else subject(parse, governor, words, depth=depth - 1)


def _modifier_subject(parse: Parse, verb: int, depth: int, words: WordClasses) -> int | None:
    """Return the subject of a participle or infinitive that modifies a noun."""
    noun = parse.heads[verb]
    if parse.tags[verb] == "VBG":
        return _participle_subject(parse, noun, words, depth)
    if parse.deps[verb] == "acl" and parse.tags[verb] == "VB":
        return _holder(parse, noun, depth, words)
    return None


def _gerund_subject(parse: Parse, preposition: int, depth: int, words: WordClasses) -> int | None:
    """Return the subject of a gerund after a preposition: that of the verb it hangs on; "The focus is on urging": none."""
    governor = parse.heads[preposition]
    if parse.lemmas[governor] == "be" and governor < preposition:
        return None
    if parse.pos[governor] in VERBAL:
        return subject(parse, governor, words, depth=depth - 1)
    return _holder(parse, governor, depth, words)


def _governor(parse: Parse, verb: int) -> int | None:
    """Return the verb whose subject another verb shares: that it is joined to, or that it completes."""
    head, label = parse.heads[verb], parse.deps[verb]
    if label not in _SHARING:
        return None
    if parse.pos[head] in VERBAL:
        finite = label in ("ccomp", "parataxis", "dep") and parse.tags[verb] not in ("VBG", "VB")
        return None if finite else head
    predicates = ("acomp", "attr", "oprd") if label == "xcomp" else ("acomp", "attr") if label == "conj" else ()
    return parse.heads[head] if parse.deps[head] in predicates else None


def _participle_subject(parse: Parse, noun: int, words: WordClasses, depth: int) -> int:
    """Return the noun, or who issued it: a thing or document that is the object of a verb speaks for the subject of that verb.

    So does the participle after the one to whom a letter goes ("sent a letter to the mayor demanding answers").
    """
    label, governor = parse.deps[noun], parse.heads[noun]
    if label == "pobj" and parse.lowers[governor] == "to":
        verb = parse.heads[governor]
        letter = child(parse, verb, "dobj")
        if parse.pos[verb] in VERBAL and letter is not None and parse.lemmas[letter].lower() in words.documents:
            found = subject(parse, verb, words, depth=depth - 1)
            return noun if found is None else found
    if parse.pos[noun] != "NOUN" or parse.lemmas[noun].lower() in words.speakers:
        return noun
    if label == "pobj" and parse.lemmas[noun].lower() in words.things:
        label, governor = "dobj", parse.heads[governor]
    if label != "dobj" or parse.pos[governor] not in VERBAL:
        return noun
    found = subject(parse, governor, words, depth=depth - 1)
    return noun if found is None else found


def _holder(parse: Parse, noun: int, depth: int, words: WordClasses) -> int | None:
    """Return whose act a noun is: its possessor, or the subject of the verb it is an object of ("his decision to ...", "made an
    effort to").
    """
    possessor = child(parse, noun, "poss")
    if possessor is not None:
        return possessor
    if parse.deps[noun] in ("dobj", "attr", "pobj") and depth > 0:
        governor = parse.heads[noun]
        if parse.deps[noun] == "pobj":
            governor = parse.heads[governor]
        if parse.pos[governor] in VERBAL:
            return subject(parse, governor, words, depth=depth - 1)
    return None
