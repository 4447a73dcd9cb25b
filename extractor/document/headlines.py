"""Headlines in title case, as the model can read them.

"Mayor Ruiz Says Ferry Strike Seems Over" looks like one long name to a parser. For the analysis (never in the stored
text) the words of such a headline get the case that they have in the body of the same article.
"""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from extractor.articles import Block

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENS = re.compile(r"(?:^|[.?!:]\s?)[\"'“‘(]*$")
_SHARE = 0.6
_SHORTEST = 4  # shorter words say nothing without their ending
_LONG_BODY = 25  # words of a body that names whom its headline names, too
_COMMAS_OF_LIST = 5  # a list has more than one comma for so many words
_SHORTEST_LINE = 5  # words of a line in the body that is a headline of its own


@dataclass(frozen=True, slots=True)
class HeadlineWords:
    """What is known of words in headlines: ``small`` are written small whatever the body does, ``common`` are not unless they are
    names there; ``given`` are given names, and ``is_name`` says whether a word with a capital is a known name."""

    small: Container[str] = field(default_factory=frozenset)
    common: Container[str] = field(default_factory=frozenset)
    given: Container[str] = field(default_factory=frozenset)
    is_name: Callable[[str], bool] = field(default=lambda word: False)


@dataclass(frozen=True, slots=True)
class _Body:
    """Words that the body writes small, what they may be forms of, those that it writes with a capital inside a sentence, and how
    many words it has."""

    lower: frozenset[str]
    bases: frozenset[str]
    capital: frozenset[str]
    size: int


def truecase(text: str, blocks: Sequence[Block], words: HeadlineWords) -> str:
    """Return the text with title-case headlines in sentence case; as long as before.

    Where there are only lines in title case, each is a headline; so are lines of the body in which even "To" and "By" have a
    capital. The body decides: what it shows with a capital inside a sentence
    keeps it, what it writes small, also with another ending, loses it. A word that the body does not show loses it when it is an
    ordinary word, or when it is no known name and the body is no single sentence. The word that opens the headline and capitals
    inside a word ("NATO", "McCain") stay.
    """
    titles = [block for block in blocks if block.kind in ("title", "heading")]
    body = [block for block in blocks if block.kind not in ("title", "heading", "furniture")]
    if not titles and all(_is_title_case(text[block.start : block.end]) for block in body):
        titles, body = body, []
    lines = [block for block in body if _is_headline(text[block.start : block.end], words)]
    if lines:
        body = [block for block in body if block not in lines]
    titles = [block for block in titles if _is_title_case(text[block.start : block.end])]
    titles = sorted([*titles, *lines], key=lambda block: block.start)
    if not titles:
        return text
    shown = _read(text, body)
    pieces, end = [], 0
    for block in titles:
        pieces.append(text[end : block.start])
        pieces.append(_recase(text[block.start : block.end], shown, words))
        end = block.end
    changed = "".join([*pieces, text[end:]])
    return changed if len(changed) == len(text) else text


def _is_title_case(headline: str) -> bool:
    words = [word for word in _WORD.findall(headline) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) > _SHARE * len(words)


def _is_headline(line: str, known: HeadlineWords) -> bool:
    """Return whether all words of a line of the body have a capital, and small ones among them, as only headlines have it
    ("Mayor Ruiz Responds To Critics By Leaving")."""
    words = _WORD.findall(line)
    if len(words) < _SHORTEST_LINE or line.isupper() or not all(word[0].isupper() for word in words):
        return False
    if _COMMAS_OF_LIST * line.count(",") > len(words):
        return False  # names of people
    return any(word.lower() in known.small and not word.isupper() and not known.is_name(word) for word in words[1:])


def _read(text: str, body: Sequence[Block]) -> _Body:
    lower: set[str] = set()
    capital: set[str] = set()
    size = 0
    for block in body:
        for match in _WORD.finditer(text, block.start, block.end):
            word = match.group()
            size += 1
            if word[0].islower():
                lower.add(word)
            elif not _OPENS.search(text[max(block.start, match.start() - 3) : match.start()]):
                capital.add(word)
    return _Body(frozenset(lower), frozenset(base for word in lower for base in _bases(word)), frozenset(capital), size)


def _recase(headline: str, body: _Body, words: HeadlineWords) -> str:
    first, before = True, ""

    def recase(match: re.Match[str]) -> str:
        nonlocal first, before
        word = match.group()
        opens, first = first, False
        behind_given, before = before in words.given, word
        small = word.lower()
        if opens or not word[0].isupper() or word[1:] != word[1:].lower() or len(small) != len(word):
            return word
        if len(word) == 1 and small not in words.small:
            return word  # "U.S.", "John F. Poole"
        return small if is_common(word, small, behind_given=behind_given) else word

    def is_common(word: str, small: str, *, behind_given: bool) -> bool:
        if small in body.lower or small in words.small:
            return True
        if word.removesuffix("'s").removesuffix("’s") in body.capital or word in body.capital:
            return False
        bases = _bases(small)
        if words.is_name(word):
            return False
        if any(base in words.common for base in bases) or not body.bases.isdisjoint(bases):
            return True
        if behind_given and not small.endswith("s"):
            return _ends_common(small)  # "Ann Yarel", but "Ann Quits"
        return body.size >= _LONG_BODY or _ends_common(small)

    return _WORD.sub(recase, headline)


def _bases(word: str) -> list[str]:
    """Return what a word may be a form of, by its ending: "warns" of "warn", "denies" of "deny", "backing" of "back"."""
    found = [word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST:
            found.append(word.removesuffix(ending) + instead)
    return found


def _ends_common(word: str) -> bool:
    """Return whether a word ends as names seldom do: if the body does not show it at all, it is then taken for a common one."""
    return word.endswith(("ing", "ed", "tion", "ment", "ness", "ly", "ies", "ers", "ous", "ive", "ence", "ance"))
