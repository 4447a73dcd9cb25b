"""Direct and mixed quotations: which words attribute a stretch in quotation marks.

Marks decide the extent, not the parse. For each quotation the words after it ("..., she said") and before it ("She said: ...") are
searched for a cue that licenses quotations; what follows "he said." in the same paragraph belongs to the same statement.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.analysis.parse import Parse
from extractor.statements import syntax
from extractor.statements.frames import OBJECT_CONTROL, find_source
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.marks import Quotation

_END = frozenset((".", "!", "?", "…", "..."))
_FINAL = ".!?…"
_ZONE = 45
_MISTAGGED = {"says": "say", "said": "say", "asks": "ask", "writes": "write", "adds": "add", "tweets": "tweet", "tweeted": "tweet"}
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


@dataclass(slots=True)
class Attribution:
    """A cue found for quotations: ``quoted`` are indices of the quotations, ``start`` the first token of an unquoted
    beginning, ``stop`` the token before which the content ends when words without marks follow."""

    rule: str
    quoted: list[int]
    cue: int | None = None
    source: int | None = None
    start: int | None = None
    stop: int | None = None
    cue_is_colon: bool = False


@dataclass(slots=True)
class Marked:
    """A text's tokens against its quotations."""

    parse: Parse
    quotations: Sequence[Quotation]
    first: list[int]
    last: list[int]
    inside: list[int]
    paragraph: list[int]

    def previous(self, token: int) -> int:
        """The token before ``token`` that is not white space, or -1."""
        token -= 1
        while token >= 0 and self.parse.pos[token] == "SPACE":
            token -= 1
        return token

    def ends_sentence(self, token: int) -> bool:
        """Whether a sentence ends with ``token``: a full stop, or a closing mark with one inside."""
        if token < 0 or (self.parse.words[token] in _END and self.inside[token] < 0):
            return True
        quotation = self.inside[token]
        if quotation >= 0 and token == self.last[quotation]:
            return self.final_mark(quotation) in _FINAL
        return False

    def final_mark(self, number: int) -> str:
        """Last character inside a quotation, or the one after it when the comma stands outside."""
        quotation, text = self.quotations[number], self.parse.text
        inner = text[quotation.inner_start : quotation.inner_end].rstrip()
        return inner[-1] if inner else ""


def mark_tokens(parse: Parse, quotations: Sequence[Quotation], paragraphs: Sequence[tuple[int, int]]) -> Marked:
    """Token ranges of the quotations, and for each token its quotation (-1 outside) and paragraph."""
    first, last, inside = [], [], [-1] * len(parse)
    for number, quotation in enumerate(quotations):
        low = bisect_right(parse.ends, quotation.start)
        high = max(low, bisect_left(parse.starts, quotation.end) - 1)
        first.append(low)
        last.append(high)
        for token in range(low, min(high + 1, len(parse))):
            inside[token] = number
    paragraph, number = [], 0
    for start in parse.starts:
        while number + 1 < len(paragraphs) and start >= paragraphs[number + 1][0]:
            number += 1
        paragraph.append(number)
    return Marked(parse, quotations, first, last, inside, paragraph)


def attribute_quotations(marked: Marked, lexicon: Lexicon) -> list[Attribution]:
    """The attributions of all quotations that are utterances, in text order; scare quotes and titles are left alone."""
    found: list[Attribution] = []
    for number in range(len(marked.quotations)):
        if not _has_words(marked, number):
            continue
        attribution = (
            _after(marked, lexicon, number)
            or _before(marked, lexicon, number, found)
            or _continued(marked, number, found)
        )
        if attribution is None:
            continue
        same = next((other for other in reversed(found[-3:]) if other.cue is not None and other.cue == attribution.cue), None)
        if same is not None:
            same.quoted.extend(each for each in attribution.quoted if each not in same.quoted)
            if attribution.start is not None:
                same.start = attribution.start if same.start is None else min(same.start, attribution.start)
        elif attribution not in found:
            found.append(attribution)
    return found


def _has_words(marked: Marked, number: int) -> bool:
    quotation = marked.quotations[number]
    return any(character.isalnum() for character in marked.parse.text[quotation.inner_start : quotation.inner_end])


def begins(marked: Marked, number: int) -> bool:
    """Whether the quotation opens a sentence of the text."""
    first = marked.first[number]
    before = marked.previous(first)
    if before < 0 or marked.paragraph[before] != marked.paragraph[first]:
        return True
    return marked.ends_sentence(before) or marked.parse.words[before] in ("(", "•")


def _zone_after(marked: Marked, number: int) -> range:
    """Tokens between the quotation and the end of its sentence, the next quotation or the paragraph."""
    parse = marked.parse
    start = marked.last[number] + 1
    end = start
    while (
        end < len(parse)
        and end - start < _ZONE
        and marked.inside[end] < 0
        and marked.paragraph[end] == marked.paragraph[start - 1]
        and parse.words[end] not in _END
        and "\n" not in parse.words[end]
    ):
        end += 1
    return range(start, end)


def _zone_before(marked: Marked, number: int) -> range:
    """Tokens of the sentence before the quotation; when it opens a paragraph after a colon, the end of the paragraph before."""
    parse = marked.parse
    stop = marked.first[number]
    start = stop
    paragraph = None
    while start > 0 and stop - start < _ZONE:
        before = start - 1
        if parse.pos[before] == "SPACE":
            start = before
            continue
        if paragraph is None:
            paragraph = marked.paragraph[before]
            if paragraph != marked.paragraph[stop] and parse.words[before] != ":":
                break
        if marked.paragraph[before] != paragraph or marked.inside[before] >= 0 or parse.words[before] in _END:
            break
        start = before
    return range(start, stop)


def _after(marked: Marked, lexicon: Lexicon, number: int) -> Attribution | None:
    """ "...," she said. / "...?" asked Smith. / The plan was "a disaster," Smith said."""
    parse = marked.parse
    zone = [token for token in _zone_after(marked, number) if parse.pos[token] != "SPACE"]
    while zone and parse.words[zone[0]] in (",", "-", "--", "–", "—"):
        zone.pop(0)
    if not zone:
        return None
    final = marked.final_mark(number)
    following = parse.words[marked.last[number] + 1] if marked.last[number] + 1 < len(parse) else ""
    full_stop = final == "." and following != ","
    hit = _leading_cue(marked, lexicon, zone)
    if hit is None:
        return _after_more(marked, lexicon, number, zone)
    cue, source = hit
    if full_stop and not (parse.words[zone[0]][0].islower() or len(zone) <= 6):
        return None
    if final not in ",?!-—–…" and following not in (",", "-", "–", "—", "--") and not full_stop:
        # "a disaster" Smith said: without any comma only at the beginning of a sentence and for real utterances
        if not (begins(marked, number) and marked.last[number] - marked.first[number] > 4):
            return None
    if begins(marked, number) or _introduced(marked, number):
        return Attribution("quote/after", [number], cue, source)
    if full_stop or _own_cue_before(marked, lexicon, number):
        return None
    start, quoted = sentence_start(marked, number)
    if start is None or not _is_clause(marked, start, number, source):
        return None
    return Attribution("quote/after-mixed", quoted, cue, source, start=start)


def _after_more(marked: Marked, lexicon: Lexicon, number: int, zone: Sequence[int]) -> Attribution | None:
    """ "A" and more of the clause, she said: the words between the mark and the comma are content as well."""
    parse = marked.parse
    last = marked.last[number]
    if marked.final_mark(number) in ",.?!" or parse.words[min(last + 1, len(parse) - 1)] == ",":
        return None
    for position, token in enumerate(zone):
        if parse.words[token] != "," or position == 0:
            continue
        hit = _leading_cue(marked, lexicon, zone[position + 1 :][:8])
        if hit is not None and hit[1] is not None and abs(hit[0] - hit[1]) <= 6 and zone[position + 1] in (hit[0], parse.edges[0][hit[1]]):
            start, quoted = sentence_start(marked, number)
            if start is not None:
                return Attribution("quote/after-mixed", quoted, hit[0], hit[1], start=start, stop=token)
    return None


def _own_cue_before(marked: Marked, lexicon: Lexicon, number: int) -> bool:
    """Whether a cue stands directly before the quotation ("chanted, "Build a wall," ...")."""
    before = marked.previous(marked.first[number])
    if before > 0 and marked.parse.words[before] in (",", ":"):
        before = marked.previous(before)
    return before >= 0 and marked.inside[before] < 0 and quote_cue(marked.parse, before, lexicon) is not None


def _is_clause(marked: Marked, start: int, number: int, source: int | None) -> bool:
    """Whether the words up to the end of the quotation have a finite verb and do not hold the source themselves."""
    parse, last = marked.parse, marked.last[number]
    if source is not None and start <= source <= last:
        return False
    return any(parse.tags[token] in ("VBD", "VBZ", "VBP", "MD") and parse.deps[token] != "relcl" for token in range(start, last + 1))


def _introduced(marked: Marked, number: int) -> bool:
    """Whether a colon stands before the quotation, so that nothing before it is content."""
    before = marked.previous(marked.first[number])
    return before >= 0 and marked.parse.words[before] in (":", "--", "—")


def sentence_start(marked: Marked, number: int) -> tuple[int | None, list[int]]:
    """First token of the sentence in whose middle the quotation stands, and the quotations from there on."""
    parse, token, quoted = marked.parse, marked.first[number], [number]
    paragraph = marked.paragraph[token]
    while True:
        before = marked.previous(token)
        if before < 0 or marked.paragraph[before] != paragraph or marked.ends_sentence(before):
            return token, quoted
        if marked.inside[before] >= 0:
            quoted.insert(0, marked.inside[before])
            token = marked.first[marked.inside[before]]
        else:
            token = before
        if marked.first[number] - token > 60:
            return None, quoted


def _leading_cue(marked: Marked, lexicon: Lexicon, zone: Sequence[int]) -> tuple[int, int | None] | None:
    """Cue and source when the words begin with "she said" or "said Smith"."""
    parse = marked.parse
    for token in zone[:25]:
        if parse.pos[token] not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            continue
        cue = quote_cue(parse, token, lexicon)
        if cue is not None and parse.tags[token] in ("VBG", "VB", "VBN") and not _finite(parse, token):
            return None
        if cue is None:
            if parse.pos[token] == "VERB" and parse.tags[token] in ("VBD", "VBZ", "VBP") and parse.deps[token] != "relcl":
                return None
            continue
        before = [other for other in zone if other < token]
        if parse.deps[token] in ("relcl", "acl") and before and any(parse.heads[token] == other for other in before):
            continue
        source = syntax.own_subject(parse, token)
        if source is not None and not zone[0] <= source <= zone[-1]:
            source = None
        if source is None:
            source = _neighbour(marked, token, zone)
        if source is None:
            source = _elided(marked, token, zone)
            return (token, source) if source is not None and token - zone[0] <= 3 else None
        return token, source
    return None


def _finite(parse: Parse, token: int) -> bool:
    """Whether an auxiliary makes the form finite ("will say", "was saying") and no "to" an infinitive."""
    auxiliaries = [kid for kid in parse.children[token] if parse.deps[kid] in ("aux", "auxpass")]
    if parse.tags[token] == "VBN" and not auxiliaries:
        return True  # a simple past that was taken for a participle
    return bool(auxiliaries) and all(parse.tags[kid] != "TO" for kid in auxiliaries)


def _elided(marked: Marked, token: int, zone: Sequence[int]) -> int | None:
    """A subject outside the zone, by the parse."""
    return syntax.subject(marked.parse, token, object_control=OBJECT_CONTROL)


def _neighbour(marked: Marked, token: int, zone: Sequence[int]) -> int | None:
    """Source next to the cue when the parse gives none: the noun before it, else the one after it."""
    parse = marked.parse
    before = [other for other in zone if other < token and parse.pos[other] in _NOMINAL]
    if before:
        top = before[0]
        while parse.heads[top] in before:
            top = parse.heads[top]
        return top
    after = [other for other in zone if token < other <= token + 8]
    for other in after:
        if parse.pos[other] in _NOMINAL:
            top = other
            while parse.heads[top] in after and parse.pos[parse.heads[top]] in _NOMINAL:
                top = parse.heads[top]
            return top
        if parse.pos[other] in ("VERB", "SCONJ"):
            break
    return None


def quote_cue(parse: Parse, token: int, lexicon: Lexicon) -> Cue | None:
    """The cue of a token that may attribute a quotation; "says" is known under any tag."""
    if parse.pos[token] in ("VERB", "AUX"):
        cue = lexicon.get("VERB", parse.lemmas[token])
    else:
        cue = lexicon.get("VERB", _MISTAGGED.get(parse.lowers[token], ""))
    return cue if cue is not None and cue.quotes else None


def _before(marked: Marked, lexicon: Lexicon, number: int, found: Sequence[Attribution]) -> Attribution | None:
    """She said: "..." / Smith, in a letter, wrote, "..." / SMITH: "..." """
    parse = marked.parse
    zone = [token for token in _zone_before(marked, number) if parse.pos[token] != "SPACE"]
    if not zone:
        return None
    end = parse.words[zone[-1]]
    if end in ("but", "and", "or") and len(zone) > 1 and parse.words[zone[-2]] == ",":
        taken = {other.cue for other in found}
        cue = next((token for token in reversed(zone) if token in taken), None)
        return None if cue is None or zone[-1] - cue > 12 else _resumed(marked, number, cue, found)
    if end not in (",", ":", "-", "–", "—", "--"):
        last = zone[-1]
        if end == "that" and len(zone) > 1:
            last = zone[-2]
        direct = quote_cue(parse, last, lexicon)
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
        passive = syntax.is_passive(parse, token)
        source = syntax.agent(parse, token) if passive else syntax.subject(parse, token, object_control=OBJECT_CONTROL)
        if source is None and not passive:
            source = _neighbour(marked, token, zone)
        start = _unquoted_start(marked, token, source, zone) if end == "," and zone[-2] == token else None
        return Attribution("quote/before" if start is None else "quote/around", [number], token, source, start=start)
    if parse.lowers[zone[0]] == "according" or any(parse.lowers[token] == "according" for token in zone):
        token = next(token for token in zone if parse.lowers[token] == "according")
        return Attribution("quote/according", [number], token, find_source(parse, token, "@according"))
    if end == ":":
        return _colon(marked, number, zone)
    return None


def _clause_begins_before(marked: Marked, cue: int, number: int, zone: Sequence[int]) -> bool:
    """Whether words between the cue and the mark are part of the reported clause ("said that, in May, "we ..."")."""
    parse = marked.parse
    between = [token for token in zone if token > cue]
    if any(parse.deps[kid] == "ccomp" and cue < kid <= zone[-1] for kid in parse.children[cue]):
        return True
    if len(between) > 2 and any(parse.lowers[token] == "that" and parse.tags[token] == "IN" for token in between):
        return True
    first, last = marked.first[number], marked.last[number]
    return sum(first <= parse.heads[token] <= last for token in between if parse.pos[token] != "PUNCT") > 0 and len(between) > 2


def _resumed(marked: Marked, number: int, cue: int, found: Sequence[Attribution]) -> Attribution | None:
    """The second half of a quotation that its attribution interrupts: "A," he said, "B"."""
    first = next(other for other in found if other.cue == cue)
    if first.quoted and first.quoted[-1] == number - 1 and marked.paragraph[cue] == marked.paragraph[marked.first[number]]:
        return Attribution("quote/continued", [number], cue, first.source)
    return None


def _unquoted_start(marked: Marked, cue: int, source: int | None, zone: Sequence[int]) -> int | None:
    """First token of a content that begins without marks: The streets were empty, he added, "but people ..."."""
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
        for token in range(marked.first[number], marked.last[number] + 1)
        if parse.pos[token] not in ("PUNCT", "SPACE")
    ]
    return bool(words) and len(words) >= 3 and parse.words[words[0]][0].isupper()


def _reaches(marked: Marked, token: int, number: int) -> bool:
    """Whether the parse joins the cue to words of the quotation."""
    parse = marked.parse
    return any(
        parse.heads[inner] == token for inner in range(marked.first[number], min(marked.last[number] + 1, len(parse)))
    )


def _colon(marked: Marked, number: int, zone: Sequence[int]) -> Attribution | None:
    """A name or noun phrase before a colon: transcripts, captions, "His message: ..."."""
    parse = marked.parse
    nominal = [token for token in zone[:-1] if parse.pos[token] in _NOMINAL]
    if not nominal or any(parse.pos[token] == "VERB" for token in zone) or len(zone) > 14:
        return None
    top = nominal[0]
    while parse.heads[top] in nominal and parse.heads[top] != top:
        top = parse.heads[top]
    possessor = syntax.child(parse, top, "poss")
    return Attribution("quote/colon", [number], zone[-1], possessor if possessor is not None else top, cue_is_colon=True)


def _continued(marked: Marked, number: int, found: Sequence[Attribution]) -> Attribution | None:
    """What goes on after "he said.", and a quotation that runs on from the paragraph before."""
    if not found:
        return None
    quotation, last = marked.quotations[number], found[-1]
    if quotation.continues is not None and quotation.continues in last.quoted:
        return Attribution("quote/continued", [number], last.cue, last.source, cue_is_colon=last.cue_is_colon)
    if not begins(marked, number) or not last.quoted:
        return None
    first = marked.first[number]
    anchor = max(marked.last[last.quoted[-1]], last.cue if last.cue is not None else -1)
    if marked.paragraph[anchor] != marked.paragraph[first]:
        return None
    between = sum(
        1 for token in range(anchor + 1, first) if marked.inside[token] < 0 and marked.parse.words[token] in _END
    )
    if between <= 1 and last.cue is not None:
        return Attribution("quote/continued", [number], last.cue, last.source, cue_is_colon=last.cue_is_colon)
    return None
