"""Evidence from what a candidate does in its sentence, what is done to it, and which pronoun follows."""

import re
from collections.abc import Iterator

from extractor.entities.nouns import noun_kind
from extractor.entities.view import View

_NEAR_ATTRIBUTE = 12
# Bodies that are called by a letter and a number ("M23", "G20").
_CODE = re.compile(r"[A-Z]\d+")
_NEAR_PRONOUN = 20
_PRONOUNS = {
    **dict.fromkeys(("he", "she", "his", "her", "himself", "herself"), "he"),
    "it": "it",
    **dict.fromkeys(("its", "itself"), "its"),
    **dict.fromkeys(("they", "their", "themselves"), "they"),
}


def does(view: View, last: int) -> Iterator[str]:
    """Yield what a candidate that ends with this word does, or what is done to it."""
    parse, words = view.parse, view.lists.words
    dep, verb = parse.deps[last], parse.heads[last]
    if dep == "pobj":
        if parse.deps[verb] == "agent":
            yield "is done by"
        elif parse.lowers[verb] in words["moving_preposition"] and parse.lemmas[parse.heads[verb]] in words["moving"]:
            yield "object: moving"
        return
    if dep not in ("nsubj", "nsubjpass", "dobj"):
        return
    lemma = parse.lemmas[verb]
    if dep != "dobj":
        yield from _referred(view, last)
    if dep == "nsubj":
        yield "does"
        if lemma in words["speaking"] and _is_about_it(view, verb + 1):
            yield "does: speaks of it"
        if lemma in words["speaking"] and _is_of_itself(view, verb + 1):
            yield "does: speaks of itself"
        if (
            lemma in words["speaking"]
            and parse.pos[verb + 1 : verb + 2] == ["ADP"]
            and parse.lowers[verb + 2 : verb + 3] == ["its"]
        ):
            yield "does: speaks on its own page"
        if lemma == "be":
            yield from _is(view, parse.heads[last])
            return
        if lemma in words["speaking"] and not parse.words[last].isalpha() and _CODE.fullmatch(parse.words[last]):
            yield "does: speaking, with a number"
            return
        for kind in ("feeling", "speaking", "trading", "living"):
            if lemma in words[kind]:
                yield f"does: {kind}"
                return
    elif dep == "nsubjpass":
        for kind in ("suffering", "founding"):
            if lemma in words[kind]:
                yield f"is done to: {kind}"
                return
    elif lemma in words["suffering"]:
        yield "object: suffering"
    elif lemma in words["visiting"]:
        yield "object: visiting"


def _is_about_it(view: View, token: int) -> bool:
    """Return whether a clause begins here that tells what "it" does ("Halden said it would close", not "it was late")."""
    parse, verb = view.parse, token + 1
    follows = verb < len(parse) and parse.lowers[token] == "it" and parse.pos[verb] in ("AUX", "VERB")
    return follows and parse.lemmas[verb] != "be"


def _is_of_itself(view: View, token: int) -> bool:
    """Return whether a clause begins here that tells what a body does or has ("said it would send aid", "said its troops")."""
    parse = view.parse
    if parse.lowers[token : token + 1] == ["that"]:
        token += 1
    if parse.lowers[token : token + 1] != ["it"]:
        return parse.lowers[token : token + 1] == ["its"]
    return parse.lemmas[parse.heads[token]] in view.lists.words["body_act"]


def _is(view: View, verb: int) -> Iterator[str]:
    """Yield what the text says that a subject is ("Lodestar is a mission")."""
    parse = view.parse
    for token in range(verb + 1, min(verb + _NEAR_ATTRIBUTE, len(parse))):
        if parse.heads[token] == verb and parse.deps[token] == "attr":
            kind = noun_kind(view, token)
            if kind:
                yield f"is: {kind}"
            return


def _referred(view: View, last: int) -> Iterator[str]:
    """Yield the first pronoun that may mean a subject: later in its sentence, or at the start of the next one; what it owns is
    plainer than "it", which may mean nothing ("it is late")."""
    parse = view.parse
    sentence = parse.sentence_of[last]
    end = parse.sentences[sentence][1]
    near = parse.lowers[last + 1 : min(end, last + _NEAR_PRONOUN)]
    found = ""
    for word in (*near, *parse.lowers[end : end + 1]):
        kind = _PRONOUNS.get(word)
        if kind is not None and (not found or kind == "its"):
            found = kind
        if found and found != "it":
            break
    if found:
        yield f"refers: {found}"
