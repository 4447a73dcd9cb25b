"""Evidence from what the word lists say of a candidate: places, bodies, names of people, heads, titles, plain words."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.view import HYPHENS
from extractor.entities.wording import Wording

_INITIAL = re.compile(r"(?:[A-Z]\.-?)+[A-Z]?\.?")
FAMILY = re.compile(r"(?:O['’]|Mc|Mac(?=[A-Z])|Fitz)[A-Z][a-z]{2,}")
_LONGEST_SYLLABLE = 4
_BODIES = ("organization", "organization_head", "company", "organization_noun")
_LONGEST_INITIALS = 2
_HEADS = ("organization", "organization_head", "company", "place", "facility", "event", "law", "no_person", "work")
_FIRST = ("organization_first", "place_first", "water_first", "facility_first", "direction", "national_first")
_VERSUS = frozenset(("v.", "vs.", "v", "vs"))


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
    parts = wording.parts
    if len(parts) == 1:
        yield from _one_name(wording, parts[0])
    elif parts:
        yield from _several_names(wording)
    if len(wording.words) > 2:
        lists, given = wording.lists.words, wording.lists.given_names
        inner = [word.lower() for word in wording.words[1:-1] if word[0].isalpha() and word not in given]
        if not lists["particles"].isdisjoint(inner) or not lists["hyphenated"].isdisjoint(inner):
            yield "name: particle"
    if parts and not HYPHENS.isdisjoint(wording.words) and (small := _behind_hyphen(wording.words)):
        yield f"name: small {'syllable' if len(small) <= _LONGEST_SYLLABLE else 'word'} after hyphen"
    if len(parts) > 1:
        yield from _unknown_names(wording)


def _behind_hyphen(words: Sequence[str]) -> str:
    """Return the first small word that hangs on a longer name by a hyphen ("seo" of "Ha Jun-seo"); empty without any."""
    small = (after for before, after in pairwise(words) if before in HYPHENS and after[0].islower())
    return next(small, "") if len(words[0]) > 1 else ""


def _one_name(wording: Wording, part: str) -> Iterator[str]:
    lists, name = wording.lists, _cased(part)
    if name in lists.given_names:
        yield "name: given name alone, in capitals" if part.isupper() else "name: given name alone"
    if _is_family(name, wording):
        yield "name: family name alone"
    elif name.endswith("s") and name[:-1] in lists.family_names:
        yield "name: plural of a family name"


def _several_names(wording: Wording) -> Iterator[str]:
    lists, parts = wording.lists, wording.parts
    first, last = _cased(parts[0]), _cased(parts[-1])
    given, family = first in lists.given_names, _is_family(last, wording)
    if given:
        yield "name: given name first"
    if family:
        yield "name: family name last"
    if given and family:
        yield "name: given and family name"
    if family and not given and first in lists.ambiguous and first in lists.names and not wording.known:
        yield "name: ambiguous place first, family name last"
    if not lists.given_names.isdisjoint(parts[1:]):
        yield "name: given name further on"
    if not given and first in lists.family_names:
        yield "name: family name first"
    if _is_initial(first) and not last.isupper():
        yield "name: initial first"
    if any(map(_is_initial, parts[1:-1])):
        yield "name: initial inside"
    if wording.last in lists.words["suffixes"]:
        yield "name: suffix"


def _unknown_names(wording: Wording) -> Iterator[str]:
    """Yield what is seen of several words that no list has as a whole."""
    lists, parts = wording.lists, wording.parts
    known = not lists.names_of_people.isdisjoint(parts)
    if not known and not any(map(_is_initial, parts)):
        yield "name: no known name of people"
    if wording.known:
        return
    yield from _listed_parts(wording)
    last = _cased(parts[-1])
    if last[1:].islower() and _ends_in(last.lower(), "surname_endings", wording):
        yield "name: ends like a surname"


def _is_family(name: str, wording: Wording) -> bool:
    """Return whether a word is in the list of family names, or made as they are ("McHale")."""
    return name in wording.lists.family_names or (name[0] in "OMF" and FAMILY.fullmatch(name) is not None)


def _is_initial(word: str) -> bool:
    return "." in word and _INITIAL.fullmatch(word) is not None


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
    kinds = wording.kinds(word)
    return "organization_head" in kinds or "organization" in kinds


def _is_organization(wording: Wording, end: int) -> bool:
    """Return whether the words before ``end``, but for a small one, are an organization: a listed one, or one with such a last
    word."""
    lists, words = wording.lists, wording.words[:end]
    while words and words[-1].islower():
        words = words[:-1]
    known = lists.names.get(" ".join(words), ())
    return any(one.kind == "organization" for one in known) or (bool(words) and _is_head(wording, words[-1].lower()))


def _ends_in(word: str, kind: str, wording: Wording) -> bool:
    """Return whether a word ends like those of a list, with at least two letters before."""
    return word[2:].endswith(wording.lists.endings[kind])


def heads(wording: Wording) -> Iterator[str]:
    """Yield what the last word, the word before "of" and the first word say."""
    if len(wording.parts) > 1:
        yield from _last_words(wording)
        yield from _first_words(wording)
        return
    kinds = wording.kinds(wording.last)
    if "organization" in kinds or "organization_head" in kinds:
        yield "head: organization, alone"
    if "place" in kinds or "facility" in kinds:
        yield "head: place, alone"
    if wording.text[1:].islower():
        if _ends_in(wording.last, "place_endings", wording):
            yield "head: ends like a place"
        if _ends_in(wording.last, "surname_endings", wording):
            yield "head: ends like a surname"


def _last_words(wording: Wording) -> Iterator[str]:
    last, kinds = wording.last, wording.kinds(wording.last)
    ending = kinds | wording.kinds(" ".join(wording.lowers[-2:]))
    before_link = wording.kinds(wording.head) if wording.head != last else kinds
    if ending or before_link:
        for kind in _HEADS:
            if kind in ending:
                yield f"head: {kind}"
            elif kind in before_link:
                yield f"head of: {kind}"
    if _is_thing(wording):
        yield "head: thing"
    if last.endswith("s") and last.removesuffix("s") in wording.lists.person_nouns:
        yield "head: plural of a noun for people"
    elif last in wording.lists.person_nouns and not _has_known_name(wording):
        yield "head: noun for people"
    form = wording.kinds(wording.lowers[-1])
    if "legal_form" in form and "organization" not in form and wording.words[-2] not in HYPHENS:
        yield "head: legal form"


def _first_words(wording: Wording) -> Iterator[str]:
    first, lists = wording.lowers[0], wording.lists
    kinds = wording.kinds(first)
    for kind in _FIRST if kinds else ():
        if kind in kinds and not (kind == "place_first" and _behind_hyphen(wording.words)):
            yield f"first: {kind}"
    if not lists.words["organization"].isdisjoint(wording.lowers[:-1]):
        yield "inside: organization"
    if "organization_noun" in kinds and "organization_first" not in kinds:
        yield "first: noun for organizations"
    elif first in lists.person_nouns and wording.words[0] not in lists.family_names:
        yield "first: noun for people"
    if "function" in kinds and wording.words[1] not in HYPHENS:  # "A-B-C"
        yield "first: function word"
    if not _VERSUS.isdisjoint(wording.lowers[1:-1]):
        yield "inside: versus"


def _singular(word: str) -> str:
    """Return "gunman" of "gunmen", other words as they are."""
    return f"{word[:-3]}man" if word.endswith("men") else word


def _has_known_name(wording: Wording) -> bool:
    return not wording.lists.names_of_people.isdisjoint(wording.parts)


def _is_thing(wording: Wording) -> bool:
    """Return whether the last word is a noun for things alone ("Reactive Oxygen Species")."""
    kinds = wording.kinds(wording.last)
    thing = "thing_noun" in kinds or "thing_noun" in wording.kinds(wording.last.removesuffix("s"))
    return thing and kinds.isdisjoint(_BODIES)


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
    elif len(wording.parts) > 1 and lowers[0] in words["calendar"] and len(lowers[0]) > 2:
        yield "common: calendar first"
    if all(word in words["junk"] or not word[0].isalnum() for word in lowers):
        yield "common: furniture"
    if len(wording.parts) == 1:
        if wording.last in words["vague"]:
            yield "common: vague"
        if wording.last in words["organization_noun"]:
            yield "common: noun for organizations"
        if any(
            noun in wording.lists.person_nouns for noun in (wording.last, wording.last.removesuffix("s"), _singular(wording.last))
        ):
            yield "common: noun for people"
        if wording.last in words["plain"]:
            yield "common: plain word"
        if lowers[-1] in words["legal_form"] and not wording.text.islower():
            yield "common: legal form alone"
    elif all(word in words["legal_form"] for word in lowers):
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
    known = first in wording.lists.names_of_people
    if len(wording.parts) > 1 and lowers[0] in words["plain"]:
        yield "common: plain word first, or a name" if known else "common: plain word first"
