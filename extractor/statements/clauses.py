"""Clauses that the parser hung on the wrong word, so that a cue seems to say nothing, or something else says it.

"Told the senators they had sold the land" is read as senators whom they had sold.
"""

from extractor.analysis import grammar
from extractor.analysis.grammar import RELATIVE
from extractor.analysis.parse import Parse
from extractor.statements.lexicon import Lexicon
from extractor.statements.words import WordClasses

CONTENTS = ("ccomp", "xcomp", *grammar.OBJECTS)
_SAID = frozenset(("ccomp", "xcomp", "conj"))
_WHOLE = frozenset(("dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "nsubjpass"))

Changes = dict[int, tuple[int, str]]
"""The new head and label of tokens."""


def with_clauses(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with such clauses and verbs hung where they belong; the same object when there is none."""
    for find in (_noting, _told, _said, _when_said, _conceded, _doing, _related, _opened):
        parse = changed(parse, find(parse, lexicon))
    return parse


def changed(parse: Parse, changes: Changes) -> Parse:
    """Return the parse with these heads and labels; the same object without any."""
    if not changes:
        return parse
    heads = {token: head for token, (head, _) in changes.items()}
    return parse.corrected(heads=heads, deps={token: label for token, (_, label) in changes.items()})


def _told(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "told the senators they had sold the land": a clause with all that it needs says nothing of the one who is told."""
    found: Changes = {}
    for clause in parse.with_dep("relcl"):
        somebody = parse.heads[clause]
        verb = parse.heads[somebody]
        if (
            parse.deps[somebody] in grammar.OBJECTS
            and verb < somebody < clause
            and parse.lemmas[verb] in lexicon.words.addressed
            and lexicon.reports(parse.lemmas[verb], "clause")
            and _is_somebody(parse, somebody, lexicon.words)
            and grammar.child(parse, verb, "ccomp", "xcomp") is None
            and _is_whole(parse, clause)
        ):
            found[clause] = verb, "ccomp"
    return found


def _is_whole(parse: Parse, clause: int) -> bool:
    """Return whether a clause lacks nothing that the noun before it could stand for."""
    subject = grammar.own_subject(parse, clause)
    if subject is None or parse.lowers[subject] in RELATIVE or not grammar.is_finite(parse, clause):
        return False
    return any(parse.deps[kid] in _WHOLE and parse.lowers[kid] not in RELATIVE for kid in parse.children[clause])


def _said(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "says due to the heat they close early": a clause right after the cue that no conjunction makes an adverbial one.

    Nor does a question word after "not": "have not said when they will vote".
    """
    found: Changes = {}
    for clause in parse.with_dep("advcl"):
        verb = parse.heads[clause]
        if (
            verb < clause
            and parse.edges[0][clause] == verb + 1
            and lexicon.reports(parse.lemmas[verb], "clause", "inserted")
            and grammar.child(parse, clause, "mark") is None
            and grammar.own_subject(parse, clause) is not None
            and grammar.own_subject(parse, verb) is not None
            and grammar.is_finite(parse, clause)
            and grammar.child(parse, verb, *CONTENTS) is None
            and (grammar.child(parse, verb, "neg") is not None or not _asks(parse, clause))
        ):
            found[clause] = verb, "ccomp"
    return found


def _asks(parse: Parse, clause: int) -> bool:
    return any(parse.tags[kid] == "WRB" for kid in parse.children[clause])


def _when_said(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "said the moment he heard the bang he ran": of two clauses after a bare noun the second is said."""
    found: Changes = {}
    for noun in parse.with_dep("npadvmod"):
        verb = parse.heads[noun]
        if (
            parse.edges[0][noun] != verb + 1
            or not lexicon.reports(parse.lemmas[verb], "clause")
            or grammar.child(parse, verb, *CONTENTS) is not None
        ):
            continue
        first, last = noun, parse.edges[1][noun]
        clauses = [token for token in range(first, last + 1) if parse.deps[token] == "relcl" and is_bare(parse, token)]
        if len(clauses) > 1:
            found[clauses[-1]] = verb, "ccomp"
    return found


def is_bare(parse: Parse, clause: int, *, finite: bool = True) -> bool:
    """Return whether a clause has a subject of its own, with which it begins, and no relative pronoun."""
    subject = grammar.own_subject(parse, clause)
    return (
        subject is not None
        and parse.edges[0][subject] == parse.edges[0][clause]
        and parse.lowers[subject] not in RELATIVE
        and (grammar.is_finite(parse, clause) or not finite)
    )


def _conceded(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "While he admitted the plan was dear, Reed ...": the clause after the cue, taken for the main one."""
    found: Changes = {}
    for verb in parse.with_dep("advcl"):
        clause = parse.heads[verb]
        if (
            verb < clause
            and lexicon.reports(parse.lemmas[verb], "clause")
            and grammar.child(parse, verb, "mark") is not None
            and grammar.own_subject(parse, verb) is not None
            and grammar.child(parse, verb, *CONTENTS) is None
            and (subject := grammar.own_subject(parse, clause)) is not None
            and parse.edges[0][subject] == parse.edges[1][verb] + 1 == grammar.verb_group(parse, verb)[1] + 1
        ):
            above = parse.heads[clause]
            found[verb] = (verb, "ROOT") if above == clause else (above, "advcl")
            found[clause] = verb, "ccomp"
    return found


def _doing(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "said seeing the parade was a joy": a gerund behind the cue with a verb below it is the subject of a clause."""
    return {
        gerund: (parse.heads[gerund], "ccomp")
        for gerund in parse.with_dep("xcomp")
        if parse.tags[gerund] == "VBG"
        and lexicon.reports(parse.lemmas[parse.heads[gerund]], "clause")
        and parse.edges[0][gerund] == parse.heads[gerund] + 1
        and any(parse.deps[kid] == "ccomp" and grammar.is_finite(parse, kid) for kid in parse.children[gerund])
    }


def joins(parse: Parse, token: int) -> bool:
    """Return whether a token is a conjunction or mark between two clauses."""
    return parse.deps[token] in ("cc", "punct")


def _related(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "a plan which they say left a hole": the pronoun before the cue's own subject is that of the clause behind the cue."""
    found: Changes = {}
    for verb in parse.with_dep("relcl"):
        if not lexicon.reports(parse.lemmas[verb], "clause"):
            continue
        kids = parse.children[verb]
        before = [kid for kid in kids if kid < verb and parse.deps[kid] in ("nsubj", "dobj")]
        clause = next((kid for kid in kids if kid > verb and parse.deps[kid] in _SAID), None)
        if (
            clause is None
            or not before
            or parse.lowers[before[-1]] in RELATIVE
            or parse.edges[0][clause] != verb + 1
            or not grammar.is_finite(parse, clause)
            or grammar.own_subject(parse, clause) is not None
        ):
            continue
        found[clause] = verb, "ccomp"
        if parse.lowers[before[0]] in RELATIVE:
            found[before[0]] = clause, "nsubj"
    return found


def _noting(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "Noting he was ill, Reed said ...": a participle that opens a clause with a subject reports it."""
    found: Changes = {}
    for cue in parse.with_dep("advmod"):
        clause = parse.heads[cue]
        if (
            parse.tags[cue] == "VBG"
            and cue < clause
            and parse.deps[clause] == "advcl"
            and lexicon.reports(parse.lemmas[cue], "clause")
            and (subject := grammar.own_subject(parse, clause)) is not None
            and parse.edges[0][subject] == cue + 1
        ):
            found |= {cue: (parse.heads[clause], "advcl"), clause: (cue, "ccomp")}
    return found


def _opened(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "noting that at one point in May he had lost": the first finite verb with a subject behind "that" is what is noted."""
    found: Changes = {}
    for token in parse.with_dep("mark", "prep"):
        verb = parse.heads[token]
        if parse.lowers[token] != "that" or token != verb + 1 or not lexicon.reports(parse.lemmas[verb], "clause"):
            continue
        if grammar.child(parse, verb, *CONTENTS) is not None:
            continue
        stop = parse.sentences[parse.sentence_of[token]][1]
        clause = next(
            (each for each in range(token + 1, stop) if parse.pos[each] in grammar.VERBAL and is_bare(parse, each)), None
        )
        if clause is not None:
            found |= {clause: (verb, "ccomp"), token: (clause, "mark")}
    return found


def _is_somebody(parse: Parse, noun: int, words: WordClasses) -> bool:
    return parse.pos[noun] in ("PROPN", "PRON") or parse.lemmas[noun].lower() in words.speakers
