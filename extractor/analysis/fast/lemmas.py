"""Lemmas as spaCy's rule lemmatizer for English makes them, from strings instead of a document.

The part of speech and the morphology decide how: a base form is written small, a word of a part of speech without rules too, but
for proper nouns, which stay as they stand. For the others each rule ``(old, new)`` that fits turns the ending ``old`` into
``new``. First come irregular forms, then of the forms made in this way the last one in the index of known forms, then the first
that is not of letters only, and at last the first of all.
"""

from collections.abc import Collection, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.analysis.fast.unsupported import UnsupportedError

if TYPE_CHECKING:
    from spacy.language import Language

_WITHOUT_LEMMA = ("", "eol", "space")


class _Inflection(NamedTuple):
    """How words of a part of speech are inflected: known forms, irregular forms, and endings with what takes their place."""

    known: Collection[str]
    irregular: Mapping[str, Sequence[str]]
    rules: Sequence[tuple[str, str]]


class Lemmatizer:
    """The lemmatizer of a pipeline.

    Raises:
        UnsupportedError: it is not spaCy's rule lemmatizer for English.
    """

    def __init__(self, nlp: "Language"):
        from spacy.lang.en.lemmatizer import EnglishLemmatizer
        from spacy.parts_of_speech import IDS

        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule" or lemmatizer.overwrite:
            raise UnsupportedError("another lemmatizer")
        self._lemmatizer = lemmatizer
        self._vocab = nlp.vocab
        self._inflections = {pos: self._inflection(pos.lower()) for pos in IDS}
        self._bases: dict[tuple[str, str], bool] = {}

    def lemma(self, word: str, pos: str, morph: str) -> str:
        """Return the lemma of a word with this part of speech and these morphological features."""
        base = self._bases.get((pos, morph))
        if base is None:
            base = self._bases[pos, morph] = self._is_base(pos, morph)
        if base:
            return word.lower()
        inflection = self._inflections[pos]
        if inflection is None:
            return word if pos == "PROPN" else word.lower()
        return _inflected(word, inflection)

    def _is_base(self, pos: str, morph: str) -> bool:
        from spacy.tokens import MorphAnalysis

        token: Any = SimpleNamespace(pos_=pos, morph=MorphAnalysis(self._vocab, morph))
        return pos.lower() in _WITHOUT_LEMMA or self._lemmatizer.is_base_form(token)

    def _inflection(self, pos: str) -> _Inflection | None:
        tables = self._lemmatizer.lookups
        index, irregular, rules = (tables.get_table(f"lemma_{name}", {}).get(pos, {}) for name in ("index", "exc", "rules"))
        # A set, for the table is a list of up to 57,000 words.
        return _Inflection(frozenset(index), irregular, rules) if index or irregular or rules else None


def _inflected(word: str, inflection: _Inflection) -> str:
    lower = word.lower()
    found: list[str] = []
    others: list[str] = []
    for old, new in inflection.rules:
        if lower.endswith(old):
            form = lower[: len(lower) - len(old)] + new
            if not form:
                continue
            if form in inflection.known:
                found.insert(0, form)
            elif not form.isalpha():
                found.append(form)
            else:
                others.append(form)
    for form in inflection.irregular.get(lower, ()):
        if form not in found:
            found.insert(0, form)
    return (found or others or [word])[0]
