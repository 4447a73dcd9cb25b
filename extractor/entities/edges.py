"""Rules that cut a single name: line ends, marks, articles, possessives, titles, joined names."""

from itertools import pairwise

from extractor.entities.draft import PLACES, Draft, trimmed
from extractor.entities.names import Name

_ARTICLES = frozenset(("the", "a", "an"))
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_SAYING = frozenset(("said", "says", "added", "adds", "asked", "asks", "wrote", "writes", "tweeted", "tweets", "recalled"))
# Two names with a mark between.
_SHORTEST_PAIR = 3
_JOINING = frozenset(("and", "&", "or", ",", "/", "vs", "vs.", "v."))


def cut_at_line_end(draft: Draft, name: Name) -> list[Name] | None:
    """A name does not go on after a line end: its pieces are names of their own if they begin with a capital letter."""
    parse = draft.parse
    if "\n" not in draft.text(name):
        return None
    breaks = [token for token in range(name.start, name.end) if "\n" in parse.words[token]]
    edges = [name.start - 1, *breaks, name.end]
    pieces = [trimmed(draft, left + 1, right) for left, right in pairwise(edges)]
    return [Name(start, end, name.label) for start, end in pieces if start < end and draft.is_capital(start)]


def strip_marks(draft: Draft, name: Name) -> list[Name] | None:
    """Quotation marks, brackets, dashes and bullets at the edges are no part of a name; small words at the end neither."""
    start, end = trimmed(draft, name.start, name.end)
    lowers, words = draft.parse.lowers, draft.parse.words
    while end > start + 1 and words[end - 1].islower() and lowers[end - 1] in draft.gazetteer.words["inside"]:
        if lowers[end - 1] in _POSSESSIVES:
            break
        end -= 1
        start, end = trimmed(draft, start, end)
    if (start, end) == (name.start, name.end):
        return None
    return [Name(start, end, name.label)] if start < end else []


def strip_article(draft: Draft, name: Name) -> list[Name] | None:
    """ "the White House" -> "White House"; the article of "The Hague" stays out too, the lists know the rest."""
    start = name.start
    while start < name.end and draft.parse.lowers[start] in _ARTICLES:
        start += 1
    if start == name.start:
        return None
    start, end = trimmed(draft, start, name.end)  # the "Solid South"
    return [Name(start, end, name.label)] if start < end else []


def strip_possessive(draft: Draft, name: Name) -> list[Name] | None:
    """ "Serbia's" -> "Serbia", but "McDonald's" stays whole."""
    if draft.parse.lowers[name.end - 1] not in _POSSESSIVES or draft.known(name.start, name.end):
        return None
    return [Name(name.start, name.end - 1, name.label)] if name.end - 1 > name.start else []


def split_at_possessive(draft: Draft, name: Name) -> list[Name] | None:
    """ "Serbia's Ministry of Defence" -> "Serbia" and "Ministry of Defence", if the first part is a name by itself."""
    lowers = draft.parse.lowers
    for token in range(name.start + 1, name.end - 1):
        if lowers[token] in _POSSESSIVES and not draft.known(name.start, name.end):
            owner = draft.known(name.start, token)
            people = draft.people
            if not owner and draft.parse.span_text(name.start, token) not in people:
                return None
            left = Name(name.start, token, owner[0].label if owner else "PERSON")
            start, end = trimmed(draft, token + 1, name.end)
            right = [Name(start, end, name.label)] if start < end and draft.is_capital(start) else []
            return [left, *right]
    return None


def strip_title(draft: Draft, name: Name) -> list[Name] | None:
    """ "President Ann Lee" -> "Ann Lee"; a title alone is no name, and one in a longer name of an organization stays."""
    if name.label not in ("PERSON", "ORG", "GPE", "NORP", "WORK_OF_ART"):
        return None
    titles, lowers = draft.gazetteer.titles, draft.parse.lowers
    start, kinds = name.start, []
    while start < name.end:
        title = titles.at(lowers, start, name.end) if lowers[start] in titles.by_first else None
        if title is None:
            break
        kinds.append(title.kind)
        start += len(title.tokens)
    if start == name.start or (start == name.start + 1 and _is_given_name(draft, name)):
        return None
    if start == name.end:
        return _title_alone(draft, name, kinds)
    if name.label != "PERSON" and not _is_person_like(draft, start, name.end):
        return None
    start, end = trimmed(draft, start, name.end)
    return [Name(start, end, "PERSON")] if start < end and draft.is_capital(start) else []


def strip_honours(draft: Draft, name: Name) -> list[Name] | None:
    """ "Rory Blane KC" -> "Rory Blane": letters behind a name are no part of it, but for "Jr.", "III"."""
    if name.label != "PERSON" or name.end - name.start < 2:
        return None
    end, honours = name.end, draft.gazetteer.words["honours"]
    while end > name.start + 1 and (draft.parse.words[end - 1] in honours or draft.is_mark(end - 1)):
        end -= 1
    return [Name(name.start, end, "PERSON")] if end < name.end else None


def strip_opening(draft: Draft, name: Name) -> list[Name] | None:
    """ "Will Sanders step down?" asks about Sanders; "Between Sanders and her ..." begins with a preposition; "Said Sanders: ..."
    with a verb, "Crooked Dora" with a taunt."""
    if name.label != "PERSON" or name.end - name.start < 2:
        return None
    parse, start = draft.parse, name.start
    first, words = parse.lowers[start], draft.gazetteer.words
    if first in words["particles"]:
        return None
    function = parse.pos[start] in ("AUX", "ADP", "SCONJ")
    says = first in _SAYING and draft.starts_sentence(start) and _is_named_elsewhere(draft, name)
    if function or says or first in words["epithet"]:
        return [Name(start + 1, name.end, "PERSON")]
    return None


def _is_named_elsewhere(draft: Draft, name: Name) -> bool:
    """Whether another name of a person ends with the same word."""
    words = draft.parse.words
    people = (other for other in draft.names if other.label == "PERSON" and other.start != name.start)
    return any(words[other.end - 1] == words[name.end - 1] for other in people)


def _is_given_name(draft: Draft, name: Name) -> bool:
    """Whether the word that is also a title is the given name here ("Dean Marlow")."""
    if name.label != "PERSON" or name.end - name.start != 2:
        return False
    gazetteer = draft.gazetteer
    return (
        draft.parse.words[name.start] in gazetteer.given_names
        or draft.parse.lowers[name.start] in gazetteer.words["given_titles"]
    )


def _title_alone(draft: Draft, name: Name, kinds: list[str]) -> list[Name] | None:
    """A name that is nothing but titles is dropped, unless it is a surname of somebody in the text ("Bishop", "King")."""
    if name.end - name.start == 1 and draft.parse.words[name.start] in draft.surnames:
        return None
    return [] if name.label in ("PERSON", "ORG", "WORK_OF_ART") and draft.is_capital(name.start) and kinds else None


def _is_person_like(draft: Draft, start: int, end: int) -> bool:
    words, gazetteer = draft.parse.words, draft.gazetteer
    if end - start > 4 or any(word.lower() in gazetteer.words["organization"] for word in words[start:end]):
        return False
    return words[start] in gazetteer.given_names or words[end - 1] in draft.surnames


def split_joined(draft: Draft, name: Name) -> list[Name] | None:
    """ "Smith and Jones" of two people, and "Iran and Iraq" of two known names, are two names."""
    lowers = draft.parse.lowers
    joins = [token for token in range(name.start + 1, name.end - 1) if lowers[token] in _JOINING]
    if not joins or draft.known(name.start, name.end):
        return None
    edges = [name.start - 1, *joins, name.end]
    parts = [trimmed(draft, left + 1, right) for left, right in pairwise(edges)]
    parts = [(start, end) for start, end in parts if start < end]
    if name.label == "PERSON":
        return [Name(start, end, "PERSON") for start, end in parts if draft.is_capital(start)]
    if name.label == "ORG" and all(end == start + 1 and draft.parse.words[start] in draft.surnames for start, end in parts):
        return [Name(start, end, "PERSON") for start, end in parts]
    known = [draft.known(start, end) for start, end in parts]
    if all(known):
        return [Name(start, end, found[0].label) for (start, end), found in zip(parts, known, strict=True)]
    return None


def split_at_dash(draft: Draft, name: Name) -> list[Name] | None:
    """ "Jobs - Ann Lee" and "Interests: The Harbour Board" are two: what stands before the mark is kept if it is known."""
    if name.end - name.start < _SHORTEST_PAIR:
        return None
    parse = draft.parse
    marks = [
        token
        for token in range(name.start + 1, name.end - 1)
        if parse.words[token] in (":", "-", "–", "—", "--")
        and parse.starts[token + 1] > parse.ends[token]
        and (parse.words[token] == ":" or parse.starts[token] > parse.ends[token - 1])
    ]
    if not marks or name.label not in ("ORG", "PERSON", *PLACES) or draft.known(name.start, name.end):
        return None
    if any(parse.words[token].islower() for token in range(name.start, marks[-1])):
        return None
    start, end = trimmed(draft, marks[-1] + 1, name.end)
    start += start < end and parse.lowers[start] in _ARTICLES
    person = start + 1 < end and parse.words[start] in draft.gazetteer.given_names
    left = Name(name.start, marks[0], name.label)
    kept = [left] if draft.text(left) in draft.surnames | draft.people or draft.known(left.start, left.end) else []
    return [*kept, Name(start, end, "PERSON" if person else name.label)] if start < end and draft.is_capital(start) else kept


def split_at_location(draft: Draft, name: Name) -> list[Name] | None:
    """ "Harbour Club on Tarn Street" -> "Harbour Club" and "Tarn Street": what says where it is has a name of its own."""
    if name.label not in ("ORG", *PLACES) or draft.known(name.start, name.end):
        return None
    lowers, words = draft.parse.lowers, draft.gazetteer.words
    for token in range(name.start + 1, name.end - 1):
        if lowers[token] not in ("in", "at", "on"):
            continue
        start, end = trimmed(draft, token + 1, name.end)
        start += lowers[start] in _ARTICLES
        if start >= end or not draft.is_capital(start) or (lowers[token] == "at" and lowers[name.start] in words["site"]):
            return None
        known = [found for found in draft.known(start, end) if found.kind == "place"]
        ends = [end - 1, start] if draft.parse.words[end - 1].isdecimal() else [end - 1]
        if known or any(lowers[word] in words["facility"] or lowers[word] in words["place"] for word in ends):
            return [Name(name.start, token, name.label), Name(start, end, known[0].label if known else "FAC")]
    return None
