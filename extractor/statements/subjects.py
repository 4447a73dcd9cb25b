"""Subjects that the parser lost: a finite cue verb without one has it among the words before it.

Long phrases between subject and verb lead the parser astray: in "Voters interviewed at the fair say ..." it reads "Voters
interviewed" as a clause, in "In a letter, Ms. Roe, head of the union, asked ..." it hangs the name on the letter.
"""

from collections.abc import Container, Sequence

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.lexicon import Lexicon

_OPENING = frozenset(("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM"))
_SHARES = frozenset(("half", "third", "thirds", "quarter", "quarters", "fifth", "most", "many", "few", "fewer", "several"))
_CLOSING = frozenset(("”", '"', "''", "’", "»"))
_WITHIN = ("ROOT", "ccomp", "dep", "parataxis")


def with_subjects(parse: Parse, lexicon: Lexicon) -> Parse:
    """Return the parse with lost subjects hung on their verbs; the same object when there is none."""
    heads: dict[int, int] = {}
    deps: dict[int, str] = {}
    for token in parse.with_dep(*_WITHIN):
        if parse.pos[token] != "VERB" or lexicon.get("VERB", parse.lemmas[token]) is None:
            continue
        if not grammar.is_finite(parse, token) or control.is_passive(parse, token):
            continue
        if control.subject(parse, token, lexicon.words) is not None or grammar.child(parse, token, "expl") is not None:
            continue
        subject = _lost_subject(parse, token, lexicon.words.calendar)
        if subject is not None:
            clause = parse.heads[subject]
            heads[subject], deps[subject] = token, "nsubj"
            if parse.heads[clause] == token and (parse.tags[clause] == "VBG" or _is_participle(parse, subject, clause)):
                heads[clause], deps[clause] = subject, "acl"  # it tells who the subject is
        else:
            _share_subject(parse, token, lexicon, heads, deps)
    return parse.corrected(heads=heads, deps=deps) if deps else parse


def _share_subject(parse: Parse, verb: int, lexicon: Lexicon, heads: dict[int, int], deps: dict[int, str]) -> None:
    """Read "People briefed on the move say ...": what was read as the verb is a participle; with an object it stays a verb.

    "He" and "they" have no participle after them, and a verb that reports the clause is none ("Officials said here begins ...").
    """
    head = parse.heads[verb]
    if head >= verb or parse.tags[head] not in ("VBN", "VBG", "VBD"):
        return
    kids = parse.children[head]
    if any(parse.deps[kid] in grammar.AUXILIARIES or (parse.words[kid] == "," and head < kid < verb) for kid in kids):
        return
    subject = grammar.own_subject(parse, head)
    if subject is None or parse.pos[subject] not in grammar.NOMINAL:
        return
    if any(parse.deps[kid] in ("dobj", "ccomp", "xcomp") and kid != verb for kid in kids):
        deps[verb] = "conj"
        return
    if parse.tags[subject] == "PRP" or _is_report(parse, head, lexicon):
        return
    above = parse.heads[head]
    heads[verb], deps[verb] = verb if above == head else above, parse.deps[head]
    heads[subject], deps[subject] = verb, "nsubj"
    heads[head], deps[head] = subject, "acl"
    heads.update((kid, verb) for kid in kids if kid > verb)


def _is_report(parse: Parse, verb: int, lexicon: Lexicon) -> bool:
    """Return whether a verb has what is said as its clause, and not, as "told" may, a person as its object."""
    return lexicon.reports(parse.lemmas[verb], "clause") and parse.lemmas[verb] not in lexicon.words.addressed


def _lost_subject(parse: Parse, verb: int, calendar: Container[str]) -> int | None:
    """Return the subject: a noun before the verb with another label, or the first noun of the phrase that ends before it."""
    before = [kid for kid in parse.children[verb] if kid < verb]
    taken = _taken_subject(parse, verb, before)
    if taken is not None:
        return taken
    for kid in before:
        if parse.lowers[kid] in _SHARES and parse.deps[kid] == "amod":
            return kid  # "nearly a third say"
        if parse.deps[kid] == "aux" and "." in parse.words[kid][1:-1]:
            return kid  # a name like "will.b.here"
    for kid in reversed(before):
        if parse.pos[kid] in grammar.NOMINAL and parse.deps[kid] != "expl" and parse.lemmas[kid].lower() not in calendar:
            return kid
    phrases = [kid for kid in before if parse.deps[kid] not in ("punct", "aux", "neg", "cc", "advmod")]
    if not phrases or _is_inverted(parse, verb):
        return None
    phrase = phrases[-1]
    end = _last_word(parse, grammar.verb_group(parse, verb)[0])
    if parse.edges[1][phrase] < end:
        return None
    opens = parse.edges[0][phrase]
    if parse.deps[phrase] == "prep" or (parse.tags[opens] == "VBG" and opens < phrase):
        return _behind_phrase(parse, opens, phrase, verb)
    return _top(parse, opens, phrase) if phrase != opens and parse.pos[opens] in _OPENING else None


def _taken_subject(parse: Parse, verb: int, before: Sequence[int]) -> int | None:
    """Return the subject of a word before the verb that is the verb's own, since the sentence begins with it.

    "Officials have, in fact, praised" has it at the auxiliary, "Voters going to the polls say" at the participle, "Reed, who
    helped lead the appeal, has agreed" and "Reed, star of a show, said" at a word after the comma.
    """
    for kid in before:
        subject = grammar.own_subject(parse, kid)
        if subject is None or parse.pos[subject] not in grammar.NOMINAL or subject > kid:
            continue
        if parse.deps[kid] == "aux":
            return subject
        between = parse.words[subject + 1 : verb]
        if parse.deps[kid] == "advcl" and parse.tags[kid] == "VBG" and "," not in between:
            return subject
        has_content = any(parse.deps[each] in ("ccomp", "xcomp") and each > verb for each in parse.children[verb])
        if parse.deps[kid] in ("parataxis", "ccomp") and between[-1:] == [","] and _is_participle(parse, subject, kid):
            return subject
        if parse.deps[kid] in ("advcl", "ccomp") and between[:1] == [","] and _closes(parse, verb) and has_content:
            opens = parse.edges[0][kid]
            if parse.edges[0][subject] == opens or all(
                parse.pos[each] in ("ADV", "CCONJ", "PUNCT") for each in range(opens, subject)
            ):
                return subject
    return None


def _is_participle(parse: Parse, subject: int, verb: int) -> bool:
    """Return whether a past form right behind a noun may be a participle: "veterans interviewed at the fair, ..., said"."""
    has_object = any(parse.deps[kid] in ("dobj", "ccomp", "xcomp", "aux", "auxpass") for kid in parse.children[verb])
    return verb == subject + 1 and parse.tags[verb] in ("VBD", "VBN") and parse.tags[subject] != "PRP" and not has_object


def _closes(parse: Parse, verb: int) -> bool:
    """Return whether a comma or mark stands before the verb group."""
    before = grammar.verb_group(parse, verb)[0] - 1
    return parse.words[before] == "," or parse.words[before] in _CLOSING


def _last_word(parse: Parse, token: int) -> int:
    """Return the word before ``token``, marks and adverbs left out."""
    token -= 1
    while token > 0 and parse.pos[token] in ("PUNCT", "SPACE", "ADV", "AUX", "PART"):
        token -= 1
    return token


def _is_inverted(parse: Parse, verb: int) -> bool:
    """Return true of "..., said a spokesman": a comma or mark before the verb and nothing but a noun behind it."""
    before = parse.words[grammar.verb_group(parse, verb)[0] - 1]
    return before in _CLOSING or (before == "," and grammar.child(parse, verb, "ccomp", "xcomp", "prep") is None)


def _behind_phrase(parse: Parse, first: int, phrase: int, verb: int) -> int | None:
    """Find "In an interview on Fox, Cruz said": the last noun phrase after a comma, the one before it when it is an apposition.

    So it is after a participle ("Speaking in Rome, the coach, Cruz (left), said").
    """
    commas = [token for token in range(first, verb) if parse.words[token] == ","]
    if commas and parse.words[grammar.verb_group(parse, verb)[0] - 1] == ",":
        commas = commas[:-2]
    if not commas:
        return None
    opens = commas[-1] + 1
    return _top(parse, opens, phrase) if parse.pos[opens] in _OPENING else None


def _top(parse: Parse, opens: int, above: int) -> int | None:
    """Return the head of the noun phrase that begins with ``opens`` and lies below ``above``."""
    token = opens
    while parse.heads[token] != above and parse.edges[0][parse.heads[token]] == opens and parse.heads[token] != token:
        if parse.pos[parse.heads[token]] not in grammar.NOMINAL and parse.pos[token] in grammar.NOMINAL:
            break
        token = parse.heads[token]
    return token if parse.pos[token] in grammar.NOMINAL else None
