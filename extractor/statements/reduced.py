"""Clauses about a noun whose subject is gone: "A man police say stole the car was found", "arrested a man police say ran".

The parser joins the noun and who says it to one ("A man police"), and takes all that follows for what is said.
"""

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements.lexicon import Lexicon

_NOUNS = frozenset(("NN", "NNS"))
_SINGULAR = frozenset(("a", "an", "another", "one", "this", "that"))
# How the parser hangs the verb on the sentence when it does not join the two nouns.
_LOOSE = frozenset(("relcl", "parataxis"))


def with_reduced_clauses(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with what is said of each noun as its relative clause; the same object when there is none."""
    heads: dict[int, int] = {}
    deps: dict[int, str] = {}
    for source in parse.with_dep("nsubj"):
        cue = parse.heads[source]
        if cue != source + 1 or not _may_tell(parse, source, cue, lexicon):
            continue
        clause = _clause_behind(parse, cue)
        if clause is None:
            continue
        noun = source - 1
        if parse.heads[noun] == source:
            moved, labels = _parted(parse, source, clause)
            heads |= moved
            deps |= labels
        elif parse.deps[cue] in _LOOSE and not _is_below(parse, noun, clause):
            heads |= {clause: cue, cue: noun}
            deps |= {clause: "ccomp", cue: "relcl"}
    return parse.corrected(heads=heads, deps=deps) if heads else parse


def _may_tell(parse: Parse, source: int, cue: int, lexicon: Lexicon) -> bool:
    """Return whether people say something right behind a noun that is not theirs: "a man police say"."""
    noun, is_pronoun = source - 1, parse.tags[source] == "PRP"
    if noun < 1 or parse.tags[noun] not in _NOUNS or not (is_pronoun or parse.lemmas[source].lower() in lexicon.words.speakers):
        return False
    if parse.pos[cue] != "VERB" or not lexicon.reports(parse.lemmas[cue], "clause"):
        return False
    if parse.deps[cue] in _LOOSE:
        return parse.heads[cue] == noun or parse.deps[cue] == "parataxis"
    first = parse.edges[0][source]
    is_several = parse.tags[source] == "NNS" or parse.lowers[source] == "police"
    one = parse.lowers[first] in _SINGULAR and parse.tags[noun] == "NN"
    somebody = parse.lemmas[noun].lower() in lexicon.words.persons and parse.pos[first] in ("DET", "NUM")
    return parse.deps[noun] == "compound" and is_several and (one or somebody)


def _clause_behind(parse: Parse, cue: int) -> int | None:
    """Return the head of the finite verbs right behind the cue, if they have no subject there."""
    token = cue + 1
    if token >= len(parse) or parse.tags[token] not in grammar.FINITE:
        return None
    head = _main_verb(parse, token)
    return head if head > cue and grammar.own_subject(parse, head) is None else None


def _main_verb(parse: Parse, token: int) -> int:
    """Return the verb that an auxiliary belongs to, or the verb itself."""
    return parse.heads[token] if parse.deps[token] in grammar.AUXILIARIES else token


def _is_below(parse: Parse, token: int, above: int) -> bool:
    """Return whether a token hangs, directly or not, on another."""
    while parse.heads[token] != token:
        token = parse.heads[token]
        if token == above:
            return True
    return False


def _parted(parse: Parse, source: int, clause: int) -> tuple[dict[int, int], dict[int, str]]:
    """Return what hangs otherwise, and how: what is told on the noun as a relative clause, the noun on the verb of the whole
    sentence."""
    noun, cue, outer = source - 1, source + 1, _verb_behind(parse, clause)
    above = parse.heads[cue]
    heads = {cue: noun, clause: cue, **{kid: noun for kid in parse.children[source] if kid < noun}}
    deps = {cue: "relcl", clause: "ccomp"}
    if outer is None:
        heads[noun], deps[noun] = (noun if above == cue else above), parse.deps[cue]
        return heads, deps
    heads[noun], deps[noun] = outer, "nsubj"
    heads[outer], deps[outer] = (outer if above == cue else above), parse.deps[cue]
    heads |= {kid: outer for kid in parse.children[cue] if kid > outer}
    taken = grammar.own_subject(parse, outer)
    if taken is not None and taken > clause:
        heads[taken], deps[taken] = clause, "dobj"
    return heads, deps


def _verb_behind(parse: Parse, clause: int) -> int | None:
    """Return the verb of the whole sentence: the first finite one behind the clause that nothing joins to it."""
    _, end = parse.sentences[parse.sentence_of[clause]]
    for token in range(clause + 1, end):
        if parse.tags[token] not in grammar.FINITE:
            continue
        head = _main_verb(parse, token)
        kids = [parse.deps[kid] for kid in parse.children[head] if kid < head]
        if parse.deps[head] == "ccomp" and "mark" not in kids and parse.heads[head] <= clause:
            return head
        return None
    return None
