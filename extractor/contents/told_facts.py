"""Whether a verb of a content is told as a fact: what may be, must be or is asked is none."""

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.contents.view import Said

MAIN = frozenset(("ROOT", "ccomp", "conj", "parataxis", "dep"))
TOLD = MAIN | {"advcl"}
_SAYING = frozenset(("say", "claim"))


def is_fact(said: Said, verb: int) -> bool:
    """Return whether a verb is told as a fact: not negated, without "may", "must" or "will", in no condition and no question, and
    not as what others say."""
    parse = said.document.parse
    beside = parse.deps[verb] == "relcl"
    told = parse.deps[verb] in TOLD or (parse.deps[verb] == "acl" and grammar.child(parse, verb, "mark") is not None)
    if not (_tells_of_somebody(said, verb) if beside else told):
        return False
    first = verb
    while parse.deps[first] == "conj" and grammar.own_subject(parse, first) is None:  # "can be robbed or kidnapped"
        first = parse.heads[first]
    beside_verbs = (*parse.children[verb], *parse.children[first])
    if any(parse.deps[kid] == "neg" or parse.tags[kid] == "MD" for kid in beside_verbs):
        return False
    if _is_still_to_do(parse, first) or _is_of_others(said, first):
        return False
    return not in_condition(said, verb) and (beside or not _is_asked(parse, verb))


def _is_of_others(said: Said, verb: int) -> bool:
    """Return whether a clause is what somebody else is said to say: "she is wrong to say that the guards tortured him"."""
    document, parse, above = said.document, said.document.parse, said.document.parse.heads[verb]
    if parse.deps[verb] != "ccomp" or above > verb or not said.holds(above):
        return False
    cue = document.lexicon.get("VERB", parse.lemmas[above].lower())
    if cue is None or cue.act not in _SAYING:
        return False
    subject = parse.heads[above] if parse.deps[above] == "acl" else grammar.subject_of(parse, above)
    if subject is None:
        return True
    speaks = said.is_speaker(subject) or (said.speaker.entity is not None and document.entity_at(subject) == said.speaker.entity)
    return document.acts(subject) and not speaks


def _is_still_to_do(parse: Parse, verb: int) -> bool:
    """Return whether an infinitive is part of what must or may be done: "we must increase our efforts, destroy networks"."""
    while (
        parse.tags[verb] == "VB" and parse.deps[verb] in ("conj", "xcomp", "advcl") and grammar.own_subject(parse, verb) is None
    ):
        verb = parse.heads[verb]
        if any(parse.tags[kid] == "MD" for kid in parse.children[verb]):
            return True
    return False


def _tells_of_somebody(said: Said, verb: int) -> bool:
    """Return whether a relative clause tells what certain people or one body did: "the officers who tortured him"."""
    parse, document = said.document.parse, said.document
    noun = parse.heads[verb]
    if grammar.clause_subject(parse, verb) != noun or parse.pos[noun] not in ("NOUN", "PROPN"):
        return False
    if document.entity_at(noun) is not None:
        return True
    past = any(parse.tags[token] == "VBD" for token in (verb, *parse.children[verb]))
    below = {parse.lowers[kid] for kid in parse.children[noun] if parse.deps[kid] in ("det", "poss")}
    certain = not below.isdisjoint(document.coreference.definite) or any(
        parse.deps[kid] == "poss" for kid in parse.children[noun]
    )
    return past and (certain or parse.tags[noun] == "NN") and below.isdisjoint(document.lexicon.words.negations)


def in_condition(said: Said, verb: int) -> bool:
    """Return whether a verb stands in a clause with "if", "unless" and the like, or in one that hangs on such a clause."""
    parse, conditions = said.document.parse, said.document.lexicon.words.conditions
    for _ in range(4):
        if any(parse.deps[kid] == "mark" and parse.lowers[kid] in conditions for kid in parse.children[verb]):
            return True
        if parse.deps[verb] not in ("conj", "xcomp", "ccomp"):
            return False
        verb = parse.heads[verb]
    return False


def _is_asked(parse: Parse, verb: int) -> bool:
    first, last = parse.sentences[parse.sentence_of[verb]]
    return "?" in parse.words[max(first, last - 3) : last]
