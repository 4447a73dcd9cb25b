"""Rules for contents that hold something against somebody: by what is said of them, by what they did to those who speak.

Each takes a content and one of its verbs, as those of ``extractor.contents.acts`` do.
"""

from extractor.analysis import grammar
from extractor.contents.agents import can_be_accused
from extractor.contents.model import Done
from extractor.contents.told_facts import in_condition, is_fact
from extractor.contents.view import Said
from extractor.statements import control

_CLAIMING = frozenset(("accuse", "claim"))
_PHRASE = 4  # words of what somebody is at most: "in violation of the"


def fault(said: Said, verb: int) -> Done | None:
    """Find "the mayor is to blame", "is guilty of fraud", "was behind the attack", "is out of touch"."""
    parse, words = said.document.parse, said.document.words
    if parse.lemmas[verb] != "be" or not is_fact(said, verb):
        return None
    subject = grammar.own_subject(parse, verb)
    if subject is None or said.is_speaker(subject) or not can_be_accused(said.document, subject):
        return None
    behind = parse.lowers[verb + 1 : verb + 1 + _PHRASE]
    phrases = {"_".join(behind[:length]) for length in range(1, len(behind) + 1)}
    if not words.guilty.isdisjoint(phrases):
        return Done("accuse", "fault", subject)
    if not words.faulty.isdisjoint(phrases):
        return Done("criticize", "fault", subject)
    blamed = [kid for kid in parse.children[verb] if parse.lowers[kid] in words.answering]
    wrongs = (token for kid in blamed for token in range(kid, parse.edges[1][kid] + 1))
    if any(parse.lemmas[token].lower() in words.harms | words.deeds for token in wrongs):
        return Done("accuse", "fault", subject)
    return None


def gain(said: Said, verb: int) -> Done | None:
    """Find "he receives a share of every load" where that is only claimed: somebody is said to enrich himself."""
    parse, words = said.document.parse, said.document.words
    doer = _other(said, verb) if said.statement.act in _CLAIMING and parse.lemmas[verb].lower() in words.taking else None
    taken = None if doer is None else grammar.child(parse, verb, "dobj")
    if taken is None or doer not in said.document.mention_at or not is_fact(said, verb):
        return None
    lemmas = (parse.lemmas[token].lower() for token in range(parse.edges[0][taken], parse.edges[1][taken] + 1))
    return Done("accuse", "gain", doer) if not words.gains.isdisjoint(lemmas) else None


def hurt(said: Said, verb: int) -> Done | None:
    """Find "the guards forced us to leave", "the firm left us without water": what was done to those who speak."""
    parse, words = said.document.parse, said.document.words
    without = any(parse.lowers[kid] == "without" for kid in parse.children[verb])
    hurts = parse.lemmas[verb].lower() in words.hurting or (without and parse.lemmas[verb] in words.leaving)
    if not hurts or not any(_is_first_person(said, kid) for kid in parse.children[verb] if parse.deps[kid] in grammar.OBJECTS):
        return None
    doer = _other(said, verb)
    return Done("criticize", "hurt", doer) if doer is not None and is_fact(said, verb) else None


def heedless(said: Said, verb: int) -> Done | None:
    """Find "they do not listen", "sold it without asking us", "without consultation", "the only thing they did"."""
    parse, words = said.document.parse, said.document.words
    only = _only_thing(said, verb)
    if only is not None:
        return only
    kids = parse.children[verb]
    deaf = parse.lemmas[verb].lower() in words.heeding and any(parse.deps[kid] == "neg" for kid in kids)
    left_out = [grammar.child(parse, kid, "pobj", "pcomp") for kid in kids if parse.lowers[kid] == "without"]
    if not deaf and not any(noun is not None and parse.lemmas[noun].lower() in words.owed for noun in left_out):
        return None
    doer = _other(said, verb)
    if doer is None or in_condition(said, verb) or any(parse.tags[kid] == "MD" for kid in kids):
        return None
    return Done("criticize", "heedless", doer)


def _only_thing(said: Said, verb: int) -> Done | None:
    """Find "the only thing they did was bring a pump"."""
    parse = said.document.parse
    noun = parse.heads[verb]
    only = any(parse.lowers[kid] == "only" for kid in parse.children[noun])
    if parse.deps[verb] != "relcl" or parse.lemmas[verb] != "do" or not only:
        return None
    doer = grammar.own_subject(parse, verb)
    if doer is None or said.is_speaker(doer) or not can_be_accused(said.document, doer):
        return None
    return Done("criticize", "heedless", doer)


def called(said: Said) -> Done | None:
    """Find "the mayor a liar" behind "called", "the plan as reckless" behind "described"."""
    parse, words = said.document.parse, said.document.words
    verb = said.statement.cue_head
    if verb is None or parse.lemmas[verb].lower() not in words.calling:
        return None
    target = grammar.child(parse, verb, "dobj", "nsubjpass")
    if target is None or not said.holds(target) or said.is_speaker(target):
        return None
    whose = _of_clause(said, verb) if parse.tags[target] == "WP" else target
    named = [kid for kid in parse.children[verb] if parse.deps[kid] in ("oprd", "attr", "ccomp") and kid > target]
    named += [kid for at in parse.children[verb] if parse.lowers[at] == "as" for kid in parse.children[at]]
    lemmas = {parse.lemmas[each].lower() for kid in named for each in (kid, *parse.children[kid])}
    if not words.bad.isdisjoint(lemmas):
        return Done("criticize", "called", whose)
    return Done("praise", "called", whose) if not words.good.isdisjoint(lemmas) else None


def _of_clause(said: Said, verb: int) -> int | None:
    """Return who did what is called names: the council in "In what critics call a blunder, the council sold the port"."""
    parse = said.document.parse
    preposition = parse.heads[verb]
    if parse.deps[verb] != "pcomp" or parse.deps[preposition] != "prep":
        return None
    subject = grammar.own_subject(parse, parse.heads[preposition])
    return subject if subject is not None and said.document.acts(subject) else None


def _other(said: Said, verb: int) -> int | None:
    """Return the subject of a verb if it is somebody else in the content who can be accused."""
    doer = None if control.is_passive(said.document.parse, verb) else said.subject(verb)
    if doer is None or said.is_speaker(doer) or not said.holds(doer):
        return None
    return doer if can_be_accused(said.document, doer) else None


def _is_first_person(said: Said, token: int) -> bool:
    """Return whether a word is "us", or a noun that "our" belongs to."""
    parse, pronouns = said.document.parse, said.document.coreference.pronouns
    words = [token, *(kid for kid in parse.children[token] if parse.deps[kid] == "poss")]
    return any((found := pronouns.get(parse.lowers[word])) is not None and found.person == "1" for word in words)
