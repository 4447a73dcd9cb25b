"""Cues around which a clause stands: what stands before the comma, or on both sides of the cue, is what is reported.

"Warns Director Lena Osei" after a clause is read as a warning to her, "says town is safe" after another "says" as the verb above
it, and "Hale suggested in a tweet" between commas as part of what opens the sentence.
"""

from extractor.analysis import grammar
from extractor.analysis.grammar import FINITE
from extractor.analysis.parse import Parse
from extractor.statements.clauses import CONTENTS, Changes, changed, is_bare, joins
from extractor.statements.lexicon import Lexicon
from extractor.statements.words import WordClasses

_CLOSING = frozenset((",", "”", '"', "''", "’", "»"))
_ENDS = frozenset((".", "!", "?"))
_FINITE_VERBS = ("VBD", "VBZ", "VBP")


def with_hosts(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with such cues hung on the clauses around them, or above those before them; else the same object."""
    for find in (_before, _behind_comma, _between, _inserted, _turned, _parted):
        parse = changed(parse, find(parse, lexicon))
    return parse


def _before(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "The family soured on him, the paper reported": a past form before the comma, taken for a participle, is what is
    reported."""
    return {
        clause: (verb, "ccomp")
        for clause in parse.with_dep("advcl")
        if parse.tags[clause] in ("VBN", *_FINITE_VERBS)
        and clause < (verb := parse.heads[clause])
        and parse.tags[verb] in _FINITE_VERBS
        and lexicon.reports(parse.lemmas[verb], "inverted")
        and is_bare(parse, clause, finite=False)
        and grammar.child(parse, verb, *CONTENTS) is None
        and (subject := grammar.own_subject(parse, verb)) is not None
        and parse.edges[1][clause] + 1 == parse.edges[0][subject] - 1
        and parse.words[parse.edges[1][clause] + 1] == ","
    }


def _behind_comma(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "The firm lost both cases, said Reed, a lawyer": a cue behind a comma says what stands before it."""
    found: Changes = {}
    for verb in parse.with_dep("conj", "dep"):
        clause = parse.heads[verb]
        if (
            clause < verb
            and parse.tags[verb] in _FINITE_VERBS
            and parse.words[verb - 1] == ","
            and lexicon.reports(parse.lemmas[verb], "inverted")
            and parse.pos[clause] in grammar.VERBAL
            and grammar.own_subject(parse, clause) is not None
            and (speaker := _behind(parse, verb, lexicon.words)) is not None
            and parse.heads[speaker] == verb
            and parse.words[min(parse.edges[1][speaker] + 1, len(parse) - 1)] in _ENDS
            and all(parse.deps[kid] != "cc" or kid > verb for kid in parse.children[clause])
        ):
            above = parse.heads[clause]
            found[verb] = (verb, "ROOT") if above == clause else (above, parse.deps[clause])
            found[clause] = verb, "ccomp"
            found[speaker] = verb, "nsubj"
    return found


def _between(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "Part of the trouble, say experts, is the ground": the noun before the comma is the clause's, the one behind the cue
    speaks."""
    found: Changes = {}
    for clause in parse.with_dep("ccomp"):
        verb, speaker = parse.heads[clause], grammar.own_subject(parse, clause)
        if (
            speaker is not None
            and verb < speaker < clause
            and parse.edges[0][speaker] == verb + 1
            and parse.words[verb - 1] == ","
            and parse.words[parse.edges[1][speaker] + 1] == ","
            and lexicon.reports(parse.lemmas[verb], "inserted")
            and (subject := grammar.own_subject(parse, verb)) is not None
            and "," not in parse.words[subject : verb - 1]
        ):
            above = parse.heads[verb]
            found[clause] = (clause, "ROOT") if above == verb else (above, parse.deps[verb])
            found |= {verb: (clause, "parataxis"), subject: (clause, "nsubj"), speaker: (verb, "nsubj")}
    return found


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
            and (subjects[0] < verb < subjects[1] or parse.words[parse.edges[0][subjects[1]] - 1] == ",")
            and verb < clause
            and grammar.own_subject(parse, clause) is None
        ):
            found[subjects[0]] = clause, "nsubj"
    return found


def _parted(parse: Parse, lexicon: Lexicon) -> Changes:
    """Find "If it rains, Reed said in a tweet, they will wait": a cue between two commas is inserted, and what opens the sentence
    is its host's."""
    found: Changes = {}
    for verb in parse.with_dep("ccomp", "advcl"):
        host, subject = parse.heads[verb], grammar.own_subject(parse, verb)
        if not (verb < host and subject is not None and subject < verb and lexicon.reports(parse.lemmas[verb], "inserted")):
            continue
        first, last = parse.edges[0][subject], parse.edges[1][verb]
        opening = [kid for kid in parse.children[verb] if kid < first]
        if (
            parse.tags[verb] in _FINITE_VERBS
            and opening
            and parse.words[first - 1] == ","
            and parse.words[last + 1] == ","
            and grammar.own_subject(parse, host) is not None
            and grammar.child(parse, verb, "ccomp", "xcomp", "mark", "advmod") is None
            and (grammar.child(parse, verb, "dobj") is None or parse.lemmas[verb] in lexicon.words.addressed)
        ):
            found[verb] = host, "parataxis"
            found |= {kid: (host, parse.deps[kid]) for kid in opening}
    return found


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
