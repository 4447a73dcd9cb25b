"""What a finished run counts."""

from dataclasses import dataclass

from extractor.decisions.trust import NO_TRUST, Trust


@dataclass(frozen=True, slots=True)
class Reason:
    """Why inputs did not become articles: a code of the table ``errors``, how many, and the message or an example of several."""

    code: str
    count: int
    message: str
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of rows of the finished tables, decisions of users that could not be carried out, what reviewers measured, and why
    inputs were not read."""

    documents: dict[str, int]
    tables: dict[str, int]
    notes: tuple[str, ...] = ()
    trust: Trust = NO_TRUST
    reasons: tuple[Reason, ...] = ()
