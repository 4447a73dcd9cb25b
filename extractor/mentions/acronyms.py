"""Acronyms and what they stand for."""

from collections.abc import Mapping, Sequence

from extractor.analysis.parse import Parse
from extractor.entities.gazetteer_entry import GazetteerEntry
from extractor.entities.names import Name

_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "&", "a", "at", "by"))
_LONGEST = 8


def is_acronym(text: str) -> bool:
    """Return whether a text is two to eight capitals with or without dots ("NATO", "U.N.", "AT&T"); small letters only as a
    plural or inside ("MoD")."""
    if " " in text:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return 2 <= len(letters) <= _LONGEST and capitals >= 2 and capitals >= 0.6 * len(letters)


def letters_of(text: str) -> str:
    """Return the letters of an acronym in capitals."""
    return "".join(letter for letter in text if letter.isalnum()).upper()


def initials(words: Sequence[str]) -> frozenset[str]:
    """Return the acronyms that a name can have: first letters of its words, with and without the small ones."""
    parts = [part for word in words for part in word.replace("-", " ").split() if part[0].isalnum()]
    every = "".join(part[0] for part in parts).upper()
    main = "".join(part[0] for part in parts if part.lower() not in _SMALL).upper()
    return frozenset((every, main)) if len(main) > 1 else frozenset()


def abbreviates(letters: str, words: Sequence[str]) -> bool:
    """Return whether letters are made of the beginnings of all words of a name but the small ones.

    "NASCOM" abbreviates "National Aerospace Services Company".
    """
    parts = [part.upper() for word in words for part in word.split("-") if part[:1].isalnum() and part.lower() not in _SMALL]
    return len(letters) > len(parts) > 1 and _is_made_of(letters, parts)


def _is_made_of(letters: str, parts: Sequence[str]) -> bool:
    if not parts:
        return not letters
    first, rest = parts[0], parts[1:]
    return any(
        letters.startswith(first[:size]) and _is_made_of(letters[size:], rest)
        for size in range(1, min(len(first), len(letters) - len(rest)) + 1)
    )


def introductions(parse: Parse, names: Sequence[Name], known: Sequence[tuple[GazetteerEntry, ...]]) -> Mapping[int, int]:
    """Return the pairs "European Commission (EC)" and "EC (European Commission)": number of the name in brackets -> of the one
    before. A word that no list knows may abbreviate the name in another language ("Road Department (JPJ)"); ``known`` is what
    the lists say of the names."""
    words = parse.words
    found: dict[int, int] = {}
    for number in range(1, len(names)):
        before, inside = names[number - 1], names[number]
        if inside.start - before.end == 1 and words[before.end] == "(" and inside.end < len(words) and words[inside.end] == ")":
            long, short = (before, inside) if before.end - before.start >= inside.end - inside.start else (inside, before)
            short_text = parse.span_text(short.start, short.end)
            first_letters = {word[0].upper() for word in words[long.start : long.end]}
            spelled = letters_of(short_text) in initials(words[long.start : long.end])  # "Seri", in small letters
            bodies = before.label == inside.label == "ORG" and inside.end - inside.start == 1 < before.end - before.start
            foreign = bodies and not known[number]
            if spelled or foreign or (is_acronym(short_text) and letters_of(short_text)[0] in first_letters):
                found[number] = number - 1
    return found
