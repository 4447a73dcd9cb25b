"""What the words of a content do by themselves: "We condemn the raid," she said.

The rules are tried in the order of :data:`RULES`; of several verbs of a content the first that a rule fits counts. Nothing here
knows a word: the words are in ``contents.toml`` and, for what somebody says he does, in the lexicon of cues.
"""

from collections.abc import Callable, Mapping

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.contents.model import Done
from extractor.contents.view import Said, owner
from extractor.statements import control

# Acts that saying performs: whoever says "we condemn" condemns.
_PERFORMED = frozenset(("accuse", "criticize", "demand", "deny", "praise", "promise", "warn"))
_MAIN = frozenset(("ROOT", "ccomp", "conj", "parataxis", "dep"))
_TOLD = _MAIN | {"advcl"}
_VERBS = 50  # verbs of a content that are looked at: in a sentence without end, each content holds all that follow
_SLOGAN = 4  # words of a slogan at most

_Rule = Callable[[Said, int], Done | None]


def act_of_content(said: Said) -> Done | None:
    """Return what the words of a content do; None where they do nothing but say something."""
    if said.statement.cue_lemma in said.document.words.apologizing:
        return Done("apologize", "cue")
    slogan = _slogan(said)
    if slogan is not None:
        return slogan
    if said.statement.form == "phrase" or said.statement.attitude != "assertion":
        return None
    verbs = said.among(said.document.verbs)[:_VERBS]
    for rule in RULES.values():
        for verb in verbs:
            done = rule(said, verb)
            if done is not None:
                return done
    return None


def _performed(said: Said, verb: int) -> Done | None:
    """Find "we condemn the raid", "she said she condemned the raid"."""
    document, parse = said.document, said.document.parse
    lemma = parse.lemmas[verb].lower()
    subject = grammar.own_subject(parse, verb)
    if subject is None or parse.deps[verb] not in _MAIN or not said.is_speaker(subject) or not _is_fact(said, verb):
        return None
    if lemma in document.words.apologizing:
        return Done("apologize", "performed")
    cue = document.lexicon.get("VERB", lemma)
    if cue is None or cue.act not in _PERFORMED or control.is_passive(parse, verb):
        return None
    return Done(cue.act, "performed", grammar.child(parse, verb, *grammar.OBJECTS))


def _untrue(said: Said, verb: int) -> Done | None:
    """Find "the report is false", "we had nothing to do with it"."""
    parse, words = said.document.parse, said.document.words
    lemma = parse.lemmas[verb]
    if lemma == "be" and not words.untrue.isdisjoint(_predicates(parse, verb)) and _is_fact(said, verb):
        return Done("deny", "untrue")
    part = grammar.child(parse, verb, "dobj", "attr") if lemma == "have" else None
    if part is not None and parse.lowers[part] in words.no_part and grammar.own_subject(parse, verb) is not None:
        return Done("deny", "no part") if _is_fact(said, verb) else None
    return None


def _not_done(said: Said, verb: int) -> Done | None:
    """Find "I never tortured anybody"."""
    parse = said.document.parse
    subject = grammar.subject_of(parse, verb)
    if parse.lemmas[verb].lower() not in said.document.words.deeds or subject is None or not said.is_speaker(subject):
        return None
    return Done("deny", "not done") if grammar.child(parse, verb, "neg") is not None else None


def _deed(said: Said, verb: int) -> Done | None:
    """Find "the guards tortured two men", "two men were tortured by the guards", "took bribes", "secretly sold the land"."""
    parse, words = said.document.parse, said.document.words
    governor = parse.heads[verb]
    tried = parse.deps[verb] == "xcomp" and parse.lemmas[governor] in words.attempts
    if not _is_wrong(said, verb) or not _is_fact(said, governor if tried else verb):
        return None
    passive = control.is_passive(parse, verb)
    doer = grammar.agent(parse, verb) if passive else grammar.subject_of(parse, verb)
    if doer is None or not said.holds(doer) or said.is_speaker(doer) or not _can_be_accused(said, doer):
        return None
    return Done("accuse", "deed", doer)


def _can_be_accused(said: Said, doer: int) -> bool:
    """Return whether somebody acts, is behind a thing, or in it: "the guards", "the firm's works", "a boat"."""
    document = said.document
    crewed = document.parse.lemmas[doer].lower() in document.words.crewed
    return crewed or document.acts(doer) or owner(document, doer) is not None


def _is_wrong(said: Said, verb: int) -> bool:
    parse, words = said.document.parse, said.document.words
    lemma = said.document.lexicon.corrected.get(parse.lowers[verb], parse.lemmas[verb].lower())
    if lemma in words.deeds or any(parse.lowers[kid] in words.wrongly for kid in parse.children[verb]):
        return True
    done = grammar.child(parse, verb, "dobj", "nsubjpass") if lemma in words.causing else None
    return done is not None and parse.lemmas[done].lower() in words.harms


def _omission(said: Said, verb: int) -> Done | None:
    """Find "the ministry has failed to pay", "is doing nothing", "did not even answer"."""
    document, parse, words = said.document, said.document.parse, said.document.words
    kids = parse.children[verb]
    done = grammar.child(parse, verb, "dobj")
    if any(parse.deps[kid] == "neg" for kid in kids):
        omits = parse.deps[verb] in _MAIN and any(parse.lowers[kid] in words.slights for kid in kids)
    else:
        failed = parse.lemmas[verb].lower() in words.omissions and grammar.child(parse, verb, "xcomp") is not None
        idle = parse.lemmas[verb] == "do" and done is not None and parse.lowers[done] in words.no_part
        omits = (failed or idle) and _is_fact(said, verb)
    doer = grammar.subject_of(parse, verb) if omits else None
    if doer is None or not said.holds(doer) or said.is_speaker(doer) or not document.acts(doer):
        return None
    return Done("criticize", "omission", doer)


def _judgement(said: Said, verb: int) -> Done | None:
    """Find "the plan is reckless", "the crew was heroic", "the council acted wisely"."""
    parse, words = said.document.parse, said.document.words
    if not _is_fact(said, verb):
        return None
    is_so = parse.lemmas[verb] == "be"
    bad, good = (words.bad, words.good) if is_so else (words.badly, words.well)
    predicates = _predicates(parse, verb) if is_so else {parse.lowers[kid] for kid in parse.children[verb]}
    if bad.isdisjoint(predicates) and good.isdisjoint(predicates):
        return None
    subject = grammar.own_subject(parse, verb)
    if subject is None or said.is_speaker(subject) or parse.tags[subject] in ("WP", "WDT") or _is_anything(said, subject):
        return None
    empty = parse.lowers[subject] in said.document.lexicon.words.impersonal and said.document.entity_at(subject) is None
    target = None if empty else subject
    return Done("praise" if bad.isdisjoint(predicates) else "criticize", "judgement", target)


def _duty(said: Said, verb: int) -> Done | None:
    """Find "the minister must resign", "the minister has to go"."""
    parse, words = said.document.parse, said.document.words
    modals = [parse.lowers[kid] for kid in parse.children[verb] if parse.tags[kid] == "MD"]
    bound = not words.duties.isdisjoint(modals)
    if not modals and parse.lemmas[verb] in words.needs and words.merely.isdisjoint(grammar.words_below(parse, verb)):
        deed = grammar.child(parse, verb, "xcomp")
        bound = deed is not None and any(parse.tags[kid] == "TO" for kid in parse.children[deed])
    subject = grammar.own_subject(parse, verb) if bound else None
    if subject is None or said.is_speaker(subject) or not said.document.acts(subject) or _in_condition(said, verb):
        return None
    return None if _is_anybody(said, subject) else Done("demand", "duty", subject)


def _order(said: Said, verb: int) -> Done | None:
    """Find "stop the trains": a sentence of the quotation that begins with the verb."""
    parse = said.document.parse
    first = parse.sentences[parse.sentence_of[verb]][0]
    opens = verb == first or (verb == first + 1 and parse.pos[first] == "PUNCT")
    plain = parse.tags[verb] == "VB" and parse.deps[verb] == "ROOT" and grammar.own_subject(parse, verb) is None
    if not (opens and plain) or said.statement.type != "direct" or parse.lemmas[verb].lower() in said.document.words.no_deeds:
        return None
    return Done("demand", "order")


def _slogan(said: Said) -> Done | None:
    """Find "Vell out!": a quotation that is nothing but a name and a word for away."""
    document = said.document
    if said.statement.type != "direct" or len(said.ranges) != 1:
        return None
    words = [token for token in range(*said.ranges[0])[: 2 * _SLOGAN] if document.parse.pos[token] != "PUNCT"]
    if not 1 < len(words) <= _SLOGAN:
        return None
    *_, name, away = words
    gone = document.parse.lowers[away] in document.words.away and document.parse.words[away + 1 : away + 2] == ["!"]
    mention = document.mention_at.get(name) if gone else None
    named = mention is not None and mention.form == "name" and mention.start <= words[0]
    return Done("demand", "slogan", name) if named else None


def _undertaking(said: Said, verb: int) -> Done | None:
    """Find "we will repair the road", "the council said it would repair it"."""
    parse, words = said.document.parse, said.document.words
    subject = grammar.own_subject(parse, verb)
    if subject is None or not said.is_speaker(subject) or parse.lemmas[verb].lower() in words.no_deeds:
        return None
    if grammar.child(parse, verb, "neg") is not None or parse.deps[verb] not in _MAIN or control.is_passive(parse, verb):
        return None
    wills = [parse.lowers[kid] for kid in parse.children[verb] if parse.deps[kid] == "aux"]
    quoted = subject in said.document.speech.inside
    hedged = quoted and not said.document.lexicon.words.hedging_modals.isdisjoint(wills)
    promised = not words.undertaking.isdisjoint(wills) and not hedged
    return Done("promise", "undertaking") if promised and not _in_condition(said, verb) else None


RULES: Mapping[str, _Rule] = {
    "performed": _performed,
    "untrue": _untrue,
    "not done": _not_done,
    "deed": _deed,
    "omission": _omission,
    "judgement": _judgement,
    "duty": _duty,
    "order": _order,
    "undertaking": _undertaking,
}


def _is_anybody(said: Said, subject: int) -> bool:
    """Return whether a subject is nobody in particular: "a president should wait"."""
    parse, coreference = said.document.parse, said.document.coreference
    if parse.tags[subject] != "NN":
        return False
    return not any(parse.deps[kid] == "poss" or parse.lowers[kid] in coreference.definite for kid in parse.children[subject])


def _is_anything(said: Said, subject: int) -> bool:
    """Return whether a subject is "something", "nobody" and the like."""
    document = said.document
    return document.parse.pos[subject] == "PRON" and document.parse.tags[subject].startswith("NN")


def _predicates(parse: Parse, verb: int) -> set[str]:
    """Return the lemmas of what is said to be so, joined ones too."""
    heads = [kid for kid in parse.children[verb] if parse.deps[kid] in ("acomp", "attr")]
    heads += [kid for head in heads for kid in parse.children[head] if parse.deps[kid] in ("conj", "amod")]
    return {parse.lemmas[head].lower() for head in heads}


def _is_fact(said: Said, verb: int) -> bool:
    """Return whether a verb is told as a fact: not negated, without "may", "must" or "will", in no condition and no question."""
    parse = said.document.parse
    beside = parse.deps[verb] == "relcl"
    if not (_tells_of_somebody(said, verb) if beside else parse.deps[verb] in _TOLD):
        return False
    first = verb
    while parse.deps[first] == "conj" and grammar.own_subject(parse, first) is None:  # "can be robbed or kidnapped"
        first = parse.heads[first]
    if any(parse.deps[kid] == "neg" or parse.tags[kid] == "MD" for kid in (*parse.children[verb], *parse.children[first])):
        return False
    return not _in_condition(said, verb) and (beside or not _is_asked(parse, verb))


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


def _in_condition(said: Said, verb: int) -> bool:
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
