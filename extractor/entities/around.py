"""Evidence from both sides of a candidate: headline, dateline, quotation marks, brackets, titles, letters behind a name."""

from collections.abc import Iterator

from extractor.analysis.grammar import POSSESSIVES
from extractor.entities.trimming import ARTICLES
from extractor.entities.view import View

_OPENING = frozenset("\"'“‘«([")
_SHORTEST_TOWN = 3
_BEHIND_TOWN = frozenset((",", "—", "–", "--", "-", "(", "/"))
_NEAR_POST = 8
_CAPITALS_OF_DEGREE = 3
# Parts of speech that only the model takes for a name ("Lest you think so").
_NO_NOUNS = frozenset(("VERB", "AUX", "ADV", "INTJ", "SCONJ", "CCONJ", "ADP", "DET", "PRON"))
_ATTRIBUTES = frozenset(("DET", "ADJ", "PROPN", "NOUN", "PART", "PRON"))


def around(view: View, start: int, end: int) -> Iterator[str]:
    """Yield what stands on both sides: quotation marks, brackets, a beginning line and a dash, a name and a comma."""
    words = view.parse.words
    if end <= view.title_end:
        yield "around: headline"
        if end - start > 1 and view.parse.pos[end - 1] in ("VERB", "AUX"):
            yield "around: verb at the end, in a headline"
    if _is_dateline(view, start, end):
        yield "around: dateline"
    if start == 0:
        return
    if words[start].lower() in view.lists.words["platform"] and end - start == 1 and _is_posted_on(view, start):
        yield "around: platform of a post"
    if end - start == 1 and view.parse.pos[start] in _NO_NOUNS:
        yield "around: no noun"
    if end - start == 1 and (_is_behind_name(view, start) or _is_degree(view, start)):
        yield "around: letters behind a name"
    if end in view.titles:
        yield from _title(view, start, end)
    if end - start == 1 and start in view.titles:
        yield from _titled(view, start)
    if end - start == 1 and view.parse.lowers[start] in view.lists.words["organization"] and _is_bare(view, start):
        yield "around: body without an article"
    elif end - start == 1 and view.parse.lowers[start - 1] == "the":
        if _is_plain(view, start):
            owns = end < len(words) and words[end] in POSSESSIVES and not view.known(start, end)
            yield f"around: plain {'owner' if owns else 'word'} with an article"
        elif words[start].endswith("s") and words[start][:-1] in view.lists.family_names:
            yield "around: family with an article"
    if end >= len(words) or words[start - 1] not in _OPENING:
        return
    left, right = words[start - 1], words[end]
    if left == "(" and right == ")":
        yield "around: brackets" if end - start == 1 else "around: brackets, several words"
    elif left in "\"“‘«'" and right in "\"”’»'":
        yield "around: quotation marks"


def _is_dateline(view: View, start: int, end: int) -> bool:
    """Return whether words in capitals open a line and a comma, dash, bracket or date follows ("TARNBY, Norland (Wire) - ")."""
    words = view.parse.words
    if not words[start].isupper() or len(words[start]) < _SHORTEST_TOWN or end >= len(words):
        return False
    opens = start == 0 or "\n" in words[start - 1]
    listed = words[end] == ":" and any(known.kind == "place" for known in view.known(start, end))
    behind = listed or words[end] in _BEHIND_TOWN or words[end][0].isdigit()
    return opens and behind and all(word.isupper() or not word[0].isalpha() for word in words[start:end])


def _is_posted_on(view: View, token: int) -> bool:
    """Return whether somebody writes or speaks on what is named here ("wrote on X", "a post on X", "posts to X")."""
    parse = view.parse
    if parse.lowers[token - 1] not in view.lists.words["posting_preposition"]:
        return False
    return any(parse.lemmas[before] in view.lists.words["posting"] for before in range(max(0, token - _NEAR_POST), token - 1))


def _title(view: View, start: int, end: int) -> Iterator[str]:
    """Tell a title alone ("the President") and an office ("the Tarnby District Judge") from names."""
    title, article = view.titles[end][0], view.parse.lowers[start - 1] in ARTICLES
    if title == start and start in view.titles:
        yield "around: title behind a title"
    elif title == start and article:
        yield "around: title with an article"
    elif start < title and article and view.is_capital(title - 1):
        yield "around: office with an article"


def _titled(view: View, start: int) -> Iterator[str]:
    """Yield what is odd about a word behind a title: it names a month ("Ms May"), or is plain ("General Meeting")."""
    lower, words = view.parse.lowers[start], view.lists.words
    if view.titles[start][1].kind == "honorific":
        if lower in words["month_names"]:
            yield "around: month behind an honorific"
    elif (lower in words["plain"] or lower in words["event"]) and view.parse.words[start] not in view.lists.family_names:
        yield "around: plain word behind a title"


def _is_bare(view: View, token: int) -> bool:
    """Return whether a capital word inside a sentence stands without article and attribute ("in Parliament")."""
    return token not in view.firsts and view.parse.pos[token - 1] not in _ATTRIBUTES


def _is_plain(view: View, token: int) -> bool:
    """Return whether a word is one of the general language that is no head of an organization's name ("the Mainland")."""
    lower, words = view.parse.lowers[token], view.lists.words
    return lower in words["plain"] and lower not in words["organization"] and lower not in words["organization_head"]


def _is_degree(view: View, token: int) -> bool:
    """Return whether several capitals with small letters stand between commas behind a name ("Ann Lee, MBChB, FRCPath,")."""
    words, word = view.parse.words, view.parse.words[token]
    if sum(map(str.isupper, word)) < _CAPITALS_OF_DEGREE or word.isupper() or not word.isalpha():
        return False
    return token + 1 < len(words) and words[token - 1] == words[token + 1] == "," and words[token - 2][0].isupper()


def _is_behind_name(view: View, token: int) -> bool:
    """Return whether these are letters, and only commas and others stand between them and a name ("Ann Lee, RN, MPH")."""
    words, honours = view.parse.words, view.lists.words["honours"]
    if words[token] not in honours:
        return False
    before = token - 1
    while before >= 0 and (words[before] == "," or words[before] in honours):
        before -= 1
    return 0 <= before < token - 1 and words[before][0].isupper() and not words[before].isupper()
