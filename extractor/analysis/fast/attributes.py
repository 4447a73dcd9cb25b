"""Part of speech, morphology and lemma: what the attribute ruler and the lemmatizer make of a token, kept for each case.

The rules of the attribute ruler look at the word if they name it, its tag, and its relation if they name it for such a word; the
lemmatizer looks at the word and at what the rules wrote. So the answer is a function of (word, tag, relation or none), found by
spaCy's own ruler and by ``lemmas`` once for each case and looked up from then on. Rules over two tokens are the exception: where
a token could be the first of one, it is computed together with its neighbour.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast.lemmas import Lemmatizer
from extractor.analysis.fast.rules import RuleSight

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Ints = NDArray[np.int32]
# Word, tag and relation.
Token = tuple[str, str, str]

# A relation that no rule names, and a word that keeps tokens apart which are no neighbours in a text.
_OTHER = "no relation of a rule"
_WALL = ("\u2603", "", "")


class Case(NamedTuple):
    """The answer for one case; ``relation`` is empty where the rules leave it alone, the lemma until the lemmatizer has run."""

    tag: str
    pos: str
    morph: str
    lemma: str
    relation: str


class Attributes:
    """The memory of cases; ``tags`` are the labels of the tagger and ``relations`` those of the parser, both by number.

    Raises:
        UnsupportedError: rules or a lemmatizer that this module does not describe.
    """

    def __init__(self, nlp: "Language", tags: Sequence[str], relations: Sequence[str]):
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._ruler = cast(Any, nlp.get_pipe("attribute_ruler"))
        self._lemmatizer = Lemmatizer(nlp)
        self._sight = RuleSight(pattern for rule in self._ruler.patterns for pattern in rule["patterns"])
        self._openings = Matcher(nlp.vocab)
        if self._sight.openings:
            self._openings.add("first of two", self._sight.openings)
        self._tags = list(tags)
        # By kind of word (named by no rule, or by one) and relation: the relation as far as it matters, by its place in _groups.
        seen = [
            [relation if relation in mattering else _OTHER for relation in relations]
            for mattering in (self._sight.common, self._sight.relations)
        ]
        self._groups = list(dict.fromkeys(chain.from_iterable(seen)))
        self._group_of = np.array([[self._groups.index(group) for group in row] for row in seen], np.int64)
        self.forget()

    def forget(self) -> None:
        """Start again with no case known."""
        self.cases: list[Case] = []
        self._classes: list[str] = []
        self._is_named = np.zeros(0, np.int8)
        self._opens: list[bool] = []
        self._numbers: dict[int, int] = {}
        self._runs: dict[tuple[int, ...], list[int]] = {}
        self._case_numbers: dict[tuple[Case, bool], int] = {}
        self._ruled: dict[Token, tuple[Case, bool]] = {}

    def find(self, words: Sequence[str], numbers: Ints, tags: Ints, relations: Ints, ends: Iterable[int]) -> list[int]:
        """Return the index into ``cases`` for each token. To be called in a memory zone: no document made here outlives the call.

        ``numbers`` (of the words in ``words``), ``tags`` and ``relations`` have one item a token; ``ends`` are the indices of the
        last tokens of documents.
        """
        self._classify(words)
        groups = self._group_of[self._is_named[numbers], relations]
        keys = (numbers.astype(np.int64) * len(self._tags) + tags) * len(self._groups) + groups
        plain: list[int] = keys.tolist()
        found: list[int | None] = list(map(self._numbers.get, plain))
        if None in found:
            self._learn(sorted({key for key, number in zip(plain, found, strict=True) if number is None}), words)
            found = list(map(self._numbers.get, plain))
        cases: list[int] = found  # type: ignore[assignment]
        last = set(ends)
        opens = np.array(self._opens, bool)[np.array(cases, np.int64)]
        places = _runs([place for place in np.flatnonzero(opens).tolist() if place not in last])
        runs = [tuple(plain[start:end]) for start, end in places]
        self._learn_runs(sorted({run for run in runs if run not in self._runs}), words)
        for (start, end), run in zip(places, runs, strict=True):
            cases[start:end] = self._runs[run]
        return cases

    def _classify(self, words: Sequence[str]) -> None:
        new = list(map(self._sight.word_class, words[len(self._classes) :]))
        self._classes += new
        self._is_named = np.concatenate([self._is_named, np.array(list(map(bool, new)), np.int8)])

    def _decode(self, keys: Sequence[int], words: Sequence[str]) -> list[Token]:
        """Return the tokens that keys stand for."""
        rest, groups = np.divmod(np.array(keys, np.int64), len(self._groups))
        numbers, tags = np.divmod(rest, len(self._tags))
        columns = zip((words, self._tags, self._groups), (numbers, tags, groups), strict=True)
        return list(zip(*(map(names.__getitem__, column.tolist()) for names, column in columns), strict=True))

    def _learn(self, keys: list[int], words: Sequence[str]) -> None:
        tokens = self._decode(keys, words)
        numbers = (np.array(keys, np.int64) // (len(self._groups) * len(self._tags))).tolist()
        classes = [(self._classes[number], tag, relation) for number, (_, tag, relation) in zip(numbers, tokens, strict=True)]
        new = {seen: token for seen, token in zip(classes, tokens, strict=True) if seen not in self._ruled}
        self._ruled.update(zip(new, self._rule_apart(list(new.values())), strict=True))
        ruled = [self._ruled[seen] for seen in classes]
        cases = self._lemmatize(tokens, [case for case, _ in ruled])
        for key, case, (_, opens) in zip(keys, cases, ruled, strict=True):
            self._numbers[key] = self._number(case, opens=opens)

    def _number(self, case: Case, *, opens: bool) -> int:
        number = self._case_numbers.setdefault((case, opens), len(self.cases))
        if number == len(self.cases):
            self.cases.append(case)
            self._opens.append(opens)
        return number

    def _learn_runs(self, runs: list[tuple[int, ...]], words: Sequence[str]) -> None:
        tokens = [token for run in runs for token in (*self._decode(run, words), _WALL)]
        cases = iter(self._lemmatize(tokens, self._rule(tokens)))
        for run in runs:
            *found, _ = islice(cases, len(run) + 1)
            self._runs[run] = [self._number(case, opens=False) for case in found]

    def _rule_apart(self, tokens: list[Token]) -> list[tuple[Case, bool]]:
        """Return what the rules make of each token by itself, and whether a rule over two tokens could start at it."""
        opens = self._open(tokens)
        # Those with a wall after them come last: the rules are tried on walls too.
        row: list[Token] = []
        places: dict[int, int] = {}
        for number in sorted(range(len(tokens)), key=opens.__getitem__):
            places[number] = len(row)
            row += [tokens[number], _WALL] if opens[number] else [tokens[number]]
        cases = self._rule(row)
        return [(cases[places[number]], opens[number]) for number in range(len(tokens))]

    def _open(self, tokens: list[Token]) -> list[bool]:
        """Return whether a rule over two tokens could start at each."""
        if not tokens:
            return []
        starts = {start for _, start, _ in self._openings(self._given(tokens), allow_missing=True)}
        return [place in starts for place in range(len(tokens))]

    def _rule(self, tokens: list[Token]) -> list[Case]:
        """Return what the rules make of neighbouring tokens."""
        if not tokens:
            return []
        rows = self._read(self._ruler(self._given(tokens)), ["TAG", "POS", "MORPH", "LEMMA", "DEP"])
        return [
            Case(tag, pos, morph, lemma, "" if relation == given else relation)
            for (tag, pos, morph, lemma, relation), (_, _, given) in zip(rows, tokens, strict=True)
        ]

    def _given(self, tokens: list[Token]) -> "Doc":
        return self._doc([word for word, _, _ in tokens], ["TAG", "DEP"], [token[1:] for token in tokens])

    def _lemmatize(self, tokens: list[Token], cases: list[Case]) -> list[Case]:
        """Return the cases with the lemmatizer's answer, where the rules set no lemma."""
        lemma = self._lemmatizer.lemma
        return [
            case if case.lemma else Case(case.tag, case.pos, case.morph, lemma(word, case.pos, case.morph), case.relation)
            for (word, _, _), case in zip(tokens, cases, strict=True)
        ]

    def _doc(self, words: list[str], attributes: list[int | str], values: Sequence[tuple[str, ...]]) -> "Doc":
        from spacy.tokens import Doc

        add = self._vocab.strings.add
        doc = Doc(self._vocab, words=words, spaces=[False] * len(words))
        rows = {row: list(map(add, row)) for row in set(values)}  # few are distinct
        return doc.from_array(attributes, np.array([rows[row] for row in values], np.uint64))  # type: ignore[arg-type]

    def _read(self, doc: "Doc", attributes: list[int | str]) -> list[list[str]]:
        rows: list[list[int]] = doc.to_array(attributes).reshape(len(doc), -1).astype(np.uint64).tolist()
        names = {value: self._vocab.strings[value] for value in {value for row in rows for value in row}}
        return [list(map(names.__getitem__, row)) for row in rows]


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Return the ranges of tokens to compute together: each place with the token after it, overlapping ones joined."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place < runs[-1][1]:
            runs[-1] = (runs[-1][0], place + 2)
        else:
            runs.append((place, place + 2))
    return runs
