"""Evidence from the shape of a candidate: how many words, capitals, digits, marks, small words inside."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.analysis.grammar import POSSESSIVES
from extractor.entities.lexical import FAMILY
from extractor.entities.view import HYPHENS
from extractor.entities.wording import Wording

_DOTTED = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?|[A-Z]\.(?:[A-Z]\.?)+")
_CODE = re.compile(r"[A-Z]{1,4}-?\d+[A-Za-z]*")
_ADDRESS = re.compile(r"https?:|www\.|@|#|[/_]\w+[/_.]|\.(?:html?|php|aspx?|com|org|net)\b|=\"|</?\w+|\">")
_SIGN = re.compile(r"[:.@#/_=<>]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
# Names of one or several words, each with a capital and small letters behind.
_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_MARKS, _MONEY = frozenset(':;|—–"“”()'), frozenset("$€£")
_HEADS = ("organization", "organization_head", "joined_head")
_LONGEST_COUNTED = 5
# Words with "and" that may be two names, the second with a head ("Hale and Tarnby Bank").
_LONGEST_PAIR = 3
_SHORT_ACRONYM = 6
_SHORTEST_STEM = 3
_LONGEST_INITIALS = 2
_JOINED_PLACE = re.compile(r"[a-z]-(?:on|upon|under|by|next|in|sur|sous|lès|les|am|an|im)(?:-the|-der|-dem)?-[A-Z]")
_LONGEST_LATIN = 4
# Lists of small words that belong inside names.
_ALLOWED = ("inside", "particles", "hyphenated")
_NICKNAME = re.compile(r"\w [\"“‘'][^\"”’']+[\"”’'] \w|\w \( ?\w+(?: \w+)? ?\) \w")
# Latin letters lie before the first of these and between the others.
_LAST_LATIN, _FIRST_MARKED, _LAST_MARKED = "\u02ff", "\u1e00", "\u1eff"
_PARTY_TAG = re.compile(r"[RDI]-(?:[A-Z][a-z]*\.?|(?:[A-Z]\.){1,2}[A-Z]?\.?|[A-Z]{2})")


def length(wording: Wording) -> Iterator[str]:
    """Yield how many words."""
    yield f"words: {min(len(wording.parts), _LONGEST_COUNTED)}"


def shape(wording: Wording) -> Iterator[str]:
    """Yield the capitals, digits, marks, and how words end."""
    if _PLAIN.fullmatch(wording.text):
        yield from _word_ends(wording)
        return
    text, parts = wording.text, wording.parts
    yield from _capitals(wording)
    if any(map(str.isdigit, text)):
        yield "shape: code" if _CODE.fullmatch(text) else "shape: digits"
        if wording.words[-1].isdecimal():
            yield "shape: number last"
    if _INNER_CAPITAL.search(text) and not any(map(FAMILY.fullmatch, parts)):
        yield "shape: capital inside"
    if text[0].islower():
        yield "shape: begins small"
    yield from _joined(wording)
    yield from _marks(wording)
    yield from _word_ends(wording)
    if _PARTY_TAG.fullmatch(text):
        yield "shape: party tag"
    if not _MONEY.isdisjoint(text):
        yield "shape: money"
    yield from _hyphens(wording)
    if not text.isascii():
        foreign = any(_is_foreign(letter) for letter in text if letter.isalpha())
        yield "shape: other script" if foreign else "shape: marked letters"


def _capitals(wording: Wording) -> Iterator[str]:
    text, parts = wording.text, wording.parts
    letters = sum(map(str.isalpha, text))
    if text.isupper() and letters > 1:
        if len(parts) > 1:
            yield "shape: all capitals, several words"
        elif _DOTTED.fullmatch(text):
            yield "shape: dotted"
        else:
            yield "shape: acronym" if letters <= _SHORT_ACRONYM else "shape: all capitals, long"
    elif len(parts) > 1 and any(part.isupper() and part.isalpha() and len(part) > 1 for part in parts):
        yield "shape: acronym inside"
        if parts[0].isupper() and len(parts[0]) > _LONGEST_INITIALS:
            yield "shape: acronym first"
    if letters == 1:
        yield "shape: one letter"


def _joined(wording: Wording) -> Iterator[str]:
    words = wording.words
    if "&" in wording.text:
        yield "shape: ampersand"
    if "and" in words or "or" in words:
        headed = wording.head != wording.last and not wording.kinds(wording.head).isdisjoint(_HEADS)
        ends = len(wording.parts) > _LONGEST_PAIR and not wording.kinds(wording.last).isdisjoint(_HEADS)
        yield "shape: and behind a head" if headed else "shape: and before a head" if ends else "shape: and"
    if "," in words:
        legal = "legal_form" in wording.kinds(wording.lowers[-1])
        yield "shape: comma and legal form" if legal else "shape: comma"


def _marks(wording: Wording) -> Iterator[str]:
    text, words = wording.text, wording.words
    if _NICKNAME.search(text):
        yield "shape: nickname inside"
    elif not _MARKS.isdisjoint(text) or " - " in text:
        yield "shape: marks inside"
    if "/" in text and any("/" in word and word not in wording.lists.words["particles"] for word in words):
        yield "shape: slash"
    if "]" in text or "[" in text:
        yield "shape: square bracket"
    owner = next((number for number, word in enumerate(words) if word in POSSESSIVES and number), 0)
    if owner:
        own = " ".join(words[:owner])
        yield "shape: possessive of a listed name inside" if wording.lists.names.get(own) else "shape: possessive inside"
    if _SIGN.search(text) and _ADDRESS.search(text):
        yield "shape: address"


def _word_ends(wording: Wording) -> Iterator[str]:
    parts = wording.parts
    last = parts[-1] if parts else ""
    if last.endswith("s") and not last.endswith(("ss", "us", "is", "'s")) and not last.isupper():
        yield "shape: plural" if len(parts) == 1 else "shape: plural last"
    if _has_english_ending(last, wording):
        yield "shape: English ending" if len(parts) == 1 else "shape: English ending last"
    if len(parts) > 1 and _has_english_ending(parts[0], wording):
        yield "shape: English ending first"


def _hyphens(wording: Wording) -> Iterator[str]:
    words = wording.words
    if _JOINED_PLACE.search(wording.text):
        yield "shape: hyphens around a small word"
    elif not HYPHENS.isdisjoint(words):
        yield "shape: hyphen behind a letter" if len(words[0]) == 1 and words[1] in HYPHENS else "shape: hyphen"


def _has_english_ending(word: str, wording: Wording) -> bool:
    """Return whether a word ends like English ones, behind more than two letters ("Emphasis", but not "King" and "Leive")."""
    return word[_SHORTEST_STEM:].endswith(wording.lists.endings["english_endings"]) and word[1:].islower()


def _is_foreign(letter: str) -> bool:
    """Return whether a letter is none of the Latin script."""
    return letter > _LAST_LATIN and not _FIRST_MARKED <= letter <= _LAST_MARKED


def small(wording: Wording) -> Iterator[str]:
    """Yield the small words inside: those that belong inside names, and others ("Evolution paper Lee", "Beauveria bassiana")."""
    words = wording.words
    if not any(map(str.islower, words)):
        return
    plain = [
        word
        for before, word in zip(("", *words[:-1]), words, strict=True)
        if word.isalpha() and word.islower() and before not in HYPHENS and wording.kinds(word).isdisjoint(_ALLOWED)
    ]
    if plain:
        yield from _plain_words(wording, plain[-1])
    elif len(wording.parts) > 1 and (link := _link(wording)):
        yield f"small: {link} inside"
    elif len(wording.parts) > 1 and "the" in words:
        yield "small: article inside"


def _plain_words(wording: Wording, plain: str) -> Iterator[str]:
    """Yield what the small words are of which ``plain`` is the last that belongs in no name."""
    lists, last = wording.lists.words, wording.words[-1]
    if last in lists["led"]:
        yield "small: led by a listed name" if wording.lists.names.get(" ".join(wording.words[:-1])) else "small: led"
    elif (body := _small_tail(wording)) in lists["national"]:
        yield "small: national body"
    elif body in lists["local"]:
        yield "small: local body"
    elif plain != last:
        yield "small: plain word inside"
    elif last not in lists["suffixes"]:
        latin = len(last) > _LONGEST_LATIN and last.endswith(wording.lists.endings["species"])
        yield "small: species" if latin else "small: plain word last"


def _link(wording: Wording) -> str:
    """Return the first preposition inside, that is no syllable of a name ("Jae-in"); empty without one."""
    links, pairs = wording.lists.words["kind_link"], pairwise(wording.words)
    return next((word for before, word in pairs if word in links and before not in HYPHENS), "")


def _small_tail(wording: Wording) -> str:
    """Return the small words at the end as they stand ("prosecutor's office")."""
    words = wording.text.split()
    start = next((at for at in range(len(words), 0, -1) if words[at - 1][0].isupper()), 0)
    return " ".join(words[start:])
