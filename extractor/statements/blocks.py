"""Block quotations without marks: a paragraph that ends with a reporting verb and a colon, and what the next paragraph says.

"In a letter to the board, Okello wrote:", and on the next line the letter. How far the block goes cannot be seen without marks;
one paragraph is taken.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractor.analysis import grammar
from extractor.analysis.parse import Parse
from extractor.statements import control
from extractor.statements.candidates import quoted
from extractor.statements.lexicon import Lexicon
from extractor.statements.marked_text import FINAL, SENTENCE_END, MarkedText
from extractor.statements.model import Candidate
from extractor.statements.quotation_cues import quote_cue

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 6
_HEADS = frozenset(("ROOT", "conj", "advcl", "relcl"))


def find_blocks(marked: MarkedText, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield the block quotations of a text, in text order."""
    parse = marked.parse
    for number, paragraph in enumerate(marked.layout.paragraphs[1:]):
        last = marked.previous(bisect_left(parse.starts, paragraph[0]))
        if last < 0 or parse.words[last] != ":" or marked.paragraph[last] != number:
            continue
        if not _is_block(parse.text[slice(*paragraph)]):
            continue
        cue = _cue(marked, lexicon, last)
        source = None if cue is None else control.subject(parse, cue, lexicon.words)
        if cue is not None and source is not None:
            yield quoted(parse, lexicon, "quote/block", (paragraph,), cue=cue, source=source)


def _is_block(text: str) -> bool:
    """Return whether a paragraph reads like something that was said: sentences, no list, no markup, no marks that say so
    themselves."""
    return text[:1].isalpha() and text.rstrip()[-1:] in FINAL and len(_WORD.findall(text)) >= _FEWEST_WORDS


def _cue(marked: MarkedText, lexicon: Lexicon, colon: int) -> int | None:
    """Return the reporting verb of the sentence before the colon, if what was said is still to come."""
    parse, token = marked.parse, colon - 1
    while token >= 0 and marked.paragraph[token] == marked.paragraph[colon] and parse.words[token] not in SENTENCE_END:
        if parse.deps[token] in _HEADS and parse.pos[token] == "VERB" and quote_cue(parse, token, lexicon) is not None:
            return token if marked.inside[token] < 0 and _is_open(parse, token, lexicon) else None
        token -= 1
    return None


def _is_open(parse: Parse, cue: int, lexicon: Lexicon) -> bool:
    """Return whether the verb lacks a content: it has no clause, and no object but the addressee or one that points ahead."""
    announcing = lexicon.words.announcing
    for kid in parse.children[cue]:
        if parse.deps[kid] in ("ccomp", "xcomp", "oprd"):
            return False
        if parse.deps[kid] == "dobj" and parse.lemmas[cue] not in lexicon.words.addressed:
            determiner = grammar.child(parse, kid, "det")
            points = parse.lowers[kid] in announcing or (determiner is not None and parse.lowers[determiner] in announcing)
            if not points:
                return False
    return True
