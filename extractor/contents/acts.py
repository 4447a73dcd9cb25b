"""What the words of a content do by themselves: "We condemn the raid," she said.

The rules are tried in the order of :data:`RULES`; of several verbs of a content the first that a rule fits counts. Nothing here
knows a word: the words are in ``contents.toml`` and, for what somebody says he does, in the lexicon of cues.
"""

from collections.abc import Callable, Mapping

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.contents.agents import can_be_accused
from extractor.contents.blaming import called, fault, gain, heedless, hurt
from extractor.contents.model import Done
from extractor.contents.told_facts import MAIN, in_condition, is_fact
from extractor.contents.view import Said
from extractor.statements import control

# Acts that saying performs: whoever says "we condemn" condemns.
_PERFORMED = frozenset(("accuse", "criticize", "demand", "deny", "praise", "promise", "warn"))
_VERBS = 50  # verbs of a content that are looked at: in a sentence without end, each content holds all that follow
_SLOGAN = 4  # words of a slogan at most

_Rule = Callable[[Said, int], Done | None]


def act_of_content(said: Said) -> Done | None:
    """Return what the words of a content do; None where they do nothing but say something."""
    if said.statement.cue_lemma in said.document.words.apologizing:
        return Done("apologize", "cue")
    at_once = _slogan(said) or called(said)
    if at_once is not None:
        return at_once
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
    apologizes = lemma in document.words.apologizing
    cue = document.lexicon.get("VERB", lemma)
    if not apologizes and (cue is None or cue.act not in _PERFORMED):
        return None
    subject = grammar.own_subject(parse, verb)
    if subject is None or parse.deps[verb] not in MAIN or not said.is_speaker(subject) or not is_fact(said, verb):
        return None
    if apologizes:
        return Done("apologize", "performed")
    if cue is None or control.is_passive(parse, verb):
        return None
    return Done(cue.act, "performed", grammar.child(parse, verb, *grammar.OBJECTS))


def _untrue(said: Said, verb: int) -> Done | None:
    """Find "the report is false", "we had nothing to do with it"."""
    parse, words = said.document.parse, said.document.words
    lemma = parse.lemmas[verb]
    if lemma == "be" and not words.untrue.isdisjoint(_predicates(parse, verb)) and is_fact(said, verb):
        return Done("deny", "untrue")
    part = grammar.child(parse, verb, "dobj", "attr") if lemma == "have" else None
    if part is not None and parse.lowers[part] in words.no_part and grammar.own_subject(parse, verb) is not None:
        return Done("deny", "no part") if is_fact(said, verb) else None
    return None


def _not_done(said: Said, verb: int) -> Done | None:
    """Find "I never tortured anybody"."""
    parse = said.document.parse
    if parse.lemmas[verb].lower() not in said.document.words.deeds:
        return None
    subject = grammar.subject_of(parse, verb)
    if subject is None or not said.is_speaker(subject):
        return None
    return Done("deny", "not done") if grammar.child(parse, verb, "neg") is not None else None


def _deed(said: Said, verb: int) -> Done | None:
    """Find "the guards tortured two men", "two men were tortured by the guards", "took bribes", "secretly sold the land"."""
    parse, words = said.document.parse, said.document.words
    governor = parse.heads[verb]
    tried = parse.deps[verb] == "xcomp" and parse.lemmas[governor] in words.attempts
    if not _is_wrong(said, verb) or not is_fact(said, governor if tried else verb):
        return None
    passive = control.is_passive(parse, verb)
    doer = grammar.agent(parse, verb) if passive else said.subject(verb)
    if doer is None or not said.holds(doer) or said.is_speaker(doer) or not can_be_accused(said.document, doer):
        return None
    return Done("accuse", "deed", doer)


def _is_wrong(said: Said, verb: int) -> bool:
    parse, words = said.document.parse, said.document.words
    lemma = said.document.lexicon.corrected.get(parse.lowers[verb], parse.lemmas[verb].lower())
    if lemma in words.deeds or any(parse.lowers[kid] in words.wrongly for kid in parse.children[verb]):
        return True
    done = grammar.child(parse, verb, "dobj", "nsubjpass")
    what = "" if done is None else parse.lemmas[done].lower()
    return (lemma in words.causing and what in words.harms) or (lemma in words.extracting and what in words.gains)


def _omission(said: Said, verb: int) -> Done | None:
    """Find "the ministry has failed to pay", "is doing nothing", "did not even answer"."""
    document, parse, words = said.document, said.document.parse, said.document.words
    kids = parse.children[verb]
    done = grammar.child(parse, verb, "dobj")
    if any(parse.deps[kid] == "neg" for kid in kids):
        omits = parse.deps[verb] in MAIN and any(parse.lowers[kid] in words.slights for kid in kids)
    else:
        failed = parse.lemmas[verb].lower() in words.omissions and grammar.child(parse, verb, "xcomp") is not None
        idle = parse.lemmas[verb] == "do" and done is not None and parse.lowers[done] in words.no_part
        omits = (failed or idle) and is_fact(said, verb)
    doer = said.subject(verb) if omits else None
    if doer is None or not said.holds(doer) or said.is_speaker(doer) or not document.acts(doer):
        return None
    return Done("criticize", "omission", doer)


def _judgement(said: Said, verb: int) -> Done | None:
    """Find "the plan is reckless", "the crew was heroic", "the council acted wisely"."""
    parse, words = said.document.parse, said.document.words
    is_so = parse.lemmas[verb] == "be"
    bad, good = (words.bad, words.good) if is_so else (words.badly, words.well)
    predicates = _predicates(parse, verb) if is_so else {parse.lowers[kid] for kid in parse.children[verb]}
    if (bad.isdisjoint(predicates) and good.isdisjoint(predicates)) or not is_fact(said, verb):
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
    subject = (grammar.own_subject(parse, verb) or _first_subject(said, verb)) if bound else None
    if subject is None or said.is_speaker(subject) or not said.document.acts(subject) or in_condition(said, verb):
        return None
    return None if _is_anybody(said, subject) else Done("demand", "duty", subject)


def _first_subject(said: Said, verb: int) -> int | None:
    """Return the subject that opens a content whose verb the parser parts from it: "the firm, which ..., should pay"."""
    parse = said.document.parse
    if parse.deps[verb] != "ccomp" or verb <= parse.heads[verb]:
        return None
    first = next((token for token in range(said.ranges[0][0], verb) if parse.deps[token] in grammar.NOUN_SUBJECTS), None)
    opens = first is not None and parse.edges[0][first] <= said.ranges[0][0] + 1
    return first if opens and parse.sentence_of[verb] == parse.sentence_of[said.ranges[0][0]] else None


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
    wills = [parse.lowers[kid] for kid in parse.children[verb] if parse.deps[kid] == "aux"]
    if words.undertaking.isdisjoint(wills):
        return None
    subject = grammar.own_subject(parse, verb)
    if subject is None or not said.is_speaker(subject) or parse.lemmas[verb].lower() in words.no_deeds:
        return None
    if grammar.child(parse, verb, "neg") is not None or parse.deps[verb] not in MAIN or control.is_passive(parse, verb):
        return None
    quoted = subject in said.document.speech.inside
    hedged = quoted and not said.document.lexicon.words.hedging_modals.isdisjoint(wills)
    return Done("promise", "undertaking") if not hedged and not in_condition(said, verb) else None


RULES: Mapping[str, _Rule] = {
    "performed": _performed,
    "untrue": _untrue,
    "not done": _not_done,
    "deed": _deed,
    "omission": _omission,
    "judgement": _judgement,
    "gain": gain,
    "fault": fault,
    "hurt": hurt,
    "heedless": heedless,
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
