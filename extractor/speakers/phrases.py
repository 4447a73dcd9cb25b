"""The words of a source: its phrase without what hangs loosely on it, the noun that a relative pronoun stands for."""

from extractor.analysis.parse import Parse

_LOOSE = frozenset(("relcl", "acl", "appos", "punct", "cc", "conj"))
_COUNTING = frozenset(("DT", "PDT", "CD", "PRP$", "WDT", "POS"))
_QUANTITIES = frozenset(("many", "several", "few", "some", "most", "other", "another", "more", "numerous", "various"))


def antecedent_of(parse: Parse, token: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    current = token
    for _ in range(8):
        if parse.deps[current] == "relcl":
            return parse.heads[current]
        if parse.heads[current] == current:
            return None
        current = parse.heads[current]
    return None


def phrase_before(parse: Parse, head: int, before: int) -> tuple[int, int]:
    """Tokens of the phrase of a noun up to the relative pronoun ``before``."""
    return parse.edges[0][head], max(before, head + 1)


def phrase_text(parse: Parse, head: int, *, bare: bool = True) -> str:
    """A description without relative clause and apposition, if ``bare`` without article or number: 'aide to the king'."""
    start = end = head
    left, right = parse.edges
    for child in parse.children[head]:
        if parse.deps[child] in _LOOSE:
            continue
        counts = parse.tags[child] in _COUNTING or parse.lowers[child] in _QUANTITIES or parse.deps[child] == "poss"
        if bare and child < head and counts:
            continue
        if child < head:
            start = min(start, left[child])
        elif child == end + 1 or left[child] == end + 1:
            end = right[child]
    return " ".join(parse.span_text(start, end + 1).split())
