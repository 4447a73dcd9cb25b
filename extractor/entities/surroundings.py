"""Evidence from what stands before and behind a candidate in its sentence."""

from collections.abc import Iterator

from extractor.analysis.grammar import POSSESSIVES
from extractor.entities.doing import does
from extractor.entities.listing import example_of, in_list
from extractor.entities.nouns import noun_kind
from extractor.entities.particles import behind_particles, is_behind_particle
from extractor.entities.view import HYPHENS, View

_OPENING = frozenset("\"'“‘«([")
_CLOSING = frozenset("\"'”’»)]")
_OLDEST = 115
_LONGEST_STATE = 6
_OWNING = tuple([mark] for mark in POSSESSIVES)
_NEAR_NOUN = 4
_LONGEST_APPOSITION = 10
_LONGEST_SYLLABLE = 4
_YEAR = 4
# Words between which and a name a year tells of a thing.
_OF_NOUNS = frozenset(("DET", "ADJ", "PRON", "VERB"))
_LONGEST_FIELD = 10
# Lists of nouns behind a name, the first that has one counts.
_NOUNS = (
    "place_noun", "medium", "firm_thing", "led", "named_noun", "national", "organization", "kin", "place", "thing_noun",
)  # fmt: skip
_FINITE = (["VBD"], ["VBZ"], ["VBP"], ["MD"])


def before(view: View, start: int) -> Iterator[str]:
    """Yield what stands before the token with which a candidate begins."""
    parse, lists = view.parse, view.lists
    if start in view.firsts:
        yield "before: start of sentence"
    if start == 0 or "\n" in parse.words[start - 1]:
        yield "before: start of line"
        return
    word, lower = parse.words[start - 1], parse.lowers[start - 1]
    if lower in lists.words["neighbours"]:
        yield f"before: {lower}"
    yield from example_of(view, start)
    yield from in_list(view, start)
    titled = view.titles.get(start)
    if titled is not None:
        yield f"before: title, {titled[1].kind}"
    elif word[0].islower() and lower in lists.titles.last and (title := lists.titles.ending_at(parse.lowers, start)) is not None:
        yield f"before: small title, {title.kind}"
    elif word[0].isupper() and start not in view.firsts and view.may_name(start - 1):
        if view.opens_plainly(start - 1):
            yield from _noun_before(view, start - 1)
        elif view.begins_person(start) and (described := _description_before(view, start)):
            yield described
        else:
            inside = view.is_town_in_country(start)
            yield "before: town in it" if inside else "before: demonym" if word in lists.demonyms else "before: capital"
    if is_behind_particle(view, start):
        yield "before: particle"
    if word in HYPHENS and view.glued(start) and start > 1:
        yield "before: small word and hyphen" if parse.words[start - 2][0].islower() else "before: capital and hyphen"
    if word in _OPENING:
        yield "before: bracket" if word in "([" else "before: quotation mark"
    elif word in POSSESSIVES and not (start > 1 and word != "'s" and not view.glued(start - 1)):  # the "’" of ’Manare Hale
        country = start > 1 and any(one.kind == "place" for one in view.known(start - 2, start - 1))
        yield "before: possessive of a place" if country else "before: possessive"
    elif word[0].isdigit():
        yield "before: year of a thing" if _is_year_of_a_thing(view, start - 1) else "before: number"
    pos = parse.pos[start - 1]
    if word[0].islower() and (pos == "NOUN" or (pos == "ADJ" and lower in lists.words["organization_noun"])):  # "the daily ..."
        yield from _noun_before(view, start - 1)
    elif pos == "VERB" and parse.lemmas[start - 1] in lists.words["speaking"]:
        yield "before: verb of speaking"
    elif pos == "ADJ" and word.islower():
        kind = next((kind for kind in ("direction", "yearly") if lower in lists.words[kind]), "adjective")
        kind = "age" if lower == "old" and start > 2 and parse.words[start - 2] in HYPHENS else kind
        yield f"before: {kind}"
    if start > 1 and lower == "of" and _is_settlement(view, start - 2):
        yield "before: the town of"
    elif start > 1 and lower in lists.words["affiliating"]:
        kind = next((kind for kind in ("post", "place_post") if parse.lowers[start - 2] in lists.words[kind]), "")
        if kind:
            yield f"before: {kind} of"
    elif start > 1 and lower == "in" and parse.lowers[start - 2] in lists.words["holding"]:
        yield "before: stake in"
    if lower == "," and start > 1:
        if parse.lowers[start - 2] in lists.words["kin"]:
            yield "before: member of the family"
        elif parse.words[start - 2][0].isupper():
            state = _is_state(view, start)
            yield "before: name and comma, of a state" if state else "before: name and comma"
        elif parse.pos[start - 2] == "NOUN":
            yield from (f"{name} and comma" for name in _noun_before(view, start - 2))


def _is_year_of_a_thing(view: View, token: int) -> bool:
    """Return whether a year stands behind an article or another word for what follows ("her old 1989 Kestrel")."""
    words = view.parse.words
    return len(words[token]) == _YEAR and words[token].isdecimal() and token > 0 and view.parse.pos[token - 1] in _OF_NOUNS


def _description_before(view: View, start: int) -> str:
    """Tell what in capitals stands before somebody: a title and its field, scorn ("Crooked Ann"), or a noun ("Celebrities Ann
    Lee"); empty where it is nothing of this."""
    lower, lists = view.parse.lowers[start - 1], view.lists
    if lower in lists.words["epithet"]:
        return "before: epithet"
    opens = not view.is_capital(start - 2)
    if opens and (lower in lists.person_nouns or view.parse.lemmas[start - 1] in lists.person_nouns):
        return "before: noun for people in capitals"
    return "before: title and its field" if _is_titled_with_field(view, start - 1) else ""


def _is_titled_with_field(view: View, token: int) -> bool:
    """Return whether a title and what it is for end with this word ("Minister for Ports and Rivers")."""
    parse, joining = view.parse, view.lists.words["joining"]
    linked = False
    for before in range(token, max(token - _LONGEST_FIELD, -1), -1):
        if parse.words[before][0].isupper():
            if linked and before in view.title_ends:
                return True
        elif parse.lowers[before] in joining:
            linked = linked or parse.lowers[before] in view.lists.words["kind_link"]
        else:
            return False
    return False


def _is_state(view: View, token: int) -> bool:
    """Return whether a short form of a state stands there, as behind towns ("Tarnby, Pa.", "Tarnby, OH")."""
    word, find = view.parse.words[token], view.lists.find
    if len(word) > _LONGEST_STATE:
        return False
    return bool(find(f", {word}")) or (word.endswith(".") and any(known.subkind == "region" for known in find(word)))


def _noun_before(view: View, token: int) -> Iterator[str]:
    if view.parse.lowers[token] in view.lists.words["kin"]:
        yield "before: member of the family"
    else:
        kind = noun_kind(view, token)
        yield f"before: noun for {kind}" if kind else "before: noun"


def _is_settlement(view: View, token: int) -> bool:
    words, parse = view.lists.words, view.parse
    return any(form in words[kind] for form in (parse.lowers[token], parse.lemmas[token]) for kind in ("place", "settlement"))


def behind(view: View, end: int) -> Iterator[str]:
    """Yield what stands behind a candidate that ends before the token ``end``."""
    yield from does(view, end - 1)
    parse, lists = view.parse, view.lists
    count = len(parse)
    if end >= count or "\n" in parse.words[end]:
        yield "behind: end of line"
        return
    word, lower = parse.words[end], parse.lowers[end]
    if lower in lists.words["neighbours"]:
        yield f"behind: {lower}"
    if word in HYPHENS and end + 1 < count and view.glued(end) and view.glued(end + 1):
        after = parse.words[end + 1]
        if after.lower() in lists.words["based"]:
            yield "behind: -based"
        elif after[0].isupper():
            yield "behind: hyphen and capital"
        else:
            yield "behind: hyphen and syllable" if len(after) <= _LONGEST_SYLLABLE else "behind: hyphen and word"
        return
    if behind_particles(view, end) > end:
        yield "behind: particle"
    if word in POSSESSIVES:
        yield from _owns(view, end + 1)
    elif word[0].isupper():
        title = end in view.title_ends
        if word in lists.words["honours"] and not (title and view.is_capital(end + 1)):
            yield "behind: honours"
        elif title:
            yield "behind: title and name" if _may_be_titled(view, view.title_ends[end]) else "behind: title"
        elif view.is_town_in_country(end):
            yield "behind: comma and country"
        elif view.may_name(end):
            yield "behind: capital, family name" if word in lists.family_names else "behind: capital"
    elif word == ",":
        yield from _behind_comma(view, end + 1)
    elif word == "(":
        if end + 1 < count and not parse.words[end + 1][0].isascii() and parse.words[end + 1][0].isalpha():
            yield "behind: native script"
        elif end + 1 < count and view.place_at(end + 1) == "country":
            yield "behind: country in brackets"
        elif end + 2 < count and parse.words[end + 2] == ")" and parse.words[end + 1].isupper():
            yield "behind: acronym in brackets"
        else:
            yield "behind: bracket"
    elif word[0].isdigit():
        yield "behind: number"
    elif len(word) > _LONGEST_SYLLABLE and word.islower() and word.endswith(lists.endings["species"]):
        yield "behind: ends like a species"
    elif parse.pos[end] == "NOUN":
        yield from _noun_behind(view, end)
    elif word in _CLOSING:
        yield "behind: closing mark"


def _may_be_titled(view: View, token: int) -> bool:
    """Return whether the name of somebody may begin behind a title, but not "Hospital" behind "General"."""
    return view.is_capital(token) and view.parse.lowers[token] not in view.lists.words["organization"]


def _noun_behind(view: View, end: int) -> Iterator[str]:
    """Yield what the small noun says before which a candidate stands ("Tarnby neighborhood", "Kestrel shares")."""
    parse, words = view.parse, view.lists.words
    lower, lemma = parse.lowers[end], parse.lemmas[end]
    found = False
    for kind in _NOUNS:
        if lower in words[kind] or (kind == "thing_noun" and lemma in words[kind]):
            yield f"behind: noun, {kind}"
            found = True
            break
    if not found:
        if lemma not in view.lists.person_nouns:
            yield "behind: noun"
        else:
            named = view.is_capital(end + 1) and parse.pos[end + 1] == "PROPN"
            yield "behind: noun for people and name" if named else "behind: noun for people"


def _owns(view: View, start: int) -> Iterator[str]:
    """Yield what somebody or something has: a wife, shares, a capital."""
    parse, words = view.parse, view.lists.words
    if start + 1 < len(parse) and parse.words[start] in view.lists.given_names and view.is_capital(start + 1):
        yield "owns: somebody"
        return
    for token in range(start, min(start + _NEAR_NOUN, len(parse))):
        if parse.pos[token] == "NOUN" and (token + 1 == len(parse) or parse.pos[token + 1] != "NOUN"):
            lower = parse.lowers[token]
            for kind in ("kin", "firm_thing", "person_thing", "place_thing", "national", "eponym"):
                if lower in words[kind]:
                    yield f"owns: {kind}"
                    return
            if parse.lemmas[token] in view.lists.person_nouns:
                yield "owns: noun for people"
            return
        if parse.pos[token] in ("VERB", "PUNCT", "ADP", "AUX", "PROPN"):
            return


def _behind_comma(view: View, token: int) -> Iterator[str]:
    """Yield an age, a relative clause, a state, an apposition."""
    parse, lists = view.parse, view.lists
    if token >= len(parse):
        return
    lower = parse.lowers[token]
    if lower in ("now", "then", "aged", "age") and token + 1 < len(parse):
        token += 1
    word = parse.words[token]
    if word.isdecimal() and 1 < int(word) < _OLDEST and token + 1 < len(parse) and parse.words[token + 1] in (",", ".", ")"):
        yield "behind: age"
    elif lower in ("who", "whom"):
        yield "behind: who"
    elif lower in ("which", "where"):
        yield f"behind: {lower}"
    elif word[0].isupper():
        if _is_state(view, token):
            yield "behind: comma and state"
        elif place := view.place_at(token):
            yield f"behind: comma and {place}"
        elif word in lists.words["honours"]:
            yield "behind: honours"
    elif lower in ("a", "an", "the", "one") or parse.pos[token] in ("NOUN", "ADJ"):
        for noun in range(token, min(token + _LONGEST_APPOSITION, len(parse))):
            if parse.words[noun] in HYPHENS or parse.words[noun - 1] in HYPHENS:
                continue
            if _is_title_last(view, noun):
                yield "behind: apposition, person"
                return
            if parse.pos[noun] == "NOUN" and not _goes_on(view, noun + 1):
                if lower == "the" and parse.tags[noun + 1 : noun + 2] in _FINITE:
                    return  # "According to Halden, the province closed the road"
                lemma = parse.lemmas[noun]
                if parse.lowers[noun + 1 : noun + 2] == ["and"] and not noun_kind(view, noun):
                    continue  # "a private equity and research firm"
                if parse.lowers[noun + 1 : noun + 2] == ["and"] and noun_kind(view, noun + 2) == "people":
                    yield "behind: apposition, person"  # "a developer and spokeswoman"
                    return
                of_things = (
                    parse.lowers[noun + 1 : noun + 2] == ["of"] and noun_kind(view, min(noun + 2, len(parse) - 1)) == "things"
                )
                if lemma in lists.words["organization_noun"] and not of_things:  # "the group of chemicals"
                    yield "behind: apposition, organization"
                elif lemma in lists.words["thing_noun"]:
                    if lemma not in lists.person_nouns:  # "a model"
                        yield "behind: apposition, thing"
                elif lemma in lists.person_nouns or parse.lowers[noun] in lists.titles.last:
                    yield "behind: apposition, person"
                elif lemma in lists.words["settlement"] or lemma in lists.words["place"]:
                    yield "behind: apposition, place"
                return
            if parse.pos[noun] in ("PUNCT", "VERB", "ADP", "AUX"):
                return


def _goes_on(view: View, token: int) -> bool:
    """Return whether a noun before this token is only part of a phrase ("patrol vessel", "the company's founder")."""
    parse = view.parse
    follows = token < len(parse) and (parse.pos[token] == "NOUN" or parse.words[token] in HYPHENS)
    return follows or parse.words[token : token + 1] in _OWNING


def _is_title_last(view: View, token: int) -> bool:
    """Return whether a title in capitals ends here and no name follows ("the Tarnby Principal Chief, ...")."""
    return view.is_capital(token) and view.parse.lowers[token] in view.lists.titles.last and not view.is_capital(token + 1)
