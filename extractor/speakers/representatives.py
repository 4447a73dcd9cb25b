"""Sources that speak for a name: "a spokesman for X", "X's office", "the government of X", "figures published by X"."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from extractor.analysis.parse import Parse
from extractor.model_entries import read_entry
from extractor.resources import Models
from extractor.speakers.anonymous import FILE

_BEFORE = frozenset(("poss", "compound", "nmod"))
_DEEP = 3


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """Who speaks for a name, as ``[on_behalf]`` of ``anonymous_sources.toml`` says.

    A spokesman (of the class ``source_class``) speaks for what stands behind one of the prepositions ``speaks_for``, a document
    for what stands behind one of ``issued_by``. ``offices`` and ``authorities`` are lemmas of nouns.
    """

    source_class: str
    offices: frozenset[str]
    authorities: frozenset[str]
    speaks_for: frozenset[str]
    issued_by: frozenset[str]


class _Example(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    speaker: str


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")
    source_class: str = Field(alias="class")
    offices: frozenset[str]
    authorities: frozenset[str]
    speaks_for: frozenset[str]
    issued_by: frozenset[str]
    example: tuple[_Example, ...] = ()


def load_on_behalf(models: Models) -> OnBehalf:
    """Read the table ``[on_behalf]``.

    Raises:
        ResourceError: the table is missing, or a key of it is missing or unknown.
    """
    read = read_entry(_Table, models.toml(FILE).get("on_behalf", {}), f"{models.root / FILE}: on_behalf")
    return OnBehalf(read.source_class, read.offices, read.authorities, read.speaks_for, read.issued_by)


def principals(parse: Parse, head: int, known: OnBehalf) -> Iterator[int]:
    """Yield the heads of those for whom the noun ``head`` may speak: "X's office", "an X spokesman", "a spokesman for X"."""
    for child in parse.children[head]:
        if parse.deps[child] in _BEFORE:
            yield child
    for child in parse.children[head]:
        if parse.deps[child] == "prep" and parse.lowers[child] in known.speaks_for:
            yield from (token for token in parse.children[child] if parse.deps[token] == "pobj")


def issuers(parse: Parse, head: int, known: OnBehalf, *, deep: int = _DEEP) -> Iterator[int]:
    """Yield the head tokens of those from whom a document may come: "X's letter", "a statement from X", "figures published by
    X"."""
    for child in parse.children[head]:
        dep = parse.deps[child]
        if dep in _BEFORE:
            yield child
        elif dep == "acl" and parse.tags[child] == "VBN":
            agents = (preposition for preposition in parse.children[child] if parse.deps[preposition] == "agent")
            yield from (token for agent in agents for token in parse.children[agent] if parse.deps[token] == "pobj")
        elif parse.lowers[child] in known.issued_by:
            for token in parse.children[child]:
                yield token
                if deep and parse.lowers[child] == "of":
                    yield from issuers(parse, token, known, deep=deep - 1)
