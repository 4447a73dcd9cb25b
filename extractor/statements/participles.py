"""Participles that lead the parser astray.

Between commas it takes them for the verb ("Ann Lee, asked whether she would go, said no"), and behind a name it takes the name
for their subject ("wrote a letter to Ann Lee demanding an answer").
"""

from collections.abc import Iterator

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
    for token, preposition in _objects_taken(parse):
        heads[token], deps[token] = preposition, "pobj"
    return parse.corrected(heads=heads, deps=deps, verbs=verbs) if deps else parse


def _objects_taken(parse: Parse) -> Iterator[tuple[int, int]]:
    """Yield names that are taken for the subject of a participle, with the preposition before them that lacks its object."""
    for token in parse.with_dep("nsubj"):
        before = parse.edges[0][token] - 1
        if parse.tags[parse.heads[token]] == "VBG" and before >= 0 and parse.tags[before] in ("IN", "TO"):
            alone = not parse.children[before] and parse.deps[before] in ("prep", "dative")
            if alone and parse.heads[before] < before and parse.pos[token] == "PROPN":
                yield token, before


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
