"""Particles between the parts of a name: "van der", "bin", "a/l", "van 't", "el-"."""

from collections.abc import Sequence

from extractor.entities.view import HYPHENS, View

_LONGEST_PARTICLES = 3
# How particles begin and end that have marks inside, and the tokens that they are cut into.
_FIRST_MARKED, _LAST_MARKED = frozenset(("a", "'", "’")), frozenset(("l", "p", "t"))
_MARKED_SIZES = (2, 3)
# What stands most often behind a name.
_ENDS = frozenset((",", ".", "and", "said", "(", ")", "-", ":"))


def behind_particles(view: View, start: int) -> int:
    """Return the token behind particles and the capitalised word that they belong to; ``start`` itself where there are none."""
    parse = view.parse
    word = parse.words[start]
    if word[0].isupper() or word in _ENDS:
        return start
    particles, joining = view.lists.words["particles"], view.lists.words["hyphenated"]
    if word not in particles and word not in _FIRST_MARKED and word not in joining:
        return start
    if word in particles and view.glued(start):
        return start  # the "na" of "Gonna"
    end, limit = start, min(len(parse), start + _LONGEST_PARTICLES)
    while end < limit and (parse.words[end] in particles or (parse.words[end] in joining and _hyphen_behind(view, end))):
        end += 1
        if _hyphen_behind(view, end - 1):
            end += 1
    if end < len(parse) and parse.words[end] in _FIRST_MARKED:
        end = next((end + size for size in _MARKED_SIZES if _is_marked(view, end, end + size)), end)
    return end + 1 if start < end < len(parse) and view.is_capital(end) else start


def is_behind_particle(view: View, start: int) -> bool:
    """Return whether a particle stands before a token, and a word with a capital before it."""
    words, particles = view.parse.words, view.lists.words["particles"]
    if words[start - 1] in _LAST_MARKED and not view.glued(start):
        return any(start > size and _is_marked(view, start - size, start) for size in _MARKED_SIZES)
    return words[start - 1] in particles and start > 1 and view.is_capital(start - 2)


def whole_words(words: Sequence[str], particles: frozenset[str]) -> tuple[str, ...]:
    """Return the words with particles in one piece that the tokens cut at their marks, and letters joined by hyphens."""
    found, at = list(words), 1
    while at < len(found):
        if found[at] in HYPHENS and len(found[at - 1].rpartition("-")[2]) == len("".join(found[at + 1 : at + 2])) == 1:
            found[at - 1 : at + 2] = ["".join(found[at - 1 : at + 2])]
            continue
        if found[at] in _FIRST_MARKED:
            for size in _MARKED_SIZES:
                if (whole := "".join(found[at : at + size])) in particles and not whole.isalpha():
                    found[at : at + size] = [whole]
        at += 1
    return tuple(found)


def _is_marked(view: View, start: int, end: int) -> bool:
    return end <= len(view.parse) and view.text(start, end) in view.lists.words["particles"]


def _hyphen_behind(view: View, token: int) -> bool:
    words = view.parse.words
    return token + 2 < len(words) and words[token + 1] in HYPHENS and view.glued(token + 1) and view.glued(token + 2)
