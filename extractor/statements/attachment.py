"""Corrections of what the parser hangs on the wrong word, and of what the lemmatizer takes for another verb.

A further reporting verb is often attached to the clause that was reported before it: in "She said the harbor has grown and added
that ..." and in "She said the harbor has grown, adding that ...", the second verb goes with "said", not with "grown".
"""

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements.clauses import with_clauses
from extractor.statements.further import find_further
from extractor.statements.hosts import with_hosts
from extractor.statements.lexicon import Lexicon
from extractor.statements.objects import with_objects
from extractor.statements.participles import with_participles
from extractor.statements.reduced import with_reduced_clauses
from extractor.statements.subjects import with_subjects
from extractor.statements.verbs import with_verbs

_TAGS = frozenset(("VBD", "VBG", "VBZ"))
# Prepositions of a place where something is said: a clause behind it is what is said there.
_WITHIN = frozenset(("at", "during", "in", "on"))


def correct_attachment(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with the lemmas that the lexicon knows and further cues hung where they belong; else the same object."""
    parse = with_reduced_clauses(parse, lexicon)
    parse = with_hosts(_joined_subjects(with_verbs(_relabel(parse, lexicon), lexicon)), lexicon)
    parse = with_objects(with_clauses(parse, lexicon), lexicon)
    return _rehang(with_participles(with_subjects(parse, lexicon), lexicon), lexicon)


def _joined_subjects(parse: Parse) -> Parse:
    """Find "Norway's coach Ann Lee said": a noun and the name right after it, both taken for the subject, are one.

    So are the words of "No. 10 said".
    """
    heads: dict[int, int] = {}
    deps: dict[int, str] = {}
    for token in parse.with_dep("nsubj"):
        if parse.words[token] == "." and token and grammar.is_number_sign(parse, token - 1):
            heads |= dict.fromkeys((token, token + 1), token - 1)
            deps |= {token: "punct", token + 1: "nummod"}
        elif parse.pos[token] == "PROPN":
            first, verb = parse.edges[0][token], parse.heads[token]
            before = [kid for kid in parse.children[verb] if kid < first and parse.deps[kid] == "nsubj"]
            nouns = [kid for kid in before if parse.pos[kid] == "NOUN"]
            if nouns and parse.edges[1][nouns[-1]] == first - 1:
                heads[token], deps[token] = nouns[-1], "appos"
    return parse.corrected(heads=heads, deps=deps) if heads else parse


def _relabel(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the wrong lemmas put right ("hoping" becomes "hop"); verbs joined with their particle when the pair is a cue ("lay
    out")."""
    changed: dict[int, str] = {}
    for token in [token for token, word in enumerate(parse.lowers) if word in lexicon.relabelling]:
        word = parse.lowers[token]
        if word in lexicon.corrected and parse.pos[token] == "VERB":
            changed[token] = lexicon.corrected[word]
        elif word in lexicon.particles:
            verb = parse.heads[token]
            pair = f"{parse.lemmas[verb]} {word}"
            if (parse.deps[token] == "prt" or verb == token - 1) and lexicon.get(parse.pos[verb], pair) is not None:
                changed[verb] = pair
    return parse.corrected(lemmas=changed) if changed else parse


def _rehang(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with further cues, verbs beside infinitives and clauses of phrases hung where they belong."""
    changed = {**find_further(parse, lexicon), **_joined_from_outside(parse), **_beside_infinitives(parse)}
    clauses = _clauses_of_phrases(parse, lexicon)
    changed.update(clauses)
    return parse.corrected(heads=changed, deps=dict.fromkeys(clauses, "ccomp")) if changed else parse


def _is_quoted_apart(parse: Parse, governor: int, token: int) -> bool:
    """Return whether a quotation begins between two verbs that does not end there: the second is in somebody else's words."""
    words = parse.words[governor:token]
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def _joined_from_outside(parse: Parse) -> dict[int, int]:
    """Find "He said: “Lee left and claims ...": a verb in a quotation goes with the verb there, not with the one before it."""
    found: dict[int, int] = {}
    for token in parse.with_dep("conj"):
        head = parse.heads[token]
        if parse.tags[token] not in grammar.FINITE or head > token or not _is_quoted_apart(parse, head, token):
            continue
        inner = [kid for kid in parse.children[head] if head < kid < token and parse.tags[kid] == parse.tags[token]]
        if inner and grammar.own_subject(parse, token) is None:
            found[token] = inner[-1]
    return found


def _beside_infinitives(parse: Parse) -> dict[int, int]:
    """Find "asked them to leave and closed the door": a verb joined to an infinitive goes with the verb above if it has its
    form."""
    found: dict[int, int] = {}
    for token in parse.with_dep("conj"):
        if parse.tags[token] not in _TAGS:
            continue
        infinitive = parse.heads[token]
        verb, kids = parse.heads[infinitive], parse.children[infinitive]
        if (
            parse.deps[infinitive] in ("xcomp", "ccomp", "advcl")
            and verb < infinitive
            and parse.tags[verb] == parse.tags[token]
            and any(parse.tags[kid] == "TO" for kid in kids)
            and grammar.own_subject(parse, token) is None
        ):
            found[token] = verb
            found.update((kid, verb) for kid in kids if infinitive < kid < token and parse.deps[kid] in ("cc", "punct"))
    return found


def _clauses_of_phrases(parse: Parse, lexicon: Lexicon) -> dict[int, int]:
    """Find "said during the debate that ...", "told a panel that ...": the that-clause hangs on the noun and is the cue's."""
    found: dict[int, int] = {}
    for token in parse.with_dep("mark", "advmod", "dobj"):
        if parse.lowers[token] != "that":
            continue
        clause = parse.heads[token]
        if parse.deps[token] == "dobj" and not _has_another_object(parse, clause, token):
            continue
        noun = parse.heads[clause]
        claim = parse.heads[noun] - 1  # "her assertion during the debate that ..."
        if parse.deps[noun] == "pobj" and _is_claim(parse, claim, clause, lexicon):
            found[clause] = claim
            continue
        if (
            parse.deps[clause] == "ccomp"
            and parse.deps[noun] in ("advcl", "pcomp")
            and _told_before(parse, noun, clause, lexicon)
        ):
            found[clause] = parse.heads[noun] if parse.deps[noun] == "advcl" else parse.heads[parse.heads[noun]]
            continue
        # "said in a statement posted online that ..."
        is_sent = parse.tags[noun] == "VBN" and parse.deps[noun] in ("acl", "relcl") and parse.tags[token] == "IN"
        noun = parse.heads[noun] if is_sent else noun
        phrase = parse.heads[noun] if parse.deps[noun] == "pobj" else noun
        while parse.deps[phrase] == "prep" and parse.deps[parse.heads[phrase]] == "pobj":
            phrase = parse.heads[parse.heads[phrase]]  # "in one of a series of messages that"
        cue = parse.heads[phrase]
        if (
            parse.deps[clause] in ("acl", "relcl", "ccomp", "advcl")
            and parse.edges[0][clause] == token
            and (parse.deps[phrase] == "prep" or (parse.deps[phrase] == "dobj" and parse.lemmas[cue] in lexicon.words.addressed))
            and cue < noun < token < clause
            and parse.pos[cue] == "VERB"
            and (
                is_sent
                or parse.lemmas[noun] in lexicon.words.occasions
                or lexicon.get("NOUN", parse.lemmas[noun]) is None
                or (parse.lowers[phrase] in _WITHIN and not lexicon.demands(parse.lemmas[cue], parse.lowers[phrase]))
            )
            and grammar.child(parse, cue, "ccomp", "xcomp") is None
            and (parse.lemmas[cue] in lexicon.words.addressed or grammar.child(parse, cue, "dobj") is None)
            and grammar.own_subject(parse, clause) is not None
            and lexicon.reports(parse.lemmas[cue], "clause")
        ):
            found[clause] = cue
    return found


def _has_another_object(parse: Parse, clause: int, token: int) -> bool:
    """Return whether a clause has all that it needs, so that the "that" before it is no pronoun."""
    return any(parse.deps[kid] == "dobj" and kid > token for kid in parse.children[clause])


def _told_before(parse: Parse, verb: int, clause: int, lexicon: Lexicon) -> bool:
    """Find "told the Gazette before he spoke that ...": a clause that hangs on a verb that reports none."""
    cue = parse.heads[verb] if parse.deps[verb] == "advcl" else parse.heads[parse.heads[verb]]
    return (
        cue < verb < clause
        and parse.pos[verb] in grammar.VERBAL
        and not lexicon.reports(parse.lemmas[verb], "clause")
        and lexicon.reports(parse.lemmas[cue], "clause")
        and grammar.child(parse, cue, "ccomp", "xcomp") is None
        and grammar.own_subject(parse, clause) is not None
    )


def _is_claim(parse: Parse, noun: int, clause: int, lexicon: Lexicon) -> bool:
    """Return whether a noun before the phrase that a clause hangs on is a cue, and the noun of the phrase is none."""
    entry = lexicon.get("NOUN", parse.lemmas[noun]) if noun >= 0 and parse.pos[noun] == "NOUN" else None
    return (
        entry is not None
        and "noun-clause" in entry.frames
        and parse.lemmas[parse.heads[clause]] in lexicon.words.occasions | lexicon.words.calendar
        and grammar.own_subject(parse, clause) is not None
        and grammar.child(parse, noun, "acl", "ccomp") is None
    )
