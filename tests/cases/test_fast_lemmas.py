"""The lemmas of the fast engine are those of spaCy's lemmatizer, for any word, part of speech and morphology."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractor.analysis.fast.lemmas import Lemmatizer
from extractor.analysis.fast.unsupported import UnsupportedError
from extractor.analysis.pipeline import Pipeline

WORDS = st.one_of(
    st.sampled_from(
        ["axes", "went", "better", "BEST", "Mice", "thieves", "lying", "dies", "was", "'s", "men", "data", "ed", "ies"]
    ),
    st.sampled_from(
        ["Rain's", "5th", "e-mailing", "co-owners", "U.S.", "%", "\u0130stanbul", "stra\u00dfen", "\n", "re-elected"]
    ),
    st.builds(
        lambda start, end: start + end,
        st.sampled_from(["", "r", "hop", "hopp", "tri", "Lov", "walk", "glass", "chur", "pota", "quick", "x-", "zzk"]),
        st.sampled_from(["s", "es", "ses", "ches", "shes", "ies", "men", "ed", "ing", "er", "est", "iest", "xes", "ves", "ion"]),
    ),
    st.text(min_size=1, max_size=6).filter(str.isprintable),
)
PARTS = ["NOUN", "VERB", "ADJ", "ADV", "PROPN", "AUX", "PRON", "DET", "NUM", "PUNCT", "X", "SPACE", "INTJ"]
FEATURES = [
    "",
    "Number=Sing",
    "Number=Plur",
    "Degree=Pos",
    "Degree=Cmp",
    "VerbForm=Inf",
    "VerbForm=Part|Tense=Past",
    "Tense=Pres|VerbForm=Fin",
    "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
]


def test_lemmas_are_those_of_spacy(nlp: Pipeline) -> None:
    lemmatizer = Lemmatizer(nlp.nlp)
    component: Any = nlp.nlp.get_pipe("lemmatizer")

    @given(WORDS, st.sampled_from(PARTS), st.sampled_from(FEATURES))
    def check(word: str, pos: str, morph: str) -> None:
        doc = component(Doc(nlp.nlp.vocab, words=[word], pos=[pos], morphs=[morph]))
        assert lemmatizer.lemma(word, pos, morph) == doc[0].lemma_

    check()


def test_another_lemmatizer_is_refused(nlp: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp.nlp.get_pipe("lemmatizer"), "overwrite", True)
    with pytest.raises(UnsupportedError, match="lemmatizer"):
        Lemmatizer(nlp.nlp)
