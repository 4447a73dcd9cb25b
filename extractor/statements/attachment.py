"""Corrections of what the parser hangs on the wrong word, and of what the lemmatizer takes for another verb.

A coordinated reporting verb is often attached to the clause that was reported before it: in "She said the harbor has grown and
added that ...", "added" goes with "said", not with "grown".
"""

from extractor.analysis.parse import Parse
from extractor.statements import syntax
from extractor.statements.lexicon import Lexicon

_PAST = "VBD"


def reattach(parse: Parse, lexicon: Lexicon) -> Parse:
    """The parse with coordinated cues hung on the cue that they go with, and wrong lemmas corrected; else the same object.

    The tense decides: a past-tense cue without a subject, coordinated with a clause of another tense that is the content of a
    past-tense cue, shares the subject of that cue.
    """
    changed: dict[int, int] = {}
    for token, label in enumerate(parse.deps):
        if label != "conj" or parse.tags[token] != _PAST or lexicon.get("VERB", parse.lemmas[token]) is None:
            continue
        clause = parse.heads[token]
        while parse.deps[clause] == "conj" and parse.heads[clause] != clause:
            clause = parse.heads[clause]
        governor = parse.heads[clause]
        if (
            parse.deps[clause] == "ccomp"
            and governor < clause < token
            and parse.tags[governor] == _PAST
            and parse.tags[clause] != _PAST
            and not any(parse.tags[kid] == _PAST for kid in parse.children[clause] if parse.deps[kid] in ("aux", "auxpass"))
            and syntax.own_subject(parse, token) is None
            and lexicon.get("VERB", parse.lemmas[governor]) is not None
        ):
            changed[token] = governor
            for kid in parse.children[parse.heads[token]]:
                if parse.deps[kid] in ("cc", "punct") and clause < kid < token and kid > parse.heads[token]:
                    changed[kid] = governor
    wrong = [token for token, word in enumerate(parse.lowers) if word in lexicon.corrected and parse.pos[token] == "VERB"]
    if not changed and not wrong:
        return parse
    heads = [changed.get(token, head) for token, head in enumerate(parse.heads)] if changed else None
    lemmas = list(parse.lemmas)
    for token in wrong:
        lemmas[token] = lexicon.corrected[parse.lowers[token]]
    return parse.corrected(heads=heads, lemmas=lemmas)
