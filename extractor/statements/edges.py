"""Where a content ends: what behind the words that the parser hung together belongs to it, and what is the reporter's."""

from collections.abc import Container, Mapping

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements.frames import Match
from extractor.statements.lexicon import Cue, Slot
from extractor.statements.words import WordClasses

Range = tuple[int, int]  # first and last token, inclusive

_ASIDE = frozenset(("who", "which", "whom", "whose", "where"))
_PAUSES = frozenset((",", "-", "--", "–", "—", "―"))
# Labels of a noun behind a pause that renames what was said, if a clause tells more of it: "had won, a claim that Ott denies".
_RENAMING = frozenset(("appos", "npadvmod", "dep", "attr", "conj", "oprd", "dobj", "nsubj", "ccomp"))


def in_bracket(parse: Parse, ranges: list[Range], cue: int) -> list[Range]:
    """Return the ranges within the bracket around the cue, if there is one: "Fees vary (it says they fall in May), as do
    prices"."""
    start, stop = parse.sentences[parse.sentence_of[cue]]
    inside = parse.words[start:cue]
    if "(" not in inside or ")" not in parse.words[cue:stop] or inside.count("(") <= inside.count(")"):
        return ranges
    opens, closes = cue - 1 - inside[::-1].index("("), parse.words.index(")", cue)
    return [(max(first, opens + 1), min(last, closes - 1)) for first, last in ranges if last > opens and first < closes]


def with_complements(parse: Parse, cue: int, last: int, slot: Slot, words: WordClasses) -> int:
    """Return the prepositional phrases of the cue that follow at once ("praised it as a beginning"), occasions and times left
    out."""
    for kid in parse.children[cue]:
        if (
            slot.complements
            and parse.deps[kid] in ("xcomp", "advcl")
            and parse.tags[kid] == "VB"
            and parse.edges[0][kid] == last + 1
            and parse.lowers[last + 1] == "to"
        ):
            return parse.edges[1][kid]  # "emphasized talks to prevent a war"
        if kid != last + 1 or parse.deps[kid] not in ("prep", "dative") or parse.lowers[kid] not in slot.complements:
            continue
        noun = grammar.child(parse, kid, "pobj")
        if noun is not None and parse.lemmas[noun].lower() in words.occasions:
            break
        last = parse.edges[1][kid]
    return last


def with_coordinates(parse: Parse, match: Match, head: int, last: int, cues: Container[int]) -> int:
    """Return the further clauses that the parser hung on the cue: "said the exam was hard, but taught them much"."""
    if parse.deps[head] != "ccomp" or head < match.cue:
        return last
    for kid in parse.children[match.cue]:
        if kid <= last or parse.edges[0][kid] > last + 3:
            continue
        label = parse.deps[kid]
        between = parse.lowers[last + 1 : parse.edges[0][kid]]
        if label == "ccomp" or (
            label == "conj"
            and (kid not in cues or parse.lowers[parse.edges[0][kid]] == "that")
            and ("but" in between or grammar.own_subject(parse, kid) is not None or _is_listed(parse, kid, last))
        ):
            last = parse.edges[1][kid]
        elif label not in ("cc", "punct"):
            break
    return last


def _is_listed(parse: Parse, verb: int, last: int) -> bool:
    """Return whether only a comma parts a verb from the clause before it, and another follows: "had failed, had lost, and had
    left"."""
    before = parse.edges[0][verb] - 1
    follows = any(parse.deps[kid] == "conj" and kid > verb for kid in parse.children[verb])
    return follows and parse.words[before] == "," and before <= last + 1


def before_aside(parse: Parse, head: int, last: int) -> int:
    """Return the last token before a relative clause or apposition after the last comma or dash: words of the reporter as a
    rule.

    "He said he would meet Ms. Roe, who left the party in May"; "that they back the plan - a reversal of ...".
    """
    end, token = last, last
    while token > head:
        opens = parse.edges[0][token]
        if parse.edges[1][token] == last and opens > head + 1 and parse.words[opens - 1] in _PAUSES and _is_aside(parse, token):
            end = opens - 2
        token = parse.heads[token]
        if parse.heads[token] == token:
            break
    return end


def _is_aside(parse: Parse, token: int) -> bool:
    """Return whether what ``token`` heads behind a pause only tells more of what stands before it."""
    opens, label = parse.edges[0][token], parse.deps[token]
    word = parse.lowers[opens]
    if label == "relcl":
        return word in _ASIDE and parse.words[opens - 1] == ","
    if label == "appos" and word == "the":
        return parse.pos[parse.heads[token]] == "PROPN"
    if word not in ("a", "an"):
        return False
    if any(parse.deps[kid] in ("relcl", "acl") for kid in parse.children[token]):
        return label in _RENAMING
    return label == "appos" and parse.words[opens - 1] == ","


def before_other_report(parse: Parse, first: int, last: int, cues: Mapping[int, Cue], words: WordClasses) -> int:
    """Return the last token before what the reporter says of another speaker: "said the law was dead, and rights groups warned
    that ..."."""
    for token in range(first + 2, last):
        opens = parse.lowers[token] in words.parting and parse.words[token - 1] == "," and parse.lowers[token + 1] != "that"
        verb = _verb_opened(parse, token) if opens else None
        if verb is None or verb > last or verb not in cues or not grammar.is_finite(parse, verb):
            continue
        subject = grammar.own_subject(parse, verb)
        reports = "clause" in cues[verb].frames
        if reports and subject is not None and token < subject < verb and parse.pos[subject] in ("NOUN", "PROPN"):
            return token - 2
    return last


def _verb_opened(parse: Parse, token: int) -> int | None:
    """Return the verb of the clause that a conjunction opens."""
    if parse.deps[token] == "mark":
        return parse.heads[token]
    joined = (kid for kid in parse.children[parse.heads[token]] if kid > token and parse.deps[kid] == "conj")
    return next(joined, None) if parse.deps[token] == "cc" else None


def before_concession(parse: Parse, first: int, last: int, words: WordClasses) -> int:
    """Return the last token before what the reporter sets against a content: "said the plan was sound, though nobody has tried
    it"."""
    for token in range(first + 2, last):
        concedes = parse.lowers[token] in words.conceding and parse.deps[token] in ("mark", "prep")
        if concedes and parse.words[token - 1] in _PAUSES:
            return token - 2
    return last
