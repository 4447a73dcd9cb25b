"""Rules for names that the model does not know: how the word is formed, and what else the document says with it."""

import re

from extractor.entities.draft import PLACES, Draft
from extractor.entities.names import Name

_NUMERALS = frozenset("IVX")
_FAMILY = re.compile(r"(?:O['’]|Mc|Mac(?=[A-Z]))[A-Z][a-z]{2,}")
_WRONG = frozenset(("ORG", "PRODUCT", "NORP", "WORK_OF_ART", "EVENT", "LAW"))


def set_family_name_label(draft: Draft) -> list[Name]:
    """ "Campbell" alone is a person and no organization, unless a longer name of an organization holds the word."""
    parse, gazetteer = draft.parse, draft.gazetteer
    inside = {
        word
        for name in draft.names
        if name.end - name.start > 1 and name.label != "PERSON"
        for word in parse.words[name.start : name.end]
    }
    found = []
    for name in draft.names:
        word = parse.words[name.start]
        is_person = (
            name.label in _WRONG
            and name.end - name.start == 1
            and (word in gazetteer.family_names or bool(_FAMILY.fullmatch(word)))
            and word not in inside
            and not gazetteer.find(word)
            and parse.lowers[name.start - 1 if name.start else 0] not in ("the", "a", "an", "and", "&")
            and not draft.is_capital(name.end)
        )
        found.append(Name(name.start, name.end, "PERSON") if is_person else name)
    return found


def set_label_by_first_word(draft: Draft, name: Name) -> list[Name] | None:
    """ "Port Tarnby", "Lake Tarn", "Casa Marlow": names whose first word says that they are places."""
    if name.label not in ("PERSON", "ORG", "PRODUCT") or name.end - name.start < 2 or draft.known(name.start, name.end):
        return None
    lowers, words = draft.parse.lowers, draft.gazetteer.words
    if lowers[name.end - 1] in words["organization"] or not draft.is_capital(name.start + 1):
        return None
    for kind, label in (("facility_first", "FAC"), ("place_first", "GPE"), ("water_first", "LOC")):
        if lowers[name.start] in words[kind]:
            return [Name(name.start, name.end, label)]
    return None


def set_demonym_label(draft: Draft) -> list[Name]:
    """Where the text has "Meldova" and "the Meldovan army", the one is a place and the other its adjective."""
    parse, gazetteer = draft.parse, draft.gazetteer
    words = {parse.words[name.start] for name in draft.names if name.end - name.start == 1}
    like_places = [word for word in words if word.endswith("a") and len(word) > 4]
    unknown = [word for word in like_places if not draft.is_name_of_people(word) and not gazetteer.find(word)]
    pairs = {f"{word}n": word for word in unknown}
    capitals = {parse.words[token] for token in draft.capitals} if pairs else ()
    adjectives = {adjective for adjective in pairs if adjective in capitals and adjective not in gazetteer.given_names}
    places = {pairs[adjective] for adjective in adjectives}
    if not places:
        return draft.names
    labels = {**dict.fromkeys(places, "GPE"), **dict.fromkeys(adjectives, "NORP")}
    return [
        Name(name.start, name.end, labels[draft.text(name)]) if labels.get(draft.text(name), name.label) != name.label else name
        for name in draft.names
    ]


def set_label_by_preposition(draft: Draft) -> list[Name]:
    """An unknown word that only places can be: "the town of Tarnby", or "in Tarnby" where nobody is called so."""
    gazetteer = draft.gazetteer
    shown = {
        draft.text(name)
        for name in draft.names
        if name.label not in PLACES
        and name.start > 1
        and (_is_of_place(draft, name.start) or _is_in_place(draft, name))
        and not gazetteer.find(draft.text(name))
        and not draft.parse.words[name.start].isupper()
        and not draft.is_name_of_people(draft.text(name))
        and draft.text(name) not in draft.people
    }
    if not shown:
        return draft.names
    return [
        Name(name.start, name.end, "GPE") if name.label not in PLACES and draft.text(name) in shown else name
        for name in draft.names
    ]


def _is_of_place(draft: Draft, start: int) -> bool:
    """Whether "the town of" stands before."""
    lowers, words = draft.parse.lowers, draft.gazetteer.words
    noun = lowers[start - 2]
    return lowers[start - 1] == "of" and (noun in words["place"] or noun in words["settlement"])


def _is_in_place(draft: Draft, name: Name) -> bool:
    """Whether a single word that the model takes for a person stands behind "in" or "near" and before no noun."""
    parse, before = draft.parse, name.start - 1
    return (
        name.label == "PERSON"
        and name.end - name.start == 1
        and parse.lowers[before] in ("in", "near", "outside")
        and parse.deps[name.start] == "pobj"
        and parse.heads[name.start] == before
        and parse.lemmas[parse.heads[before]] not in draft.gazetteer.words["trust"]
    )


def set_acronym_label(draft: Draft, name: Name) -> list[Name] | None:
    """ "Junge SVP" is no person: the second word is an acronym, and no initials before a family name."""
    if name.label != "PERSON" or name.end - name.start != 2:
        return None
    first, last = draft.parse.words[name.start : name.end]
    is_acronym = last.isupper() and last.isalpha() and 2 < len(last) < 6 and not first.isupper() and set(last) - _NUMERALS
    return [Name(name.start, name.end, "ORG")] if is_acronym and last.title() not in draft.gazetteer.family_names else None
