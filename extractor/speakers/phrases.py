"""The words of a source: its phrase without what hangs loosely on it, the noun that a relative pronoun stands for."""

from collections.abc import Container

from extractor.analysis.parse import Parse

_LOOSE = frozenset(("relcl", "acl", "appos", "punct", "cc", "conj"))
_COUNTING = frozenset(("DT", "PDT", "CD", "PRP$", "WDT", "POS"))


def antecedent_of(parse: Parse, token: int) -> int | None:
    """Return the noun that a relative pronoun stands for."""
    current = token
    for _ in range(8):
        if parse.deps[current] == "relcl":
            return parse.heads[current]
        if parse.heads[current] == current:
            return None
        current = parse.heads[current]
    return None


def phrase_before(parse: Parse, head: int, before: int) -> tuple[int, int]:
    """Return the tokens of the phrase of a noun up to the relative pronoun ``before``."""
    return parse.edges[0][head], max(before, head + 1)


def phrase_text(parse: Parse, head: int, *, without: Container[str] | None = None) -> str:
    """Return a description without relative clause and apposition: 'aide to the king'.

    If words are given that it must be ``without``, possessors, articles and numbers before it are left out, too.
    """
    start = end = head
    left, right = parse.edges
    for child in parse.children[head]:
        if parse.deps[child] in _LOOSE:
            continue
        if without is not None and child < head:
            counts = parse.tags[child] in _COUNTING or parse.lowers[child] in without or parse.deps[child] == "poss"
            if counts:
                continue
        if child < head:
            start = min(start, left[child])
        elif child == end + 1 or left[child] == end + 1:
            end = right[child]
    return " ".join(parse.span_text(start, end + 1).split())
