"""Words after a quotation that attribute it: "...," she said; "...?" asked Smith; The plan was "a disaster," Smith said."""

from collections.abc import Sequence

from extractor.analysis import grammar
from extractor.analysis.grammar import FINITE
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import FINAL, Attribution, MarkedText, begins, sentence_start, zone_after
from extractor.statements.quotation_cues import copular_cue, leading_cue, quote_cue

_ATTRIBUTION = 16  # tokens from a comma to the cue after it
_SHORT_ATTRIBUTION = 6  # tokens of an attribution after a full stop
_SHORT_UTTERANCE = 4  # tokens, less one, of a quotation that is no utterance without a comma after it
_JOINED = frozenset(("and", "but"))
_SUBJECTS = ("NOUN", "PROPN", "PRON")
_SPEAKING = frozenset(("he", "she"))
_COMMAS = frozenset((",", "-", "–", "—", "--"))
_FINAL = frozenset(",?!-—–….")


def find_after(marked: MarkedText, lexicon: Lexicon, number: int) -> Attribution | None:
    """Find "...," she said. / "...?" asked Smith. / The plan was "a disaster," Smith said."""
    parse = marked.parse
    zone = [token for token in zone_after(marked, number) if parse.pos[token] != "SPACE"]
    while zone and parse.words[zone[0]] in _COMMAS:
        zone.pop(0)
    if not zone:
        return None
    final, following = marked.final_mark(number), _following(marked, number)
    if following not in _COMMAS and final not in _FINAL:
        more = _after_more(marked, lexicon, number, zone)  # “A” in town, she said
        if more is not None:
            return more
    opens = begins(marked, number)
    hit = copular_cue(parse, lexicon, zone) or leading_cue(parse, lexicon, zone, open_end=final == "," and opens)
    if hit is None:
        return _after_more(marked, lexicon, number, zone)
    cue, source = hit
    if parse.pos[zone[0]] == "CCONJ" and (
        _has_introduction(marked, number) or (source is not None and not zone[0] < source < cue)
    ):
        return None  # "..., and told the police": what comes next was told; "he said, '...,' and I laughed"
    if not _is_set_off(marked, number, zone):
        return None
    if opens or _introduced(marked, number):
        return Attribution("quote/after", (number,), cue, source, rest=_rest(marked, lexicon, zone, cue, source))
    return _with_words_before(marked, lexicon, number, cue, source)


def _rest(marked: MarkedText, lexicon: Lexicon, zone: Sequence[int], cue: int, source: int | None) -> tuple[int, int] | None:
    """Return what goes on without marks after the attribution to the end of the sentence.

    "Only you," she said, would thank a judge. / "We won," he said, and it should help the club.
    """
    parse = marked.parse
    said = max(cue, cue if source is None else source)
    comma = next((token for token in zone if token > said and parse.words[token] == ","), None)
    if comma is None or comma - said > _SHORT_ATTRIBUTION or comma + 2 > zone[-1]:
        return None
    first = comma + 1
    words = range(first, zone[-1] + 1)
    joined = parse.lowers[first] in _JOINED
    verb = next((token for token in words if parse.tags[token] in FINITE), None)
    subject = None if verb is None else next((token for token in range(first, verb) if parse.pos[token] in _SUBJECTS), None)
    if joined:
        reports = any(parse.pos[token] == "VERB" and lexicon.get("VERB", parse.lemmas[token]) for token in words)
        another = subject is not None and parse.lowers[subject] not in _SPEAKING
        goes_on = another and verb is not None and parse.tags[verb] == "MD" and not reports
    else:
        goes_on = verb == first and quote_cue(parse, first, lexicon) is None
    return (first + (parse.lowers[first] == "and"), zone[-1]) if goes_on else None


def _following(marked: MarkedText, number: int) -> str:
    """Return the word behind a quotation; empty at the end of the text."""
    after = marked.last[number] + 1
    return marked.parse.words[after] if after < len(marked.parse) else ""


def _ends_with_stop(marked: MarkedText, number: int) -> bool:
    return marked.final_mark(number) == "." and _following(marked, number) != ","


def _is_set_off(marked: MarkedText, number: int, zone: Sequence[int]) -> bool:
    """Return whether the marks leave room for an attribution after the quotation.

    Behind a full stop it is short or goes on in small letters; without any comma ("a disaster" Smith said) the quotation opens
    its sentence and is a real utterance.
    """
    if _ends_with_stop(marked, number):
        return marked.parse.words[zone[0]][0].islower() or len(zone) <= _SHORT_ATTRIBUTION
    if marked.final_mark(number) in ",?!-—–…" or _following(marked, number) in _COMMAS:
        return True
    return begins(marked, number) and marked.last[number] - marked.first[number] > _SHORT_UTTERANCE


def _with_words_before(marked: MarkedText, lexicon: Lexicon, number: int, cue: int, source: int | None) -> Attribution | None:
    """Find The plan was "a disaster," Smith said: the sentence up to the quotation is content as well."""
    if _ends_with_stop(marked, number) or _own_cue_before(marked, lexicon, number) or _says_something_else(marked, lexicon, cue):
        return None
    start, quoted = sentence_start(marked, number)
    stop = _clause_end(marked, range(marked.last[number] + 1, cue + 1), cue, source)
    if start is None or not (stop is not None or _is_clause(marked, start, number, source)):
        return None
    return Attribution("quote/after-mixed", quoted, cue, source, start=start, stop=stop)


def _clause_end(marked: MarkedText, zone: Sequence[int], cue: int, source: int | None) -> int | None:
    """Return the comma before the attribution when the main clause stands between it and the marks: "A", a truce was near, she
    said."""
    parse = marked.parse
    first = cue if source is None else min(cue, parse.edges[0][source])
    between = [token for token in zone if token < first]
    if not between or parse.words[between[-1]] != ",":
        return None
    finite = any(parse.tags[token] in FINITE and grammar.own_subject(parse, token) in between for token in between)
    return between[-1] if finite else None


def introduces_next(marked: MarkedText, number: int) -> bool:
    """Return whether the words after a quotation that is complete are a sentence that introduces the next one.

    A comma introduces it only when this quotation has an introduction of its own ("A," she said, "B").
    """
    parse, following = marked.parse, number + 1
    if following >= len(marked.quotations) or marked.final_mark(number) not in FINAL:
        return False
    end = marked.previous(marked.first[following])
    zone = zone_after(marked, number)
    if end not in zone or not parse.words[zone[0]][0].isupper():
        return False
    return parse.words[end] == ":" or (parse.words[end] == "," and _has_introduction(marked, number))


def _has_introduction(marked: MarkedText, number: int) -> bool:
    before = marked.previous(marked.first[number])
    return (
        before >= 0
        and marked.paragraph[before] == marked.paragraph[marked.first[number]]
        and marked.inside[before] < 0
        and marked.parse.words[before] in (":", ",")
    )


def _after_more(marked: MarkedText, lexicon: Lexicon, number: int, zone: Sequence[int]) -> Attribution | None:
    """Read "A" and more of the clause, she said: the words between the mark and the comma are content as well."""
    parse = marked.parse
    last = marked.last[number]
    if marked.final_mark(number) in ",.?!" or parse.words[min(last + 1, len(parse) - 1)] == ",":
        return None
    for position, token in enumerate(zone):
        if parse.words[token] != "," or position == 0:
            continue
        hit = leading_cue(marked.parse, lexicon, zone[position + 1 :][:_ATTRIBUTION])
        if (
            hit is not None
            and hit[1] is not None
            and abs(hit[0] - hit[1]) <= _ATTRIBUTION
            and zone[position + 1] in (hit[0], parse.edges[0][hit[1]])
            and not _says_something_else(marked, lexicon, hit[0])
        ):
            start, quoted = sentence_start(marked, number)
            if start is not None:
                return Attribution("quote/after-mixed", quoted, hit[0], hit[1], start=start, stop=token)
    return None


def _own_cue_before(marked: MarkedText, lexicon: Lexicon, number: int) -> bool:
    """Return whether a cue stands directly before the quotation ("chanted, "Shut it down," ...")."""
    before = marked.previous(marked.first[number])
    if before > 0 and marked.parse.words[before] in (",", ":"):
        before = marked.previous(before)
    return before >= 0 and marked.inside[before] < 0 and quote_cue(marked.parse, before, lexicon) is not None


def _says_something_else(marked: MarkedText, lexicon: Lexicon, cue: int) -> bool:
    """Return whether the cue has a content of its own behind it ("..., 72 percent said yes", "..., he warned China")."""
    parse = marked.parse
    addressed = parse.lemmas[cue] in lexicon.words.addressed
    return any(
        kid > cue
        and marked.inside[kid] < 0
        and (parse.deps[kid] in ("ccomp", "xcomp") or (parse.deps[kid] == "dobj" and not addressed))
        for kid in parse.children[cue]
    )


def _is_clause(marked: MarkedText, start: int, number: int, source: int | None) -> bool:
    """Return whether the words up to the end of the quotation have a finite verb and do not hold the source themselves."""
    parse, last = marked.parse, marked.last[number]
    if source is not None and start <= source <= last:
        return False
    return any(
        parse.tags[token] in ("VBD", "VBZ", "VBP", "MD") and parse.deps[token] != "relcl" for token in range(start, last + 1)
    )


def _introduced(marked: MarkedText, number: int) -> bool:
    """Return whether a colon stands before the quotation, so that nothing before it is content."""
    before = marked.previous(marked.first[number])
    return before >= 0 and marked.parse.words[before] in (":", "--", "—", "-", "–")
