"""How persons are called once they have been named in full: by the surname, by their initials."""

from collections.abc import Collection, Sequence

from extractor.entities.spelling import initials_of

# Evidence of one place that a surname is also the name of a firm ("Ford will close its plant").
_FIRM_SAID = ("refers: its", "does: speaks of it", "behind: title", "behind: apposition, organization", "is: organizations")
_FIRM = frozenset((*_FIRM_SAID, "does: trading", "owns: firm_thing", "behind: noun, firm_thing", "is done to: founding"))


def shortened_names(texts: Sequence[str], evidence: Sequence[Sequence[str]], people: Collection[str]) -> dict[str, str]:
    """Return the evidence for what candidates (``texts``, with what their places say) may be short for: surnames of ``people``,
    where no place of the word by itself speaks of a firm, and initials of several names ("AML" for "Ana Maria Lopez")."""
    surnames = {name.rpartition(" ")[2] for name in people}
    surnames.difference_update(text for text, place in zip(texts, evidence, strict=True) if not _FIRM.isdisjoint(place))
    initials = {initials_of(name) for name in people}
    return dict.fromkeys(initials, "elsewhere: initials of PERSON") | dict.fromkeys(surnames, "elsewhere: end of a sure PERSON")
