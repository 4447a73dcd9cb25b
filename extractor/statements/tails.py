"""Attributions at the end of a sentence that the parser did not see: "The road is closed, state radio reports"."""

from collections.abc import Iterator, Sequence

from extractor.analysis import grammar
from extractor.analysis.grammar import FINITE, PLURAL
from extractor.analysis.parse import Parse
from extractor.statements import control, extent
from extractor.statements.candidates import cue_range, reported
from extractor.statements.edges import Range
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.marked_text import MarkedText
from extractor.statements.model import Candidate
from extractor.statements.quotation_cues import neighbour

_LONGEST = 12  # tokens of source and cue
_SHORTEST = 3  # tokens of content
_IN_SOURCE = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "ADP", "PART", "CCONJ"))
_DASHES = frozenset(("-", "--", "–", "—"))
_NAMES = ("NOUN", "PROPN")
_SPOKEN = frozenset(("inserted", "inverted"))


def find_tails(marked: MarkedText, lexicon: Lexicon, standing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield sentences that end with a comma, a noun phrase and a reporting verb that none of the ``standing`` has as its cue.

    What comes before the comma must be a sentence itself, in the headline anything.
    """
    parse, title_end = marked.parse, marked.layout.title_end
    taken = {candidate.cue_head for candidate in standing}
    for start, stop in parse.sentences:
        cue, entry = _cue_of(marked, lexicon, start, stop)
        if entry is None or cue in taken or marked.inside[cue] >= 0:
            continue
        comma = cue - 1
        while comma > start and cue - comma <= _LONGEST and (parse.pos[comma] in _IN_SOURCE or parse.tags[comma] == "VBN"):
            comma -= 1
        first = start
        if comma == start:
            first = _broken_off(parse, start)
        while first < comma and parse.pos[first] in ("SPACE", "CCONJ"):
            first += 1
        nouns = [token for token in range(comma + 1, cue) if parse.pos[token] in ("NOUN", "PROPN", "PRON")]
        said = range(first, comma)
        if parse.words[comma] != "," or len(said) < _SHORTEST or not nouns or parse.pos[comma + 1] in ("ADP", "CCONJ"):
            continue
        if any(token in taken or parse.lowers[token] in grammar.RELATIVE for token in range(comma + 1, cue)):
            continue
        if parse.ends[cue] > title_end and not _has_verb(parse, said):
            continue
        if any(parse.deps[token] == "mark" or parse.tags[token] == "WRB" for token in said[:3]):
            continue  # "Even after sales fell, the bank continued"
        yield _candidate(marked, entry, (first, comma - 1), cue, _head(marked, nouns, cue))


def _cue_of(marked: MarkedText, lexicon: Lexicon, start: int, stop: int) -> tuple[int, Cue | None]:
    """Return the last word of a sentence, or a verb after which only an occasion or a time stands, and its entry as a cue.

    "..., the office reported on Tuesday -- a change that ..." ends for the attribution at the dash.
    """
    parse = marked.parse
    last = stop - 1
    while last > start and parse.pos[last] in ("SPACE", "PUNCT"):
        last -= 1
    entry = _reporting(marked, last, lexicon)
    if entry is not None:
        return last, entry
    dash = next((token for token in range(start, last) if parse.words[token] in _DASHES), last + 1)
    behind = dash - 1
    while behind > start and parse.words[behind] != "," and parse.tags[behind] not in FINITE:
        behind -= 1
    if parse.tags[behind] not in FINITE or parse.pos[behind] != "VERB":
        return last, None
    phrase = [token for token in range(behind + 1, dash) if parse.pos[token] != "PUNCT"]
    if (
        phrase
        and _is_listed(parse, phrase[-1], lexicon)
        and (parse.pos[phrase[0]] == "ADP" or _is_listed(parse, phrase[0], lexicon))
    ):
        return behind, _reporting(marked, behind, lexicon)
    return last, None


def _is_listed(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Return whether the word is an occasion or a time."""
    lemma = parse.lemmas[token].lower()
    return lemma in lexicon.words.occasions or lemma in lexicon.words.calendar


def _broken_off(parse: Parse, start: int) -> int:
    """Return where the sentence begins that the parser ended at the comma ``start``."""
    number = parse.sentence_of[start]
    return parse.sentences[number - 1][0] if number and parse.pos[start - 1] not in ("PUNCT", "SPACE") else start


def _has_verb(parse: Parse, said: range) -> bool:
    """Return whether there is a finite verb, or a participle between nouns that may be one ("the strike damaged homes")."""
    return any(
        parse.tags[token] in FINITE
        or (parse.tags[token] == "VBN" and token > said[0] and parse.pos[token - 1] in ("NOUN", "PROPN", "PRON", "ADV"))
        for token in said
    )


def _candidate(marked: MarkedText, entry: Cue, said: Range, cue: int, source: int) -> Candidate:
    parse = marked.parse
    words = extent.trim(parse, said) or said
    content = extent.fit_quotations(parse.text, [extent.to_span(parse, words)], marked.quotations, parse.starts[cue])
    first, last = cue_range(parse, cue)
    span = (parse.starts[first], parse.ends[last])
    return reported(parse, "clause/tail", tuple(content), entry, head=cue, source=source, span=span)


def _reporting(marked: MarkedText, token: int, lexicon: Lexicon) -> Cue | None:
    """Return the cue of a verb that may report what stands before it; one in -s counts under any tag ("state radio reports")."""
    parse = marked.parse
    lemma = parse.lemmas[token]
    if parse.pos[token] != "VERB":
        lemma = parse.lowers[token].removesuffix("s")
        if parse.tags[token] not in PLURAL or lemma == parse.lowers[token] or parse.pos[token - 1] not in _NAMES:
            return None
    elif parse.tags[token] not in FINITE or control.is_passive(parse, token):
        return None
    entry = lexicon.get("VERB", lemma)
    return entry if entry is not None and not _SPOKEN.isdisjoint(entry.frames) else None


def _head(marked: MarkedText, nouns: list[int], cue: int) -> int:
    """Return the subject of the cue; where the cue was read as a noun, the last noun before it."""
    parse = marked.parse
    own = grammar.own_subject(parse, cue)
    if own in nouns:
        return own
    filed = next((token for token in range(nouns[0], cue) if parse.tags[token] == "VBN"), None)
    if filed is not None and parse.pos[filed - 1] in ("NOUN", "PROPN"):
        return filed - 1  # "disclosures filed on Sunday revealed"
    top = neighbour(parse, cue, nouns)
    return nouns[-1] if top is None or (parse.heads[top] == cue and parse.deps[top] == "compound") else top
