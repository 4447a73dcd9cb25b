"""Headlines in title case, as the model can read them.

"Mayor Ruiz Says Ferry Strike Seems Over" looks like one long name to a parser. For the analysis (never in the stored
text) the words of such a headline get the case that they have in the body of the same article.
"""

import re
from collections.abc import Collection, Sequence

from extractor.articles import Block

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENS = re.compile(r"(?:^|[.?!:]\s?)[\"'“‘(]*$")
_SHARE = 0.6


def truecase(text: str, blocks: Sequence[Block], small: Collection[str]) -> str:
    """The text with title-case headlines in sentence case; as long as before.

    A word keeps its capital when the body never shows it in lower case and shows it with a capital inside a sentence, or when it
    opens the headline; capitals inside a word ("NATO", "McCain") stay. ``small`` are words written small whatever the body does.
    """
    titles = [block for block in blocks if block.kind in ("title", "heading") and _is_title_case(text[block.start : block.end])]
    if not titles:
        return text
    lower, capital = _usage(text, [block for block in blocks if block.kind not in ("title", "heading", "furniture")])
    pieces, end = [], 0
    for block in titles:
        pieces.append(text[end : block.start])
        pieces.append(_recase(text[block.start : block.end], lower | set(small), capital))
        end = block.end
    changed = "".join([*pieces, text[end:]])
    return changed if len(changed) == len(text) else text


def _is_title_case(headline: str) -> bool:
    words = [word for word in _WORD.findall(headline) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) > _SHARE * len(words)


def _usage(text: str, body: Sequence[Block]) -> tuple[set[str], set[str]]:
    """Words that the body writes small, and those that it writes with a capital inside a sentence."""
    lower: set[str] = set()
    capital: set[str] = set()
    for block in body:
        for match in _WORD.finditer(text, block.start, block.end):
            word = match.group()
            if word[0].islower():
                lower.add(word)
            elif not _OPENS.search(text[max(block.start, match.start() - 3) : match.start()]):
                capital.add(word)
    return lower, capital


def _recase(headline: str, lower: set[str], capital: set[str]) -> str:
    first = True

    def recase(match: re.Match[str]) -> str:
        nonlocal first
        word = match.group()
        opens, first = first, False
        small = word.lower()
        if opens or not word[0].isupper() or word[1:] != word[1:].lower() or len(small) != len(word):
            return word
        common = small in lower or (word not in capital and _is_common(small))
        return small if common else word

    return _WORD.sub(recase, headline)


def _is_common(word: str) -> bool:
    """Endings that names seldom have: a word the body does not show at all is then taken for a common one."""
    return word.endswith(("ing", "ed", "tion", "ment", "ness", "ly", "ies", "ers", "ous", "ive", "ence", "ance"))
