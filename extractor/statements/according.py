"""Attributions by "according to" that the parser did not see for what they are, at either end of a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.analysis.grammar import FINITE
from extractor.analysis.parse import Parse
from extractor.statements import extent
from extractor.statements.candidates import reported
from extractor.statements.edges import Range
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import MarkedText
from extractor.statements.model import Candidate

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))


def find_according(marked: MarkedText, lexicon: Lexicon, standing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield sentences that begin or end with "according to" and a noun phrase that no frame attributes to anybody."""
    parse = marked.parse
    taken = {candidate.cue_head for candidate in standing}
    for token in [token for token, word in enumerate(parse.lowers) if word == "according"]:
        entry = lexicon.get("VERB", parse.lemmas[token])
        if token in taken or marked.inside[token] >= 0 or entry is None or parse.lowers[token + 1 : token + 2] != ["to"]:
            continue
        found = _ends(parse, token) or _begins(parse, token)
        if found is None:
            continue
        source, said = found
        nouns = [each for each in range(source[0], source[1] + 1) if parse.pos[each] in _NOMINAL]
        words = extent.trim(parse, said)
        if not nouns or words is None or parse.lemmas[nouns[-1]] in lexicon.words.measures:
            continue
        spans = extent.fit_quotations(parse.text, [extent.to_span(parse, words)], marked.quotations, parse.starts[token])
        candidate = reported(
            parse,
            "clause/according",
            tuple(spans),
            entry,
            head=token,
            span=(parse.starts[token], parse.ends[token + 1]),
            source=nouns[-1],
        )
        yield replace(candidate, source=(extent.to_span(parse, source),))


def _ends(parse: Parse, token: int) -> tuple[Range, Range] | None:
    """Return the source and content when the sentence ends with the source: "..., according to insiders"."""
    start, stop = parse.sentences[parse.sentence_of[token]]
    source = extent.trim(parse, (token + 2, stop - 1))
    if parse.words[token - 1] != "," or token - 1 <= start or source is None:
        return None
    if _has_verb(parse, source) or not _has_verb(parse, (start, token - 1)):
        return None
    return source, (start, token - 1)


def _has_verb(parse: Parse, words: Range) -> bool:
    return any(parse.tags[token] in FINITE for token in range(words[0], words[1] + 1))


def _begins(parse: Parse, token: int) -> tuple[Range, Range] | None:
    """Return the source and content when the sentence begins with "according to": the content follows on the first comma."""
    start, stop = parse.sentences[parse.sentence_of[token]]
    comma = next((each for each in range(token + 2, stop) if parse.words[each] == ","), None)
    source = None if comma is None else extent.trim(parse, (token + 2, comma - 1))
    return None if comma is None or source is None or token > start + 1 else (source, (comma + 1, stop - 1))
