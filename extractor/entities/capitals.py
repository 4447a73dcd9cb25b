"""Rules for words in capital letters: headlines, datelines, emphasis."""

from collections import Counter

from extractor.entities.draft import PLACES, Draft, placed, replaced
from extractor.entities.names import Name

_SHORTEST = 4
_LONGEST_TOWN = 4
_NAMES = frozenset(("PERSON", "ORG", *PLACES))
# Parts of speech that no name in capitals has.
_PLAIN = frozenset(("VERB", "AUX", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "PART"))


def name_in_capitals(draft: Draft) -> list[Name]:
    """ "TRUMP SLAMS ALLIES": a word of a line in capitals that the text elsewhere has as a name, or that the lists know."""
    parse = draft.parse
    tokens = [token for token in draft.shouted if _is_shouted(draft, token)]
    if not tokens:
        return draft.names
    single, longer = _names_of_text(draft)
    covered, added, last = draft.covered(), [], 0
    for token in tokens:
        if token < last or covered[token]:
            continue
        pair = f"{parse.words[token]} {parse.words[token + 1]}".title() if token + 1 < len(parse) else ""
        word = parse.words[token].title()
        end = token + 1
        if pair in longer and not covered[token + 1]:
            label, end = longer[pair], token + 2
        else:
            label = single.get(word) or _known_label(draft, token)
        if label:
            added.append(Name(token, end, label))
            last = end
    return placed([*draft.names, *added]) if added else draft.names


def drop_emphasis(draft: Draft) -> list[Name]:
    """ "SEXISM", "WE WIN": words in capitals that the text also writes small, or of which one can be in no name; of "VANCE STEPS
    ASIDE" the family name is kept, of "BITTER LEGACY" nothing, if the text has no word of it in a name."""
    parse, found = draft.parse, []
    for name in draft.names:
        words = parse.words[name.start : name.end]
        shouted = words[0].isupper() and name.label in _NAMES and all(word.isupper() and word.isalpha() for word in words)
        if shouted and max(map(len, words)) >= _SHORTEST and not draft.known(name.start, name.end):
            plain = any(draft.writes_small(word.lower()) for word in words if len(word) >= _SHORTEST)
            tags = {parse.pos[token] for token in range(name.start, name.end)}
            known = [token for token in range(name.start, name.end) if parse.words[token].title() in draft.surnames]
            if known and name.label != "PERSON" and len(words) > 1:
                found += [Name(token, token + 1, "PERSON") for token in known]
                continue
            if not known and (plain or (len(words) > 1 and (tags & _PLAIN or _is_unheard(draft, name)))):
                continue
        found.append(name)
    return found


def _is_unheard(draft: Draft, name: Name) -> bool:
    """Whether an organization in capitals has no word that the text writes as a name, none of people and no head."""
    words, heads = draft.parse.words[name.start : name.end], draft.gazetteer.words["organization"]
    if name.label != "ORG" or words[-1].lower() in heads:
        return False
    return not any(word.title() in draft.proper_nouns or draft.is_name_of_people(word.title()) for word in words)


def name_dateline(draft: Draft) -> list[Name]:
    """ "BUCHAREST 1996-08-26" at the start of a line is a place, seen by the model or not; "BEREA —", where the text also has
    "Berea"."""
    parse, added = draft.parse, []
    for token in draft.shouted:
        if not _starts_line(draft, token) or len(parse.words[token]) < _SHORTEST - 1:
            continue
        end = token + 1
        while end < len(parse) and end - token < _LONGEST_TOWN and (parse.words[end].isupper() or parse.words[end] in ("-", ".")):
            end += 1
        town, after = end, end
        if parse.words[after : after + 1] == [","] and draft.is_capital(after + 1):
            after += 2
            while draft.is_capital(after):
                after += 1
        dash = parse.words[end : end + 1] in (["—"], ["--"], ["–"])
        if dash and all(word.title() in draft.proper_nouns for word in parse.words[token:town]):
            added.append(Name(token, town, "GPE"))
            continue
        digits = parse.words[after] if after < len(parse) else ""
        if len(digits) >= len("1996") and digits[:4].isdecimal() and "-" in "".join(parse.words[after : after + 2]):
            added.append(Name(token, town, "GPE"))
    if not added:
        return draft.names
    return replaced(draft.names, added)


def _starts_line(draft: Draft, token: int) -> bool:
    return token == 0 or "\n" in draft.parse.words[token - 1]


def _is_shouted(draft: Draft, token: int) -> bool:
    """Whether a word in capitals is a long one and stands beside another."""
    words = draft.parse.words
    if len(words[token]) < _SHORTEST or not words[token].isalpha():
        return False
    near = (words[other] for other in (token - 1, token + 1) if 0 <= other < len(words))
    return any(word.isdecimal() or (len(word) > 1 and word.isupper() and word.isalpha()) for word in near)


def _names_of_text(draft: Draft) -> tuple[dict[str, str], dict[str, str]]:
    """Labels of names that the text also writes with small letters: single words and pairs, people by their family name too."""
    votes: dict[str, Counter[str]] = {}
    for name in draft.names:
        text = draft.text(name)
        if name.label in _NAMES and name.end - name.start <= 2 and not text.isupper():
            votes.setdefault(text, Counter())[name.label] += 1
    labels = {text: counts.most_common(1)[0][0] for text, counts in votes.items()}
    single = {text: label for text, label in labels.items() if " " not in text} | dict.fromkeys(draft.surnames, "PERSON")
    return single, {text: label for text, label in labels.items() if " " in text}


def _known_label(draft: Draft, token: int) -> str:
    """The label of a country or city of the lists that is no other word."""
    known = draft.known(token, token + 1)
    plain = draft.parse.words[token].title() in draft.gazetteer.ambiguous
    return known[0].label if known and not plain and known[0].subkind in ("country", "city") else ""
