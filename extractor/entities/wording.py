"""Evidence from the words of a candidate alone: length, lists, last and first word, shape."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractor.analysis.grammar import POSSESSIVES
from extractor.entities.gazetteer import Gazetteer
from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.view import HYPHENS

_DOTTED = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?|[A-Z]\.(?:[A-Z]\.?)+")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)+[A-Z]?\.?")
_CODE = re.compile(r"[A-Z]{1,4}-?\d+[A-Za-z]*")
_ADDRESS = re.compile(r"https?:|www\.|@|#|[/_]\w+[/_.]|\.(?:html?|php|aspx?|com|org|net)\b|=\"|</?\w+|\">")
_SIGN = re.compile(r"[:.@#/_=<>]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_FAMILY = re.compile(r"(?:O['’]|Mc|Mac(?=[A-Z])|Fitz)[A-Z][a-z]{2,}")
_LONGEST_COUNTED = 5
_SHORT_ACRONYM = 5
_LONGEST_LATIN = 4
_LONGEST_SYLLABLE = 4
_LONGEST_INITIALS = 2
_NICKNAME = re.compile(r"\w [\"“‘'][^\"”’']+[\"”’'] \w")
_PARTY_TAG = re.compile(r"[RDI]-[A-Z][a-z]*\.?")


@dataclass(frozen=True)
class Wording:
    """The words of a candidate, and what the lists say of the whole."""

    words: tuple[str, ...]
    text: str
    known: tuple[GazetteerEntry, ...]
    lists: Gazetteer

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(map(str.lower, self.words))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The words without hyphens, apostrophes and the like."""
        return tuple(word for word in self.words if word[0].isalnum())

    @cached_property
    def last(self) -> str:
        """The last word in lower case; of one with a number behind, the word before it."""
        words = [part.lower() for part in self.parts]
        while len(words) > 1 and words[-1].isdecimal():
            words.pop()
        return words[-1] if words else ""

    @cached_property
    def head(self) -> str:
        """The word that tells what it is, in lower case: the one before the first "of", else the last."""
        of = next((number for number, word in enumerate(self.lowers) if word in ("of", "for", "on") and number), 0)
        return self.lowers[of - 1] if of else self.last


Evidence = Callable[[Wording], Iterator[str]]


def length(wording: Wording) -> Iterator[str]:
    """Yield how many words."""
    yield f"words: {min(len(wording.parts), _LONGEST_COUNTED)}"


def listed(wording: Wording) -> Iterator[str]:
    """Yield the places and organizations of the lists, apart for names that are also plain words or names of people."""
    text, lists = wording.text, wording.lists
    several = "several words" if len(wording.parts) > 1 else "one word"
    ambiguous = "ambiguous " if text in lists.ambiguous else ""
    kinds = {_listed_kind(known) for known in wording.known}
    for kind in sorted(kinds):
        yield f"list: {ambiguous}{kind}, {several}"
    if text in lists.demonyms:
        yield "list: demonym"
    for kind in ("people", "policy", "holiday", "creed", "thing"):
        if text in lists.words[kind]:
            yield f"list: {kind}"


def _listed_kind(known: GazetteerEntry) -> str:
    if known.kind == "place":
        return "country" if known.subkind == "country" else "place"
    return "outlet" if known.is_outlet else known.subkind if known.subkind in ("company", "party") else "organization"


def people(wording: Wording) -> Iterator[str]:
    """Yield the given and family names of the lists, initials, particles, and how surnames are made."""
    lists, parts = wording.lists, wording.parts
    if not parts:
        return
    first, last = _cased(parts[0]), _cased(parts[-1])
    if len(parts) == 1:
        if first in lists.given_names:
            yield "name: given name alone"
        if first in lists.family_names or _FAMILY.fullmatch(first):
            yield "name: family name alone"
    else:
        given, family = first in lists.given_names, last in lists.family_names or bool(_FAMILY.fullmatch(last))
        if given:
            yield "name: given name first"
        if family:
            yield "name: family name last"
        if given and family:
            yield "name: given and family name"
        if any(part in lists.given_names for part in parts[1:]):
            yield "name: given name further on"
        if first in lists.family_names and first not in lists.given_names:
            yield "name: family name first"
        if _INITIAL.fullmatch(first) and not last.isupper():
            yield "name: initial first"
        if any(_INITIAL.fullmatch(part) for part in parts[1:-1]):
            yield "name: initial inside"
        if wording.last in lists.words["suffixes"]:
            yield "name: suffix"
    inner = wording.lowers[1:-1]
    if any(word in lists.words["particles"] or word in lists.words["hyphenated"] for word in inner if word[0].isalpha()):
        yield "name: particle"
    for before, after in pairwise(wording.words):
        if before in HYPHENS and after[0].islower():
            yield "name: small syllable after hyphen" if len(after) <= _LONGEST_SYLLABLE else "name: small word after hyphen"
            break
    if len(parts) > 1 and not any(
        part in lists.given_names or part in lists.family_names or _INITIAL.fullmatch(part) for part in parts
    ):
        yield "name: no known name of people"
    if len(parts) > 1 and not wording.known:
        yield from _listed_parts(wording)
    if len(parts) > 1 and not wording.known and last[1:].islower():
        for ending in _endings(last.lower()):
            if ending in lists.words["surname_endings"]:
                yield "name: ends like a surname"
                break


def _cased(word: str) -> str:
    """Return a word in capitals as it stands elsewhere ("HALE" -> "Hale")."""
    return word.title() if word.isupper() and len(word) > _LONGEST_INITIALS else word


def _listed_parts(wording: Wording) -> Iterator[str]:
    """Yield the places and demonyms at the beginning and at the end of a longer name."""
    lists, words = wording.lists, wording.words
    if words[0] in lists.demonyms:
        yield "name: demonym first"
    elif words[0] in lists.names and words[0] not in lists.ambiguous:
        yield f"name: listed {lists.names[words[0]][0].kind} first"
    for start in range(1, len(words)):
        known = lists.names.get(" ".join(words[start:]))
        if known:
            kind = known[0].kind
            yield f"name: listed {kind} last"
            if kind == "place" and _is_organization(wording, start):
                yield "name: organization and its place"
            break


def _is_organization(wording: Wording, end: int) -> bool:
    """Return whether the words before ``end``, but for a small one, are an organization: a listed one, or one with such a last
    word."""
    lists, words = wording.lists, wording.words[:end]
    while words and words[-1].islower():
        words = words[:-1]
    known = lists.names.get(" ".join(words), ())
    heads = lists.words["organization_head"] | lists.words["organization"]
    return any(one.kind == "organization" for one in known) or (bool(words) and words[-1].lower() in heads)


def _endings(word: str) -> Iterator[str]:
    """Yield the ends of two to five letters of a longer word."""
    return (word[-count:] for count in range(2, 6) if len(word) > count + 1)


def heads(wording: Wording) -> Iterator[str]:
    """Yield what the last word, the word before "of" and the first word say."""
    words, several = wording.lists.words, len(wording.parts) > 1
    if not several:
        if wording.last in words["organization"] or wording.last in words["organization_head"]:
            yield "head: organization, alone"
        if wording.last in words["place"] or wording.last in words["facility"]:
            yield "head: place, alone"
        if wording.text[1:].islower() and any(ending in words["place_endings"] for ending in _endings(wording.last)):
            yield "head: ends like a place"
        if wording.text[1:].islower() and any(ending in words["surname_endings"] for ending in _endings(wording.last)):
            yield "head: ends like a surname"
        return
    tail = " ".join(wording.lowers[-2:])
    for kind in ("organization", "organization_head", "company", "place", "facility", "event", "law", "no_person", "work"):
        if wording.last in words[kind] or tail in words[kind]:
            yield f"head: {kind}"
        elif wording.head != wording.last and wording.head in words[kind]:
            yield f"head of: {kind}"
    first = wording.lowers[0]
    for kind in ("organization_first", "place_first", "water_first", "facility_first", "direction", "national_first"):
        if first in words[kind]:
            yield f"first: {kind}"
    if any(word in words["organization"] for word in wording.lowers[:-1]):
        yield "inside: organization"
    if first in words["organization_noun"]:
        yield "first: noun for organizations"
    elif first in wording.lists.person_nouns:
        yield "first: noun for people"
    if first in words["function"]:
        yield "first: function word"
    if any(word in ("v.", "vs.", "v", "vs") for word in wording.lowers[1:-1]):
        yield "inside: versus"


def titles(wording: Wording) -> Iterator[str]:
    """Yield the titles at the beginning, at the end, or nothing but titles; honours."""
    titles, lowers, count = wording.lists.titles, wording.lowers, len(wording.words)
    title = titles.at(lowers, 0, count) if lowers[0] in titles.by_first else None
    if title is not None:
        whole = len(title.tokens) == count
        given = wording.words[0] in wording.lists.given_names or lowers[0] in wording.lists.words["given_titles"]
        yield "title: alone" if whole else "title: first, or a given name" if given else "title: first"
    if count > 1 and titles.ending_at(lowers, count) is not None and not (title and len(title.tokens) == count):
        yield "title: last"
    if lowers[0] in wording.lists.words["suffixes"]:
        yield "title: suffix alone"


def common(wording: Wording) -> Iterator[str]:
    """Yield the words of the calendar, of page furniture, and plain words."""
    words, lowers = wording.lists.words, wording.lowers
    if all(word in words["calendar"] or word[0].isdigit() for word in lowers):
        yield "common: calendar"
    elif lowers[-1] in words["calendar"] and lowers[-1].isalpha() and len(lowers[-1]) > 2:
        given = len(wording.parts) == 2 and wording.parts[0] in wording.lists.given_names
        is_name = given and lowers[-1] in words["month_names"]
        yield "common: given name and month" if is_name else "common: calendar at the end"
    if all(word in words["junk"] or not word[0].isalnum() for word in lowers):
        yield "common: furniture"
    if len(wording.parts) == 1:
        if wording.last in words["vague"]:
            yield "common: vague"
        if wording.last in words["organization_noun"]:
            yield "common: noun for organizations"
        if wording.last in wording.lists.person_nouns or wording.last.removesuffix("s") in wording.lists.person_nouns:
            yield "common: noun for people"
        if wording.last in words["plain"]:
            yield "common: plain word"
    elif lowers[-1] in words["caption"]:
        yield "common: caption"
    elif all(part.lower() in words["plain"] for part in wording.parts):
        yield "common: plain words"
    elif wording.last in words["plain"]:
        yield "common: plain word last"
    if lowers[0] in words["epithet"]:
        yield "common: epithet"
    if len(wording.parts) > 1 and lowers[0] in words["plain"]:
        yield "common: plain word first"


def shape(wording: Wording) -> Iterator[str]:
    """Yield the capitals, digits, marks."""
    text, words, parts = wording.text, wording.words, wording.parts
    letters = [letter for letter in text if letter.isalpha()]
    if text.isupper() and len(letters) > 1:
        if len(parts) > 1:
            yield "shape: all capitals, several words"
        elif _DOTTED.fullmatch(text):
            yield "shape: dotted"
        else:
            yield "shape: acronym" if len(letters) <= _SHORT_ACRONYM else "shape: all capitals, long"
    elif len(parts) > 1 and any(part.isupper() and part.isalpha() and len(part) > 1 for part in parts):
        yield "shape: acronym inside"
    if len(letters) == 1:
        yield "shape: one letter"
    if any(letter.isdigit() for letter in text):
        yield "shape: code" if _CODE.fullmatch(text) else "shape: digits"
        if words[-1].isdecimal():
            yield "shape: number last"
    if _INNER_CAPITAL.search(text) and not any(_FAMILY.fullmatch(part) for part in parts):
        yield "shape: capital inside"
    if text[0].islower():
        yield "shape: begins small"
    if "&" in text:
        yield "shape: ampersand"
    if "and" in words or "or" in words:
        heads = wording.lists.words["organization"] | wording.lists.words["organization_head"]
        yield "shape: and behind a head" if wording.head != wording.last and wording.head in heads else "shape: and"
    if "," in words:
        yield "shape: comma"
    if _NICKNAME.search(text):
        yield "shape: nickname in quotation marks"
    elif any(mark in text for mark in (":", ";", "|", "—", "–", " - ", '"', "“", "”", "(", ")")):
        yield "shape: marks inside"
    if "/" in text:
        yield "shape: slash"
    owner = next((number for number, word in enumerate(words) if word in POSSESSIVES and number), 0)
    if owner:
        own = " ".join(words[:owner])
        yield "shape: possessive of a listed name inside" if wording.lists.names.get(own) else "shape: possessive inside"
    if _SIGN.search(text) and _ADDRESS.search(text):
        yield "shape: address"
    last = parts[-1] if parts else ""
    if last.endswith("s") and not last.endswith(("ss", "us", "is", "'s")) and not last.isupper():
        yield "shape: plural" if len(parts) == 1 else "shape: plural last"
    if last[1:].islower() and last.endswith(tuple(wording.lists.words["english_endings"])):
        yield "shape: English ending" if len(parts) == 1 else "shape: English ending last"
    if len(parts) > 1 and parts[0][1:].islower() and parts[0].endswith(tuple(wording.lists.words["english_endings"])):
        yield "shape: English ending first"
    if _PARTY_TAG.fullmatch(text):
        yield "shape: party tag"
    if "$" in text or "€" in text or "£" in text:
        yield "shape: money"
    if any(before in HYPHENS for before in words):
        yield "shape: hyphen"
    if not text.isascii():
        yield "shape: marked letters"


def small(wording: Wording) -> Iterator[str]:
    """Yield the small words inside: those that belong inside names, and others ("Evolution paper Lee", "Beauveria bassiana")."""
    lists = wording.lists.words
    allowed = ("inside", "particles", "hyphenated")
    plain = [
        word
        for before, word in zip(("", *wording.words[:-1]), wording.words, strict=True)
        if word.isalpha() and word.islower() and before not in HYPHENS and not any(word in lists[kind] for kind in allowed)
    ]
    if plain:
        last = wording.words[-1]
        latin = len(last) > _LONGEST_LATIN and last.endswith(tuple(lists["species"]))
        if last in lists["led"]:
            yield "small: led by a listed name" if wording.lists.names.get(" ".join(wording.words[:-1])) else "small: led"
        elif last in lists["national"] or " ".join(wording.words[-2:]) in lists["national"]:
            yield "small: national body"
        elif plain[-1] != last:
            yield "small: plain word inside"
        elif last not in lists["suffixes"]:
            yield "small: species" if latin else "small: plain word last"
    elif len(wording.parts) > 1 and any(word in ("of", "for", "in", "on", "at") for word in wording.text.split()):
        yield "small: preposition inside"
    elif len(wording.parts) > 1 and "the" in wording.words:
        yield "small: article inside"


EVIDENCE: Sequence[Evidence] = (length, listed, people, heads, titles, common, shape, small)


class Wordings:
    """Evidence by spelling, kept from article to article: names come again and again."""

    def __init__(self, lists: Gazetteer, most: int = 50_000) -> None:
        self.lists, self.most = lists, most
        self._kept: dict[str, tuple[str, ...]] = {}

    def of(self, words: Sequence[str], text: str, known: tuple[GazetteerEntry, ...]) -> tuple[str, ...]:
        """Return what the words of a candidate say."""
        key = f"\0{text}" if known else text  # behind "the" the lists may know more
        found = self._kept.get(key)
        if found is None:
            wording = Wording(tuple(words), text, known, self.lists)
            found = tuple(name for evidence in EVIDENCE for name in evidence(wording))
            if len(self._kept) >= self.most:
                self._kept.clear()
            self._kept[key] = found
        return found
