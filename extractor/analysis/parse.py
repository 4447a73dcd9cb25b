"""A parsed document as plain Python lists.

Attribute access on spaCy tokens is the unit of cost of every rule; one ``Doc.to_array`` and memoized string look-ups replace all
of them. The rules see nothing of spaCy, so a unit test builds a parse by hand.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]
"""First code point, or token, and the one after the last."""

_Item = TypeVar("_Item", int, str)


@dataclass(slots=True)
class Parse:
    """Token-indexed lists of one document; offsets are code points into ``text``, ends exclusive.

    ``heads[i]`` is the index of the head of token i (i itself for a root); ``sentences`` are token ranges; ``names`` are (first
    token, token after the last, label). White-space tokens have ``pos`` SPACE.

    What follows from these is there from the start, since rules look at it all the time and Python finds nothing faster than
    slots: ``lowers`` are the words in lower case, ``sentence_of[i]`` is the index of i's sentence, ``children`` are the direct
    dependents of each token in text order, ``edges`` first and last token of each subtree (inclusive), both without white space.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentences: list[tuple[int, int]]
    names: list[tuple[int, int, str]] = field(default_factory=list)
    lowers: list[str] = field(init=False, repr=False, compare=False)
    sentence_of: list[int] = field(init=False, repr=False, compare=False)
    children: list[list[int]] = field(init=False, repr=False, compare=False)
    edges: tuple[list[int], list[int]] = field(init=False, repr=False, compare=False)
    _by_dep: dict[str, list[int]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_tag: dict[str, list[int]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.lowers = list(map(str.lower, self.words))
        self.sentence_of = [number for number, (start, end) in enumerate(self.sentences) for _ in range(start, end)]
        self.children, self.edges = _children(self.heads, self.pos), _edges(self.heads, self.pos)

    def __len__(self) -> int:
        return len(self.words)

    def corrected(
        self,
        *,
        heads: Mapping[int, int] | None = None,
        lemmas: Mapping[int, str] | None = None,
        deps: Mapping[int, str] | None = None,
        verbs: Mapping[int, str] | None = None,
    ) -> "Parse":
        """Return the same parse with other heads, lemmas or labels of some tokens; ``verbs`` become verbs with these tags.

        Heads that would leave no tree (two words that hang on each other) are refused, with the labels that come with them:
        whoever walks up the heads must reach the top.
        """
        changed = copy(self)
        hung = _with(self.heads, heads) if heads else self.heads
        if heads and not _ends(hung, heads):
            heads = deps = None
        if verbs:
            changed.pos = _with(self.pos, dict.fromkeys(verbs, "VERB"))
            changed.tags, changed._by_tag = _with(self.tags, verbs), {}
        if lemmas:
            changed.lemmas = _with(self.lemmas, lemmas)
        if deps:
            changed.deps = _with(self.deps, deps)
            changed._by_dep = _moved(self._by_dep, self.deps, deps) if self._by_dep else {}
        if heads:
            changed.heads = hung
            changed._hang_again({self.sentence_of[token] for token in heads})
        return changed

    def _hang_again(self, numbers: Iterable[int]) -> None:
        """Make children and edges anew for sentences in which heads have changed; a sentence is a tree of its own."""
        self.children, self.edges = self.children.copy(), (self.edges[0].copy(), self.edges[1].copy())
        for start, end in map(self.sentences.__getitem__, numbers):
            heads, pos = [head - start for head in self.heads[start:end]], self.pos[start:end]
            if min(heads) < 0 or max(heads) >= end - start:  # no tree
                self.children, self.edges = _children(self.heads, self.pos), _edges(self.heads, self.pos)
                return
            self.children[start:end] = [[start + child for child in below] for below in _children(heads, pos)]
            for edge, found in zip(self.edges, _edges(heads, pos), strict=True):
                edge[start:end] = [start + token for token in found]

    def of_text(self, text: str) -> "Parse":
        """Return the same parse with the words of another text of the same length."""
        changed = copy(self)
        changed.text = text
        changed.words = [text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        changed.lowers = list(map(str.lower, changed.words))
        return changed

    def with_dep(self, *labels: str) -> list[int]:
        """Return the tokens with one of these relations to their heads, in text order."""
        if not self._by_dep:
            self._by_dep.update(_places(self.deps))
        return _merged(self._by_dep, labels)

    def with_tag(self, *tags: str) -> list[int]:
        """Return the tokens with one of these tags, in text order."""
        if not self._by_tag:
            self._by_tag.update(_places(self.tags))  # in place: corrected parses share it
        return _merged(self._by_tag, tags)

    def subtree(self, token: int) -> list[int]:
        """Return all tokens below and including ``token`` in text order, white space left out."""
        found, stack = [], [token]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(self.children[current])
        return sorted(found)

    def token_range(self, span: Span) -> Span:
        """Return the tokens that lie in a code point range, white space at its edges left out; (first, token after the last)."""
        start, end = bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])
        while start < end and self.pos[start] == "SPACE":
            start += 1
        while end > start and self.pos[end - 1] == "SPACE":
            end -= 1
        return start, end

    def span_text(self, start: int, end: int) -> str:
        """Return the text of the tokens ``start`` to ``end`` (exclusive), as it stands."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def _ends(heads: Sequence[int], tokens: Iterable[int]) -> bool:
    """Return whether the way up from each of the tokens comes to an end."""
    reached: set[int] = set()
    for token in tokens:
        way: set[int] = set()
        above = token
        while above not in reached and heads[above] != above:
            if above in way:
                return False
            way.add(above)
            above = heads[above]
        reached |= way
    return True


def _with(column: list[_Item], changed: Mapping[int, _Item]) -> list[_Item]:
    items = column.copy()
    for token, item in changed.items():
        items[token] = item
    return items


def _places(column: Sequence[str]) -> dict[str, list[int]]:
    """Return the tokens that have each value of a column."""
    found: dict[str, list[int]] = defaultdict(list)
    for token, value in enumerate(column):
        found[value].append(token)
    return dict(found)


def _moved(places: Mapping[str, list[int]], before: Sequence[str], changed: Mapping[int, str]) -> dict[str, list[int]]:
    """Return the places of values after those of some tokens have changed."""
    found = dict(places)
    for token, value in changed.items():
        found[before[token]] = [other for other in found[before[token]] if other != token]
        found[value] = sorted([*found.get(value, ()), token])
    return found


def _merged(places: Mapping[str, list[int]], values: Sequence[str]) -> list[int]:
    found = [token for value in values for token in places.get(value, ())]
    return found if len(values) == 1 else sorted(found)


def _children(heads: Sequence[int], pos: Sequence[str]) -> list[list[int]]:
    none: list[int] = []  # shared by most tokens
    found = [none] * len(heads)
    for token, (head, tag) in enumerate(zip(heads, pos, strict=True)):
        if head != token and tag != "SPACE":
            if found[head]:
                found[head].append(token)
            else:
                found[head] = [token]
    return found


def _edges(heads: Sequence[int], pos: Sequence[str]) -> tuple[list[int], list[int]]:
    # White space hands nothing up. Whoever reaches a head first, from either side, has reached all heads above it.
    above = [token if tag == "SPACE" else head for token, (head, tag) in enumerate(zip(heads, pos, strict=True))]
    left, right = list(range(len(heads))), list(range(len(heads)))
    for token, head in enumerate(above):
        while left[head] > token:
            left[head] = token
            head = above[head]  # noqa: PLW2901
    for token in range(len(heads) - 1, -1, -1):
        head = above[token]
        while right[head] < token:
            right[head] = token
            head = above[head]
    return left, right


def parse_from_doc(doc: "Doc") -> Parse:
    """Return the plain view on a spaCy document that has a tagger, parser, lemmatizer and entity recognizer behind it."""
    from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, ORTH, POS, TAG

    strings = doc.vocab.strings
    memo: dict[int, str] = {0: ""}

    def names_of(column: Sequence[int]) -> list[str]:
        for key in set(column):
            if key not in memo:
                memo[key] = strings[key]
        return [memo[key] for key in column]

    columns = doc.to_array([ORTH, IDX, LENGTH, LEMMA, POS, TAG, DEP, HEAD])
    starts = columns[:, 1].astype(int).tolist()
    lengths = columns[:, 2].astype(int).tolist()
    offsets = columns[:, 7].astype("int64").tolist()
    return Parse(
        text=doc.text,
        words=names_of(columns[:, 0].tolist()),
        starts=starts,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        lemmas=names_of(columns[:, 3].tolist()),
        pos=names_of(columns[:, 4].tolist()),
        tags=names_of(columns[:, 5].tolist()),
        deps=names_of(columns[:, 6].tolist()),
        heads=[token + offset for token, offset in enumerate(offsets)],
        sentences=[(sent.start, sent.end) for sent in doc.sents],
        names=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
    )
