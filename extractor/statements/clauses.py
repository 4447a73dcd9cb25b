"""Clauses that the parser hung on the wrong word, so that a cue seems to say nothing, or something else says it.

"Told the senators they had sold the land" is read as senators whom they had sold, "warns Director Lena Osei" after a clause as a
warning to her, and "says town is safe" after another "says" as the verb above it.
"""

from extractor.analysis import grammar
from extractor.analysis.grammar import FINITE, RELATIVE
from extractor.analysis.parse import Parse
from extractor.statements.lexicon import Lexicon
from extractor.statements.words import WordClasses

_CONTENTS = ("ccomp", "xcomp", *grammar.OBJECTS)
_WHOLE = frozenset(("dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "nsubjpass"))
_CLOSING = frozenset((",", "”", '"', "''", "’", "»"))
_FINITE_VERBS = ("VBD", "VBZ", "VBP")

Changes = dict[int, tuple[int, str]]
"""The new head and label of tokens."""


def with_clauses(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with such clauses and verbs hung where they belong; the same object when there is none."""
    for find in (_inserted, _told, _said, _when_said, _conceded, _doing, _turned):
        parse = changed(parse, find(parse, lexicon))
    return parse


def changed(parse: Parse, changes: Changes) -> Parse:
    """Return the parse with these heads and labels; the same object without any."""
    if not changes:
        return parse
    heads = {token: head for token, (head, _) in changes.items()}
    return parse.corrected(heads=heads, deps={token: label for token, (_, label) in changes.items()})


def _inserted(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "The link, said Doyle, would be clear": the subject before an inserted cue with another after it is the clause's.

    A cue taken for an auxiliary with a subject of its own is inserted, too ("Cruz, Blackwell wrote “has shown ...”").
    """
    found: Changes = {}
    for verb in parse.with_dep("parataxis", "aux"):
        if not lexicon.reports(parse.lemmas[verb], "inserted") or parse.tags[verb] not in FINITE:
            continue
        clause = parse.heads[verb]
        subjects = [kid for kid in parse.children[verb] if parse.deps[kid] == "nsubj"]
        if parse.deps[verb] == "aux" and subjects and parse.words[parse.edges[0][verb] - 1] == ",":
            found[verb] = clause, "parataxis"
        elif (
            len(subjects) == 2
            and subjects[0] < verb < subjects[1]
            and verb < clause
            and grammar.own_subject(parse, clause) is None
        ):
            found[subjects[0]] = clause, "nsubj"
    return found


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
            and grammar.child(parse, verb, *_CONTENTS) is None
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
            or grammar.child(parse, verb, *_CONTENTS) is not None
        ):
            continue
        first, last = noun, parse.edges[1][noun]
        clauses = [token for token in range(first, last + 1) if parse.deps[token] == "relcl" and _is_bare(parse, token)]
        if len(clauses) > 1:
            found[clauses[-1]] = verb, "ccomp"
    return found


def _is_bare(parse: Parse, clause: int) -> bool:
    """Return whether a clause has a subject of its own, with which it begins, and no relative pronoun."""
    subject = grammar.own_subject(parse, clause)
    return (
        subject is not None
        and parse.edges[0][subject] == parse.edges[0][clause]
        and parse.lowers[subject] not in RELATIVE
        and grammar.is_finite(parse, clause)
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
            and grammar.child(parse, verb, *_CONTENTS) is None
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


def _turned(parse: Parse, lexicon: Lexicon) -> Changes:
    """Return the verbs after a comma without a subject of their own: it is the noun after them, or that of the verb before
    the comma."""
    found: Changes = {}
    for clause in parse.with_dep("ccomp"):
        verb = parse.heads[clause]
        if not (clause < verb and parse.tags[verb] in _FINITE_VERBS and parse.words[verb - 1] in _CLOSING):
            continue
        if not lexicon.reports(parse.lemmas[verb], "inverted") or grammar.own_subject(parse, verb) is not None:
            continue
        speaker = _behind(parse, verb, lexicon.words)
        if speaker is not None:
            participle = parse.heads[speaker]
            found[speaker] = verb, "nsubj"
            if participle != verb:  # "..., says Ott, smiling" tells of Ott, "..., says Ott, renting rooms" of what is done
                found[participle] = verb if grammar.child(parse, participle, "dobj") is None else clause, "advcl"
        elif _is_first_of_two(parse, clause, verb, lexicon):
            head = clause if parse.heads[verb] == verb else parse.heads[verb]
            found[clause] = head, parse.deps[verb]
            found[verb] = clause, "conj"
            found |= {kid: (clause, parse.deps[kid]) for kid in parse.children[verb] if kid < verb and joins(parse, kid)}
    return found


def _behind(parse: Parse, verb: int, words: WordClasses) -> int | None:
    """Return the person right behind a verb: its object ("warns Mayor Lena Osei") or subject of a participle ("says Ott,
    smiling")."""
    for kid in parse.children[verb]:
        noun: int | None = kid
        if parse.deps[kid] == "ccomp" and parse.tags[kid] == "VBG" and grammar.child(parse, kid, "aux") is None:
            noun = grammar.own_subject(parse, kid)
        elif parse.deps[kid] != "dobj":
            continue
        if noun is not None and parse.edges[0][noun] == verb + 1:
            return noun if parse.pos[noun] == "PROPN" or _speaks(parse, verb, noun, words) else None
    return None


def _speaks(parse: Parse, verb: int, noun: int, words: WordClasses) -> bool:
    return parse.lemmas[verb] not in words.addressed and parse.lemmas[noun].lower() in words.persons


def _is_first_of_two(parse: Parse, first: int, second: int, lexicon: Lexicon) -> bool:
    """Return true of "Army says rebels fled, says town is safe": two cues of one form, the first with the subject, the second
    with a clause."""
    return (
        any(kid > second and parse.deps[kid] == "ccomp" for kid in parse.children[second])
        and parse.tags[first] == parse.tags[second]
        and grammar.own_subject(parse, first) is not None
        and lexicon.reports(parse.lemmas[first], "clause")
    )


def _is_somebody(parse: Parse, noun: int, words: WordClasses) -> bool:
    return parse.pos[noun] in ("PROPN", "PRON") or parse.lemmas[noun].lower() in words.speakers
