"""Persons who can be meant by a pronoun or description, and what was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from extractor.frozen import dataclass
from extractor.mentions.descriptions import Description

# Sentences after which a mention is forgotten, and how many of the last mentions count.
HORIZON = 7.0
_REMEMBERED = 6


@dataclass(slots=True)
class Person:
    """Somebody who can be meant: an entity, or a described person without a name (``entity`` None).

    ``called`` is the gender of the last pronoun that was found to mean somebody, ``named_at`` the token of the last name or
    description. ``is_doubtful`` says that the name was taken for that of something else. ``age`` is what comes after the name,
    ``roles`` what the text says that somebody is. ``seen`` holds of each mention when it was, its weight, and in whose words.
    """

    entity: int | None
    gender: str = ""
    name_gender: str = ""
    age: str = ""
    roles: Sequence[str] = ()
    seen: list[tuple[float, float, int]] = field(default_factory=list)
    last_head: int = -1
    called: str = ""
    named_at: int = -1
    is_doubtful: bool = False

    def activation(self, now: float, voice: int, weights: Mapping[str, float]) -> float:
        """Return how active somebody still is: the strongest of the last mentions, and a share of the others."""
        decay, strange = weights["decay"], weights["other_voice"]
        best = total = 0.0
        for clock, weight, heard in self.seen[-_REMEMBERED:]:
            age = now - clock
            if age < HORIZON:
                active = weight * decay**age if age > 0.0 else weight
                active = active if heard == voice else active * strange
                total += active
                best = active if active > best else best
        return best + weights["again"] * (total - best)

    def can_be(self, found: Description) -> bool:
        """Return whether nothing that is known of somebody contradicts a description: another age, another role, a mother of
        three."""
        if found.age and self.age and found.age != self.age:
            return False
        if found.once and self.roles and not any(found.noun in role.lower().split() for role in self.roles):
            return False
        same = [role.lower().split() for role in self.roles if found.number and f"{found.noun} of " in role.lower()]
        return not same or any(found.number in words for words in same)


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome for one pronoun or description: the person, or the candidates when nearly even.

    ``rule`` says what decided, ``ranked`` are the persons that competed with their scores, best first.
    """

    person: int | None
    rule: str
    candidates: Sequence[int] = ()
    clear: bool = False
    ranked: Sequence[tuple[float, int]] = ()
