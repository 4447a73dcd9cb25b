"""Which statements a view shows: all of them, or the sourced ones alone, as journalists count them."""

from typing import Final, Literal, get_args

ViewName = Literal["all", "sourcing"]
VIEWS: Final = get_args(ViewName)

# What somebody has said word for word or in a clause, but not what he has decided or intends.
_FORMS = ("quotation", "clause")
_NOT_SAID = ("decide", "intend")
# Acts of saying that count also where their content is less than a clause ("demanded transparency") ...
_ACTS = ("demand", "promise")
# ... and those that do where the row is likely enough right ("condemned the protest").
_LIKELY_ACTS = ("say", "claim", "accuse", "criticize", "praise")
_LIKELY = 0.6


def is_sourced(*, content_form: str, act: str, confidence: float, nested: bool) -> bool:
    """Return whether a statement is a sourced one; one inside another is part of it."""
    if nested:
        return False
    said = content_form in _FORMS and act not in _NOT_SAID
    return said or act in _ACTS or (content_form == "phrase" and act in _LIKELY_ACTS and confidence >= _LIKELY)


def sourced_sql(table: str) -> str:
    """Return the same condition in SQL, for rows of the table ``statements`` by this name."""
    said = f"{table}.content_form IN {_FORMS} AND {table}.act NOT IN {_NOT_SAID}"
    likely = f"{table}.content_form = 'phrase' AND {table}.act IN {_LIKELY_ACTS} AND {table}.confidence >= {_LIKELY}"
    return f"({table}.nested_in IS NULL AND (({said}) OR {table}.act IN {_ACTS} OR ({likely})))"
