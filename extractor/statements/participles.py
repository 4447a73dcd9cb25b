"""Participles between commas that the parser takes for the verb: "Ann Lee, asked whether she would go, said no"."""

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements.lexicon import Lexicon


def with_participles(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with participles of verbs such as "ask" hung on who is asked; the same object if there are none."""
    heads: dict[int, int] = {}
    deps: dict[int, str] = {}
    verbs: dict[int, str] = {}
    for token in parse.with_tag("VBD", "VBN"):
        if parse.lemmas[token] not in lexicon.words.addressed or token == 0 or parse.words[token - 1] != ",":
            continue
        subject, verb = grammar.own_subject(parse, token), _verb_behind(parse, token)
        if subject is None or verb is None or not token - 2 <= parse.edges[1][subject] < token:
            continue
        if any(kid > subject and parse.pos[kid] != "PUNCT" for kid in parse.children[subject]):
            continue  # "The mayor, Ann Lee, asked": the comma closes what explains the subject
        above = parse.heads[token]
        heads |= {kid: verb for kid in parse.children[token] if kid > verb or kid < token}
        heads |= {verb: verb if above == token else above, subject: verb, token: subject}
        deps |= {verb: parse.deps[token], token: "acl"}
        verbs[token] = "VBN"
    return parse.corrected(heads=heads, deps=deps, verbs=verbs) if verbs else parse


def _verb_behind(parse: Parse, token: int) -> int | None:
    """Return the verb that is joined to another one by a comma alone, if nobody is the object of that one."""
    kids = parse.children[token]
    if any(parse.deps[kid] in (*grammar.OBJECTS, "cc", *grammar.AUXILIARIES) for kid in kids):
        return None
    joined = [kid for kid in kids if parse.deps[kid] == "conj" and kid > token]
    if len(joined) != 1 or parse.tags[joined[0]] not in grammar.FINITE or grammar.own_subject(parse, joined[0]) is not None:
        return None
    first = parse.edges[0][joined[0]]
    return joined[0] if "," in parse.words[first - 1 : first + 1] else None
