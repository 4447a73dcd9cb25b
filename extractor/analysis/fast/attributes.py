"""Part of speech, morphology and lemma: what the attribute ruler and the lemmatizer make of a token, kept for each case.

The rules of the attribute ruler read the word, its tag and its relation; the lemmatizer reads what they wrote. So the answer is a
function of (word, tag, relation if a rule names it), computed by spaCy's own components once for each case and looked up from then
on. Rules over two tokens are the exception: where a token could be the first of one, it is computed together with its neighbour.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.fast.unsupported import UnsupportedError

if TYPE_CHECKING:
    from spacy.language import Language

Ints = NDArray[np.int32]

# What a rule may look at: functions of word, tag and relation alone.
_ALLOWED = {"ORTH", "TEXT", "LOWER", "LENGTH", "SHAPE", "TAG", "DEP", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL"}
_ALLOWED |= {f"IS_{name}" for name in ("ALPHA", "ASCII", "DIGIT", "LOWER", "UPPER", "TITLE", "PUNCT", "SPACE", "STOP")}
# A relation that no rule names, and a word between cases that no rule knows.
_OTHER = "no relation of a rule"
_WALL = "\u2603"


class Case(NamedTuple):
    """The answer for one case; ``relation`` is empty where the rules leave it alone."""

    tag: str
    pos: str
    morph: str
    lemma: str
    relation: str


class Attributes:
    """The memory of cases; ``find`` is called in a memory zone. ``tags`` are the labels of the tagger, ``relations`` those of the parser, both by number."""

    def __init__(self, nlp: "Language", tags: Sequence[str], relations: Sequence[str]):
        self._nlp = nlp
        self._ruler: Any = nlp.get_pipe("attribute_ruler")
        self._lemmatizer = _with_sets(nlp.get_pipe("lemmatizer"))
        patterns = [pattern for rule in self._ruler.patterns for pattern in rule["patterns"]]
        named = _named_relations(patterns)
        self._tags = list(tags)
        grouped = [relation if relation in named else _OTHER for relation in relations]
        self._groups = list(dict.fromkeys(grouped))
        self._group_of = np.array([self._groups.index(relation) for relation in grouped], np.int64)
        self._openers = self._matcher([pattern[:1] for pattern in patterns if len(pattern) == 2])
        self.forget()

    def forget(self) -> None:
        """Start again with no case known."""
        self.cases: list[Case] = []
        self._opens: list[bool] = []
        self._numbers: dict[int, int] = {}
        self._runs: dict[tuple[int, ...], list[int]] = {}
        self._case_numbers: dict[tuple[Case, bool], int] = {}
        self._lemmatizer.cache.clear()

    def find(self, words: Sequence[str], numbers: Ints, tags: Ints, relations: Ints, ends: Iterable[int]) -> list[int]:
        """Index into ``cases`` for each token.

        ``numbers`` (of the words in ``words``), ``tags`` and ``relations`` have one item a token; ``ends`` are the indices of the
        last tokens of documents.
        """
        keys = (numbers.astype(np.int64) * len(self._tags) + tags) * len(self._groups) + self._group_of[relations]
        plain: list[int] = keys.tolist()
        found: list[int | None] = list(map(self._numbers.get, plain))
        if None in found:
            self._learn(sorted({key for key, number in zip(plain, found, strict=True) if number is None}), words)
            found = list(map(self._numbers.get, plain))
        cases: list[int] = found  # type: ignore[assignment]
        last = set(ends)
        opens = np.array(self._opens, bool)[np.array(cases, np.int64)]
        for start, end in _runs([place for place in np.flatnonzero(opens).tolist() if place not in last]):
            run = tuple(plain[start:end])
            if run not in self._runs:
                together, _ = self._compute([self._token(key, words) for key in run])
                self._runs[run] = [self._number(case, opens=False) for case in together]
            cases[start:end] = self._runs[run]
        return cases

    def _token(self, key: int, words: Sequence[str]) -> tuple[str, str, str]:
        rest, group = divmod(key, len(self._groups))
        word, tag = divmod(rest, len(self._tags))
        return words[word], self._tags[tag], self._groups[group]

    def _learn(self, keys: list[int], words: Sequence[str]) -> None:
        tokens = [self._token(key, words) for key in keys]
        cases, openers = self._compute(tokens)
        # Neighbours here are no neighbours in a text: where a rule over two tokens may have applied, compute again with a wall
        # between. It has a tag, because the lemmatizer warns of words without part of speech, but no relation, so no rule fits.
        doubtful = sorted({place for opener in openers for place in (opener, opener + 1) if place < len(keys)})
        apart, _ = self._compute([part for place in doubtful for part in (tokens[place], (_WALL, self._tags[0], ""))])
        for place, case in zip(doubtful, apart[::2], strict=True):
            cases[place] = case
        for place, (key, case) in enumerate(zip(keys, cases, strict=True)):
            self._numbers[key] = self._number(case, opens=place in openers)

    def _number(self, case: Case, *, opens: bool) -> int:
        number = self._case_numbers.setdefault((case, opens), len(self.cases))
        if number == len(self.cases):
            self.cases.append(case)
            self._opens.append(opens)
        return number

    def _compute(self, tokens: list[tuple[str, str, str]]) -> tuple[list[Case], set[int]]:
        """What spaCy's components make of a document of these tokens, and where in it a rule over two tokens could start."""
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        doc = Doc(self._nlp.vocab, words=[word for word, _, _ in tokens], spaces=[False] * len(tokens))
        if not tokens:
            return [], set()
        values = [(strings.add(tag), strings.add(relation)) for _, tag, relation in tokens]
        doc.from_array(["TAG", "DEP"], np.array(values, np.uint64))
        openers = {start for _, start, _ in self._openers(doc, allow_missing=True)}
        self._lemmatizer(self._ruler(doc))
        rows = doc.to_array(["TAG", "POS", "MORPH", "LEMMA", "DEP"]).tolist()
        names = {value: strings[value] for value in {value for row in rows for value in row}}
        cases = []
        for (_, _, given), row in zip(tokens, rows, strict=True):
            tag, pos, morph, lemma, relation = map(names.__getitem__, row)
            cases.append(Case(tag, pos, morph, lemma, "" if relation == given else relation))
        return cases, openers

    def _matcher(self, patterns: list[list[dict[str, Any]]]) -> Any:
        from spacy.matcher import Matcher

        matcher = Matcher(self._nlp.vocab, validate=False)
        if patterns:
            matcher.add("first", patterns)
        return matcher


def _with_sets(lemmatizer: Any) -> Any:
    """The same lemmatizer with sets where its rules look for forms in lists of up to 57,000 words."""
    from spacy.lang.en import EnglishLemmatizer
    from spacy.lookups import Lookups

    if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule" or lemmatizer.overwrite:
        raise UnsupportedError("another lemmatizer")
    lookups = Lookups()
    for name in lemmatizer.lookups.tables:
        table = lemmatizer.lookups.get_table(name)
        lookups.add_table(name, {key: frozenset(value) for key, value in table.items()} if name == "lemma_index" else table)
    copied = EnglishLemmatizer(lemmatizer.vocab, lemmatizer.model, lemmatizer.name, mode=lemmatizer.mode)
    copied.initialize(lookups=lookups)
    return copied


def _named_relations(patterns: list[list[dict[str, Any]]]) -> set[str]:
    """The relations that patterns name.

    Raises:
        UnsupportedError: a pattern reads more than word, tag and relation, or more than two tokens.
    """
    named: set[str] = set()
    for pattern in patterns:
        if len(pattern) > 2:
            raise UnsupportedError("a rule of the attribute ruler over more than two tokens")
        for token in pattern:
            if unknown := {str(key).upper() for key in token} - _ALLOWED:
                raise UnsupportedError(f"a rule of the attribute ruler on {', '.join(sorted(unknown))}")
            value = token.get("DEP", {})
            if isinstance(value, str):
                named.add(value)
            elif set(value) <= {"IN", "NOT_IN"}:
                named.update(*value.values())
            else:
                raise UnsupportedError("a rule of the attribute ruler on a pattern of relations")
    return named


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Ranges of tokens to compute together: each place with the token after it, overlapping ones joined."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place < runs[-1][1]:
            runs[-1] = (runs[-1][0], place + 2)
        else:
            runs.append((place, place + 2))
    return runs
