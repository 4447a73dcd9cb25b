"""Persons who can be meant by a pronoun or description, and what was chosen."""

from collections.abc import Sequence
from dataclasses import field

from extractor.frozen import dataclass
from extractor.mentions.descriptions import Description


@dataclass(slots=True)
class Person:
    """Somebody who can be meant: an entity, or a described person without a name (``entity`` None).

    ``called`` is the gender of the last pronoun that was found to mean somebody, ``named_at`` the token of the last name or
    description. ``is_doubtful`` says that the name was taken for that of something else. ``age`` is what comes after the name,
    ``roles`` what the text says that somebody is.
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
