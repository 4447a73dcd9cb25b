"""A text as the scores see it: word tokens, and which of them are in quotation marks.

Punctuation, quotation marks and white space are no words, so they never cost a point at the edge of a span.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

Span = tuple[int, int]
Words = frozenset[int]

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_DOUBLE = re.compile(r"[“”„«»\"]|``|''")
_OPENING = frozenset(["“", "„", "«", "``", '"'])
_CLOSING = frozenset(["”", "»", "''", '"'])
_REOPENING = frozenset('“„«"')
# A pair of single marks: not an apostrophe, a year ('90s) or a clipped word ('em) at its beginning, not in a word at its end.
_SINGLE = re.compile(r"(?<![\w'’])['‘](?![\s\d'’])(?!(?:em|til|cause|n|tis|twas)\b).{2,300}?(?<=[\w.,!?…])['’](?!\w)")
_SENTENCE_END = re.compile(r"[.?!]\s|\n")
_RELATIVE_PRONOUNS = frozenset(["who", "which", "that", "whom", "whose"])
_ANTECEDENT_REACH = 12


class TextWords:
    """The words of one text by index, and the mapping of character spans to them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.words = [text[start:end].lower() for start, end in self.spans]
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]

    def touched(self, spans: Iterable[Span]) -> Words:
        """Return the words that the spans touch."""
        return frozenset(
            word
            for start, end in spans
            if start < end
            for word in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def content(self, spans: Iterable[Span]) -> Words:
        """Return the words of a content without a complementizer "that" at its beginning."""
        words = self.touched(spans)
        if len(words) > 1 and self.words[min(words)] == "that":
            words -= {min(words)}
        return words

    def without(self, words: Words, function_words: frozenset[str]) -> Words:
        """Return the words that are no function words; all of them if none would be left."""
        return frozenset(word for word in words if self.words[word] not in function_words) or words

    @cached_property
    def quoted(self) -> Words:
        """Words in quotation marks."""
        return self.touched(quoted_regions(self.text))

    def type_of(self, content: Words) -> str:
        """Return ``direct`` when all words of the content are in quotation marks, ``mixed`` when some, else ``indirect``."""
        inside = len(content & self.quoted)
        return "direct" if inside == len(content) else "mixed" if inside else "indirect"

    def antecedents(self, source: Words) -> Words:
        """Return for a source that is a relative pronoun only: up to 12 words before it in the sentence; else nothing."""
        if len(source) != 1 or self.words[min(source)] not in _RELATIVE_PRONOUNS:
            return frozenset()
        pronoun = min(source)
        first = pronoun
        while first > max(0, pronoun - _ANTECEDENT_REACH):
            if _SENTENCE_END.search(self.text[self._ends[first - 1] : self._starts[first]]):
                break
            first -= 1
        return frozenset(range(first, pronoun))


def quoted_regions(text: str) -> list[Span]:
    """Return the character spans in quotation marks, marks included; each line is a paragraph of its own.

    Straight marks open and close in turn. A mark that is never closed reaches to the end of its paragraph only where a quotation
    runs over several: it begins the paragraph, or the next one begins with a mark. Single marks count outside double ones.
    """
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    regions: list[Span] = []
    for number, (begin, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])].lstrip() if number + 1 < len(paragraphs) else ""
        doubles = list(_double_regions(text[begin:end], goes_on=following[:1] in _REOPENING))
        singles = [
            match.span()
            for match in _SINGLE.finditer(text[begin:end])
            if not any(start < match.end() and match.start() < stop for start, stop in doubles)
        ]
        regions += [(begin + start, begin + stop) for start, stop in doubles + singles]
    return regions


def _double_regions(paragraph: str, *, goes_on: bool) -> Iterator[Span]:
    opened: int | None = None
    for match in _DOUBLE.finditer(paragraph):
        after_space = paragraph[match.start() - 1].isspace() if match.start() else True
        before_word = paragraph[match.end()].isalnum() if match.end() < len(paragraph) else False
        if opened is None:
            if match[0] in _OPENING or (after_space and before_word):
                opened = match.start()
        elif match[0] in _CLOSING or not (after_space or before_word):
            yield opened, match.end()
            opened = None
    if opened is not None and (goes_on or not paragraph[:opened].strip()):
        yield opened, len(paragraph)
