"""Rules that go by the last word of a name or the words around it: buildings, organizations, events, captions."""

from extractor.entities.draft import PLACES, Draft, placed, replaced, trimmed
from extractor.entities.names import Name

# Numbers of a sentence that lists results.
_FULL_OF_NUMBERS = 4


def cut_caption(draft: Draft, name: Name) -> list[Name] | None:
    """ "Ann Lee Image" before a colon is a caption: the word "Image" is no part of the name."""
    if draft.parse.lowers[name.end - 1] not in draft.gazetteer.words["caption"] or name.end - name.start < 2:
        return None
    after = draft.parse.words[name.end] if name.end < len(draft.parse) else ""
    return [Name(name.start, name.end - 1, name.label)] if after in (":", "/", "|", "by") else None


def cut_score(draft: Draft, name: Name) -> list[Name] | None:
    """ "Norland 1" in "Norland 1 - 0 Sudland": numbers behind a known name are no part of it; behind a person, and in a sentence
    full of numbers, behind no name ("Roma 7, Tarnby 6, Vento 6, ...")."""
    end = name.end
    while end > name.start and (draft.parse.words[end - 1].isdecimal() or draft.is_mark(end - 1)):
        end -= 1
    if end in (name.end, name.start):
        return None
    if draft.known(name.start, name.end):
        return None
    known = draft.known(name.start, end)
    if known:
        return [Name(name.start, end, known[0].label)]
    first, last = draft.parse.sentences[draft.parse.sentence_of[name.start]]
    listed = sum(draft.parse.words[token].isdecimal() for token in range(first, last)) >= _FULL_OF_NUMBERS
    return (
        [Name(name.start, end, name.label)]
        if name.label in ("PERSON", "ORG", *PLACES) and (listed or name.label == "PERSON")
        else None
    )


def cut_at_common_noun(draft: Draft, name: Name) -> list[Name] | None:
    """ "Evolution paper Lee" and "united Norland": a name goes on behind a plain word only if that belongs inside names."""
    parse, words = draft.parse, draft.gazetteer.words
    start = name.start
    for token in range(name.start, name.end - 1):
        word = parse.words[token]
        plain = word.isalpha() and word.islower() and parse.pos[token] != "PART"
        if plain and word not in words["inside"] and word not in words["particles"] and word not in words["direction"]:
            start = token + 1
    if start == name.start or name.label in ("WORK_OF_ART", "LAW", "EVENT"):
        return None
    start, end = trimmed(draft, start, name.end)
    return [Name(start, end, name.label)] if start < end and draft.is_capital(start) else None


def cut_place_and_title(draft: Draft, name: Name) -> list[Name] | None:
    """ "Norland Governor" is a place and a title, no organization."""
    if name.label not in ("ORG", "PERSON", "GPE", "FAC") or name.end - name.start < 2 or draft.known(name.start, name.end):
        return None
    title = draft.gazetteer.titles.ending_at(draft.parse.lowers, name.end)
    start = name.end - len(title.tokens) if title is not None else name.end
    if title is None or title.kind == "honorific" or start <= name.start or not draft.is_capital(name.end - 1):
        return None
    known = draft.known(name.start, start)
    return [Name(name.start, start, known[0].label)] if known else None


def set_label_by_head(draft: Draft, name: Name) -> list[Name] | None:
    """ "Harbour Station" is a place, "Mercer Institute" an organization, "Tarnby Festival" an event, whatever the model says;
    "Festival of Tarnby" too."""
    if name.end - name.start < 2 or draft.known(name.start, name.end):
        return None
    words, last = draft.gazetteer.words, _head(draft, name)
    head = draft.parse.lowers[last]
    tail = f"{draft.parse.lowers[last - 1]} {head}" if last > name.start else head
    if name.label in ("ORG", "GPE", "FAC", "PERSON") and head in words["event"]:
        return [Name(name.start, name.end, "EVENT")]
    if name.label in ("ORG", "GPE", "FAC", "PERSON") and head in words["law"]:
        return [Name(name.start, name.end, "LAW")]
    if name.label in ("ORG", "PERSON") and _is_case(draft, name):
        return [Name(name.start, name.end, "LAW")]
    if name.label == "PERSON" and head in words["no_person"]:
        return [Name(name.start, name.end, "ORG")]
    if name.label in ("ORG", "PERSON") and (head in words["facility"] or tail in words["facility"]):
        return [Name(name.start, name.end, "FAC")]
    if name.label in ("PERSON", *PLACES, "NORP", "PRODUCT", "WORK_OF_ART") and head in words["organization_head"]:
        return [Name(name.start, name.end, "ORG")]
    return None


def _is_case(draft: Draft, name: Name) -> bool:
    """Whether it is a case in court ("Hale v. Board of Ports")."""
    return any(word in ("v.", "vs.") for word in draft.parse.words[name.start + 1 : name.end - 1])


def _head(draft: Draft, name: Name) -> int:
    """Token of the word that tells what a name is: the one before the first "of", else the last."""
    lowers, end = draft.parse.lowers, name.end
    while end > name.start + 1 and lowers[end - 1].isdecimal():
        end -= 1  # "Resolution 2254"
    return next((token - 1 for token in range(name.start + 1, end - 1) if lowers[token] == "of"), end - 1)


def name_organization(draft: Draft) -> list[Name]:
    """Capitalised words that end in "Foundation", "Institute" ... and that the model passed over are an organization."""
    parse, heads = draft.parse, draft.gazetteer.words["organization_head"]
    covered = draft.covered()
    added = []
    for token in draft.capitals:
        if parse.lowers[token] not in heads or covered[token] or parse.pos[token] != "PROPN":
            continue
        start = token
        while draft.is_capital(start - 1) and not covered[start - 1] and parse.pos[start - 1] in ("PROPN", "ADJ", "NOUN"):
            start -= 1
            if parse.words[start - 1 if start else 0] == "-" and start > 1 and not draft.starts_sentence(start):
                start -= 1
        while start < token and (parse.words[start] == "-" or (draft.starts_sentence(start) and parse.pos[start] != "PROPN")):
            start += 1
        if start < token and parse.lowers[start - 1 if start else 0] not in ("a", "an"):
            added.append(Name(start, token + 1, "ORG"))
    return placed([*draft.names, *added]) if added else draft.names


def name_national_body(draft: Draft) -> list[Name]:
    """ "the Norlandic government", "Iraqi security forces": a demonym and a body of the state are an organization."""
    parse, words = draft.parse, draft.gazetteer.words
    found = []
    for name in draft.names:
        end = name.end
        if name.label == "NORP" and draft.text(name) in draft.gazetteer.demonyms and end < len(parse):
            pair = f"{parse.lowers[end]} {parse.lowers[end + 1]}" if end + 1 < len(parse) else ""
            length = 2 if pair in words["national"] else 1 if parse.lowers[end] in words["national"] else 0
            following = end + length
            if length and not (following < len(parse) and parse.pos[following] in ("NOUN", "PROPN")):
                found.append(Name(name.start, following, "ORG"))
                continue
        found.append(name)
    return placed(found)


def drop_acronym_of_thing(draft: Draft) -> list[Name]:
    """An acronym is no organization where the text spells it out as something else: "gross domestic product (GDP)"."""
    words = draft.parse.words
    covered, things = draft.covered(), set()
    for name in draft.names:
        word = words[name.start]
        if name.label != "ORG" or name.end - name.start > 1 or not word.isupper() or not word.isalpha():
            continue
        if words[name.start - 1 if name.start else 0] in ("(", "["):
            start = name.start - 1 - len(word)
            if _spells(draft, word, start) and all(part.islower() for part in words[start + 1 : name.start - 1]):
                things.add(word)
        elif (
            name.end < len(words) and words[name.end] in ("(", "[") and not any(covered[name.end + 1 : name.end + 1 + len(word)])
        ):
            head = name.end + len(word)
            if _spells(draft, word, name.end + 1) and draft.parse.lowers[head] not in draft.gazetteer.words["organization"]:
                things.add(word)
    return [name for name in draft.names if name.label != "ORG" or draft.text(name) not in things] if things else draft.names


def _spells(draft: Draft, acronym: str, start: int) -> bool:
    """Whether the words from ``start`` have the letters of the acronym as initials."""
    words = draft.parse.words[max(start, 0) : start + len(acronym)]
    return start >= 0 and "".join(word[0].upper() for word in words) == acronym


def set_seat_label(draft: Draft) -> list[Name]:
    """ "at the White House" is the building; the label says so, the mention still means the organization."""
    lowers, words = draft.parse.lowers, draft.gazetteer.words
    found = []
    for name in draft.names:
        before = name.start - 1 if name.start and lowers[name.start - 1] != "the" else name.start - 2
        seat = (
            name.label == "ORG"
            and before >= 0
            and lowers[before] in words["seat_preposition"]
            and draft.text(name).lower() in words["seat"]
        )
        found.append(Name(name.start, name.end, "FAC") if seat else name)
    return found


def name_acronym(draft: Draft) -> list[Name]:
    """An acronym in brackets directly behind an organization ("Harbour Safety Board (HSB)") is its name too."""
    parse = draft.parse
    covered = draft.covered()
    added = []
    for name in draft.names:
        token = name.end + 1
        if (
            name.label not in ("ORG", "LAW", "EVENT", "PRODUCT")
            or token + 1 >= len(parse)
            or covered[token]
            or name.end - name.start < 2
        ):
            continue
        word = parse.words[token]
        bracketed = parse.words[name.end] == "(" and parse.words[token + 1] == ")"
        if bracketed and 2 <= len(word) <= 8 and sum(letter.isupper() for letter in word) >= 2 and word[0] in draft.text(name):
            added.append(Name(token, token + 1, name.label))
    return placed([*draft.names, *added]) if added else draft.names


def drop_common_word(draft: Draft, name: Name) -> list[Name] | None:
    """A word at the start of a sentence that the text also writes small, or that is no proper noun there ("Detectives"), is a
    plain word ("Emphasis"); as a person, anywhere; as an organization also before a noun ("the Federal mine")."""
    if name.end - name.start > 1 or name.label not in ("PERSON", "ORG", "GPE", "FAC", "PRODUCT", "NORP"):
        return None
    parse, token = draft.parse, name.start
    word, lower = parse.words[token], parse.lowers[token]
    if not word.isalpha() or word.isupper() or draft.known(token, name.end) or word in draft.surnames:
        return None
    starts = draft.starts_sentence(token)
    if starts and name.label == "PERSON" and parse.pos[token] in ("VERB", "ADV", "INTJ") and not draft.is_name_of_people(word):
        return []
    if not draft.writes_small(lower):
        plain = starts and parse.pos[token] == "NOUN" and name.label in ("ORG", "GPE", "FAC", "PRODUCT")
        return [] if plain and word not in draft.proper_nouns and word not in draft.gazetteer.family_names else None
    describes = (
        name.label == "ORG" and name.end < len(parse) and parse.pos[name.end] == "NOUN" and parse.words[name.end].islower()
    )
    return [] if name.label == "PERSON" or describes or starts else None


def drop_species(draft: Draft, name: Name) -> list[Name] | None:
    """ "Beauveria bassiana": a person's name does not end with a small word, unless behind a hyphen ("Kim Jong-un")."""
    if name.label != "PERSON" or name.end - name.start < 2 or draft.parse.words[name.end - 2] == "-":
        return None
    last = draft.parse.words[name.end - 1]
    return [] if last.islower() and last.isalpha() and last not in draft.gazetteer.words["suffixes"] else None


def drop_genus(draft: Draft, name: Name) -> list[Name] | None:
    """ "Vibrio" in "Vibrio cholerae": an unknown word before a small one with the end of a Latin species name."""
    parse = draft.parse
    if name.end - name.start > 1 or name.end >= len(parse):
        return None
    after = parse.words[name.end]
    latin = len(after) > 4 and after.islower() and after.endswith(tuple(draft.gazetteer.words["species"]))
    if not latin or parse.pos[name.end] == "VERB" or draft.known(name.start, name.end):
        return None
    return [] if parse.words[name.start] not in draft.surnames else None


def set_label_by_place_noun(draft: Draft) -> list[Name]:
    """ "the Tarnby neighborhood": a name before such a noun is a place wherever the text has it, and no organization."""
    parse, nouns = draft.parse, draft.gazetteer.words["place_noun"]
    shown = {
        draft.text(name)
        for name in draft.names
        if name.label != "PERSON"
        and name.end < len(parse)
        and parse.lowers[name.end] in nouns
        and parse.words[name.end].islower()
    }
    shown = {text for text in shown if not draft.gazetteer.find(text)}
    if not shown:
        return draft.names
    return [
        Name(name.start, name.end, "GPE") if name.label not in PLACES and draft.text(name) in shown else name
        for name in draft.names
    ]


def extend_to_place_head(draft: Draft) -> list[Name]:
    """ "Ross Ice" before "Shelf": a place goes on to a capitalised word that heads names of places."""
    parse, heads = draft.parse, draft.gazetteer.words["place"]
    covered = draft.covered()
    found = []
    for name in draft.names:
        end = name.end
        extends = (
            name.label in PLACES
            and draft.is_capital(end)
            and parse.lowers[end] in heads
            and parse.pos[end] == "PROPN"
            and not covered[end]
            and not draft.is_capital(end + 1)
            and parse.heads[end - 1] == end
        )
        found.append(Name(name.start, end + 1, name.label) if extends else name)
    return found


def name_by_first_word(draft: Draft) -> list[Name]:
    """ "Instituto Tarnby", "Movimento 5 Vento": where the head comes first, what follows belongs to the organization."""
    parse, heads = draft.parse, draft.gazetteer.words["organization_first"]
    added, last = [], 0
    for token in draft.capitals:
        if token < last or parse.lowers[token] not in heads:
            continue
        end = token + 1
        while end < len(parse) and (parse.words[end].isdecimal() or (draft.is_capital(end) and not draft.is_mark(end))):
            end += 1
        while parse.words[end - 1].isdecimal():
            end -= 1
        last = end
        if end > token + 1 and not any(name.start < token and name.end > token for name in draft.names):
            added.append(Name(token, end, "ORG"))
    if not added:
        return draft.names
    return replaced(draft.names, added)
