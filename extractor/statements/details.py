"""What a statement says of itself besides its spans: type, act, negation, hedging, condition, tense, time and addressee."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extractor.analysis import grammar
from extractor.analysis.grammar import VERBAL
from extractor.analysis.parse import Parse, Span
from extractor.records import Act, StatementType
from extractor.statements import extent
from extractor.statements.forms import asks, content_form
from extractor.statements.lexicon import Lexicon
from extractor.statements.model import Candidate, Spans, Statement
from extractor.statements.quotation_marks import Quotation, covering, start_of
from extractor.statements.words import WordClasses

_WORD = re.compile(r"\w+")
_PRESENT = frozenset(("VBZ", "VBP", "MD"))
_MARKS = frozenset((":", "."))
_ASKING = frozenset(("WP", "WDT"))
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


class _OfCue(NamedTuple):
    """What a statement says by the words around its cue; without a cue nothing."""

    negated: bool = False
    hedged: bool = False
    conditional: bool = False
    tense: str = ""
    time: Span | None = None
    addressee: Span | None = None
    addressee_head: int | None = None


def describe(parse: Parse, found: Candidate, lexicon: Lexicon, quotations: Sequence[Quotation]) -> Statement:
    """Return the statement that a candidate becomes, with all that follows from its spans and the words of its cue."""
    type_ = statement_type(parse.text, found.content, quotations)
    is_nested = bool(found.cue) and covering(quotations, found.cue[0][0]) is not None
    cue = None if found.cue_lemma in _MARKS else found.cue_head
    said = _OfCue() if cue is None else _of_cue(parse, found, cue, lexicon.words)
    return Statement(
        rule=found.rule,
        content=found.content,
        cue=found.cue,
        source=found.source,
        cue_head=found.cue_head,
        cue_lemma=found.cue_lemma,
        source_head=found.source_head,
        type=type_,
        form=content_form(parse, found, is_quoted=type_ == "direct" and not is_nested),
        act=_act(parse, found, lexicon.words),
        attitude=found.attitude,
        stance=found.stance,
        target=found.target,
        target_head=found.target_head,
        addressee=said.addressee,
        addressee_head=said.addressee_head,
        time=said.time,
        tense=said.tense,
        negated=said.negated,
        hedged=said.hedged,
        conditional=said.conditional,
    )


def _of_cue(parse: Parse, found: Candidate, cue: int, words: WordClasses) -> _OfCue:
    verb = cue if parse.pos[cue] in VERBAL else parse.heads[cue]
    around = parse.children[cue] if verb == cue else parse.children[cue] + parse.children[verb]
    negated = _is_negated(parse, found, cue, around, words)
    tense, time = _tense(parse, verb, words), _time(parse, around, words)
    if found.addressee is not None:
        addressee: tuple[Span | None, int | None] = found.addressee, found.addressee_head
    elif found.target is not None and found.rule == "object-predicate" and found.cue_lemma in words.addressed:
        addressee = found.target, found.target_head  # "told the crew to lower the boats"
    else:
        addressee = _addressee(parse, found.content, cue, words)
    return _OfCue(
        negated=negated or _negative_subject(parse, found.source_head, words),
        hedged=_is_hedged(parse, found, around, negated=negated, words=words),
        conditional=_is_unreal(parse, found, verb, around, words),
        tense="future" if time is not None and not tense and _lies_ahead(parse, verb) else tense,
        time=time,
        addressee=addressee[0],
        addressee_head=addressee[1],
    )


def _act(parse: Parse, found: Candidate, words: WordClasses) -> Act:
    """Return what the source does: the act of the cue, but for a question that is only said, and for giving no comment."""
    if found.act == "say" and asks(parse, found.content):
        return "question"
    if found.cue_lemma in words.withholding and found.rule == "infinitive":
        verb = next((token for part, token in found.why if part == "content"), None)
        if verb is not None and parse.lemmas[verb] in words.answering:
            return "other"
    return found.act


def _is_negated(parse: Parse, found: Candidate, cue: int, around: Sequence[int], words: WordClasses) -> bool:
    """Return whether the cue is negated, or only the infinitive of a verb by which nothing is said ("declined to say whether").

    A negation inside the content is none of the cue ("“Absolutely not,” she said").
    """
    if any(parse.deps[kid] == "neg" and not _lies_in(parse, kid, found.content) for kid in around):
        return True
    above = parse.heads[cue]
    return parse.deps[cue] == "xcomp" and (
        parse.lemmas[above] in words.withholding or grammar.child(parse, above, "neg") is not None
    )


def _lies_in(parse: Parse, token: int, content: Spans) -> bool:
    return any(start <= parse.starts[token] < end for start, end in content)


def _is_hedged(parse: Parse, found: Candidate, around: Sequence[int], *, negated: bool, words: WordClasses) -> bool:
    """Return whether the text does not vouch for it that something was said: "reportedly said", "would say", "is alleged to"."""
    if found.cue_lemma in words.hedging_verbs:
        return True
    if found.cue_lemma in words.hedging_passives and found.rule.startswith("passive-") and not found.source:
        return True
    modals = words.hedging_modals - words.declining_modals if negated else words.hedging_modals
    return any(parse.lowers[kid] in words.hedges or (parse.lowers[kid] in modals and parse.tags[kid] == "MD") for kid in around)


def _is_unreal(parse: Parse, found: Candidate, verb: int, around: Sequence[int], words: WordClasses) -> bool:
    """Return whether the cue stands in a condition, an obligation, a wish, a request or a question to the reader."""
    for kid in around:
        word, label = parse.lowers[kid], parse.deps[kid]
        if (label == "mark" and word in words.conditions) or (parse.tags[kid] == "MD" and word in words.obligations):
            return True
    if parse.deps[verb] == "xcomp" and parse.lemmas[parse.heads[verb]] in words.unreal_after and parse.tags[verb] == "VB":
        return True
    return found.source_head is not None and _asks_reader(parse, found.source_head, verb)


def _asks_reader(parse: Parse, source: int, verb: int) -> bool:
    """Return true of "Do you think he will resign?" """
    last = parse.sentences[parse.sentence_of[verb]][1]
    while last > verb and parse.pos[last - 1] in ("SPACE", "PUNCT") and parse.words[last - 1] != "?":
        last -= 1
    return parse.lowers[source] == "you" and parse.words[last - 1] == "?"


def statement_type(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> StatementType:
    """Return direct when every word of the content stands inside quotation marks, mixed when some do, indirect when none does."""
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


def _negative_subject(parse: Parse, head: int | None, words: WordClasses) -> bool:
    """Return whether nobody speaks ("no doctor said"); the "No" of "No 10" is a number's."""
    return head is not None and any(
        parse.lowers[token] in words.negations and not grammar.is_number_sign(parse, token)
        for token in (head, *parse.children[head])
        if token <= head
    )


def _tense(parse: Parse, verb: int, words: WordClasses) -> str:
    auxiliaries = [kid for kid in parse.children[verb] if parse.deps[kid] in grammar.AUXILIARIES]
    tags = [parse.tags[verb]]
    if auxiliaries:
        if any(parse.lowers[kid] in words.future for kid in auxiliaries):
            return "future"
        tags += [parse.tags[kid] for kid in auxiliaries]
    if "VBD" in tags or ("VBN" in tags and auxiliaries):
        return "past"
    return "present" if "VBZ" in tags or "VBP" in tags else ""


def _lies_ahead(parse: Parse, verb: int) -> bool:
    """Return whether an infinitive goes with no verb of the past: "is due to speak on Friday", "Mayor to speak on Friday"."""
    if not any(parse.tags[kid] == "TO" for kid in parse.children[verb]):
        return False
    governor = parse.heads[verb]
    while parse.deps[governor] in ("acomp", "xcomp") and parse.heads[governor] != governor:
        governor = parse.heads[governor]
    group = (governor, *(kid for kid in parse.children[governor] if parse.deps[kid] in grammar.AUXILIARIES))
    return governor == verb or not _PRESENT.isdisjoint(parse.tags[token] for token in group)


def _time(parse: Parse, around: Sequence[int], words: WordClasses) -> Span | None:
    """Return the time adverb of the cue: "on Tuesday", "last week", "yesterday"."""
    for kid in around:
        noun: int | None = kid
        if parse.deps[kid] == "prep" and parse.lowers[kid] in words.calendar_prepositions:
            noun = grammar.child(parse, kid, "pobj")
        elif parse.deps[kid] not in ("npadvmod", "advmod"):
            continue
        if noun is not None and (parse.lemmas[noun].lower() in words.calendar or _YEAR.fullmatch(parse.words[noun])):
            trimmed = extent.trim(parse, (parse.edges[0][kid], parse.edges[1][kid]))
            return extent.to_span(parse, trimmed) if trimmed else None
    return None


def _addressee(parse: Parse, content: Spans, cue: int, words: WordClasses) -> tuple[Span | None, int | None]:
    """Return the words and head of who was spoken to: "told reporters", "said to the board"."""
    for kid in parse.children[cue]:
        head: int | None = None
        if parse.deps[kid] in grammar.OBJECTS and parse.lemmas[cue] in words.addressed:
            head = kid
        elif parse.deps[kid] in ("prep", "dative") and parse.lowers[kid] == "to" and parse.lemmas[cue] in words.said_to:
            head = grammar.child(parse, kid, "pobj")
        if head is None or (parse.tags[head] in _ASKING and parse.lowers[head] != "whom"):
            continue  # "what he said was true"
        span = extent.to_span(parse, extent.source_range(parse, head, cue))
        if not any(start < span[1] and span[0] < end for start, end in content):
            return span, head
    return None, None
