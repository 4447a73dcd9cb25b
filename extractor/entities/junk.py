"""Rules that drop what is no name: page furniture, addresses, dates, party tags."""

import re

from extractor.entities.draft import PLACES, Draft
from extractor.entities.names import Name

_ADDRESS = re.compile(r"https?:|www\.|@|^#|[/_]\w+[/_.]|\.(?:html?|php|aspx?)\b|=\"|</?\w+|\">")
# One of these stands in every address.
_SIGN = re.compile(r"[:.@#/_=<>]")
_CODE = re.compile(r"[A-Z]{1,4}-\d+[A-Z]?")
_MODEL = re.compile(r"[A-Z]\d{3}s?")
_COMPANY_CODE = re.compile(r"[A-Z]+\d+[A-Z]+")
_PARTY = re.compile(r"^[RDI]-?\s?-?[A-Z][\w.]*$|^\([RDI]\b")


# Tokens of a title before the organization inside it.
_LONGEST_TITLE = 4


def drop_furniture(draft: Draft, name: Name) -> list[Name] | None:
    """Names in lines that are no part of the article, words of buttons taken for names ("A+"), credits of pictures."""
    if draft.furniture and any(start <= name.start < end for start, end in draft.furniture):
        return []
    lowers, junk = draft.parse.lowers, draft.gazetteer.words["junk"]
    text = draft.text(name)
    if "/" in text and not draft.gazetteer.words["credit"].isdisjoint(part.strip() for part in text.lower().split("/")):
        return []
    words = lowers[name.start : name.end]
    if (words[0] in junk or draft.is_mark(name.start)) and all(
        word in junk or draft.is_mark(token) for token, word in enumerate(words, name.start)
    ):
        return []
    return None


def drop_address(draft: Draft, name: Name) -> list[Name] | None:
    """Web addresses, mail addresses, handles, hashtags and tags of a markup are no names."""
    text = draft.text(name)
    if _SIGN.search(text) and _ADDRESS.search(text):
        return []
    before = draft.parse.words[name.start - 1] if name.start else ""
    adjacent = name.start and draft.parse.ends[name.start - 1] == draft.parse.starts[name.start]
    return [] if adjacent and before in ("@", "#") else None


def drop_calendar(draft: Draft, name: Name) -> list[Name] | None:
    """Months, weekdays and numbers alone ("September 24" as an event); "September 11" is kept as an event."""
    lowers, calendar = draft.parse.lowers, draft.gazetteer.words["calendar"]
    words = lowers[name.start : name.end]
    if not all(word in calendar or word[0].isdigit() for word in words):
        return None
    if (
        len(words) == 1
        and name.label == "PERSON"
        and (draft.parse.words[name.start] in draft.surnames or draft.parse.words[name.start] in draft.gazetteer.given_names)
    ):
        return None
    return None if name.label == "EVENT" and words[:2] == ["september", "11"] else []


def drop_after_article(draft: Draft) -> list[Name]:
    """ "the Freewinds" is a ship or a band: an unknown word that heads a phrase with an article somewhere is no person."""
    parse, gazetteer = draft.parse, draft.gazetteer
    single = {draft.text(name) for name in draft.names if name.label == "PERSON" and name.end - name.start == 1}
    doubtful = single - draft.surnames - gazetteer.given_names
    things = set()
    for token in draft.capitals if doubtful else ():
        if parse.words[token] in doubtful and token and parse.lowers[token - 1] in ("the", "a", "an"):
            after = token + 1
            if after >= len(parse) or parse.pos[after] not in ("NOUN", "PROPN", "ADJ", "PART", "NUM"):
                things.add(parse.words[token])
    return [name for name in draft.names if name.label != "PERSON" or draft.text(name) not in things] if things else draft.names


def drop_inside_title(draft: Draft, name: Name) -> list[Name] | None:
    """ "Secretary of State" holds no organization "State", "secretary of State" neither, "House Speaker" no "House"."""
    if name.label == "PERSON":
        return None
    titles, lowers = draft.gazetteer.titles, draft.parse.lowers
    for start in range(max(0, name.start - _LONGEST_TITLE), name.start + 1):
        title = titles.at(lowers, start, len(lowers)) if lowers[start] in titles.by_first else None
        end = start + len(title.tokens) if title is not None else start
        if end >= name.end and end - start > name.end - name.start:
            return []
    return None


def drop_small(draft: Draft, name: Name) -> list[Name] | None:
    """A name has a letter, and one that begins small has a capital or digit further on ("wikiHow", "al-Hadi")."""
    words = draft.parse.words[name.start : name.end]
    if words[0][0].isupper():
        return None
    return None if any(letter.isupper() for word in words for letter in word) else []


def drop_party_tag(draft: Draft, name: Name) -> list[Name] | None:
    """ "R-Fla." behind a politician's name is neither a place nor an organization."""
    if name.label == "PERSON" or name.end - name.start > 3:
        return None
    text = draft.text(name)
    if not _PARTY.match(text) or draft.known(name.start, name.end):
        return None
    before = draft.parse.words[name.start - 1] if name.start else ""
    return [] if before in ("(", ",", "-") or text[1:2] == "-" else None


def drop_vague(draft: Draft, name: Name) -> list[Name] | None:
    """ "the Eastern and Northern tribes", "the National ticket": a plain word names nobody, "Jr." alone neither."""
    words, first = draft.gazetteer.words, draft.parse.lowers[name.start]
    if name.end - name.start > 1:
        return None
    if name.label == "PERSON":
        return [] if first in words["suffixes"] else None
    if name.label != "ORG" or first not in words["vague"]:
        return None
    return None if name.start and draft.parse.words[name.start - 1] == "The" and draft.known(name.start, name.end) else []


def drop_pageant(draft: Draft, name: Name) -> list[Name] | None:
    """ "Miss Universe" is a title: nobody is called Universe."""
    parse, start = draft.parse, name.start
    if name.label != "PERSON" or name.end - start > 1 or not start or parse.words[start - 1] != "Miss":
        return None
    return None if parse.words[start] in draft.gazetteer.given_names or parse.words[start] in draft.surnames else []


def drop_medium(draft: Draft, name: Name) -> list[Name] | None:
    """ "a Facebook post" is a kind of text and names no company."""
    lowers, words = draft.parse.lowers, draft.gazetteer.words
    if name.label == "PERSON" or name.end >= len(lowers) or lowers[name.end] not in words["medium"]:
        return None
    return [] if draft.text(name).lower() in words["platform"] else None


def set_code_label(draft: Draft, name: Name) -> list[Name] | None:
    """ "EB-5", "F-16" and "A330s" are things; "C2I" is no place, but may be an organization."""
    text = draft.text(name)
    if name.label not in ("PERSON", "ORG", *PLACES) or not any(map(str.isdigit, text)):
        return None
    if draft.known(name.start, name.end):
        return None
    if _CODE.fullmatch(text) or _MODEL.fullmatch(text):
        return [Name(name.start, name.end, "PRODUCT")]
    return [Name(name.start, name.end, "ORG")] if name.label in PLACES and _COMPANY_CODE.fullmatch(text) else None
