"""What a finished run counts."""

from dataclasses import dataclass

from extractor.decisions.trust import NO_TRUST, Trust


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of rows of the finished tables, decisions of users that could not be carried out, what reviewers measured."""

    documents: dict[str, int]
    tables: dict[str, int]
    notes: tuple[str, ...] = ()
    trust: Trust = NO_TRUST
