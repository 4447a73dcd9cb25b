"""Words before a quotation that attribute it: She said: "..."; Smith, in a letter, wrote, "..."; "A," he said, "B"."""

from collections.abc import Sequence

from extractor.analysis import grammar
from extractor.analysis.grammar import NOMINAL, VERBAL
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.frames import find_source
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.marked_text import FINAL, SENTENCE_END, Attribution, MarkedText, begins, sentence_start, zone_before
from extractor.statements.quotation_cues import neighbour, quote_cue
from extractor.statements.words import WordClasses

_PHRASES = 8  # words between a cue and the marks
_FAR = 12  # tokens between a cue and a comma before the marks, or a conjunction there
_LEADING_IN = frozenset((",", ":", "-", "–", "—", "--"))
_CONJUNCTIONS = frozenset(("but", "and", "or"))
_JOINING = frozenset(("and", "or", "but", ",", "&", "then"))
_LEAD = 8  # words before a quotation that goes on in the middle of a sentence


def find_before(marked: MarkedText, lexicon: Lexicon, number: int, found: Sequence[Attribution]) -> Attribution | None:
    """Find She said: "..." / Smith, in a letter, wrote, "..." / SMITH: "..." """
    parse = marked.parse
    zone = [token for token in zone_before(marked, number) if parse.pos[token] != "SPACE"]
    if not zone:
        return None
    taken = {other.cue for other in found}
    end = parse.words[zone[-1]]
    if end in _CONJUNCTIONS and len(zone) > 1 and parse.words[zone[-2]] == ",":
        earlier = next((token for token in reversed(zone) if token in taken), None)
        return None if earlier is None or zone[-1] - earlier > _FAR else _resumed(marked, number, earlier, found)
    if end not in _LEADING_IN and not _leads_in_without_mark(marked, lexicon, number, zone):
        return None
    verbs = (token for token in reversed(zone) if parse.pos[token] in VERBAL)
    verb = next((token for token in verbs if token in taken or _may_attribute(marked, lexicon, number, zone, token)), None)
    if verb is not None:
        return _resumed(marked, number, verb, found) if verb in taken else _by_verb(marked, lexicon, number, zone, verb)
    according = next((token for token in zone if parse.lowers[token] == "according"), None)
    if according is not None:
        source = find_source(parse, according, lexicon.frames["according"], lexicon.words)
        return Attribution("quote/according", (number,), according, source)
    if end == ":":
        return _colon(marked, number, zone, lexicon.words) or _announced(marked, number, zone)
    return None


def _leads_in_without_mark(marked: MarkedText, lexicon: Lexicon, number: int, zone: Sequence[int]) -> bool:
    """Return whether a cue stands directly before an utterance: she said "We ...", wrote that "We ...", wrote in a letter "We
    ..."."""
    last = zone[-2] if marked.parse.words[zone[-1]] == "that" and len(zone) > 1 else zone[-1]
    direct = quote_cue(marked.parse, last, lexicon) or _behind_phrases(marked, lexicon, zone)
    return direct is not None and _is_utterance(marked, number)


def _may_attribute(marked: MarkedText, lexicon: Lexicon, number: int, zone: Sequence[int], verb: int) -> bool:
    """Return whether a verb is a cue for quotations, and near a comma before the marks unless the parse joins it to the
    quotation."""
    if quote_cue(marked.parse, verb, lexicon) is None:
        return False
    far = marked.parse.words[zone[-1]] == "," and zone[-1] - verb > _FAR
    return not far or _reaches(marked, verb, number)


def _by_verb(marked: MarkedText, lexicon: Lexicon, number: int, zone: Sequence[int], verb: int) -> Attribution | None:
    """Find Smith, in a letter, wrote, "..."; with a comma right behind the verb more of the content may stand before it."""
    parse = marked.parse
    if _clause_begins_before(marked, verb, number, zone):
        return None  # "said that ... "and more"": a clause that the frames will find
    passive = control.is_passive(parse, verb)
    source = grammar.agent(parse, verb) if passive else control.subject(parse, verb, lexicon.words)
    if source is None and not passive:
        source = neighbour(parse, verb, zone)
    before_comma = parse.words[zone[-1]] == "," and zone[-2] == verb
    start = _unquoted_start(marked, lexicon, number, zone, source) if before_comma else None
    return Attribution("quote/before" if start is None else "quote/around", (number,), verb, source, start=start)


def _behind_phrases(marked: MarkedText, lexicon: Lexicon, zone: Sequence[int]) -> Cue | None:
    """Return the cue when only its prepositional phrases stand between it and the marks: wrote in a letter "We ..."."""
    parse, token = marked.parse, zone[-1]
    while token > zone[0] and zone[-1] - token < _PHRASES and parse.pos[token] not in ("VERB", "AUX"):
        token -= 1
    cue = quote_cue(parse, token, lexicon)
    if cue is None or token == zone[-1]:
        return None
    last = token
    for kid in parse.children[token]:
        if parse.deps[kid] == "prep" and parse.edges[0][kid] == last + 1:
            last = parse.edges[1][kid]
    return cue if last == zone[-1] else None


def _clause_begins_before(marked: MarkedText, cue: int, number: int, zone: Sequence[int]) -> bool:
    """Return whether words between the cue and the mark are part of the reported clause ("said that, in May, "we ..."")."""
    parse = marked.parse
    between = [token for token in zone if token > cue]
    if any(parse.deps[kid] == "ccomp" and cue < kid <= zone[-1] for kid in parse.children[cue]):
        return True
    if len(between) > 2 and any(parse.lowers[token] == "that" and parse.tags[token] == "IN" for token in between):
        return True
    first, last = marked.first[number], marked.last[number]
    return sum(first <= parse.heads[token] <= last for token in between if parse.pos[token] != "PUNCT") > 0 and len(between) > 2


def _resumed(marked: MarkedText, number: int, cue: int, found: Sequence[Attribution]) -> Attribution | None:
    """Return the second half of a quotation that its attribution interrupts: "A," he said, "B"."""
    first = next(other for other in found if other.cue == cue)
    if first.quoted and first.quoted[-1] == number - 1 and marked.paragraph[cue] == marked.paragraph[marked.first[number]]:
        return Attribution("quote/continued", (number,), cue, first.source)
    return None


def _unquoted_start(marked: MarkedText, lexicon: Lexicon, number: int, zone: Sequence[int], source: int | None) -> int | None:
    """Return the first token of a content that begins without marks: The harbor was quiet, he added, "but nobody ...".

    A phrase may begin it when the quotation goes on in small letters: When the tide came, he said, "we ran".
    """
    parse = marked.parse
    if source is None or source > zone[-1]:
        return None
    clause = parse.edges[0][source]
    before = [token for token in zone if token < clause]
    if len(before) < 3 or parse.words[before[-1]] != ",":
        return None
    if any(_reports(parse, token, lexicon) for token in before):
        return None
    first = next(token for token in range(marked.first[number], len(parse)) if parse.words[token][0].isalnum())
    if parse.words[first][0].islower():
        return before[1] if parse.pos[before[0]] == "CCONJ" else before[0]
    if not any(parse.pos[token] in VERBAL for token in before):
        return None  # "The coach, Tom Vell said, "We ...""
    return None if parse.pos[before[0]] in ("ADP", "ADV", "SCONJ", "CCONJ", "VERB") else before[0]


def _reports(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Return whether a token is a cue that has a clause of its own."""
    return quote_cue(parse, token, lexicon) is not None and grammar.child(parse, token, "ccomp") is not None


def _is_utterance(marked: MarkedText, number: int) -> bool:
    """Return whether a quotation has a capital at the beginning and more than a few words."""
    parse = marked.parse
    quoted = range(marked.first[number], marked.last[number] + 1)
    words = [token for token in quoted if parse.pos[token] not in ("PUNCT", "SPACE")]
    return bool(words) and len(words) >= 3 and parse.words[words[0]][0].isupper()


def _reaches(marked: MarkedText, token: int, number: int) -> bool:
    """Return whether the parse joins the cue to words of the quotation."""
    parse = marked.parse
    quoted = range(marked.first[number], min(marked.last[number] + 1, len(parse)))
    return any(parse.heads[inner] == token for inner in quoted)


def _colon(marked: MarkedText, number: int, zone: Sequence[int], words: WordClasses) -> Attribution | None:
    """Return a name or noun phrase before a colon: transcripts, captions, "His message: ..."."""
    parse = marked.parse
    nominal = [token for token in zone[:-1] if parse.pos[token] in NOMINAL]
    if not nominal or any(parse.pos[token] == "VERB" for token in zone) or len(zone) > 14:
        return None
    top = nominal[0]
    while parse.heads[top] in nominal and parse.heads[top] != top:
        top = parse.heads[top]
    if parse.lemmas[nominal[0]].lower() in words.calendar and all(not parse.words[token].isalpha() for token in nominal[1:]):
        return None  # a date: "June 20, 1990: ..."
    possessor = grammar.child(parse, top, "poss")
    return Attribution("quote/colon", (number,), zone[-1], possessor if possessor is not None else top, cue_is_colon=True)


def _announced(marked: MarkedText, number: int, zone: Sequence[int]) -> Attribution | None:
    """Read "The union issued the following statement: ...": a whole sentence without a cue for quotations before a colon."""
    parse = marked.parse
    if not _is_utterance(marked, number):
        return None
    for token in zone:
        is_present_or_past = parse.pos[token] == "VERB" and parse.tags[token] in ("VBD", "VBZ", "VBP")
        if not is_present_or_past or parse.deps[token] not in ("ROOT", "conj"):
            continue
        source = grammar.own_subject(parse, token)
        if source is not None and source >= zone[0] and parse.pos[source] in NOMINAL:
            return Attribution("quote/announced", (number,), token, source)
    return None


def find_continued(marked: MarkedText, number: int, found: Sequence[Attribution]) -> Attribution | None:
    """Return what goes on after "he said.", and a quotation that runs on from the paragraph before."""
    if not found:
        return None
    quotation, last = marked.quotations[number], found[-1]
    if quotation.continues is not None and quotation.continues in last.quoted:
        return Attribution("quote/continued", (number,), last.cue, last.source, cue_is_colon=last.cue_is_colon)
    if number - 1 in last.quoted and _joined(marked, number):
        return Attribution("quote/continued", (number,), last.cue, last.source, cue_is_colon=last.cue_is_colon)
    if not last.quoted:
        return None
    first = marked.first[number] if begins(marked, number) else _lead(marked, number)
    if first is None:
        return None
    lead = () if first == marked.first[number] else (first,)
    anchor = max(marked.last[last.quoted[-1]], last.cue)
    if marked.paragraph[anchor] != marked.paragraph[first]:
        return None
    between = sum(
        1 for token in range(anchor + 1, first) if marked.inside[token] < 0 and marked.parse.words[token] in SENTENCE_END
    )
    is_complete = anchor > last.cue and marked.ends_sentence(anchor)
    if between <= (0 if is_complete else 1):
        return Attribution("quote/continued", (number,), last.cue, last.source, cue_is_colon=last.cue_is_colon, leads=lead)
    return None


def _lead(marked: MarkedText, number: int) -> int | None:
    """Return the first token of a phrase before a quotation that is the rest of its sentence: As a parent, "we have no
    choice."."""
    start, quoted = sentence_start(marked, number)
    if start is None or len(quoted) > 1 or marked.final_mark(number) not in FINAL or not marked.final_mark(number):
        return None
    parse, stop = marked.parse, marked.first[number]
    phrase = [token for token in range(start, stop) if parse.pos[token] != "SPACE"]
    is_phrase = len(phrase) <= _LEAD and parse.pos[phrase[0]] == "ADP" and parse.words[phrase[-1]] == ","
    return start if is_phrase and not any(parse.pos[token] in ("VERB", "AUX") for token in phrase) else None


def _joined(marked: MarkedText, number: int) -> bool:
    """Return whether nothing but a conjunction stands between a quotation and the one before: chanted "No tolls" and "No
    tunnel"."""
    between = [token for token in range(marked.last[number - 1] + 1, marked.first[number]) if marked.parse.pos[token] != "SPACE"]
    return bool(between) and all(marked.parse.lowers[token] in _JOINING for token in between)
