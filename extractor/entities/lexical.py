"""Evidence from what the word lists say of a candidate: places, bodies, names of people, heads, titles, plain words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.view import HYPHENS
from extractor.entities.wording import Wording

_INITIAL = re.compile(r"(?:[A-Z]\.-?)+[A-Z]?\.?")
FAMILY = re.compile(r"(?:O['’]|Mc|Mac(?=[A-Z])|Fitz)[A-Z][a-z]{2,}")
_LONGEST_SYLLABLE = 4
_BODIES = ("organization", "organization_head", "company", "organization_noun")
_LONGEST_INITIALS = 2


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
            yield "name: given name alone, in capitals" if parts[0].isupper() else "name: given name alone"
        if first in lists.family_names or FAMILY.fullmatch(first):
            yield "name: family name alone"
        elif first.endswith("s") and first[:-1] in lists.family_names:
            yield "name: plural of a family name"
    else:
        given, family = first in lists.given_names, last in lists.family_names or bool(FAMILY.fullmatch(last))
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
    inner = [word.lower() for word in wording.words[1:-1] if word[0].isalpha() and word not in lists.given_names]
    if any(word in lists.words["particles"] or word in lists.words["hyphenated"] for word in inner):
        yield "name: particle"
    for before, after in pairwise(wording.words):
        if before in HYPHENS and after[0].islower() and len(wording.words[0]) > 1:
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
        if not any(part in lists.given_names for part in wording.parts):
            yield "name: listed name first, no given name"
    for end in range(len(words) - 1, 1, -1):
        if any(one.kind == "organization" for one in lists.names.get(" ".join(words[:end]), ())):
            yield "name: listed organization of several words first"
            break
    for start in range(1, len(words)):
        known = lists.names.get(" ".join(words[start:]))
        if " ".join(words[start:]) in lists.demonyms:
            yield "name: demonym last"
            break
        if known:
            kind = known[0].kind
            national = kind == "organization" and " ".join(words[:start]) in lists.demonyms
            longer = kind == "organization" and _is_head(wording, wording.head)
            yield f"name: {'demonym and listed' if national else 'longer than a listed' if longer else 'listed'} {kind} last"
            if kind == "place" and _is_organization(wording, start):
                yield "name: organization and its place"
            break


def _is_head(wording: Wording, word: str) -> bool:
    lists = wording.lists.words
    return word in lists["organization_head"] or word in lists["organization"]


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
    if _is_thing(wording):
        yield "head: thing"
    if wording.last.endswith("s") and wording.last.removesuffix("s") in wording.lists.person_nouns:
        yield "head: plural of a noun for people"
    last = wording.lowers[-1]
    if last in words["legal_form"] and last not in words["organization"] and wording.words[-2] not in HYPHENS:
        yield "head: legal form"
    first = wording.lowers[0]
    for kind in ("organization_first", "place_first", "water_first", "facility_first", "direction", "national_first"):
        if first in words[kind]:
            yield f"first: {kind}"
    if any(word in words["organization"] for word in wording.lowers[:-1]):
        yield "inside: organization"
    if first in words["organization_noun"]:
        yield "first: noun for organizations"
    elif first in wording.lists.person_nouns and wording.words[0] not in wording.lists.family_names:
        yield "first: noun for people"
    if first in words["function"]:
        yield "first: function word"
    if any(word in ("v.", "vs.", "v", "vs") for word in wording.lowers[1:-1]):
        yield "inside: versus"


def _is_thing(wording: Wording) -> bool:
    """Return whether the last word is a noun for things alone ("Reactive Oxygen Species")."""
    words, last = wording.lists.words, wording.last
    thing = last in words["thing_noun"] or last.removesuffix("s") in words["thing_noun"]
    return thing and not any(last in words[kind] for kind in _BODIES)


def titles(wording: Wording) -> Iterator[str]:
    """Yield the titles at the beginning, at the end, or nothing but titles; honours."""
    titles, lowers, count = wording.lists.titles, wording.lowers, len(wording.words)
    title = titles.at(lowers, 0, count) if lowers[0] in titles.by_first else None
    if title is not None:
        whole = len(title.tokens) == count
        given = wording.words[0] in wording.lists.given_names or lowers[0] in wording.lists.words["given_titles"]
        kind = "first, of a body" if _is_head(wording, wording.last) else "first, or a given name" if given else "first"
        yield "title: alone" if whole else f"title: {kind}"
        if not whole and lowers[len(title.tokens)] in wording.lists.words["kind_link"]:
            yield "title: first, with its field"
    last = titles.ending_at(lowers, count) if count > 1 else None
    if last is not None and len(last.tokens) < count and not wording.words[count - len(last.tokens) - 1].islower():
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
    elif len(wording.parts) == 2 and lowers[0] in words["month_names"]:
        yield "common: month first"
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
        if lowers[-1] in words["legal_form"] and not wording.text.islower():
            yield "common: legal form alone"
    elif lowers[-1] in words["caption"]:
        yield "common: caption"
    elif all(part.lower() in words["plain"] for part in wording.parts):
        yield "common: plain words"
    elif wording.last in words["plain"]:
        yield "common: plain word last"
    if lowers[0] in words["epithet"]:
        yield "common: epithet"
    first = wording.words[0]
    known = first in wording.lists.given_names or first in wording.lists.family_names
    if len(wording.parts) > 1 and lowers[0] in words["plain"]:
        yield "common: plain word first, or a name" if known else "common: plain word first"
