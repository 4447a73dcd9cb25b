"""Words before a quotation that attribute it: She said: "..."; Smith, in a letter, wrote, "..."; "A," he said, "B"."""

from collections.abc import Sequence

from extractor.analysis import grammar
from extractor.statements import control
from extractor.statements.frames import find_source
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.marked import SENTENCE_END, Attribution, Marked, begins, zone_before
from extractor.statements.quotation_cues import NOMINAL, neighbour, quote_cue
from extractor.statements.words import WordClasses

_PHRASES = 8  # words between a cue and the marks
_JOINING = frozenset(("and", "or", ",", "&", "then"))


def find_before(marked: Marked, lexicon: Lexicon, number: int, found: Sequence[Attribution]) -> Attribution | None:
    """She said: "..." / Smith, in a letter, wrote, "..." / SMITH: "..." """
    parse = marked.parse
    zone = [token for token in zone_before(marked, number) if parse.pos[token] != "SPACE"]
    if not zone:
        return None
    end = parse.words[zone[-1]]
    if end in ("but", "and", "or") and len(zone) > 1 and parse.words[zone[-2]] == ",":
        taken = {other.cue for other in found}
        earlier = next((token for token in reversed(zone) if token in taken), None)
        return None if earlier is None or zone[-1] - earlier > 12 else _resumed(marked, number, earlier, found)
    if end not in (",", ":", "-", "–", "—", "--"):
        last = zone[-1]
        if end == "that" and len(zone) > 1:
            last = zone[-2]
        direct = quote_cue(parse, last, lexicon) or _behind_phrases(marked, lexicon, zone)
        if direct is None or not _is_utterance(marked, number):
            return None
    taken = {other.cue for other in found}
    for token in reversed(zone):
        if parse.pos[token] not in ("VERB", "AUX"):
            continue
        if token in taken:
            return _resumed(marked, number, token, found)
        cue = quote_cue(parse, token, lexicon)
        if cue is None:
            continue
        if end == "," and not _reaches(marked, token, number) and zone[-1] - token > 12:
            continue
        if _clause_begins_before(marked, token, number, zone):
            return None  # "said that ... "and more"": a clause that the frames will find
        passive = control.is_passive(parse, token)
        source = grammar.agent(parse, token) if passive else control.subject(parse, token, lexicon.words)
        if source is None and not passive:
            source = neighbour(parse, token, zone)
        start = _unquoted_start(marked, token, source, zone) if end == "," and zone[-2] == token else None
        return Attribution("quote/before" if start is None else "quote/around", (number,), token, source, start=start)
    if parse.lowers[zone[0]] == "according" or any(parse.lowers[token] == "according" for token in zone):
        token = next(token for token in zone if parse.lowers[token] == "according")
        source = find_source(parse, token, lexicon.frames["according"], lexicon.words)
        return Attribution("quote/according", (number,), token, source)
    if end == ":":
        return _colon(marked, number, zone, lexicon.words) or _announced(marked, number, zone)
    return None


def _behind_phrases(marked: Marked, lexicon: Lexicon, zone: Sequence[int]) -> Cue | None:
    """The cue when only its prepositional phrases stand between it and the marks: wrote in a letter "We ..."."""
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


def _clause_begins_before(marked: Marked, cue: int, number: int, zone: Sequence[int]) -> bool:
    """Whether words between the cue and the mark are part of the reported clause ("said that, in May, "we ..."")."""
    parse = marked.parse
    between = [token for token in zone if token > cue]
    if any(parse.deps[kid] == "ccomp" and cue < kid <= zone[-1] for kid in parse.children[cue]):
        return True
    if len(between) > 2 and any(parse.lowers[token] == "that" and parse.tags[token] == "IN" for token in between):
        return True
    first, last = (
        marked.first[number],
        marked.last[number],
    )
    return sum(first <= parse.heads[token] <= last for token in between if parse.pos[token] != "PUNCT") > 0 and len(between) > 2


def _resumed(marked: Marked, number: int, cue: int, found: Sequence[Attribution]) -> Attribution | None:
    """The second half of a quotation that its attribution interrupts: "A," he said, "B"."""
    first = next(other for other in found if other.cue == cue)
    if first.quoted and first.quoted[-1] == number - 1 and marked.paragraph[cue] == marked.paragraph[marked.first[number]]:
        return Attribution("quote/continued", (number,), cue, first.source)
    return None


def _unquoted_start(marked: Marked, cue: int, source: int | None, zone: Sequence[int]) -> int | None:
    """First token of a content that begins without marks: The harbor was quiet, he added, "but nobody ..."."""
    parse = marked.parse
    if source is None or source > cue:
        return None
    clause = parse.edges[0][source]
    before = [token for token in zone if token < clause]
    if len(before) < 3 or parse.words[before[-1]] != "," or parse.pos[before[0]] in ("ADP", "ADV", "SCONJ", "CCONJ", "VERB"):
        return None
    return before[0]


def _is_utterance(marked: Marked, number: int) -> bool:
    """A capital at the beginning and more than a few words."""
    parse = marked.parse
    words = [
        token
        for token in range(
            marked.first[number],
            marked.last[number] + 1,
        )
        if parse.pos[token] not in ("PUNCT", "SPACE")
    ]
    return bool(words) and len(words) >= 3 and parse.words[words[0]][0].isupper()


def _reaches(marked: Marked, token: int, number: int) -> bool:
    """Whether the parse joins the cue to words of the quotation."""
    parse = marked.parse
    return any(
        parse.heads[inner] == token
        for inner in range(
            marked.first[number],
            min(marked.last[number] + 1, len(parse)),
        )
    )


def _colon(marked: Marked, number: int, zone: Sequence[int], words: WordClasses) -> Attribution | None:
    """A name or noun phrase before a colon: transcripts, captions, "His message: ..."."""
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


def _announced(marked: Marked, number: int, zone: Sequence[int]) -> Attribution | None:
    """ "The union issued the following statement: ...": a whole sentence without a cue for quotations before a colon."""
    parse = marked.parse
    if not _is_utterance(marked, number):
        return None
    for token in zone:
        if (
            parse.tags[token] not in ("VBD", "VBZ", "VBP")
            or parse.pos[token] != "VERB"
            or parse.deps[token] not in ("ROOT", "conj")
        ):
            continue
        source = grammar.own_subject(parse, token)
        if source is not None and source >= zone[0] and parse.pos[source] in NOMINAL:
            return Attribution("quote/announced", (number,), token, source)
    return None


def find_continued(marked: Marked, number: int, found: Sequence[Attribution]) -> Attribution | None:
    """What goes on after "he said.", and a quotation that runs on from the paragraph before."""
    if not found:
        return None
    quotation, last = marked.quotations[number], found[-1]
    if quotation.continues is not None and quotation.continues in last.quoted:
        return Attribution("quote/continued", (number,), last.cue, last.source, cue_is_colon=last.cue_is_colon)
    if number - 1 in last.quoted and _joined(marked, number):
        return Attribution("quote/continued", (number,), last.cue, last.source, cue_is_colon=last.cue_is_colon)
    if not begins(marked, number) or not last.quoted:
        return None
    first = marked.first[number]
    anchor = max(marked.last[last.quoted[-1]], last.cue)
    if marked.paragraph[anchor] != marked.paragraph[first]:
        return None
    between = sum(
        1 for token in range(anchor + 1, first) if marked.inside[token] < 0 and marked.parse.words[token] in SENTENCE_END
    )
    if between <= 1:
        return Attribution("quote/continued", (number,), last.cue, last.source, cue_is_colon=last.cue_is_colon)
    return None


def _joined(marked: Marked, number: int) -> bool:
    """Whether nothing but a conjunction stands between a quotation and the one before: chanted "No tolls" and "No tunnel"."""
    between = [token for token in range(marked.last[number - 1] + 1, marked.first[number]) if marked.parse.pos[token] != "SPACE"]
    return bool(between) and all(marked.parse.lowers[token] in _JOINING for token in between)
