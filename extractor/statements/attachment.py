"""Corrections of what the parser hangs on the wrong word, and of what the lemmatizer takes for another verb.

A further reporting verb is often attached to the clause that was reported before it: in "She said the harbor has grown and added
that ..." and in "She said the harbor has grown, adding that ...", the second verb goes with "said", not with "grown".
"""

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.clauses import with_clauses
from extractor.statements.lexicon import Lexicon
from extractor.statements.objects import with_objects
from extractor.statements.subjects import with_subjects
from extractor.statements.verbs import with_verbs

_PAST = "past"
_FORMS = {"VBD": _PAST, "VBZ": "present", "VBP": "present", "VB": "present", "VBG": "participle"}
_TAGS = frozenset(("VBD", "VBG", "VBZ"))
_BREAKS = frozenset((",", "-", "--", "–", "—", "”", '"', "''"))


def correct_attachment(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with the lemmas that the lexicon knows and further cues hung where they belong; else the same object."""
    parse = with_objects(with_clauses(_joined_subjects(with_verbs(_relabel(parse, lexicon), lexicon)), lexicon), lexicon)
    return _rehang(with_subjects(parse, lexicon), lexicon)


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
    """Return the further cues hung on the cue that they go with.

    The cue must have no subject of its own and come after a clause that is the content of another cue. The form of the verbs
    decides (a cue in the form of the cue above goes with it when the clause between them has another form, or a comma parts it
    from that clause; "but would not say" goes with the cue above), or the subject of the clause: a thing neither adds nor says;
    a participle after a comma goes with the cue also when the subject is a pronoun.
    """
    changed: dict[int, int] = {}
    for token in parse.with_dep("conj", "advcl"):
        if parse.tags[token] not in _FORMS and parse.tags[token] != "VBN":
            continue
        cue = lexicon.get("VERB", parse.lemmas[token])
        if cue is None or grammar.own_subject(parse, token) is not None:
            continue
        clause = parse.heads[token]
        while parse.deps[clause] == "conj" and parse.heads[clause] != clause:
            clause = parse.heads[clause]
        governor = parse.heads[clause]
        if (
            parse.deps[clause] == "ccomp"
            and governor < clause < token
            and lexicon.get("VERB", parse.lemmas[governor]) is not None
            and (
                (parse.deps[token] == "conj" and _goes_with(parse, token, clause, governor))
                or (cue.attitude == "assertion" and _said_by_other(parse, token, lexicon))
            )
        ):
            changed[token] = governor
            for kid in parse.children[parse.heads[token]]:
                if parse.deps[kid] in ("cc", "punct") and clause < kid < token and kid > parse.heads[token]:
                    changed[kid] = governor
    changed.update(_beside_infinitives(parse))
    clauses = _clauses_of_phrases(parse, lexicon)
    changed.update(clauses)
    return parse.corrected(heads=changed, deps=dict.fromkeys(clauses, "ccomp")) if changed else parse


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
    for token in parse.with_dep("mark", "advmod"):
        if parse.lowers[token] != "that":
            continue
        clause = parse.heads[token]
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
        phrase = parse.heads[noun] if parse.deps[noun] == "pobj" else noun
        cue = parse.heads[phrase]
        if (
            parse.deps[clause] in ("acl", "relcl", "ccomp", "advcl")
            and parse.edges[0][clause] == token
            and (parse.deps[phrase] == "prep" or (parse.deps[phrase] == "dobj" and parse.lemmas[cue] in lexicon.words.addressed))
            and cue < noun < token < clause
            and parse.pos[cue] == "VERB"
            and (parse.lemmas[noun] in lexicon.words.occasions or lexicon.get("NOUN", parse.lemmas[noun]) is None)
            and grammar.child(parse, cue, "ccomp", "xcomp") is None
            and (parse.lemmas[cue] in lexicon.words.addressed or grammar.child(parse, cue, "dobj") is None)
            and grammar.own_subject(parse, clause) is not None
            and lexicon.reports(parse.lemmas[cue], "clause")
        ):
            found[clause] = cue
    return found


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


def _goes_with(parse: Parse, token: int, clause: int, governor: int) -> bool:
    """Return whether the form of a joined cue is that of the cue above and not of the clause between them, or it refuses to
    tell."""
    form, above = _form(parse, token), _form(parse, governor)
    before = parse.words[grammar.verb_group(parse, token)[0] - 2]
    if form == above and form is not None:
        return before == "," or _form(parse, clause) != above
    joins = [kid for kid in parse.children[parse.heads[token]] if parse.lowers[kid] == "but" and clause < kid < token]
    return bool(joins) and above == _PAST and form == "would" and grammar.child(parse, token, "neg") is not None


def _form(parse: Parse, verb: int) -> str | None:
    """Return past, present, participle or the modal of a verb group; None for an infinitive with "to"."""
    first = next((kid for kid in parse.children[verb] if parse.deps[kid] in grammar.AUXILIARIES), verb)
    tag = parse.tags[first]
    if tag == "MD":
        return parse.lowers[first]
    return _FORMS.get(tag)


def _said_by_other(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Return whether the subject of the clause that the cue hangs on cannot be, or is not likely to be, who speaks."""
    subject = control.subject(parse, parse.heads[token], lexicon.words)
    if subject is None:
        return True
    thing = parse.lowers[subject] in lexicon.words.impersonal or (
        parse.pos[subject] == "NOUN" and not lexicon.words.can_speak(parse.lemmas[subject])
    )
    before = grammar.verb_group(parse, token)[0] - 1
    set_off = parse.tags[token] == "VBG" and before > 0 and parse.words[before] in _BREAKS
    named = parse.pos[subject] == "PROPN" or parse.lemmas[subject].lower() in lexicon.words.speakers
    return thing or (set_off and not named)
