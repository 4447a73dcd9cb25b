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
class Kind:
    """What was read in one format or layout of a database: files, articles in them, and how many have no date."""

    format: str
    files: int
    articles: int
    undated: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of rows of the finished tables, what users gave that could not be used, what reviewers measured, why
    inputs were not read, what was read, and doubts whether all articles of a file were found."""

    documents: dict[str, int]
    tables: dict[str, int]
    notes: tuple[str, ...] = ()
    trust: Trust = NO_TRUST
    reasons: tuple[Reason, ...] = ()
    kinds: tuple[Kind, ...] = ()
    doubts: tuple[str, ...] = ()
