"""Which cue and which source attribute a quotation, when the words next to it are known."""

from collections.abc import Sequence

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.lexicon import Cue, Lexicon

_REACH = 40  # tokens between a quotation and the cue after it
_NEAR = 3  # tokens from a subject to a verb that is no cue


def quote_cue(parse: Parse, token: int, lexicon: Lexicon) -> Cue | None:
    """Return the cue of a token that may attribute a quotation; "says" is known under any tag."""
    if parse.pos[token] in ("VERB", "AUX"):
        cue = lexicon.get("VERB", parse.lemmas[token])
    else:
        cue = lexicon.get("VERB", lexicon.mistagged.get(parse.lowers[token], ""))
    return cue if cue is not None and cue.quotes else None


def leading_cue(parse: Parse, lexicon: Lexicon, zone: Sequence[int], *, open_end: bool = False) -> tuple[int, int | None] | None:
    """Return the cue and source when the words begin with "she said" or "said Smith".

    With ``open_end`` (the quotation ends with a comma) a verb that is no cue serves as well: "...," Roe shot back.
    """
    for token in zone[:_REACH]:
        if parse.pos[token] not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            continue
        cue = quote_cue(parse, token, lexicon)
        if cue is not None and parse.tags[token] in ("VBG", "VB", "VBN") and not _finite(parse, token):
            return None
        if cue is None:
            if not _is_main_verb(parse, token):
                continue
            if _is_name_of_subject(parse, lexicon, token, zone):
                return zone[1], token
            source = _plain_subject(parse, token, zone) if open_end else None
            return None if source is None else (token, source)
        before = [other for other in zone if other < token]
        if parse.deps[token] in ("relcl", "acl") and before and any(parse.heads[token] == other for other in before):
            if _is_past_behind_comma(parse, token):
                return token, parse.heads[token]
            continue
        source = grammar.own_subject(parse, token)
        if source is not None and (not zone[0] <= source <= zone[-1] or parse.lemmas[source].lower() in lexicon.words.calendar):
            source = None
        if source is None:
            source = neighbour(parse, token, zone)
        if source is None and before and all(parse.words[other][0].isupper() for other in before):
            source = before[-1]  # a name that was read as another word: "Will said"
        if source is None:
            source = control.subject(parse, token, lexicon.words)
            return (token, source) if source is not None and token - zone[0] <= 3 else None
        return token, source
    return None


def copular_cue(parse: Parse, lexicon: Lexicon, zone: Sequence[int]) -> tuple[int, int] | None:
    """Return the cue and source when the words begin with a form of "be" and whose words they are: "...," was her reply."""
    if parse.lemmas[zone[0]] != "be":
        return None
    for token in zone[1:_REACH]:
        if parse.pos[token] == "NOUN":
            cue, holder = lexicon.get("NOUN", parse.lemmas[token]), grammar.child(parse, token, "poss")
            return (token, holder) if cue is not None and cue.quotes and holder is not None else None
        if parse.pos[token] not in ("DET", "ADJ", "ADV", "PRON", "PROPN", "PART"):
            return None
    return None


def _is_main_verb(parse: Parse, token: int) -> bool:
    return parse.pos[token] == "VERB" and parse.tags[token] in ("VBD", "VBZ", "VBP") and parse.deps[token] != "relcl"


def _is_name_of_subject(parse: Parse, lexicon: Lexicon, token: int, zone: Sequence[int]) -> bool:
    """Return whether a name was read as a verb: "Shook said"."""
    return (
        token == zone[0]
        and len(zone) > 1
        and parse.words[token][0].isupper()
        and parse.tags[zone[1]] in ("VBD", "VBZ")
        and quote_cue(parse, zone[1], lexicon) is not None
    )


def _plain_subject(parse: Parse, token: int, zone: Sequence[int]) -> int | None:
    """Return the subject of a verb without an object or clause, when the words begin with it and the verb follows."""
    if parse.tags[token] == "VBP" or grammar.child(parse, token, "dobj", "acomp", "attr", "xcomp") is not None:
        return None
    source = grammar.own_subject(parse, token)
    if source is None or parse.edges[0][source] != zone[0] or token - source > _NEAR or parse.pos[source] not in grammar.NOMINAL:
        return None
    return source


def _finite(parse: Parse, token: int) -> bool:
    """Return whether an auxiliary makes the form finite ("will say", "was saying") and no "to" an infinitive."""
    auxiliaries = [kid for kid in parse.children[token] if parse.deps[kid] in grammar.AUXILIARIES]
    if parse.tags[token] == "VBN" and not auxiliaries:
        return True  # a simple past that was taken for a participle
    return bool(auxiliaries) and all(parse.tags[kid] != "TO" for kid in auxiliaries)


def _is_past_behind_comma(parse: Parse, token: int) -> bool:
    """Return whether the only verb of a sentence was taken for a participle: "...," Ann Lee, a nurse, recounted in court."""
    if parse.tags[token] != "VBN" or parse.words[token - 1] != "," or grammar.child(parse, token, "agent") is not None:
        return False
    later = range(token + 1, parse.sentences[parse.sentence_of[token]][1])
    return not any(_is_main_verb(parse, other) and parse.deps[other] not in ("advcl", "ccomp") for other in later)


def neighbour(parse: Parse, token: int, zone: Sequence[int]) -> int | None:
    """Return the source next to the cue when the parse gives none: the noun before it, else the one after it."""
    before = [other for other in zone if other < token and parse.pos[other] in grammar.NOMINAL]
    if before:
        top = before[0]
        while parse.heads[top] in before and parse.heads[top] != top:
            top = parse.heads[top]
        return top
    after = [other for other in zone if token < other <= token + 8]
    for other in after:
        if parse.pos[other] in grammar.NOMINAL:
            top = other
            while parse.heads[top] in after and parse.heads[top] != top and parse.pos[parse.heads[top]] in grammar.NOMINAL:
                top = parse.heads[top]
            return top
        if parse.pos[other] in ("VERB", "SCONJ"):
            break
    return None
