"""The tokens of a text against its quotation marks: what stands inside, what around."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.analysis.layout import Layout
from extractor.analysis.parse import Parse, Span
from extractor.statements.quotation_marks import Quotation

SENTENCE_END = frozenset((".", "!", "?", "…", "..."))
FINAL = ".!?…"
_ZONE = 45
_TITLE = 8  # words at most
_LONGEST_TITLE = 80  # code points
_LONG_WORD = 4  # letters of a word that has a capital in titles
_SENTENCE = 2  # words of a quotation after an abbreviation that make a sentence of its own
_ASIDE = 8  # tokens of a bracket between two quotations
_INNER = " \n\t\xa0'’"  # at the end of a quotation that ends with another
_UTTERED = ".!?…,"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue found for quotations: ``quoted`` are indices of the quotations, ``start`` the first token of an unquoted
    beginning, ``stop`` the token before which the content ends when words without marks follow; ``mark`` is the dash or bracket
    that stands for a cue before the token ``cue``; ``leads`` are first tokens of phrases that go with the next quotation,
    ``rest`` first and last token of what goes on without marks after the attribution."""

    rule: str
    quoted: tuple[int, ...]
    cue: int
    source: int | None = None
    start: int | None = None
    stop: int | None = None
    cue_is_colon: bool = False
    mark: Span | None = None
    leads: tuple[int, ...] = ()
    rest: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text's tokens against its quotations: ``first`` and ``last`` are tokens by quotation, ``inside`` (-1 outside) and
    ``paragraph`` numbers by token; ``headings`` are the numbers of paragraphs that are headings."""

    parse: Parse
    layout: Layout
    quotations: Sequence[Quotation]
    first: Sequence[int]
    last: Sequence[int]
    inside: Sequence[int]
    paragraph: Sequence[int]
    headings: frozenset[int]

    def previous(self, token: int) -> int:
        """Return the token before ``token`` that is not white space, or -1."""
        token -= 1
        while token >= 0 and self.parse.pos[token] == "SPACE":
            token -= 1
        return token

    def paragraphs_between(self, first: int, second: int) -> int:
        """Return how many paragraphs a later token is away from an earlier one; headings on the way do not count."""
        start, stop = self.paragraph[first], self.paragraph[second]
        return stop - start - sum(start < number < stop for number in self.headings)

    def before_heading(self, token: int) -> int:
        """Return the token itself, or the last one before the heading that it is in; -1 without one."""
        while token >= 0 and self.paragraph[token] in self.headings:
            token = self.previous(bisect_left(self.parse.starts, self.layout.paragraphs[self.paragraph[token]][0]))
        return token

    def ends_sentence(self, token: int) -> bool:
        """Return whether a sentence ends with ``token``: a full stop, or a closing mark with one inside."""
        if token < 0:
            return True
        quotation = self.inside[token]
        if quotation < 0:
            return self.parse.words[token] in SENTENCE_END or self._abbreviates(token)
        return token == self.last[quotation] and self.final_mark(quotation) in FINAL

    def _abbreviates(self, token: int) -> bool:
        """Return whether the full stop of an abbreviation ends a sentence, too: a sentence in marks follows (Jr. "We ...")."""
        word, behind = self.parse.words[token], token + 1
        if not word.endswith(".") or behind >= len(self.parse) or self.inside[behind] < 0:
            return False
        number = self.inside[behind]
        inner = self.parse.text[self.quotations[number].inner_start : self.quotations[number].inner_end].split()
        return len(inner) >= _SENTENCE and inner[0][0].isupper() and inner[-1][-1] in _UTTERED

    def final_mark(self, number: int) -> str:
        """Return the last character inside a quotation, or the one after it when the comma stands outside."""
        quotation, text = self.quotations[number], self.parse.text
        inner = text[quotation.inner_start : quotation.inner_end].rstrip(_INNER)
        return inner[-1] if inner else ""


def mark_tokens(parse: Parse, quotations: Sequence[Quotation], layout: Layout) -> MarkedText:
    """Return the token ranges of the quotations, and for each token its quotation (-1 outside) and paragraph."""
    first, last, inside = _ranges(parse, quotations)
    paragraph: list[int] = []
    paragraphs = layout.paragraphs
    for number, (start, _) in enumerate(paragraphs[1:]):
        paragraph += [number] * (bisect_left(parse.starts, start) - len(paragraph))
    paragraph += [max(len(paragraphs) - 1, 0)] * (len(parse) - len(paragraph))
    headings = frozenset(number for number, span in enumerate(paragraphs) if span in layout.headings)
    return MarkedText(parse, layout, quotations, first, last, inside, paragraph, headings)


def mark_nested(marked: MarkedText, nested: Sequence[Quotation]) -> MarkedText:
    """Return the same text against the quotations ``nested`` in its own; each of those is a paragraph of its own, as nothing
    outside of it tells who is quoted within."""
    first, last, inside = _ranges(marked.parse, nested)
    return replace(
        marked, quotations=nested, first=first, last=last, inside=inside, paragraph=marked.inside, headings=frozenset()
    )


def _ranges(parse: Parse, quotations: Sequence[Quotation]) -> tuple[list[int], list[int], list[int]]:
    """Return the first and last token of each quotation, and for each token its quotation (-1 outside)."""
    first, last, inside = [], [], [-1] * len(parse)
    for number, quotation in enumerate(quotations):
        low = bisect_right(parse.ends, quotation.start)
        high = max(low, bisect_left(parse.starts, quotation.end) - 1)
        first.append(low)
        last.append(high)
        for token in range(low, min(high + 1, len(parse))):
            inside[token] = number
    return first, last, inside


def has_words(marked: MarkedText, number: int) -> bool:
    """Return whether there is a letter or digit inside the marks."""
    quotation = marked.quotations[number]
    return any(character.isalnum() for character in marked.parse.text[quotation.inner_start : quotation.inner_end])


def is_title(marked: MarkedText, number: int, *, alone: bool = False) -> bool:
    """Return whether a few words in marks are the title of a work, or as many as there are ``alone`` in a paragraph a heading:
    every long word has a capital."""
    quotation = marked.quotations[number]
    if quotation.end - quotation.start > _LONGEST_TITLE and not alone:
        return False
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", marked.parse.text[quotation.inner_start : quotation.inner_end])
    if len(words) < 2 or (len(words) > _TITLE and not alone) or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    return all(word[0].isupper() for word in words if len(word) >= _LONG_WORD)


def begins(marked: MarkedText, number: int) -> bool:
    """Return whether the quotation opens a sentence of the text."""
    first = marked.first[number]
    before = marked.previous(first)
    if before < 0 or marked.paragraph[before] != marked.paragraph[first]:
        return True
    if marked.parse.words[before] in ("]", ")") and marked.inside[before] < 0:
        before = _before_aside(marked, before)
    return marked.ends_sentence(before) or marked.parse.words[before] in ("(", "•")


def _before_aside(marked: MarkedText, token: int) -> int:
    """Return the token before a bracket that ends with ``token`` and stands between two sentences: "..." [Laughs] "..."."""
    for opening in range(token - 1, max(token - _ASIDE, -1), -1):
        if marked.parse.words[opening] in ("[", "("):
            before = marked.previous(opening)
            return before if before >= 0 and marked.ends_sentence(before) else token
    return token


def zone_after(marked: MarkedText, number: int) -> range:
    """Return the tokens between the quotation and the end of its sentence, the next quotation or the paragraph."""
    parse = marked.parse
    start = marked.last[number] + 1
    end = start
    while (
        end < len(parse)
        and end - start < _ZONE
        and marked.inside[end] < 0
        and marked.paragraph[end] == marked.paragraph[start - 1]
        and parse.words[end] not in SENTENCE_END
        and "\n" not in parse.words[end]
    ):
        end += 1
    return range(start, end)


def zone_before(marked: MarkedText, number: int) -> range:
    """Return the tokens of the sentence before the quotation; when it opens a paragraph after a colon, the end of the paragraph
    before."""
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
        if marked.paragraph[before] != paragraph or marked.inside[before] >= 0 or marked.ends_sentence(before):
            break
        start = before
    return range(start, stop)


def sentence_start(marked: MarkedText, number: int) -> tuple[int | None, tuple[int, ...]]:
    """Return the first token of the sentence in whose middle the quotation stands, and the quotations from there on."""
    token, quoted = marked.first[number], [number]
    paragraph = marked.paragraph[token]
    while True:
        before = marked.previous(token)
        if before < 0 or marked.paragraph[before] != paragraph or marked.ends_sentence(before):
            return token, tuple(quoted)
        if marked.inside[before] >= 0:
            quoted.insert(0, marked.inside[before])
            token = marked.first[marked.inside[before]]
        else:
            token = before
        if marked.first[number] - token > 60:
            return None, tuple(quoted)
