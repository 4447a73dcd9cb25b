"""Where the source of a frame is: subject, agent, holder of a noun, or what a preposition names."""

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.words import WordClasses

_VERBAL = ("VERB", "AUX")


def find_source(parse: Parse, token: int, where: str, words: WordClasses) -> int | None:
    """Head of the source that a frame asks for."""
    match where.rstrip("?"):
        case "@subject":
            if parse.pos[token] in ("NOUN", "ADJ") or parse.deps[token] == "acomp":
                return _predicate_subject(parse, token, words)
            return control.subject(parse, token, words)
        case "@agent":
            return grammar.agent(parse, token)
        case "@maker":
            head = parse.heads[token]
            made = parse.lemmas[head] == "make" and parse.deps[token] in ("ccomp", "acomp", "oprd", "xcomp", "amod")
            return control.subject(parse, head, words) if made else None
        case "@holder":
            return _noun_holder(parse, token, words)
        case "@antecedent":
            return parse.heads[token] if parse.deps[token] in ("acl", "relcl", "appos") else None
        case "@survey":
            return _survey(parse, token, words)
        case "@according":
            to = grammar.child(parse, token, "prep")
            noun = None if to is None else grammar.child(parse, to, "pobj", "pcomp")
            return (
                None
                if noun is None or (parse.lemmas[noun] in words.measures and grammar.child(parse, noun, "poss") is None)
                else noun
            )
    return None


def _survey(parse: Parse, token: int, words: WordClasses) -> int | None:
    """ "In a new poll, ...": one survey, or several at the beginning of the sentence ("ahead in the polls" names none)."""
    noun = grammar.child(parse, token, "pobj")
    if noun is None or parse.lemmas[noun].lower() not in words.surveys:
        return None
    head = parse.heads[token]
    if parse.sentences[parse.sentence_of[token]][0] == token:
        return noun
    one = parse.tags[noun] in ("NN", "NNP")
    return noun if one and parse.deps[head] == "ROOT" and parse.pos[head] in _VERBAL else None


def _predicate_subject(parse: Parse, token: int, words: WordClasses) -> int | None:
    """Subject of the copula whose complement the adjective or noun is ("she was sure that")."""
    while parse.deps[token] == "conj" and parse.pos[parse.heads[token]] in ("ADJ", "NOUN"):
        token = parse.heads[token]
    head = parse.heads[token]
    label = parse.deps[token]
    if label in ("acomp", "attr", "oprd", "conj") and parse.pos[head] in _VERBAL:
        return control.subject(parse, head, words)
    if label == "amod":
        return None
    return grammar.own_subject(parse, token)


def _noun_holder(parse: Parse, token: int, words: WordClasses) -> int | None:
    """Whose claim: possessor, by- or from-phrase, or the subject of the verb that the noun is an object of.

    The subject of a verb that tells of a claim made by others ("faced allegations") is no holder; that of a verb of voicing
    ("repeated his claim") says more than the possessive pronoun.
    """
    governor = parse.heads[token]
    possessor = grammar.child(parse, token, "poss")
    if possessor is not None:
        if parse.deps[token] == "dobj" and parse.tags[possessor] == "PRP$" and parse.lemmas[governor] in words.voicing:
            subject = control.subject(parse, governor, words)
            return possessor if subject is None else subject
        return possessor
    by = grammar.agent(parse, token)
    if by is not None:
        return by
    for preposition in parse.children[token]:
        if parse.deps[preposition] == "prep" and parse.lowers[preposition] in ("from", "among"):
            return grammar.child(parse, preposition, "pobj")
    label = parse.deps[token]
    if label == "pobj" and parse.lowers[governor] in ("in", "with", "as"):
        label, governor = parse.deps[governor], parse.heads[governor]
    if label in ("dobj", "prep") and parse.pos[governor] in _VERBAL and parse.lemmas[governor] not in words.receiving:
        return control.subject(parse, governor, words)
    return None
