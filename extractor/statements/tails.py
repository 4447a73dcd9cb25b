"""Attributions at the end of a sentence that the parser did not see: "The road is closed, state radio reports"."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from extractor.statements import syntax
from extractor.statements.lexicon import Cue, Lexicon
from extractor.statements.marked import Marked
from extractor.statements.quotation_cues import neighbour

_LONGEST = 12  # tokens of source and cue
_SHORTEST = 3  # tokens of content
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_IN_SOURCE = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "ADP", "PART", "CCONJ"))
_SPOKEN = frozenset(("inserted", "inverted"))


@dataclass(frozen=True, slots=True)
class Tail:
    """Tokens of an attribution: the cue, the head of its source, first and last token of what was said."""

    cue: int
    entry: Cue
    source: int
    first: int
    last: int


def find_tails(marked: Marked, lexicon: Lexicon, taken: Collection[int], *, title_end: int) -> Iterator[Tail]:
    """Sentences that end with a comma, a noun phrase and a reporting verb that no other rule used (``taken`` are heads of cues).

    What stands before the comma must be a sentence itself, in the headline (up to code point ``title_end``) anything.
    """
    parse = marked.parse
    for start, stop in parse.sentences:
        cue = stop - 1
        while cue > start and parse.pos[cue] in ("SPACE", "PUNCT"):
            cue -= 1
        if cue in taken or marked.inside[cue] >= 0:
            continue
        entry = _reporting(marked, cue, lexicon)
        if entry is None:
            continue
        comma = cue - 1
        while comma > start and cue - comma <= _LONGEST and parse.pos[comma] in _IN_SOURCE:
            comma -= 1
        first = start
        while first < comma and parse.pos[first] in ("SPACE", "CCONJ"):
            first += 1
        nouns = [token for token in range(comma + 1, cue) if parse.pos[token] in ("NOUN", "PROPN", "PRON")]
        said = range(first, comma)
        if parse.words[comma] != "," or len(said) < _SHORTEST or not nouns or parse.pos[comma + 1] in ("ADP", "CCONJ"):
            continue
        if any(token in taken for token in range(comma + 1, cue)):
            continue
        if parse.ends[cue] > title_end and not any(parse.tags[token] in _FINITE for token in said):
            continue
        if any(parse.deps[token] == "mark" or parse.tags[token] == "WRB" for token in said[:3]):
            continue  # "Even after sales fell, the bank continued"
        yield Tail(cue, entry, _head(marked, nouns, cue), first, comma - 1)


def _reporting(marked: Marked, token: int, lexicon: Lexicon) -> Cue | None:
    """The cue of a verb that may report what stands before it; one in -s counts under any tag ("state radio reports")."""
    parse = marked.parse
    lemma = parse.lemmas[token]
    if parse.pos[token] != "VERB":
        lemma = parse.lowers[token].removesuffix("s")
        if parse.tags[token] not in ("NNS", "NNPS") or lemma == parse.lowers[token] or parse.pos[token - 1] == "CCONJ":
            return None
    elif parse.tags[token] not in _FINITE or syntax.is_passive(parse, token):
        return None
    entry = lexicon.get("VERB", lemma)
    return entry if entry is not None and any(licence.frame.id in _SPOKEN for licence in entry.licences) else None


def _head(marked: Marked, nouns: list[int], cue: int) -> int:
    """The subject of the cue; where the cue was read as a noun, the last noun before it."""
    parse = marked.parse
    own = syntax.own_subject(parse, cue)
    if own in nouns:
        return own
    top = neighbour(parse, cue, nouns)
    return nouns[-1] if top is None or (parse.heads[top] == cue and parse.deps[top] == "compound") else top
