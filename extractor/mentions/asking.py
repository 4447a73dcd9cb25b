"""Who asks and who is asked, and will speak next: "X asked Y", "Asked by X whether ..., Y said"."""

from collections.abc import Collection, Iterator
from typing import Literal

from extractor.analysis.grammar import OBJECTS, SUBJECTS, agent, clause_subject
from extractor.analysis.parse import Parse

_EMBEDDED = frozenset(("relcl", "acl", "advcl"))

Part = Literal["asking", "asked", "asked by", ""]


def part_in_asking(parse: Parse, head: int, names: Collection[int], verbs: Collection[str]) -> Part:
    """Return the part that somebody has in a question, nothing where there is none.

    ``names`` are the heads of names, ``verbs`` the lemmas of verbs whose object speaks next. Who is only named behind "asked by"
    takes the word from nobody.
    """
    verb = parse.heads[head]
    if parse.deps[head] in SUBJECTS and _asked_first(parse, verb, verbs) is not None:
        return "asked"
    if parse.deps[head] == "pobj" and parse.deps[verb] == "agent" and parse.lemmas[parse.heads[verb]] in verbs:
        return "asked by"
    if parse.lemmas[verb] not in verbs or parse.deps[verb] in _EMBEDDED:
        return ""
    objects = [child for child in parse.children[verb] if parse.deps[child] in OBJECTS and child in names]
    if not objects:
        return ""
    return "asked" if head in objects else "asking" if parse.deps[head] in SUBJECTS else ""


def askers(parse: Parse, token: int, verbs: Collection[str]) -> Iterator[int]:
    """Yield who has asked the subject ``token`` before it answers: X in "Asked by X whether ..., she said"."""
    participle = _asked_first(parse, parse.heads[token], verbs) if parse.deps[token] in SUBJECTS else None
    by = None if participle is None else agent(parse, participle)
    if by is not None:
        yield by


def _asked_first(parse: Parse, verb: int, verbs: Collection[str]) -> int | None:
    """Return the participle before a verb that says that its subject was asked: "Asked whether ..., X said"."""
    for child in parse.children[verb]:
        if child < verb and parse.deps[child] in ("advcl", "prep") and parse.lemmas[child] in verbs:
            return child if parse.tags[child] == "VBN" and clause_subject(parse, child) is None else None
    return None
