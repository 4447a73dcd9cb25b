"""Evidence that two names of persons mean one person."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.linking.model import Unit
from extractor.linking.names import Knowledge

# The noun of a role comes before these.
_LINKS = frozenset(("of", "for", "at", "in", "to", "on", "with", "and"))
# Shared rare names beyond this number say no more.
_MOST_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the documents say about the bearers of a name, gathered over units."""

    roles: set[str]
    affiliations: set[str]
    countries: set[str]
    context: set[str]
    heads: set[str]

    @classmethod
    def of(cls, units: Sequence[Unit]) -> "Evidence":
        """Return the evidence of all units together; ``heads`` are the nouns of the roles: "secretary" of "secretary of
        state"."""
        roles = _together([unit.roles for unit in units])
        return cls(
            roles=roles,
            affiliations=_together([unit.affiliations for unit in units]),
            countries={unit.country_code for unit in units if unit.country_code},
            context=_together([unit.context for unit in units]),
            heads={_head(role) for role in roles if role},
        )


def _together(sets: Sequence[set[str]]) -> set[str]:
    """Return all that is in some sets, which nobody changes; most bearers of a name have one unit."""
    return sets[0] if len(sets) == 1 else set().union(*sets)


def _head(role: str) -> str:
    words = role.split()
    end = next((at for at, word in enumerate(words) if at and word in _LINKS), len(words))
    return words[end - 1]


def agreement(left: Evidence, right: Evidence) -> int:
    """Return the points for what two bearers share: an equal role 2 (only its noun 1), an affiliation 2, a country 1, each rare
    name in their documents 1, at most 3."""
    role = 2 if left.roles & right.roles else int(bool(left.heads & right.heads))
    affiliation = 2 if left.affiliations & right.affiliations else 0
    country = int(bool(left.countries & right.countries))
    return role + affiliation + country + min(len(left.context & right.context), _MOST_CONTEXT)


def shares_post(left: Evidence, right: Evidence) -> bool:
    """Return whether two bearers have an equal role or an affiliation in common."""
    return bool(left.roles & right.roles or left.affiliations & right.affiliations)


def formal(given: str, knowledge: Knowledge) -> str:
    """Return the formal form of a folded given name: "bill" -> "william"; others stay as they are."""
    return knowledge.formal_names.get(given, given)


def is_initial(word: str) -> bool:
    """Return whether a folded word of a name is an initial."""
    return len(word) == 1


def middles_agree(left: Sequence[str], right: Sequence[str]) -> bool:
    """Return whether two sequences of middle names and initials can belong to one person.

    One may be left out altogether or cut short at its end ("R." and "Robinette R."), or a full word is in both
    ("Rodham", "Diane Rodham"); "W." and "H. W." disagree.
    """
    if not left or not right:
        return True
    if {word for word in left if not is_initial(word)} & {word for word in right if not is_initial(word)}:
        return True
    return all(_word_agrees(one, other) for one, other in zip(left, right, strict=False))


def _word_agrees(left: str, right: str) -> bool:
    if is_initial(left) or is_initial(right):
        return left[0] == right[0]
    return left == right
