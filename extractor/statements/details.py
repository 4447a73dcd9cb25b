"""What a statement says of itself besides its spans: type, act, negation, hedging, condition, tense, time and addressee."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractor.analysis.parse import Parse
from extractor.records import StatementType
from extractor.statements import extent, syntax
from extractor.statements.forms import content_form
from extractor.statements.lexicon import Lexicon
from extractor.statements.marks import Quotation, covering, start_of
from extractor.statements.model import Span, Statement
from extractor.statements.words import WordClasses

_WORD = re.compile(r"\w+")
_PRESENT = frozenset(("VBZ", "VBP", "MD"))
_MARKS = frozenset((":", "."))
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def complete(parse: Parse, statement: Statement, lexicon: Lexicon, quotations: Sequence[Quotation]) -> None:
    """Fill in everything that follows from the spans of a statement and the words of its cue."""
    statement.type = statement_type(parse.text, statement.content, quotations)
    is_nested = bool(statement.cue) and covering(quotations, statement.cue[0][0]) is not None
    statement.form = content_form(parse, statement, is_quoted=statement.type == "direct" and not is_nested)
    cue = None if statement.cue_lemma in _MARKS else statement.cue_head
    if cue is not None and statement.rule.startswith("quote/"):
        entry = lexicon.get("NOUN" if parse.pos[cue] == "NOUN" else "VERB", statement.cue_lemma)
        if entry is not None:
            statement.act, statement.attitude, statement.stance = entry.act, entry.attitude, entry.stance
    if statement.act == "say" and parse.text[slice(*statement.content[-1])].rstrip("\"'”’» ").endswith("?"):
        statement.act = "question"
    if cue is None:
        return
    verb = cue if parse.pos[cue] in ("VERB", "AUX") else parse.heads[cue]
    around = parse.children[cue] if verb == cue else parse.children[cue] + parse.children[verb]
    labels, words = [parse.deps[kid] for kid in around], [parse.lowers[kid] for kid in around]
    classes = lexicon.words
    statement.negated = "neg" in labels or _negative_subject(parse, statement, classes)
    statement.hedged = (
        not classes.hedges.isdisjoint(words)
        or parse.lemmas[cue] in classes.hedging_verbs
        or (
            not classes.hedging_modals.isdisjoint(words)
            and any(word in classes.hedging_modals and parse.tags[kid] == "MD" for kid, word in zip(around, words, strict=True))
        )
    )
    statement.conditional = "mark" in labels and any(
        label == "mark" and word in classes.conditions for label, word in zip(labels, words, strict=True)
    )
    statement.tense = _tense(parse, verb, classes)
    statement.time = _time(parse, around, lexicon.words)
    if statement.time is not None and not statement.tense and _lies_ahead(parse, verb):
        statement.tense = "future"
    if statement.addressee is None:
        _find_addressee(parse, statement, cue, lexicon.words)


def statement_type(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> StatementType:
    """direct: every word of the content stands inside quotation marks; mixed: some; indirect: none."""
    inside = outside = False
    for start, end in content:
        before = bisect_right(quotations, start, key=start_of)
        if before and end <= quotations[before - 1].end:  # all of it in one quotation
            inside = inside or _WORD.search(text, start, end) is not None
            continue
        touching = quotations[max(before - 1, 0) : bisect_right(quotations, end, key=start_of)]
        if not any(quotation.end > start for quotation in touching):
            outside = outside or _WORD.search(text, start, end) is not None
            continue
        for match in _WORD.finditer(text, start, end):
            number = bisect_right(quotations, match.start(), key=start_of) - 1
            if number >= 0 and match.start() < quotations[number].end:
                inside = True
            else:
                outside = True
            if inside and outside:
                break
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _negative_subject(parse: Parse, statement: Statement, words: WordClasses) -> bool:
    """Whether nobody speaks ("no doctor said"); the "No" of "No 10" is a number's."""
    head = statement.source_head
    return head is not None and any(
        parse.lowers[token] in words.negations and not syntax.is_number_sign(parse, token)
        for token in (head, *parse.children[head])
        if token <= head
    )


def _tense(parse: Parse, verb: int, words: WordClasses) -> str:
    auxiliaries = [kid for kid in parse.children[verb] if parse.deps[kid] in ("aux", "auxpass")]
    tags = [parse.tags[verb]]
    if auxiliaries:
        if any(parse.lowers[kid] in words.future for kid in auxiliaries):
            return "future"
        tags += [parse.tags[kid] for kid in auxiliaries]
    if "VBD" in tags or ("VBN" in tags and auxiliaries):
        return "past"
    return "present" if "VBZ" in tags or "VBP" in tags else ""


def _lies_ahead(parse: Parse, verb: int) -> bool:
    """Whether an infinitive goes with no verb of the past: "is due to speak on Friday", "Mayor to speak on Friday"."""
    if not any(parse.tags[kid] == "TO" for kid in parse.children[verb]):
        return False
    governor = parse.heads[verb]
    while parse.deps[governor] in ("acomp", "xcomp") and parse.heads[governor] != governor:
        governor = parse.heads[governor]
    group = (governor, *(kid for kid in parse.children[governor] if parse.deps[kid] in ("aux", "auxpass")))
    return governor == verb or not _PRESENT.isdisjoint(parse.tags[token] for token in group)


def _time(parse: Parse, around: Sequence[int], words: WordClasses) -> Span | None:
    """The time adverb of the cue: "on Tuesday", "last week", "yesterday"."""
    for kid in around:
        noun: int | None = kid
        if parse.deps[kid] == "prep" and parse.lowers[kid] in words.calendar_prepositions:
            noun = syntax.child(parse, kid, "pobj")
        elif parse.deps[kid] not in ("npadvmod", "advmod"):
            continue
        if noun is not None and (parse.lemmas[noun].lower() in words.calendar or _YEAR.fullmatch(parse.words[noun])):
            trimmed = extent.trim(parse, (parse.edges[0][kid], parse.edges[1][kid]))
            return extent.to_span(parse, trimmed) if trimmed else None
    return None


def _find_addressee(parse: Parse, statement: Statement, cue: int, words: WordClasses) -> None:
    """ "told reporters", "said to the board": who was spoken to."""
    for kid in parse.children[cue]:
        head: int | None = None
        if parse.deps[kid] in ("dobj", "dative") and parse.lemmas[cue] in words.addressed:
            head = kid
        elif (
            parse.deps[kid] in ("prep", "dative")
            and parse.lowers[kid] == "to"
            and parse.lemmas[cue] in ("say", "write", "speak", "talk")
        ):
            head = syntax.child(parse, kid, "pobj")
        if head is None:
            continue
        span = extent.to_span(parse, extent.source_range(parse, head, cue))
        if not any(start < span[1] and span[0] < end for start, end in statement.content):
            statement.addressee, statement.addressee_head = span, head
            return
