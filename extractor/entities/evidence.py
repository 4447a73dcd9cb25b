"""Rules that know a person by what stands around: a title before, an age behind, a verb of speaking, a given name."""

from extractor.entities.draft import PLACES, Draft, placed
from extractor.entities.names import Name
from extractor.entities.titles import Title

_TITLES = frozenset(("honorific", "legislature", "executive", "military", "clergy", "nobility", "police", "law"))
_OLDEST = 115


def name_behind_title(draft: Draft) -> list[Name]:
    """What stands directly behind "Mr.", "Judge" ... is a person, seen by the model or not; so is "Mr. London"."""
    parse = draft.parse
    starts = {name.start: name for name in draft.names}
    covered = draft.covered()
    changed: dict[int, Name] = {}
    for _, start, title in draft.titles:
        if (
            title.kind not in _TITLES
            or start >= len(parse)
            or parse.lowers[start] in draft.gazetteer.titles.by_first
            or not draft.is_capital(start)
            or parse.pos[start] != "PROPN"
        ):
            continue
        name = starts.get(start)
        if (
            name is not None
            and name.label != "PERSON"
            and (title.kind == "honorific" or not draft.known(name.start, name.end))
            and _is_plain(draft, name.start, name.end)
        ):
            changed[start] = Name(name.start, name.end, "PERSON")
        elif name is None and not covered[start] and title.kind == "honorific" and _is_addressed(draft, start, title):
            end = start + 1
            while (
                end < len(parse) and end < start + 3 and draft.is_capital(end) and parse.pos[end] == "PROPN" and not covered[end]
            ):
                end += 1
            changed[start] = Name(start, end, "PERSON")
    if not changed:
        return draft.names
    return placed([*(name for name in draft.names if name.start not in changed), *changed.values()])


def name_with_age(draft: Draft) -> list[Name]:
    """ "Lee, 31, is on trial": only people have an age."""
    parse, covered = draft.parse, draft.covered()
    ends = {name.end: name for name in draft.names}
    changed: dict[int, Name] = {}
    words, count = parse.words, len(parse)
    for token in draft.capitals:
        end = token + 1
        if end + 2 >= count or words[end] != "," or not _is_age(draft, end + 1):
            continue
        name = ends.get(end)
        if name is None and not covered[token]:
            if _may_be_surname(draft, token):
                changed[token] = Name(token, end, "PERSON")
        elif name is not None and name.label != "PERSON" and not _is_institution(draft, name):
            changed[name.start] = Name(name.start, end, "PERSON")
    if not changed:
        return draft.names
    return placed([*(name for name in draft.names if name.start not in changed), *changed.values()])


def speaking_name(draft: Draft) -> list[Name]:
    """A single unknown word that says or laughs is a person ("Tavesh explains"); an organization may say, but not laugh."""
    parse, words = draft.parse, draft.gazetteer.words
    starts = {name.start: name for name in draft.names}
    covered = draft.covered()
    changed: dict[int, Name] = {}
    for token in parse.with_dep("nsubj"):
        verb = parse.heads[token]
        if (
            not parse.words[token][0].isupper()
            or parse.lemmas[verb] not in words["speaking"]
            or parse.pos[token] not in ("PROPN", "NOUN", "ADJ")
        ):
            continue
        name = starts.get(token)
        single = name is not None and name.end == token + 1
        if name is not None and (
            not single or name.label == "PERSON" or (name.label == "ORG" and parse.lemmas[verb] not in words["feeling"])
        ):
            continue
        if (name is None and covered[token]) or not _is_bare_surname(draft, token, verb):
            continue
        changed[token] = Name(token, token + 1, "PERSON")
    if not changed:
        return draft.names
    return placed([*(name for name in draft.names if name.start not in changed), *changed.values()])


def name_with_given_name(draft: Draft, name: Name) -> list[Name] | None:
    """A product, building, work or event of two or three words that begins with a given name is a person ("Eden Marlow"); an
    organization only if it does what people do ("recalled")."""
    if name.label not in ("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP", "FAC", "LOC") and not _feels(draft, name):
        return None
    parse, length = draft.parse, name.end - name.start
    if length not in (2, 3) or parse.words[name.start] not in draft.gazetteer.given_names or draft.known(name.start, name.end):
        return None
    if parse.lowers[name.start - 1 if name.start else 0] in ("the", "a", "an", '"', "“", "‘"):
        return None
    plain = _is_plain(draft, name.start, name.end) and all(parse.pos[token] == "PROPN" for token in range(name.start, name.end))
    headed = {parse.lowers[name.end - 1], parse.lowers[min(name.end, len(parse) - 1)]}
    heads = draft.gazetteer.words
    if not plain or headed & (heads["organization"] | heads["place"] | heads["facility"] | heads["site"] | heads["event"]):
        return None
    return [Name(name.start, name.end, "PERSON")]


def _feels(draft: Draft, name: Name) -> bool:
    """Whether an organization is the subject of a verb that takes people."""
    parse, last = draft.parse, name.end - 1
    subject = name.label == "ORG" and parse.deps[last] == "nsubj"
    return subject and parse.lemmas[parse.heads[last]] in draft.gazetteer.words["speaking"]


def name_with_initial(draft: Draft, name: Name) -> list[Name] | None:
    """ "H. Marlow" is a person, no organization and no place."""
    if name.label not in ("ORG", *PLACES, "PRODUCT") or name.end - name.start != 2 or draft.known(name.start, name.end):
        return None
    first, last = draft.parse.words[name.start : name.end]
    initial = len(first) == len("H.") and first[1] == "." and first[0].isupper() and first != "I."
    plain = last[0].isupper() and last[1:].islower() and last.lower() not in draft.gazetteer.words["organization"]
    return [Name(name.start, name.end, "PERSON")] if initial and plain else None


def extend_person(draft: Draft) -> list[Name]:
    """ "Nadia" + "Marlow": a given name that the model left out before a family name, any word between it and "Chairman".

    The same for a family name behind a given name.
    """
    covered = draft.covered()
    behind_title = {end for _, end, _ in draft.titles}
    found = []
    for name in draft.names:
        extends = name.label == "PERSON" and draft.is_capital(name.start - 1) and not covered[name.start - 1]
        if extends and (_is_given_before(draft, name) or _is_told_before(draft, name, behind_title)):
            found.append(Name(name.start - 1, name.end, "PERSON"))
        elif name.label == "PERSON" and name.end < len(draft.parse) and not covered[name.end] and _is_family_behind(draft, name):
            found.append(Name(name.start, name.end + 1, "PERSON"))
        else:
            found.append(name)
    return placed(found)


def _is_family_behind(draft: Draft, name: Name) -> bool:
    """Whether a known given name alone stands before a word that it is a part of the name with, and no head of another name."""
    parse, behind = draft.parse, name.end
    lists = draft.gazetteer.words
    return (
        name.end - name.start == 1
        and parse.words[name.start] in draft.gazetteer.given_names
        and _may_be_given(draft, name.start, behind)
        and parse.deps[name.start] == "compound"
        and parse.heads[name.start] == behind
        and draft.is_capital(behind)
        and parse.pos[behind] == "PROPN"
        and parse.words[behind].isalpha()
        and not draft.known(name.start, behind + 1)
        and not draft.known(behind, behind + 1)
        and not any(parse.lowers[behind] in lists[kind] for kind in ("organization", "facility", "place_noun", "event", "law"))
        and not (behind + 1 < len(parse) and (draft.is_capital(behind + 1) or parse.lowers[behind + 1] in lists["organization"]))
    )


def _is_given_before(draft: Draft, name: Name) -> bool:
    """Whether a known given name stands before, as a part of the name and of no longer one."""
    parse, before = draft.parse, name.start - 1
    return (
        _may_be_given(draft, before, name.start)
        and parse.words[before] in draft.gazetteer.given_names
        and parse.deps[before] == "compound"
        and name.start <= parse.heads[before] < name.end
        and not (draft.is_capital(before - 1) and parse.pos[before - 1] == "PROPN")
    )


def _is_told_before(draft: Draft, name: Name, behind_title: set[int]) -> bool:
    """Whether one unknown word stands between a title or a noun for people and a family name alone."""
    parse, before = draft.parse, name.start - 1
    if name.end - name.start > 1 or not _may_be_given(draft, before, name.start) or before < 1:
        return False
    noun = parse.pos[before - 1] == "NOUN" and parse.lowers[before - 1] in draft.gazetteer.person_nouns
    return (noun or before in behind_title) and not parse.words[before].isupper()


def _may_be_given(draft: Draft, token: int, end: int) -> bool:
    parse = draft.parse
    plain = draft.is_capital(token) and parse.pos[token] == "PROPN" and parse.lowers[token] not in draft.gazetteer.titles.by_first
    return plain and not draft.known(token, end)


def name_with_particle(draft: Draft, name: Name) -> list[Name] | None:
    """ "Paula van der Marlow" is a person: a given name, small words of family names, a further name."""
    words, length = draft.parse.words[name.start : name.end], name.end - name.start
    if name.label not in ("ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART") or not 3 <= length <= 5 or not words[-1][0].isupper():
        return None
    particles = all(word.lower() in draft.gazetteer.words["particles"] for word in words[1:-1])
    given = words[0] in draft.gazetteer.given_names and not draft.gazetteer.find(words[0])
    return [Name(name.start, name.end, "PERSON")] if particles and given and not draft.known(name.start, name.end) else None


def join_particles(draft: Draft) -> list[Name]:
    """ "Paula" + "von der" + "Marlow": what stands behind small words of family names belongs to the given name before."""
    parse, particles, given = draft.parse, draft.gazetteer.words["particles"], draft.gazetteer.given_names
    starts = {name.start: name for name in draft.names}
    added = []
    for name in draft.names:
        if name.label != "PERSON" or parse.words[name.start] not in given:
            continue
        token = name.end
        while token < len(parse) and (parse.words[token] in particles or (token > name.end and parse.words[token] == "-")):
            token += 1
        if token == name.end or token >= len(parse) or not draft.is_capital(token):
            continue
        behind = starts.get(token)
        single = behind is not None and behind.end == token + 1
        if (single or behind is None) and parse.pos[token] == "PROPN":
            added.append(Name(name.start, token + 1, "PERSON"))
    return placed([*draft.names, *added]) if added else draft.names


def _is_institution(draft: Draft, name: Name) -> bool:
    """Whether the lists know the name, or its last word is that of an organization ("Board")."""
    return bool(draft.known(name.start, name.end)) or draft.parse.lowers[name.end - 1] in draft.gazetteer.words["organization"]


def _may_be_surname(draft: Draft, token: int) -> bool:
    """One word by itself that is no known name and no month."""
    plain = draft.parse.words[token].isalpha() and draft.parse.lowers[token] not in draft.gazetteer.words["calendar"]
    return plain and not draft.known(token, token + 1) and not draft.is_capital(token - 1)


def _is_age(draft: Draft, token: int) -> bool:
    """Whether "31," or "now 31," or "aged 31," stands there."""
    words = draft.parse.words
    if draft.parse.lowers[token] in ("now", "then", "aged", "age"):
        token += 1
    return (
        token + 1 < len(words) and words[token].isdecimal() and 1 < int(words[token]) < _OLDEST and words[token + 1] in (",", ".")
    )


def _is_addressed(draft: Draft, start: int, title: Title) -> bool:
    """Not "Miss Universe"."""
    word = draft.parse.words[start]
    return title.tokens != ("miss",) or word in draft.gazetteer.given_names or word in draft.surnames


def _is_plain(draft: Draft, start: int, end: int) -> bool:
    """Whether all its words begin with a capital letter and are no acronyms."""
    words = draft.parse.words[start:end]
    return all(word[0].isupper() and (len(word) < 3 or not word.isupper()) for word in words)


def _is_bare_surname(draft: Draft, token: int, verb: int) -> bool:
    parse = draft.parse
    word = parse.words[token]
    if not word.isalpha() or word.isupper() or len(word) < 3 or draft.known(token, token + 1) or word in draft.gazetteer.demonyms:
        return False
    if parse.tags[token] in ("NNS", "NNPS") or draft.writes_small(parse.lowers[token]):
        return False
    if abs(verb - token) > 2 or any(child != token and child < token for child in parse.children[token]):
        return False
    if parse.pos[token] != "PROPN" and draft.starts_sentence(token):
        return False
    return not (draft.is_capital(token - 1) and parse.pos[token - 1] == "PROPN") and not (draft.is_capital(token + 1))
