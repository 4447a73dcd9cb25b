"""How sources are counted: which statements a view shows (all, or the sourced ones alone), and by what a speaker is known."""

from typing import Final, Literal, get_args

ViewName = Literal["all", "sourcing"]
VIEWS: Final = get_args(ViewName)

# What somebody has said word for word or in a clause, but not what he has decided or intends.
_FORMS = ("quotation", "turn", "clause")
_NOT_SAID = ("decide", "intend")
# Acts that count also where their content is less than a clause, of a source, with how likely the row must be right at least:
# "demanded transparency", "condemned the protest".
_ACTS = {0.5: ("demand", "promise"), 0.7: ("say", "claim", "accuse", "criticize", "praise")}


def is_sourced(*, content_form: str, act: str, confidence: float, has_source: bool, nested: bool) -> bool:
    """Return whether a statement is a sourced one; one inside another is part of it."""
    if nested:
        return False
    said = content_form in _FORMS and act not in _NOT_SAID
    return said or (has_source and any(act in acts and confidence >= least for least, acts in _ACTS.items()))


def sourced_sql(table: str) -> str:
    """Return the same condition in SQL, for rows of the table ``statements`` by this name."""
    said = f"{table}.content_form IN {_FORMS} AND {table}.act NOT IN {_NOT_SAID}"
    likely = " OR ".join(f"({table}.act IN {acts} AND {table}.confidence >= {least})" for least, acts in _ACTS.items())
    return f"({table}.nested_in IS NULL AND (({said}) OR ({table}.source_text <> '' AND ({likely}))))"


def speaker_key_sql(table: str) -> str:
    """Return SQL for what a speaker is known by: the entity's id, *words:* and the words, or *open:* and why nobody is known.

    It is for rows of the table ``statements`` by this name.
    """
    return f"""CASE WHEN {table}.speaker_id IS NOT NULL THEN {table}.speaker_id
        WHEN {table}.speaker_status IN ('named', 'resolved', 'anonymous') AND {table}.speaker_name <> ''
        THEN 'words:' || lower({table}.speaker_name)
        WHEN {table}.speaker_status IN ('ambiguous', 'none') THEN 'open:' || {table}.speaker_status ELSE 'open:unresolved'
        END"""
