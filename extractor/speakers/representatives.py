"""Sources that speak for a name: "a spokesman for X", "X's office", "the government of X", "figures published by X"."""

from collections.abc import Iterator

from extractor.analysis.parse import Parse

_FOR = frozenset(("for", "of", "at", "with", "from", "in"))
_BY = frozenset(("of", "by", "from"))
_BEFORE = frozenset(("poss", "compound", "nmod"))
_DEEP = 3


def principals(parse: Parse, head: int) -> Iterator[int]:
    """Head tokens of those for whom the noun ``head`` may speak: "X's office", "an X spokesman", "a spokesman for X"."""
    for child in parse.children[head]:
        if parse.deps[child] in _BEFORE:
            yield child
    for child in parse.children[head]:
        if parse.deps[child] == "prep" and parse.lowers[child] in _FOR:
            yield from (token for token in parse.children[child] if parse.deps[token] == "pobj")


def issuers(parse: Parse, head: int, *, deep: int = _DEEP) -> Iterator[int]:
    """Head tokens of those from whom a document may come: "X's letter", "a statement from X", "figures published by X"."""
    for child in parse.children[head]:
        dep = parse.deps[child]
        if dep in _BEFORE:
            yield child
        elif dep == "acl" and parse.tags[child] == "VBN":
            agents = (preposition for preposition in parse.children[child] if parse.deps[preposition] == "agent")
            yield from (token for agent in agents for token in parse.children[agent] if parse.deps[token] == "pobj")
        elif parse.lowers[child] in _BY:
            for token in parse.children[child]:
                yield token
                if deep and parse.lowers[child] == "of":
                    yield from issuers(parse, token, deep=deep - 1)
