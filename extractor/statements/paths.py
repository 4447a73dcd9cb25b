"""Paths through a parse, as ``frames.toml`` writes them: from a cue word step by step to the head of a part of the statement.

A step is dependency labels joined by ``|``, with the lower-case words that the token may be after a colon: ``dobj``,
``prep:of|for``. It leads down; after ``^`` it leads up, from a token with one of the labels to its head, and ``.`` stays. What
is reached must fulfil the conditions in brackets: ``pobj[lemma in surveys]``, ``^nsubj[lemma be]``. Alternatives are separated by
commas: ``oprd|acomp,prep:as``. A step with ``@`` has a name and is a function.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from extractor.analysis.parse import Parse
from extractor.statements.words import WordClasses

# Labels of spaCy's English pipelines (ClearNLP).
LABELS = frozenset((
    "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp", "compound",
    "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg", "nmod", "npadvmod",
    "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt", "punct",
    "quantmod", "relcl", "ROOT", "xcomp",
))  # fmt: skip
_ALTERNATIVE = re.compile(r"(?P<up>\^?)(?P<labels>[A-Za-z|]+|\.)(?::(?P<words>[^\[\]]+))?(?P<conditions>(?:\[[^\[\]]+\])*)")
_CONDITION = re.compile(r"\[([^\[\]]+)\]")
_CLASSES = frozenset(each.name for each in fields(WordClasses))


@dataclass(frozen=True, slots=True)
class NamedStep:
    """The function of a step with a name; ``stands`` are the labels of which a token has one if it leads anywhere, None where it
    may have any."""

    function: Callable[[Parse, int, WordClasses], int | None]
    stands: frozenset[str] | None = None


_Test = Callable[[Parse, int, WordClasses], bool]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the ways of a step: ``labels`` lead to the words that a token may be, None where it may be any."""

    up: bool
    labels: Mapping[str, frozenset[str] | None]
    tests: tuple[_Test, ...] = ()
    stays: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stays", "." in self.labels)

    def reached(self, parse: Parse, token: int, words: WordClasses) -> Sequence[int]:
        """Return the tokens that are one step away from ``token``."""
        deps, lowers, labels = parse.deps, parse.lowers, self.labels
        beside = (token,) if self.up or self.stays else parse.children[token]
        found: list[int] = []
        for each in beside:
            label = "." if self.stays else deps[each]
            if label in labels and ((allowed := labels[label]) is None or lowers[each] in allowed):
                found.append(each)
        if found and self.up:
            found = [head] if (head := parse.heads[token]) != token else []
        return [each for each in found if all(test(parse, each, words) for test in self.tests)] if self.tests else found


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: its ``alternatives``, or the function of a step with a name."""

    alternatives: tuple[Alternative, ...] = ()
    named: NamedStep | None = None

    @property
    def below(self) -> frozenset[str] | None:
        """The labels of which one must be among those below a token; None where that does not matter."""
        if self.named is not None or any(each.up or "." in each.labels for each in self.alternatives):
            return None
        return frozenset(label for each in self.alternatives for label in each.labels)

    @property
    def stands(self) -> frozenset[str] | None:
        """The labels of which a token must have one itself; None where that does not matter."""
        if self.named is not None:
            return self.named.stands
        if not all(each.up for each in self.alternatives):
            return None
        return frozenset(label for each in self.alternatives for label in each.labels)


Path = tuple[Step, ...]


def read_path(written: Sequence[str], named: Mapping[str, NamedStep]) -> Path:
    """Read the steps of a path; ``named`` are the functions of steps with a name.

    Raises:
        ValueError: a step cannot be read, or a label, name or word class in it is unknown.
    """
    return tuple(_read_step(step, named) for step in written)


def follow(parse: Parse, token: int, path: Path, words: WordClasses) -> Sequence[int]:
    """Return the tokens that a path leads to from ``token``, in text order for each step."""
    tokens: Sequence[int] = (token,)
    for step in path:
        if not tokens:
            break
        if step.named is not None:
            function = step.named.function
            tokens = [found for each in tokens if (found := function(parse, each, words)) is not None]
        elif len(step.alternatives) == 1:
            reached = step.alternatives[0].reached
            tokens = [found for each in tokens for found in reached(parse, each, words)]
        else:
            tokens = [
                found for each in tokens for found in sorted({
                    below for way in step.alternatives for below in way.reached(parse, each, words)
                })
            ]  # fmt: skip
    return tokens


def _read_step(written: str, named: Mapping[str, NamedStep]) -> Step:
    if written.startswith("@"):
        if written not in named:
            raise ValueError(f"no step has the name {written!r}; names are {', '.join(sorted(named))}")
        return Step(named=named[written])
    alternatives = []
    for part in written.split(","):
        found = _ALTERNATIVE.fullmatch(part)
        if found is None:
            raise ValueError(f"step {part!r} cannot be read")
        labels = found["labels"].split("|")
        unknown = sorted(set(labels) - LABELS - {"."})
        if unknown:
            raise ValueError(f"unknown dependency label {unknown[0]!r} in step {part!r}")
        words = frozenset(found["words"].split("|")) if found["words"] else None
        tests = tuple(_read_condition(condition) for condition in _CONDITION.findall(found["conditions"]))
        alternatives.append(Alternative(bool(found["up"]), dict.fromkeys(labels, words), tests))
    return Step(tuple(alternatives))


def _read_condition(written: str) -> _Test:
    """Read ``first``; ``poss`` or ``!poss`` (below it); ``lemma be|make``, ``lemma in CLASS``, ``lemma not in CLASS``.

    The same holds for word, tag, pos and label, and for those of the head (``head-label ROOT``).
    """
    if written == "first":
        return lambda parse, token, _: parse.sentences[parse.sentence_of[token]][0] == token
    attribute, _, rest = written.partition(" ")
    if not rest:
        labels, absent = frozenset(written.lstrip("!").split("|")), written.startswith("!")
        if unknown := sorted(labels - LABELS):
            raise ValueError(f"unknown dependency label {unknown[0]!r} in condition [{written}]")
        return lambda parse, token, _: labels.isdisjoint([parse.deps[kid] for kid in parse.children[token]]) == absent
    value = _attribute(attribute)
    if rest.startswith(("in ", "not in ")):
        name, outside = rest.rsplit(" ", 1)[1], rest.startswith("not")
        if name not in _CLASSES:
            raise ValueError(f"no word class {name!r} in word_classes.toml, condition [{written}]")
        return lambda parse, token, words: (value(parse, token).lower() in getattr(words, name)) != outside
    allowed = frozenset(rest.split("|"))
    return lambda parse, token, _: value(parse, token) in allowed


def _attribute(name: str) -> Callable[[Parse, int], str]:
    columns = {"lemma": "lemmas", "word": "lowers", "tag": "tags", "pos": "pos", "label": "deps"}
    of_head = name.startswith("head-")
    column = columns.get(name.removeprefix("head-"))
    if column is None:
        raise ValueError(f"unknown attribute {name!r}; known are {', '.join(columns)}, each also with head- before it")
    if of_head:
        return lambda parse, token: str(getattr(parse, column)[parse.heads[token]])
    return lambda parse, token: str(getattr(parse, column)[token])
