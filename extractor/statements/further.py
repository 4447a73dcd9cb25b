"""Further cues that the parser hung on the clause that was reported before them.

In "She said the harbor has grown and added that ..." and in "She said the harbor has grown, adding that ...", the second verb
goes with "said", not with "grown".
"""

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.words import WordClasses

_PAST = "past"
_FORMS = {"VBD": _PAST, "VBZ": "present", "VBP": "present", "VB": "present", "VBG": "participle"}
_OF_NOUNS = frozenset(("acl", "relcl", "pcomp"))
_REPORTED, _QUOTED = frozenset(("ccomp",)), frozenset(("ccomp", "xcomp"))
_CLOSING = frozenset(("”", '"', "''"))
_MARKS = _CLOSING | {"“", "``"}
_BREAKS = frozenset((",", "-", "--", "–", "—")) | _CLOSING


def find_further(parse: Parse, lexicon: Lexicon) -> dict[int, int]:
    """Return the heads on which further cues belong, with those of the conjunctions and commas before them."""
    heads: dict[int, int] = {}
    for token in parse.with_dep("conj", "advcl"):
        if parse.tags[token] not in _FORMS and parse.tags[token] != "VBN":
            continue
        cue = lexicon.get("VERB", parse.lemmas[token])
        if cue is None or grammar.own_subject(parse, token) is not None:
            continue
        head = parse.heads[token]
        while (above := _head_above(parse, token, cue, head, lexicon)) is not None:
            head = above
        if head == parse.heads[token]:
            continue
        heads[token] = head
        for kid in parse.children[parse.heads[token]]:
            if parse.deps[kid] in ("cc", "punct") and parse.heads[token] < kid < token:
                heads[kid] = head
    return heads


def _head_above(parse: Parse, token: int, cue: Cue, verb: int, lexicon: Lexicon) -> int | None:
    """Return the cue that reports the clause of ``verb`` when ``token`` goes with that cue; None when it goes with ``verb``.

    The form of the verbs decides (a cue in the form of the cue above goes with it when the clause between them has another form,
    or a comma parts it from that clause; "but would not say" goes with the cue above), or the subject of the clause: a thing
    neither adds nor says; a participle after a comma goes with the cue also when the subject is a pronoun.
    """
    clause = verb
    while parse.deps[clause] == "conj" and parse.heads[clause] != clause:
        clause = parse.heads[clause]
    if parse.deps[clause] in _OF_NOUNS:
        return _verb_above(parse, clause, lexicon) if cue.attitude == "assertion" and _is_set_off(parse, token) else None
    above, joined = parse.heads[clause], parse.deps[token] == "conj"
    finite = joined and parse.tags[token] in grammar.FINITE
    outside = finite and _holds_mark(parse, above, clause) and _holds_mark(parse, clause, token)
    if parse.deps[clause] not in (_QUOTED if outside else _REPORTED):
        return None
    if not above < clause < token or lexicon.get("VERB", parse.lemmas[above]) is None:
        return None
    goes_with = outside or (joined and (_goes_with(parse, token, clause, above) or _is_conceded(parse, token, above, lexicon)))
    if cue.attitude == "assertion":
        goes_with |= joined and _is_told_now(parse, token, clause)
        goes_with |= _said_by_other(parse, token, verb, lexicon) or _goes_on(parse, token, clause, lexicon.words)
    return above if goes_with else None


def _verb_above(parse: Parse, clause: int, lexicon: Lexicon) -> int | None:
    """Return the cue above a finite clause that belongs to a noun or preposition: "rejected the view that it was dear, arguing
    ..."."""
    subject = grammar.own_subject(parse, clause)
    if subject is None or not grammar.is_finite(parse, clause):
        return None
    verb = parse.heads[clause]
    while parse.pos[verb] not in grammar.VERBAL and parse.heads[verb] != verb:
        verb = parse.heads[verb]
    is_cue = parse.pos[verb] == "VERB" and lexicon.get("VERB", parse.lemmas[verb]) is not None
    return verb if is_cue and verb < clause and grammar.is_finite(parse, verb) else None


def _goes_with(parse: Parse, token: int, clause: int, governor: int) -> bool:
    """Return whether the form of a joined cue is that of the cue above and not of the clause between them, or it refuses to
    tell."""
    form, above = _form(parse, token), _form(parse, governor)
    before = parse.words[grammar.verb_group(parse, token)[0] - 2]
    if form == above and form is not None:
        return before == "," or _form(parse, clause) != above
    return _is_after_but(parse, token) and above == _PAST and form == "would" and grammar.child(parse, token, "neg") is not None


def _is_conceded(parse: Parse, token: int, governor: int, lexicon: Lexicon) -> bool:
    """Find "admitted that the report was late but stressed that ...": who concedes something goes on with "but"."""
    cue = lexicon.get("VERB", parse.lemmas[governor])
    same = _form(parse, token) == _form(parse, governor)
    return cue is not None and cue.act == "confirm" and same and _is_after_but(parse, token)


def _holds_mark(parse: Parse, start: int, end: int) -> bool:
    """Return whether a quotation begins or ends between two verbs: in "told her, “Leave,” and claims" that is so twice."""
    return sum(word in _MARKS for word in parse.words[start:end]) % 2 == 1


def _is_told_now(parse: Parse, token: int, clause: int) -> bool:
    """Find "said he then shouted: “Go,” and claims that ...": behind what somebody once said, who tells of it goes on."""
    before = grammar.verb_group(parse, token)[0] - 2
    is_told = _form(parse, clause) == _PAST and _form(parse, token) == "present"
    return is_told and before > clause and parse.words[before] in _CLOSING


def _is_after_but(parse: Parse, token: int) -> bool:
    """Return whether "but" joins a cue to what it hangs on."""
    head = parse.heads[token]
    return any(parse.lowers[kid] == "but" and head < kid < token for kid in parse.children[head])


def _form(parse: Parse, verb: int) -> str | None:
    """Return past, present, participle or the modal of a verb group; None for an infinitive with "to"."""
    first = next((kid for kid in parse.children[verb] if parse.deps[kid] in grammar.AUXILIARIES), verb)
    tag = parse.tags[first]
    if tag == "MD":
        return parse.lowers[first]
    return _FORMS.get(tag)


def _said_by_other(parse: Parse, token: int, verb: int, lexicon: Lexicon) -> bool:
    """Return whether the subject of ``verb``, on which the cue hangs, cannot be, or is not likely to be, who speaks."""
    subject = control.subject(parse, verb, lexicon.words)
    if subject is None:
        return True
    thing = parse.lowers[subject] in lexicon.words.impersonal or (
        parse.pos[subject] == "NOUN" and not lexicon.words.can_speak(parse.lemmas[subject])
    )
    passive = grammar.child(parse, verb, "auxpass") is not None and parse.lemmas[subject].lower() not in lexicon.words.speakers
    # "denied that an agreement had been reached and said ..."
    thing |= passive and parse.pos[subject] == "NOUN" and grammar.is_finite(parse, token)
    named = parse.pos[subject] == "PROPN" or parse.lemmas[subject].lower() in lexicon.words.speakers
    return thing or (_is_set_off(parse, token) and not named)


def _goes_on(parse: Parse, token: int, clause: int, words: WordClasses) -> bool:
    """Return whether a cue goes on with what the cue above says: "said Ann had won, noting that ..."; "said he was tired and
    denied that ..."."""
    goes_on = parse.lemmas[token] in words.going_on
    if parse.tags[token] == "VBG":
        return goes_on and _is_set_off(parse, token)
    subject = grammar.own_subject(parse, clause)
    is_pronoun = subject is not None and parse.pos[subject] == "PRON"
    is_state = parse.lemmas[clause] == "be"
    return grammar.is_finite(parse, token) and (goes_on or is_state) and (is_pronoun or (goes_on and is_state))


def _is_set_off(parse: Parse, token: int) -> bool:
    """Return whether a participle stands behind a comma or dash."""
    before = grammar.verb_group(parse, token)[0] - 1
    return parse.tags[token] == "VBG" and before > 0 and parse.words[before] in _BREAKS
