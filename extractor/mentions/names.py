"""Names of people taken apart: honorific, given names, family name with particles, suffix."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.entities.spelling import fold, initials_of

# Initials written as one word ("H.W.") are no longer than this.
_INITIALS = 2
# Family name, given name and that of the father.
_WITH_FATHER = 3
# A word in capitals that is a whole name is an acronym or a stage name if it is shorter.
_SHORTEST_ALONE = 5
_ROMAN = re.compile(r"[IVX]{3,}")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts as written; ``words`` are the folded given and family names without suffix. One word alone is the family name."""

    given: str
    family: str
    suffix: str
    words: tuple[str, ...]
    family_words: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Whether it has a given name."""
        return len(self.words) > len(self.family_words)

    @property
    def initials(self) -> str:
        """The first letters of all names in capitals: "AML" of "Ana Maria Lopez"; empty for fewer than three."""
        return initials_of(f"{self.given} {self.family}")

    @property
    def given_words(self) -> tuple[str, ...]:
        """Folded given names and initials."""
        return self.words[: len(self.words) - len(self.family_words)]


def split_name(words: Sequence[str], *, particles: frozenset[str], suffixes: frozenset[str]) -> PersonName:
    """Return the parts of a name without honorific: ("Ursula", "van", "der", "Linden") -> given "Ursula", family "van der
    Linden"."""
    parts = [word.strip(",") for word in words if any(map(str.isalnum, word))]
    suffix = ""
    while len(parts) > 1 and parts[-1].lower() in suffixes:
        suffix = f"{parts.pop()} {suffix}".strip()
    start = max(len(parts) - 1, 0)
    for number, word in enumerate(parts[1:-1], start=1):
        if word.lower() in particles:
            start = number
            break
    while start > 1 and parts[start - 1].lower() in particles:
        start -= 1
    if len(parts) > 1 and parts[0] in particles:
        start = 0
    family_words = _folded(parts[start:])
    return PersonName(
        " ".join(parts[:start]), " ".join(parts[start:]), suffix, (*_folded(parts[:start]), *family_words), family_words
    )


def given_first(words: Sequence[str], *, given_names: Collection[str], patronymics: frozenset[str]) -> Sequence[str]:
    """Return a name that ends with that of a father with its family name last: "Zarenko Viktor Petrovych" -> "Viktor Petrovych
    Zarenko"."""
    if len(words) != _WITH_FATHER or not words[-1].lower().endswith(tuple(patronymics)):
        return words
    family, given, father = words
    return (given, father, family) if given in given_names and family not in given_names else words


def recased(name: PersonName, particles: frozenset[str]) -> PersonName:
    """Return a name whose words in capitals are written as elsewhere ("Carmel DE LUGA", "KIM Min-jae"); initials ("JD Vance"),
    acronyms that are names ("SZA") and numbers stay."""
    whole = all(word.isupper() for word in (*name.given.split(), *name.family.split()))
    given, family = (
        " ".join(_recased(word, particles, whole=whole and name.is_full) for word in part.split())
        for part in (name.given, name.family)
    )
    alone = not name.is_full and len(name.family) < _SHORTEST_ALONE
    return name if alone or (given, family) == (name.given, name.family) else replace(name, given=given, family=family)


def _recased(word: str, particles: frozenset[str], *, whole: bool) -> str:
    letters = sum(map(str.isalpha, word))
    if (
        not word.isupper()
        or "." in word
        or _ROMAN.fullmatch(word)
        or (letters <= _INITIALS and not (whole and word.lower() in particles))
    ):
        return word
    if word.lower() in particles:
        return word.lower()
    small = word.title()
    return f"{small[:2]}{small[2:].capitalize()}" if small.startswith("Mc") and len(small) > _INITIALS + 1 else small


def _folded(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for part in parts for word in fold(part).split())


def may_be_one(one: PersonName, other: PersonName, *, formal: Mapping[str, frozenset[str]]) -> bool:
    """Return whether two full names can belong to one person: family names agree, given names, initials or nicknames too.

    ``formal`` leads from a nickname to the names that it is short for.
    """
    if not suffixes_agree(one, other) or not _families_agree(one.family_words, other.family_words):
        return False
    mine, theirs = one.given_words, other.given_words
    if not mine or not theirs or _given_by_middle(mine, theirs):
        return True
    return _given_agree(mine[0], theirs[0], formal) and _middles_agree(mine[1:], theirs[1:])


def suffixes_agree(one: PersonName, other: PersonName) -> bool:
    """Return false for "Hale Jr." and "Hale III"."""
    return not (one.suffix and other.suffix) or fold(one.suffix) == fold(other.suffix)


def is_part_of(short: Sequence[str], full: Sequence[str]) -> bool:
    """Return whether the words of a short name stand together in a full one."""
    length = len(short)
    return any(tuple(full[start : start + length]) == tuple(short) for start in range(len(full) - length + 1))


def _families_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one == other or (len(one) != len(other) and (one[-len(other) :] == other or other[-len(one) :] == one))


def _given_agree(one: str, other: str, formal: Mapping[str, frozenset[str]]) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    names = formal.get(one, frozenset((one,))) | {one}
    return bool(names & (formal.get(other, frozenset((other,))) | {other}))


def _middles_agree(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return false for "George W." and "George H.W."; two middle names in full may belong to one person ("Diane", "Rodham")."""
    if not mine or not theirs or min(len(mine[0]), len(theirs[0])) > _INITIALS:
        return True
    return mine[0][0] == theirs[0][0]


def _given_by_middle(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return true of "J. Edgar" and "Edgar" are one given name; both must be written out."""
    return (len(mine) > 1 and len(theirs[0]) > 1 and theirs[0] in mine[1:]) or (
        len(theirs) > 1 and len(mine[0]) > 1 and mine[0] in theirs[1:]
    )
